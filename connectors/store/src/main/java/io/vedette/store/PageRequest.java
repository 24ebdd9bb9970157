package io.vedette.store;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list.
 *
 * @param limit entries at most, from 1 to {@link #MAX_LIMIT}
 * @param cursor of the page before; null for the first
 */
public record PageRequest(int limit, @Nullable String cursor) {

  /** The largest limit. */
  public static final int MAX_LIMIT = 10_000;

  /** Checks the limit. */
  public PageRequest {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit = " + limit + ": must be from 1 to " + MAX_LIMIT);
    }
  }

  /** The first page. */
  public static PageRequest first(int limit) {
    return new PageRequest(limit, null);
  }
}
