package io.vedette.store;

import io.vedette.schema.Labels;
import io.vedette.schema.SelectorText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which series the store has heard of, so that each is told to it once a {@link #SEEN_STEP} and not
 * with every point. Keeps at most a given number; a series it forgot is told once more, which does
 * no harm. Not thread-safe; lookups cost one hash.
 */
public final class SeriesCatalog {

  /** How exact {@link StoredSeries#lastSeen} is. */
  public static final Duration SEEN_STEP = Duration.ofMinutes(30);

  private final List<String> serviceLabels;
  private final int limit;
  private final LinkedHashMap<String, Long> told = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Knows none yet.
   *
   * @param serviceLabels labels that name the service, the first that is set wins
   * @param limit series it remembers
   */
  public SeriesCatalog(List<String> serviceLabels, int limit) {
    this.serviceLabels = List.copyOf(serviceLabels);
    this.limit = limit;
  }

  /** The series, when it is to be told at this time; else null. */
  @Nullable StoredSeries toTell(String seriesId, String selector, long timestamp) {
    Long before = told.get(seriesId);
    if (before != null && timestamp < before + SEEN_STEP.toMillis()) {
      return null;
    }
    told.put(seriesId, timestamp);
    if (told.size() > limit) {
      Iterator<String> oldest = told.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return describe(seriesId, selector, timestamp);
  }

  private StoredSeries describe(String seriesId, String asItCame, long timestamp) {
    // half a surrogate is no UTF-8, and a store may refuse it
    String selector = new String(asItCame.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    Labels labels;
    try {
      labels = SelectorText.parse(selector);
    } catch (IllegalArgumentException none) {
      return new StoredSeries(seriesId, selector, selector, "", Map.of(), timestamp);
    }
    String service = "";
    for (String name : serviceLabels) {
      String value = labels.get(name);
      if (value != null && !value.isEmpty()) {
        service = value;
        break;
      }
    }
    String metric = labels.get(Labels.METRIC_NAME);
    return new StoredSeries(
        seriesId,
        selector,
        metric == null ? "" : metric,
        service,
        labels.withoutMetric(),
        timestamp);
  }
}
