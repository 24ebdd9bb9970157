package io.vedette.gateway.live;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The keys that came last, so many and no more, each once. Thread-safe. */
public final class RecentKeys {

  private final int capacity;
  private final Set<String> keys = new LinkedHashSet<>();

  RecentKeys(int capacity) {
    this.capacity = capacity;
  }

  /** Takes a key in. */
  public synchronized void add(String key) {
    if (keys.add(key) && keys.size() > capacity) {
      Iterator<String> oldest = keys.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** Whether it is among them. */
  public synchronized boolean contains(String key) {
    return keys.contains(key);
  }

  synchronized void clear() {
    keys.clear();
  }
}
