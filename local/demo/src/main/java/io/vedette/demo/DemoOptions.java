package io.vedette.demo;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How the demo shop runs.
 *
 * @param gatewayBaseUrl where the gateway is, {@code http://127.0.0.1:8080}
 * @param bearerToken token the gateway wants, if it wants one; never logged
 * @param controlPort port of the control server on 127.0.0.1; 0 takes a free one
 * @param interval time between samples of a series, from 100 ms to 1 h
 * @param seed chooses noise and schedule
 * @param scheduledFaults whether faults happen by themselves, see {@link FaultSchedule}
 * @param historyBeforeStart how much of the past is pushed first, so that detectors are warm at
 *     once; at most 100,000 intervals
 * @param speed days of the shop in one real day, above 0; see {@link ShopModel}
 */
public record DemoOptions(
    URI gatewayBaseUrl,
    Optional<String> bearerToken,
    int controlPort,
    Duration interval,
    long seed,
    boolean scheduledFaults,
    Duration historyBeforeStart,
    double speed) {

  /** Port of the control server unless another is set. */
  public static final int DEFAULT_CONTROL_PORT = 8089;

  /** How much of the past is pushed first unless said otherwise. */
  public static final Duration DEFAULT_HISTORY = Duration.ofHours(2);

  private static final int MOST_HISTORY_TICKS = 100_000;

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException naming option, value and reason
   */
  public DemoOptions {
    String scheme = gatewayBaseUrl.getScheme();
    require(
        ("http".equals(scheme) || "https".equals(scheme)) && gatewayBaseUrl.getHost() != null,
        "gateway URL must be http(s)://host:port, not " + gatewayBaseUrl);
    require(
        controlPort >= 0 && controlPort <= 65_535,
        "control port must be from 0 to 65535, not " + controlPort);
    require(
        interval.toMillis() >= 100 && interval.compareTo(Duration.ofHours(1)) <= 0,
        "interval must be from 100ms to 1h, not " + interval);
    require(
        !historyBeforeStart.isNegative()
            && historyBeforeStart.dividedBy(interval) <= MOST_HISTORY_TICKS,
        "history must be from 0 to "
            + MOST_HISTORY_TICKS
            + " intervals, not "
            + historyBeforeStart);
    require(speed > 0 && speed <= 1_000, "speed must be above 0 and at most 1000, not " + speed);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The defaults: a sample each 5 s, 2 h of history, scheduled faults, seed 1, real time. */
  public static DemoOptions of(URI gatewayBaseUrl) {
    return new DemoOptions(
        gatewayBaseUrl,
        Optional.empty(),
        DEFAULT_CONTROL_PORT,
        Duration.ofSeconds(5),
        1,
        true,
        DEFAULT_HISTORY,
        1);
  }

  /** The same with a bearer token. */
  public DemoOptions withBearerToken(String token) {
    return new DemoOptions(
        gatewayBaseUrl,
        Optional.of(token),
        controlPort,
        interval,
        seed,
        scheduledFaults,
        historyBeforeStart,
        speed);
  }

  /** The same with another control port. */
  public DemoOptions withControlPort(int port) {
    return new DemoOptions(
        gatewayBaseUrl,
        bearerToken,
        port,
        interval,
        seed,
        scheduledFaults,
        historyBeforeStart,
        speed);
  }

  /** The same with faults by themselves or without. */
  public DemoOptions withScheduledFaults(boolean happen) {
    return new DemoOptions(
        gatewayBaseUrl,
        bearerToken,
        controlPort,
        interval,
        seed,
        happen,
        historyBeforeStart,
        speed);
  }

  /** The same with another interval and history. */
  public DemoOptions withTimes(Duration otherInterval, Duration otherHistory) {
    return new DemoOptions(
        gatewayBaseUrl,
        bearerToken,
        controlPort,
        otherInterval,
        seed,
        scheduledFaults,
        otherHistory,
        speed);
  }

  @Override
  public String toString() {
    return "DemoOptions[gateway="
        + gatewayBaseUrl
        + ", token="
        + (bearerToken.isPresent() ? "***" : "none")
        + ", controlPort="
        + controlPort
        + ", interval="
        + DurationText.print(interval)
        + ", seed="
        + seed
        + ", scheduledFaults="
        + scheduledFaults
        + ", history="
        + DurationText.print(historyBeforeStart)
        + ", speed="
        + speed
        + "]";
  }
}
