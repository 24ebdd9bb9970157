package io.vedette.functions;

import java.io.IOException;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * State {@code score}, read from the backend and written to it only when that does something.
 *
 * <p>On the heap the object that the backend gives is the one it keeps, and the scorer changes it
 * in place: an object that was written is taken from {@link LivingStates} the next {@value #USES}
 * times, which spares two look-ups, three readings of the clock and an object each time. RocksDB
 * gives a new object each time; there everything is read and written. Which of the two it is, is
 * seen by the first write: on the heap it gives back the very object.
 *
 * <p>What keeps this right:
 *
 * <ul>
 *   <li>A snapshot of the heap shares its objects with the backend, which copies one when it is
 *       asked for after the snapshot began. So none may be changed that was got before: {@link
 *       #forgetObjects} must be called as a snapshot begins.
 *   <li>Every access to the state goes through the one instance, with its key set.
 *   <li>The retention is looked at and begun anew with every {@value #USES}th sample, and with the
 *       first after a snapshot. So a series that was silent for its retention is forgotten, when
 *       only one checkpoint was taken since its last sample.
 * </ul>
 */
final class InPlaceState implements ValueState<ScoreState> {

  /** How often an object is used before the backend is asked for it again. */
  static final int USES = 16;

  private final ValueState<ScoreState> state;
  private final LongSupplier key;
  private final LivingStates objects = new LivingStates(USES);
  private boolean isProbed;
  private boolean isInPlace;

  /**
   * Over a state of the backend.
   *
   * @param key the present key
   */
  InPlaceState(ValueState<ScoreState> state, LongSupplier key) {
    this.state = state;
    this.key = key;
  }

  @Override
  public @Nullable ScoreState value() throws IOException {
    if (!isInPlace) {
      return state.value();
    }
    long series = key.getAsLong();
    ScoreState known = objects.take(series);
    if (known == null) {
      // what is got now is written at the next update, whatever is still held here
      objects.remove(series);
      known = state.value();
    }
    return known;
  }

  @Override
  public void update(ScoreState changed) throws IOException {
    long series = key.getAsLong();
    if (isInPlace && objects.holds(series, changed)) {
      return;
    }
    state.update(changed);
    if (!isProbed) {
      isProbed = true;
      isInPlace = state.value() == changed;
    }
    if (isInPlace) {
      objects.put(series, changed);
    }
  }

  @Override
  public void clear() {
    objects.remove(key.getAsLong());
    state.clear();
  }

  /** A snapshot begins: objects got so far belong to it too. */
  void forgetObjects() {
    objects.clear();
  }
}
