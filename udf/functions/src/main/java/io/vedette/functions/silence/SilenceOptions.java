package io.vedette.functions.silence;

import io.vedette.algorithms.silence.FallToZero;
import io.vedette.algorithms.silence.ReportingInterval;
import io.vedette.algorithms.silence.SourceRule;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How silence is found.
 *
 * @param interval when a series is overdue
 * @param fallToZero when a series fell to zero
 * @param source when series speak for their source
 * @param sourceLabels labels that together name the source of a series; of a series that has none
 *     of them, its service is the source
 * @param collect how long a source waits for more series to fall silent before it says anything
 *     (event time)
 * @param notScrapedFor how long {@code up} must be 0 until the target is said not to be scraped
 *     (event time)
 * @param giveUpAfter after this time a series that stays silent is taken as gone (event time)
 * @param standstill after this time without any progress of event time all sources are silent
 *     (processing time); zero where event time does not follow the clock, as in a replay: then
 *     series and sources are not watched, only values that fall to zero are found
 * @param longestPause a series that lags for longer is scored into alerts all the same (event time)
 * @param maxLag a sample that is received later than this after its time lags; the same as bounds
 *     event time
 * @param repeatEvery how often a finding that holds on is said again (processing time)
 * @param findingsPerSource single series that a source tells of at the same time
 * @param retention how long a source is remembered that nothing is heard of (processing time)
 */
public record SilenceOptions(
    ReportingInterval interval,
    FallToZero fallToZero,
    SourceRule source,
    List<String> sourceLabels,
    Duration collect,
    Duration notScrapedFor,
    Duration giveUpAfter,
    Duration standstill,
    Duration longestPause,
    Duration maxLag,
    Duration repeatEvery,
    int findingsPerSource,
    Duration retention)
    implements Serializable {

  private static final SilenceOptions DEFAULTS =
      new SilenceOptions(
          new ReportingInterval(4, Duration.ofMinutes(2).toMillis(), 10),
          new FallToZero(3, Duration.ofDays(1).toMillis()),
          new SourceRule(0.5),
          List.of("job", "instance"),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofHours(6),
          Duration.ofMinutes(5),
          Duration.ofHours(3),
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          10,
          Duration.ofDays(7));

  /** Checks what the parts have not checked themselves. */
  public SilenceOptions {
    sourceLabels = List.copyOf(sourceLabels);
    requireNotNegative("collect", collect);
    requireNotNegative("notScrapedFor", notScrapedFor);
    requireNotNegative("standstill", standstill);
    requireNotNegative("longestPause", longestPause);
    requireNotNegative("maxLag", maxLag);
    if (repeatEvery.toMillis() < 1) {
      throw new IllegalArgumentException("repeatEvery must be at least 1 ms, is " + repeatEvery);
    }
    if (giveUpAfter.toMillis() < 1) {
      throw new IllegalArgumentException("giveUpAfter must be at least 1 ms, is " + giveUpAfter);
    }
    if (retention.compareTo(giveUpAfter) <= 0) {
      throw new IllegalArgumentException(
          "retention (" + retention + ") must be longer than giveUpAfter (" + giveUpAfter + ")");
    }
    if (findingsPerSource < 1) {
      throw new IllegalArgumentException(
          "findingsPerSource must be at least 1, is " + findingsPerSource);
    }
  }

  /**
   * Overdue after four intervals and two minutes, half of a source speaks for it, sources by job
   * and instance.
   */
  public static SilenceOptions defaults() {
    return DEFAULTS;
  }

  /** These, with event time expected to follow the clock, or not (zero). */
  public SilenceOptions withStandstill(Duration value) {
    return new SilenceOptions(
        interval,
        fallToZero,
        source,
        sourceLabels,
        collect,
        notScrapedFor,
        giveUpAfter,
        value,
        longestPause,
        maxLag,
        repeatEvery,
        findingsPerSource,
        retention);
  }

  /** Whether event time follows the clock, so that nothing for a while means something. */
  public boolean isLive() {
    return !standstill.isZero();
  }

  private static void requireNotNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative, is " + value);
    }
  }
}
