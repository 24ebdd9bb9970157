package io.vedette.demo;

import java.time.Duration;
import java.util.Optional;

/** Hands a body to whoever takes it. */
interface Pusher {

  /** What became of a body. */
  sealed interface Outcome {}

  /** It was taken and will not be lost. */
  record Accepted() implements Outcome {}

  /**
   * It was not taken now, or nobody knows; the same body should be tried again.
   *
   * @param retryAfter when, if the receiver said so
   * @param reason why, in words
   */
  record Busy(Optional<Duration> retryAfter, String reason) implements Outcome {}

  /**
   * It will never be taken.
   *
   * @param reason why, in words
   */
  record Refused(String reason) implements Outcome {}

  /**
   * Tries once.
   *
   * @throws InterruptedException when the shop is closing
   */
  Outcome push(Delivery delivery) throws InterruptedException;
}
