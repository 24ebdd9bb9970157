package io.vedette.jobs.streaming;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the streaming graph reads.
 *
 * @param metrics at least one; names unique
 */
public record StreamingSources(List<MetricSource> metrics) {

  /** Checks that there is a source and that no two share a name. */
  public StreamingSources {
    metrics = List.copyOf(metrics);
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException("the graph needs at least one source of metrics");
    }
    Set<String> names = new HashSet<>();
    for (MetricSource source : metrics) {
      if (!names.add(source.name())) {
        throw new IllegalArgumentException("two sources of metrics are called " + source.name());
      }
    }
  }
}
