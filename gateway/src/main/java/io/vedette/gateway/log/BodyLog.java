package io.vedette.gateway.log;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Keeps bodies, in the order of each source. */
public interface BodyLog extends AutoCloseable {

  /**
   * Stores a body. Returns at once, whatever the state of what is behind; bodies of one source are
   * kept in the order of the calls.
   *
   * @return completes when the body is stored for good; fails with {@link BodyLogException}
   */
  CompletableFuture<Void> append(BodyRecord body);

  /** Whether bodies can be stored, as seen last; returns at once. */
  Readiness readiness();

  /** Stores what is accepted, for so long at most, then ends; what is left fails. */
  void close(Duration patience);

  @Override
  default void close() {
    close(Duration.ofSeconds(10));
  }

  /**
   * Whether bodies can be stored.
   *
   * @param ready yes or no
   * @param reason why not, for a person; empty when ready
   */
  record Readiness(boolean ready, String reason) {

    /** Ready. */
    public static final Readiness READY = new Readiness(true, "");

    /** Not ready, and why. */
    public static Readiness not(String reason) {
      return new Readiness(false, reason);
    }
  }
}
