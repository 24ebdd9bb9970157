package io.vedette.functions;

import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * State {@code score}, written only when writing does something.
 *
 * <p>On the heap the object that {@link #value()} gives is the one in the backend: the scorer
 * changes it in place, and a checkpoint that is being taken has its own copy, made when the object
 * was asked for (copy on write). Writing it again only renews its retention. That is done once in
 * five minutes of the series' event time, or in a sixteenth of the retention when that is less, and
 * spares the other samples two readings of the clock, a look-up and an object: so much earlier than
 * a retention after its last sample a series may be forgotten. RocksDB gives a new object each
 * time; there everything is written.
 *
 * <p>Which of the two it is, is seen by the first write: on the heap it gives back the very object.
 */
final class RenewedState implements ValueState<ScoreState> {

  private static final long LONGEST_INTERVAL = Duration.ofMinutes(5).toMillis();
  private static final int INTERVALS = 16;

  private final ValueState<ScoreState> state;
  private final long interval;
  private boolean isProbed;
  private boolean isInPlace;

  /**
   * Over a state of the backend.
   *
   * @param retention of that state
   */
  RenewedState(ValueState<ScoreState> state, Duration retention) {
    this.state = state;
    this.interval = Math.min(LONGEST_INTERVAL, retention.toMillis() / INTERVALS);
  }

  @Override
  public @Nullable ScoreState value() throws IOException {
    return state.value();
  }

  @Override
  public void update(ScoreState changed) throws IOException {
    if (isInPlace && !isDue(changed)) {
      return;
    }
    changed.renewedAt = changed.lastTimestamp;
    state.update(changed);
    if (!isProbed) {
      isProbed = true;
      isInPlace = state.value() == changed;
    }
  }

  /** Also when time went back, and always before the first write. */
  private boolean isDue(ScoreState changed) {
    long since = changed.lastTimestamp - changed.renewedAt;
    return changed.renewedAt == ScoreState.NEVER || since < 0 || since >= interval;
  }

  @Override
  public void clear() {
    state.clear();
  }
}
