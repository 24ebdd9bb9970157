package io.vedette.gateway.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** The records that came last, so many and no more. */
public final class NewestFew<T> {

  private final int capacity;
  private final Deque<T> records = new ArrayDeque<>();

  NewestFew(int capacity) {
    this.capacity = capacity;
  }

  synchronized void add(T record) {
    if (records.size() == capacity) {
      records.removeFirst();
    }
    records.addLast(record);
  }

  synchronized void clear() {
    records.clear();
  }

  /** Them as they are now, the last first. */
  public synchronized List<T> newestFirst() {
    List<T> copy = new ArrayList<>(records);
    Collections.reverse(copy);
    return copy;
  }
}
