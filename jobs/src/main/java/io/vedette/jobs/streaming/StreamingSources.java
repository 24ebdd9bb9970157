package io.vedette.jobs.streaming;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.Boundedness;

/**
 * Where the streaming graph reads.
 *
 * @param metrics may be none where there are alerts
 * @param alerts of other tools, may be none
 * @param controls what people say and what other jobs learned; may be none. Names are unique among
 *     all sources
 */
public record StreamingSources(
    List<MetricSource> metrics, List<AlertSource> alerts, List<ControlSource> controls) {

  /** Checks that there is a source of metrics or alerts and that no two sources share a name. */
  public StreamingSources {
    metrics = List.copyOf(metrics);
    alerts = List.copyOf(alerts);
    controls = List.copyOf(controls);
    if (metrics.isEmpty() && (alerts.isEmpty() || !controls.isEmpty())) {
      throw new IllegalArgumentException(
          "the graph needs a source of metrics, or of alerts and no controls");
    }
    Set<String> names = new HashSet<>();
    metrics.forEach(source -> requireUnique(source.name(), names));
    alerts.forEach(source -> requireUnique(source.name(), names));
    controls.forEach(source -> requireUnique(source.name(), names));
  }

  /** Metrics alone, as in a replay. */
  public static StreamingSources ofMetrics(List<MetricSource> metrics) {
    return new StreamingSources(metrics, List.of(), List.of());
  }

  /** Metrics and controls, without alerts of other tools. */
  public static StreamingSources of(List<MetricSource> metrics, List<ControlSource> controls) {
    return new StreamingSources(metrics, List.of(), controls);
  }

  /** Whether records arrive as time passes, not as fast as recorded ones are read. */
  public boolean isLive() {
    return Stream.concat(
            metrics.stream().map(MetricSource::source), alerts.stream().map(AlertSource::source))
        .anyMatch(source -> source.getBoundedness() != Boundedness.BOUNDED);
  }

  private static void requireUnique(String name, Set<String> names) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("two sources are called " + name);
    }
  }
}
