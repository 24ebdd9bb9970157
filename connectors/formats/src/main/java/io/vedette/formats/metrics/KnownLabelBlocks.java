package io.vedette.formats.metrics;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.security.SecureRandom;

/**
 * Remembers which series a run of bytes stood for, so that labels sent again need not be read
 * again: bytes of the labels as they lie in a body, to the identity of the series, and to that of
 * the histogram it is a bucket of.
 *
 * <p>Blocks are told apart by 128 bits of XXH3 over all their bytes, with a seed of this object's
 * own; the bytes themselves are not kept. Guarantee: a block that was put is found as what it was
 * put as, or not at all. Two different blocks are taken for one with a chance of 1 in 10^26 among a
 * million, far less than that two label sets share the 64 bits of {@link
 * io.vedette.schema.SeriesHash}; the seed is random, so that nobody outside can look for such a
 * pair.
 *
 * <p>Memory: a hash table with open addressing, 32 bytes a place, at most half full; it grows as
 * blocks come, to twice the limit in places. There a block that finds the {@value #PROBES} places
 * it may take full takes one of them. A look-up costs the hash, some 30 ns for 240 bytes, and
 * mostly one cache line; nothing is allocated but when the table grows. Not thread-safe.
 */
final class KnownLabelBlocks {

  private static final int FIRST_CAPACITY = 1 << 10;
  private static final int PROBES = 16;
  private static final int LONGS = 4;
  private static final int SERIES = 2;
  private static final int HISTOGRAM = 3;

  private final Hasher128 hasher;
  private final int maxCapacity;

  /**
   * At each place high and low half of a block's hash, the series and its histogram; all 0 is
   * empty.
   */
  private long[] entries;

  private int used;
  private long high;
  private long low;

  /** Where the block looked for last was found, or where it may be put. */
  private int place;

  /**
   * An empty one.
   *
   * @param limit blocks remembered at least, when they spread evenly; rounded up to a power of two
   */
  KnownLabelBlocks(int limit) {
    this(limit, new SecureRandom().nextLong());
  }

  KnownLabelBlocks(int limit, long seed) {
    if (limit < 1 || limit > 1 << 25) {
      throw new IllegalArgumentException("limit must be from 1 to 2^25: " + limit);
    }
    hasher = Hashing.xxh3_128(seed);
    maxCapacity = Math.max(PROBES, 2 * Integer.highestOneBit(2 * limit - 1));
    entries = new long[Math.min(FIRST_CAPACITY, maxCapacity) * LONGS];
  }

  /** Looks for a block; true when it was put before and is still known. */
  boolean find(byte[] body, int offset, int length) {
    HashValue128 hash = hasher.hashBytesTo128Bits(body, offset, length);
    high = hash.getMostSignificantBits();
    low = hash.getLeastSignificantBits();
    return find();
  }

  private boolean find() {
    int mask = capacity() - 1;
    for (int probe = 0; probe < PROBES; probe++) {
      place = ((int) low + probe & mask) * LONGS;
      if (entries[place] == high && entries[place + 1] == low) {
        return true;
      }
      if (isEmpty(entries, place)) {
        return false;
      }
    }
    // all taken: any of them gives way, chosen by bits that did not choose where to look
    place = ((int) low + (int) (high & (PROBES - 1)) & mask) * LONGS;
    return false;
  }

  /** The series of the block found last. */
  long series() {
    return entries[place + SERIES];
  }

  /** The histogram that the series of the block found last is a bucket of. */
  long histogram() {
    return entries[place + HISTOGRAM];
  }

  /** Remembers the block that {@link #find} just looked for in vain. */
  void put(long series, long histogram) {
    if (2 * used >= capacity() && capacity() < maxCapacity) {
      grow();
      find();
    }
    used += isEmpty(entries, place) ? 1 : 0;
    entries[place] = high;
    entries[place + 1] = low;
    entries[place + SERIES] = series;
    entries[place + HISTOGRAM] = histogram;
  }

  int capacity() {
    return entries.length / LONGS;
  }

  /** No block that is kept hashes to all zeros, but for one in 10^38. */
  private static boolean isEmpty(long[] entries, int at) {
    return entries[at] == 0 && entries[at + 1] == 0;
  }

  private void grow() {
    long[] before = entries;
    long high = this.high;
    long low = this.low;
    entries = new long[2 * before.length];
    used = 0;
    for (int at = 0; at < before.length; at += LONGS) {
      if (!isEmpty(before, at)) {
        this.high = before[at];
        this.low = before[at + 1];
        find();
        put(before[at + SERIES], before[at + HISTOGRAM]);
      }
    }
    this.high = high;
    this.low = low;
  }
}
