package io.vedette.jobs.streaming;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.Boundedness;

/**
 * Where the streaming graph reads.
 *
 * @param metrics at least one
 * @param controls what people say and what other jobs learned; may be none. Names are unique among
 *     all sources
 */
public record StreamingSources(List<MetricSource> metrics, List<ControlSource> controls) {

  /** Checks that there is a source of metrics and that no two sources share a name. */
  public StreamingSources {
    metrics = List.copyOf(metrics);
    controls = List.copyOf(controls);
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException("the graph needs at least one source of metrics");
    }
    Set<String> names = new HashSet<>();
    metrics.forEach(source -> requireUnique(source.name(), names));
    controls.forEach(source -> requireUnique(source.name(), names));
  }

  /** Metrics alone, as in a replay. */
  public static StreamingSources ofMetrics(List<MetricSource> metrics) {
    return new StreamingSources(metrics, List.of());
  }

  /** Whether metrics arrive as time passes, not as fast as recorded ones are read. */
  public boolean isLive() {
    return metrics.stream()
        .anyMatch(source -> source.source().getBoundedness() != Boundedness.BOUNDED);
  }

  private static void requireUnique(String name, Set<String> names) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("two sources are called " + name);
    }
  }
}
