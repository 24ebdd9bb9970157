package io.vedette.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which series. Nulls and an empty map do not narrow.
 *
 * @param text in the selector, in any case
 * @param metric exact metric name
 * @param service exact service
 * @param labels labels it must have, with these values
 */
public record SeriesQuery(
    @Nullable String text,
    @Nullable String metric,
    @Nullable String service,
    Map<String, String> labels) {

  /** All of them. */
  public static final SeriesQuery ALL = new SeriesQuery(null, null, null, Map.of());

  /** Copies the labels. */
  public SeriesQuery {
    labels = Map.copyOf(labels);
  }
}
