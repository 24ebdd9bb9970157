package io.vedette.functions;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * State {@code score}, read from the backend and written to it only when that does something.
 *
 * <p>On the heap the object that the backend gives is the one it keeps, and the scorer changes it
 * in place: an object that was written is kept at hand for the next {@value #USES} times, which
 * spares two look-ups, three readings of the clock and an object each time; and as long as it is,
 * {@link ScoreState#memoryAtHand} is too. RocksDB gives a new object each time; there everything is
 * read and written. Which of the two it is, is seen by the first write: on the heap it gives back
 * the very object.
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
 *
 * <p>A sample needs some 20 cache lines of its series, each a few references behind the other; with
 * ten thousand series none of them is in the cache. But samples come in the order in which they
 * came the last time, since targets are scraped in turns: so each object remembers which was used
 * after it, and the lines of those that come next are asked for while this one is scored, {@link
 * #askAhead}. In another order that is in vain, and costs some nanoseconds.
 *
 * <p>Objects are at hand in a table by remainders of the identity, 4 bytes a place, at most a
 * quarter full and each within {@value #PROBES} places; where those are taken, series take turns.
 * It grows to {@value #MOST_PLACES} places as series come. Whose an object is, and how often it may
 * still be used, is in the object, whose cache line is needed anyway; the one expected next is
 * found without the table.
 */
final class InPlaceState implements ValueState<ScoreState> {

  /** How often an object is used before the backend is asked for it again. */
  static final int USES = 511;

  /** Neighbouring places a series may be in: mostly one cache line. */
  private static final int PROBES = 4;

  private static final int FIRST_PLACES = 1 << 12;
  private static final int MOST_PLACES = 1 << 21;

  private final ValueState<ScoreState> state;
  private final LongSupplier key;
  private @Nullable ScoreState[] atHand = new @Nullable ScoreState[FIRST_PLACES + PROBES];

  /** Series held. */
  private int size;

  private @Nullable ScoreState former;

  /** Means nothing: what is read ahead would not be read, were it not used. */
  int touched;

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

  /** Whether the backend keeps the objects it is given: the heap, once it was seen. */
  boolean isInPlace() {
    return isInPlace;
  }

  @Override
  public @Nullable ScoreState value() throws IOException {
    if (!isInPlace) {
      return state.value();
    }
    long series = key.getAsLong();
    ScoreState next = former == null ? null : former.next;
    ScoreState held = isHeldFor(next, series) ? next : heldFor(series);
    if (held != null && held.usesLeft > 0) {
      held.usesLeft--;
      askAhead(held);
      return held;
    }
    // what is got now is written at the next update, whatever is still held here
    remove(series);
    ScoreState known = state.value();
    if (known != null) {
      known.memoryAtHand = null;
      known.next = null;
    }
    return known;
  }

  @Override
  public void update(ScoreState changed) throws IOException {
    long series = key.getAsLong();
    if (isInPlace && (isHeldFor(former, series) ? former : heldFor(series)) == changed) {
      return;
    }
    state.update(changed);
    if (!isProbed) {
      isProbed = true;
      isInPlace = state.value() == changed;
    }
    if (isInPlace) {
      changed.heldFor = series;
      hold(changed);
      changed.usesLeft = USES;
    }
  }

  @Override
  public void clear() {
    remove(key.getAsLong());
    state.clear();
  }

  /** A snapshot begins: objects got so far belong to it too. */
  void forgetObjects() {
    Arrays.fill(atHand, null);
    size = 0;
    former = null;
  }

  /** Reads of the third to come its beginning, of the second its model, of the first the rest. */
  private void askAhead(ScoreState held) {
    ScoreState before = former;
    if (before != null && before.next != held) {
      before.next = held;
    }
    former = held;
    ScoreState first = held.next;
    if (first == null) {
      return;
    }
    int read = first.detector.touchParts();
    ScoreState second = first.next;
    if (second != null) {
      read += second.detector.touch() + (second.presence.wasSeen() ? 1 : 0);
      ScoreState third = second.next;
      if (third != null) {
        read += third.usesLeft;
      }
    }
    touched += read;
  }

  /** Without a look at the table. */
  private static boolean isHeldFor(@Nullable ScoreState state, long series) {
    return state != null && state.heldFor == series && state.usesLeft > 0;
  }

  private @Nullable ScoreState heldFor(long series) {
    int first = placeOf(series);
    for (int place = first; place < first + PROBES; place++) {
      ScoreState at = atHand[place];
      if (at != null && at.heldFor == series) {
        return at;
      }
    }
    return null;
  }

  private void remove(long series) {
    int first = placeOf(series);
    for (int place = first; place < first + PROBES; place++) {
      ScoreState at = atHand[place];
      if (at != null && at.heldFor == series) {
        at.usesLeft = 0;
        atHand[place] = null;
        size--;
      }
    }
  }

  private void hold(ScoreState state) {
    remove(state.heldFor);
    put(state);
    size++;
    int places = atHand.length - PROBES;
    if (4 * size > places && places < MOST_PLACES) {
      @Nullable ScoreState[] before = atHand;
      atHand = new @Nullable ScoreState[2 * places + PROBES];
      for (ScoreState at : before) {
        if (at != null) {
          put(at);
        }
      }
    }
  }

  /** In the first place that is free; where none is, that of another series. */
  private void put(ScoreState state) {
    int first = placeOf(state.heldFor);
    int place = first;
    while (place < first + PROBES - 1 && atHand[place] != null) {
      place++;
    }
    ScoreState other = atHand[place];
    if (other != null) {
      other.usesLeft = 0;
      size--;
    }
    atHand[place] = state;
  }

  /** Identities are hashes: all bits are equally good. */
  private int placeOf(long series) {
    return (int) (series >>> 20) & (atHand.length - PROBES - 1);
  }
}
