package io.vedette.functions;

import io.vedette.schema.SeriesHash;

/** How alerts are told apart, whoever makes them. */
public final class AlertIdentity {

  private static final long ALERT_NAME_LABEL = SeriesHash.of("alertname");

  private AlertIdentity() {}

  /** Hash of the alert's name and of what it is about: the same for every firing. */
  public static String fingerprint(long about, String name) {
    return SeriesHash.toHex(SeriesHash.fold(about, ALERT_NAME_LABEL, SeriesHash.of(name)));
  }

  /** One firing. */
  public static String id(String fingerprint, long startsAt) {
    return fingerprint + "-" + startsAt;
  }
}
