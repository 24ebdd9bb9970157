package io.vedette.functions;

import io.vedette.algorithms.detect.EwmaState;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.algorithms.silence.Presence;
import io.vedette.schema.result.Direction;
import io.vedette.schema.result.Severity;
import io.vedette.schema.state.ScoreStateRecord;

/**
 * What the scorer keeps of one series and touches with every sample. Mutable: changed in place.
 *
 * <p>About 210 bytes on the heap, 40 more during a run of anomalies; 175 stored. {@link
 * ScoreStateRecord} says what each field means.
 */
public final class ScoreState {

  /** A time before all others: no sample yet, or no run of anomalies yet. */
  static final long NEVER = Long.MIN_VALUE;

  EwmaState detector = new EwmaState();
  long lastTimestamp = NEVER;
  double lastValue = Double.NaN;
  boolean counter;
  long hysteresis = Hysteresis.INITIAL;
  long startsAt = NEVER;
  double peakScore;
  Severity severity = Severity.INFO;
  Direction direction = Direction.ABOVE;
  Presence presence = new Presence();

  /** Samples to come for which those judged of late are still kept; 0 when none are. */
  int recent;

  /** A series not met before. */
  public ScoreState() {}

  /** The living form of what was stored. */
  public static ScoreState fromStored(ScoreStateRecord stored) {
    ScoreState state = new ScoreState();
    state.detector = EwmaState.fromStored(stored.getDetector());
    state.lastTimestamp = stored.getLastTimestamp();
    state.lastValue = Double.longBitsToDouble(stored.getLastValueBits());
    state.counter = stored.getCounter();
    state.hysteresis = stored.getHysteresis();
    state.startsAt = stored.getStartsAt();
    state.peakScore = stored.getPeakScore();
    state.severity = stored.getSeverity();
    state.direction = stored.getDirection();
    state.presence = Presence.fromStored(stored.getPresence());
    state.recent = stored.getRecent();
    return state;
  }

  /** The form to store; {@link #fromStored} of it goes on exactly as this would. */
  public ScoreStateRecord toStored() {
    return new ScoreStateRecord(
        detector.toStored(),
        lastTimestamp,
        Double.doubleToRawLongBits(lastValue),
        counter,
        hysteresis,
        startsAt,
        peakScore,
        severity,
        direction,
        presence.toStored(),
        recent);
  }

  /** A copy that shares nothing with this. */
  public ScoreState copy() {
    ScoreState copy = new ScoreState();
    copy.detector = detector.copy();
    copy.lastTimestamp = lastTimestamp;
    copy.lastValue = lastValue;
    copy.counter = counter;
    copy.hysteresis = hysteresis;
    copy.startsAt = startsAt;
    copy.peakScore = peakScore;
    copy.severity = severity;
    copy.direction = direction;
    copy.presence = presence.copy();
    copy.recent = recent;
    return copy;
  }

  boolean isFirstSample() {
    return lastTimestamp == NEVER;
  }

  boolean isFiring() {
    return Hysteresis.isFiring(hysteresis);
  }

  /** Whether this is the newest sample again, to the bit: a stale marker is a NaN of its own. */
  boolean isLast(long timestamp, double value) {
    return timestamp == lastTimestamp
        && Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(lastValue);
  }

  /** Ends the run of anomalies. */
  void endRun() {
    hysteresis = Hysteresis.INITIAL;
    startsAt = NEVER;
    peakScore = 0;
    severity = Severity.INFO;
  }

  @Override
  public String toString() {
    return toStored().toString();
  }
}
