package io.vedette.jobs.streaming;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.Boundedness;

/**
 * Where the streaming graph reads.
 *
 * @param metrics may be none where there are logs
 * @param controls what people say and what other jobs learned; may be none. Names are unique among
 *     all sources
 * @param logs may be none where there are metrics
 */
public record StreamingSources(
    List<MetricSource> metrics, List<ControlSource> controls, List<LogSource> logs) {

  /** Without logs. */
  public StreamingSources(List<MetricSource> metrics, List<ControlSource> controls) {
    this(metrics, controls, List.of());
  }

  /** Checks that there is a source of metrics or logs and that no two sources share a name. */
  public StreamingSources {
    metrics = List.copyOf(metrics);
    controls = List.copyOf(controls);
    logs = List.copyOf(logs);
    if (metrics.isEmpty() && logs.isEmpty()) {
      throw new IllegalArgumentException("the graph needs at least one source of metrics or logs");
    }
    Set<String> names = new HashSet<>();
    metrics.forEach(source -> requireUnique(source.name(), names));
    controls.forEach(source -> requireUnique(source.name(), names));
    logs.forEach(source -> requireUnique(source.name(), names));
  }

  /** Metrics alone, as in a replay. */
  public static StreamingSources ofMetrics(List<MetricSource> metrics) {
    return new StreamingSources(metrics, List.of());
  }

  /** Whether metrics or logs arrive as time passes, not as fast as recorded ones are read. */
  public boolean isLive() {
    return Stream.concat(
            metrics.stream().map(source -> source.source().getBoundedness()),
            logs.stream().map(source -> source.source().getBoundedness()))
        .anyMatch(boundedness -> boundedness != Boundedness.BOUNDED);
  }

  private static void requireUnique(String name, Set<String> names) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("two sources are called " + name);
    }
  }
}
