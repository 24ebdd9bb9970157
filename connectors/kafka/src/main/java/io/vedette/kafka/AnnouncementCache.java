package io.vedette.kafka;

/**
 * Remembers when each series was last announced, in bounded memory: 32 bytes a series.
 *
 * <p>Guarantee: a series that was not announced within the interval is announced. One that was may
 * be announced again, when more series live than fit: the table is 8-way set-associative, and a
 * full set gives up the entry announced longest ago. It has two places a series, since sets do not
 * fill evenly: with as many series as it is made for, one in 20 has to share; with half as many,
 * one in 1,000. Nothing is allocated after construction; a call reads at most eight neighbouring
 * entries. Not thread-safe.
 */
final class AnnouncementCache {

  private static final int WAYS = 8;
  private static final int EMPTY = Integer.MIN_VALUE;

  /** Hash and minute of each place side by side, so that both are on one cache line. */
  private final long[] places;

  private final int setMask;
  private final int intervalMinutes;

  /**
   * An empty one.
   *
   * @param size series remembered, rounded up to a power of two
   * @param intervalMinutes minutes until a series is announced again, at least 1
   */
  AnnouncementCache(int size, int intervalMinutes) {
    if (size < 1 || size > 1 << 27 || intervalMinutes < 1) {
      throw new IllegalArgumentException(
          "size must be from 1 to 2^27 and the interval at least a minute: "
              + size
              + ", "
              + intervalMinutes);
    }
    int capacity = Math.max(WAYS, 2 * Integer.highestOneBit(2 * size - 1));
    places = new long[2 * capacity];
    for (int place = 0; place < capacity; place++) {
      places[2 * place + 1] = EMPTY;
    }
    setMask = capacity / WAYS - 1;
    this.intervalMinutes = intervalMinutes;
  }

  /**
   * Whether the series is due to be announced now; the caller does so when told.
   *
   * @param hash identity of the series, whose bits are all equally good
   * @param minute processing time, minutes since the epoch
   */
  boolean due(long hash, int minute) {
    int first = ((int) hash & setMask) * WAYS;
    int victim = first;
    for (int place = first; place < first + WAYS; place++) {
      long announced = places[2 * place + 1];
      if (places[2 * place] == hash && announced != EMPTY) {
        return dueAgain(place, minute);
      }
      if (announced < places[2 * victim + 1]) {
        victim = place;
      }
    }
    places[2 * victim] = hash;
    places[2 * victim + 1] = minute;
    return true;
  }

  private boolean dueAgain(int place, int minute) {
    long age = minute - places[2 * place + 1];
    // a clock that was set back must not silence a series until it has caught up
    if (age >= 0 && age < intervalMinutes) {
      return false;
    }
    places[2 * place + 1] = minute;
    return true;
  }

  int capacity() {
    return places.length / 2;
  }
}
