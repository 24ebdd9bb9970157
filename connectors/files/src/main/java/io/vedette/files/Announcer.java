package io.vedette.files;

import java.util.Arrays;

/**
 * Remembers which series were sent with their labels. 16 bytes a series at most, no boxing: a set
 * of longs with open addressing.
 */
final class Announcer {

  private static final int FIRST_CAPACITY = 64;

  /** 0 marks a free place, so the hash 0 has a place of its own. */
  private long[] table = new long[FIRST_CAPACITY];

  private boolean hasZero;
  private int size;

  /** Whether this series was not met before; from now on it was. */
  boolean isNew(long hash) {
    if (hash == 0) {
      boolean isNew = !hasZero;
      hasZero = true;
      return isNew;
    }
    int place = place(hash);
    if (table[place] == hash) {
      return false;
    }
    table[place] = hash;
    size++;
    if (2 * size > table.length) {
      grow();
    }
    return true;
  }

  /** Number of series met. */
  int size() {
    return hasZero ? size + 1 : size;
  }

  private int place(long hash) {
    int mask = table.length - 1;
    int place = (int) (hash ^ (hash >>> 32)) & mask;
    while (table[place] != 0 && table[place] != hash) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] old = table;
    table = new long[2 * old.length];
    Arrays.stream(old).filter(hash -> hash != 0).forEach(hash -> table[place(hash)] = hash);
  }
}
