package io.vedette.gateway.live;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest value of each of the keys that came last, so many and no more. Thread-safe.
 *
 * <p>Cost: constant time.
 */
public final class RecentByKey<T> {

  private final int capacity;
  private final Map<String, T> values = new LinkedHashMap<>();

  RecentByKey(int capacity) {
    this.capacity = capacity;
  }

  synchronized void put(String key, T value) {
    values.remove(key); // a key comes last anew with each value
    values.put(key, value);
    if (values.size() > capacity) {
      Iterator<String> oldest = values.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  synchronized void remove(String key) {
    values.remove(key);
  }

  synchronized void clear() {
    values.clear();
  }

  /** The newest value of a key; empty when it never came, or too long ago. */
  public synchronized Optional<T> get(String key) {
    return Optional.ofNullable(values.get(key));
  }
}
