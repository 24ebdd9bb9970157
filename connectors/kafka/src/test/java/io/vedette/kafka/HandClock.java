package io.vedette.kafka;

import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock turned by hand. */
final class HandClock extends Clock implements Serializable {

  private static final long serialVersionUID = 1L;

  private long millis;

  HandClock(long millis) {
    this.millis = millis;
  }

  void forward(long by) {
    millis += by;
  }

  @Override
  public long millis() {
    return millis;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
