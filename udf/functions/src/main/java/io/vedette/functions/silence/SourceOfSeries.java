package io.vedette.functions.silence;

import io.vedette.schema.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * Which source a series belongs to: what is scraped, or pushes, as one. Named by the labels it has
 * of the source labels; of a series with none of them, by the first service label that is set. All
 * series with none of those share the source without labels.
 */
final class SourceOfSeries {

  private final List<String> sourceLabels;
  private final List<String> serviceLabels;

  SourceOfSeries(List<String> sourceLabels, List<String> serviceLabels) {
    this.sourceLabels = sourceLabels;
    this.serviceLabels = serviceLabels;
  }

  /** Labels of the source; their hash is its identity. */
  Labels of(Labels series) {
    List<String> pairs = new ArrayList<>(2 * sourceLabels.size());
    for (String name : sourceLabels) {
      add(name, series, pairs);
    }
    for (int i = 0; pairs.isEmpty() && i < serviceLabels.size(); i++) {
      add(serviceLabels.get(i), series, pairs);
    }
    return Labels.of(pairs.toArray(String[]::new));
  }

  private static void add(String name, Labels series, List<String> pairs) {
    String value = series.get(name);
    if (value != null && !value.isEmpty()) {
      pairs.add(name);
      pairs.add(value);
    }
  }
}
