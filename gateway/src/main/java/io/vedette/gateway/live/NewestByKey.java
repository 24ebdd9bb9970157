package io.vedette.gateway.live;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest value of each key of a compacted topic, ordered by key. Bounded: once it is full, keys
 * that are new are left out and it says so. One thread writes, any number read.
 */
public final class NewestByKey<T> {

  private final int capacity;
  private final ConcurrentSkipListMap<String, T> values = new ConcurrentSkipListMap<>();
  private volatile boolean truncated;

  /** Of the writer's thread alone; the map's own size is counted one by one. */
  private int size;

  NewestByKey(int capacity) {
    this.capacity = capacity;
  }

  void put(String key, @Nullable T value) {
    if (value == null) {
      size -= values.remove(key) == null ? 0 : 1;
    } else if (size < capacity || values.containsKey(key)) {
      size += values.put(key, value) == null ? 1 : 0;
    } else {
      truncated = true;
    }
  }

  void clear() {
    values.clear();
    size = 0;
    truncated = false;
  }

  /** All of them as they are now. */
  public List<Map.Entry<String, T>> entries() {
    return List.copyOf(values.entrySet());
  }

  /** The value of a key. */
  public Optional<T> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Whether there was more than it holds. */
  public boolean isTruncated() {
    return truncated;
  }
}
