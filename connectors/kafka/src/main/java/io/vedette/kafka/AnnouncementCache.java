package io.vedette.kafka;

/**
 * Remembers when each series was last announced, in bounded memory: 32 bytes a series.
 *
 * <p>Guarantee: a series that was not announced within the interval is announced. One that was may
 * be announced again, when more series live than fit: the table is 8-way set-associative, and a
 * full set gives up the entry announced longest ago. It has two places a series, since sets do not
 * fill evenly: with as many series as it is made for, one in 20 has to share; with half as many,
 * one in 1,000. A call reads at most eight neighbouring entries. The table grows as series come,
 * since a sparse one has a page of memory for each of them; nothing else is allocated. Not
 * thread-safe.
 */
final class AnnouncementCache {

  private static final int WAYS = 8;
  private static final int EMPTY = Integer.MIN_VALUE;
  private static final int FIRST_CAPACITY = 1 << 12;

  /** Hash and minute of each place side by side, so that both are on one cache line. */
  private long[] places;

  private int used;
  private final int maxCapacity;
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
    maxCapacity = Math.max(WAYS, 2 * Integer.highestOneBit(2 * size - 1));
    places = empty(Math.min(FIRST_CAPACITY, maxCapacity));
    this.intervalMinutes = intervalMinutes;
  }

  /**
   * Whether the series is due to be announced now; the caller does so when told.
   *
   * @param hash identity of the series, whose bits are all equally good
   * @param minute processing time, minutes since the epoch
   */
  boolean due(long hash, int minute) {
    int first = firstOf(hash);
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
    boolean isNew = places[2 * victim + 1] == EMPTY;
    places[2 * victim] = hash;
    places[2 * victim + 1] = minute;
    if (isNew) {
      used++;
      // a quarter full at most while it grows: hardly a set is full then
      if (2 * used > places.length / 4 && places.length / 2 < maxCapacity) {
        grow();
      }
    }
    return true;
  }

  private static long[] empty(int capacity) {
    long[] places = new long[2 * capacity];
    for (int place = 0; place < capacity; place++) {
      places[2 * place + 1] = EMPTY;
    }
    return places;
  }

  /** First place of the set of a series. */
  private int firstOf(long hash) {
    int sets = places.length / (2 * WAYS);
    return ((int) hash & (sets - 1)) * WAYS;
  }

  /** Twice as many sets: what was in one is in two of them, so that all of it fits. */
  private void grow() {
    long[] before = places;
    places = empty(before.length);
    for (int at = 0; at < before.length; at += 2) {
      if (before[at + 1] != EMPTY) {
        int place = firstOf(before[at]);
        while (places[2 * place + 1] != EMPTY) {
          place++;
        }
        places[2 * place] = before[at];
        places[2 * place + 1] = before[at + 1];
      }
    }
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

  /** Places there may be at most. */
  int capacity() {
    return maxCapacity;
  }
}
