package io.vedette.algorithms.correlate;

import io.vedette.schema.SeriesHash;
import org.jspecify.annotations.Nullable;

/**
 * An alert that fires, as the grouping sees it.
 *
 * @param id of this firing; what membership is told by
 * @param time event time, milliseconds since the epoch
 * @param key what fires: two firings of one key are repetitions of the same alert, see {@link
 *     #keyOf}
 * @param service it belongs to, if the sender says so; else it is told by the entity's name
 * @param entity the instance it is about; null for the service as a whole, and where nothing says
 *     so; then {@code name} stands for it
 * @param caller who called the entity when it failed, if known
 * @param host what the entity runs on, if known
 * @param name of the alert
 * @param isCore whether it is grave enough to hold a cluster together; one that is not may join,
 *     but neither keeps a cluster open nor connects two
 */
public record Firing(
    String id,
    long time,
    long key,
    @Nullable String service,
    @Nullable String entity,
    @Nullable String caller,
    @Nullable String host,
    String name,
    boolean isCore) {

  /** What it is about: the entity, else the service, else what the alert is called. */
  String subject() {
    if (entity != null) {
      return entity;
    }
    return service != null ? service : name;
  }

  /** The key of these parts in this order; a null part differs from an empty one. */
  public static long keyOf(@Nullable String... parts) {
    long hash = SeriesHash.EMPTY;
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      hash = SeriesHash.fold(hash, i, part == null ? 0 : SeriesHash.of(part));
    }
    return hash;
  }
}
