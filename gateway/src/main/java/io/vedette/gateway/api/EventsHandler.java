package io.vedette.gateway.api;

import io.vedette.gateway.live.EventHub;
import io.vedette.gateway.live.EventKind;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Lets listeners in and ends their streams in time: a token that expires must not listen on. */
final class EventsHandler {

  private static final int MAX_ID = 100;

  private final EventHub hub;
  private final ScheduledExecutorService timer;
  private final Limits limits;

  /**
   * Of one stream.
   *
   * @param queue events it may hold
   * @param heartbeat between two signs of life
   * @param maxAge until it ends
   */
  record Limits(int queue, Duration heartbeat, Duration maxAge) {}

  EventsHandler(EventHub hub, ScheduledExecutorService timer, Limits limits) {
    this.hub = hub;
    this.timer = timer;
    this.limits = limits;
  }

  /** Completes when the stream has ended. */
  CompletableFuture<Void> stream(ApiRequest request) {
    Set<EventKind> kinds = kinds(request);
    String last = request.context().header("Last-Event-ID");
    if (last != null && last.length() > MAX_ID) {
      throw ApiProblem.bad("Last-Event-ID must be of up to " + MAX_ID + " characters");
    }
    EventStream stream;
    try {
      stream = EventStream.to(request.context(), hub, kinds, limits.queue());
    } catch (IOException broken) {
      return CompletableFuture.failedFuture(broken);
    }
    if (!hub.join(stream, Optional.ofNullable(last))) {
      throw ApiProblem.unavailable("too many listen already (gateway.api-event-clients)");
    }
    long every = limits.heartbeat().toMillis();
    ScheduledFuture<?> heartbeat =
        timer.scheduleWithFixedDelay(stream::beat, every, every, TimeUnit.MILLISECONDS);
    ScheduledFuture<?> old =
        timer.schedule(stream::end, limits.maxAge().toMillis(), TimeUnit.MILLISECONDS);
    return stream
        .start()
        .whenComplete(
            (nothing, failure) -> {
              heartbeat.cancel(false);
              old.cancel(false);
            });
  }

  private static Set<EventKind> kinds(ApiRequest request) {
    Set<String> words =
        EnumSet.allOf(EventKind.class).stream().map(EventKind::word).collect(Collectors.toSet());
    Set<String> wanted = request.words("kind", words);
    return EnumSet.allOf(EventKind.class).stream()
        .filter(kind -> wanted.contains(kind.word()))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventKind.class)));
  }
}
