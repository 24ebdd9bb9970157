package io.vedette.gateway;

import io.vedette.gateway.log.BodyLog;
import io.vedette.gateway.log.BodyLogException;
import io.vedette.gateway.log.BodyRecord;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A log in memory that stores, holds or fails what it is given. */
final class MemoryLog implements BodyLog {

  enum Mood {
    STORES,
    HOLDS,
    FAILS,
    FINDS_TOO_LARGE
  }

  private record Held(BodyRecord body, CompletableFuture<Void> stored) {}

  private final List<BodyRecord> stored = new CopyOnWriteArrayList<>();
  private final Queue<Held> held = new ConcurrentLinkedQueue<>();
  private volatile Mood mood = Mood.STORES;
  private volatile Readiness readiness = Readiness.READY;
  private volatile boolean closed;

  void becomes(Mood next) {
    mood = next;
  }

  void tells(Readiness next) {
    readiness = next;
  }

  List<BodyRecord> stored() {
    return List.copyOf(stored);
  }

  int held() {
    return held.size();
  }

  boolean isClosed() {
    return closed;
  }

  /** Stores what was held and what comes. */
  void releases() {
    mood = Mood.STORES;
    for (Held next = held.poll(); next != null; next = held.poll()) {
      stored.add(next.body());
      next.stored().complete(null);
    }
  }

  @Override
  public CompletableFuture<Void> append(BodyRecord body) {
    switch (mood) {
      case STORES -> stored.add(body);
      case HOLDS -> {
        CompletableFuture<Void> later = new CompletableFuture<>();
        held.add(new Held(body, later));
        return later;
      }
      case FAILS -> {
        return failed(BodyLogException.Kind.UNAVAILABLE, "the log is out of order");
      }
      case FINDS_TOO_LARGE -> {
        return failed(BodyLogException.Kind.TOO_LARGE, "larger than the log takes");
      }
    }
    return CompletableFuture.completedFuture(null);
  }

  private static CompletableFuture<Void> failed(BodyLogException.Kind kind, String message) {
    return CompletableFuture.failedFuture(new BodyLogException(kind, message, null));
  }

  @Override
  public Readiness readiness() {
    return readiness;
  }

  @Override
  public void close(Duration patience) {
    closed = true;
  }
}
