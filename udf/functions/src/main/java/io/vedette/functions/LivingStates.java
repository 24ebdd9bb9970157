package io.vedette.functions;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * State objects of series met lately, by the identity of the series. Each is given out so many
 * times and then forgotten.
 *
 * <p>A table with one place for each of {@value #PLACES} remainders of the identity, 13 bytes each;
 * two series of one remainder take turns. No allocation; a call touches three cache lines.
 */
final class LivingStates {

  private static final int PLACES = 1 << 18;

  private final int uses;
  private final long[] keys = new long[PLACES];
  private final @Nullable ScoreState[] states = new @Nullable ScoreState[PLACES];
  private final byte[] left = new byte[PLACES];

  /**
   * An empty one.
   *
   * @param uses how many times an object is given out, 1 to 127
   */
  LivingStates(int uses) {
    this.uses = uses;
  }

  /** The object of a series, or null when it is not here or no longer. */
  @Nullable ScoreState take(long series) {
    int place = placeOf(series);
    if (keys[place] != series || left[place] == 0) {
      return null;
    }
    left[place]--;
    return states[place];
  }

  /** Whether this very object is the one of a series that was put last. */
  boolean holds(long series, ScoreState state) {
    int place = placeOf(series);
    return keys[place] == series && states[place] == state;
  }

  void put(long series, ScoreState state) {
    int place = placeOf(series);
    keys[place] = series;
    states[place] = state;
    left[place] = (byte) uses;
  }

  void remove(long series) {
    int place = placeOf(series);
    if (keys[place] == series) {
      states[place] = null;
      left[place] = 0;
    }
  }

  void clear() {
    Arrays.fill(states, null);
    Arrays.fill(left, (byte) 0);
  }

  /** Identities are hashes: all bits are equally good. */
  private static int placeOf(long series) {
    return (int) (series >>> 20) & (PLACES - 1);
  }
}
