package io.vedette.algorithms.silence;

import io.vedette.schema.silence.SourceRecord;
import java.io.Serializable;

/**
 * What the series of a source say of the source itself.
 *
 * <p>When most of them fall silent at once, it is not the series that broke but what they have in
 * common; one finding then says so. A single series never speaks for its source: of a source of one
 * series, the series is said to be silent.
 *
 * @param share of the series of a source that must agree, above 0, at most 1
 */
public record SourceRule(double share) implements Serializable {

  private static final int LEAST = 2;

  /** Checks the share. */
  public SourceRule {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be above 0 and at most 1, is " + share);
    }
  }

  /**
   * Whether the source is silent: most of its series are overdue, or ended beside some that are.
   */
  public boolean isSilent(SourceRecord source) {
    long gone = source.getOverdue() + source.getEnded();
    return source.getOverdue() >= LEAST && gone >= share * (living(source) + gone);
  }

  /** Whether the source as a whole ended, as a target does that is no longer to be scraped. */
  public boolean isOver(SourceRecord source) {
    long ended = source.getEnded();
    return ended >= LEAST && ended >= share * (living(source) + source.getOverdue() + ended);
  }

  /** Whether the source lags. */
  public boolean isLagging(SourceRecord source) {
    return source.getLagging() > 0 && source.getLagging() >= share * living(source);
  }

  /** Whether a source that lagged no longer does: half of the share is not enough to go on. */
  public boolean hasCaughtUp(SourceRecord source) {
    return source.getLagging() < share / 2 * living(source) || source.getLagging() == 0;
  }

  private static long living(SourceRecord source) {
    return source.getPresent() + source.getLagging();
  }
}
