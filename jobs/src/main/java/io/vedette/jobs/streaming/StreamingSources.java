package io.vedette.jobs.streaming;

import io.vedette.schema.control.NoiseRule;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.Boundedness;

/**
 * Where the streaming graph reads.
 *
 * @param metrics may be none where there are logs or alerts
 * @param alerts of other tools, may be none
 * @param controls what people say and what other jobs learned; may be none. Names are unique among
 *     all sources
 * @param logs may be none where there are metrics
 * @param topologies who calls whom; may be none, then it is learned from alerts alone
 * @param inputs changes and events
 * @param spans of traces; may be none where there are metrics or logs
 * @param noiseRules rules of noise there are from the start, by their keys; may be none
 */
public record StreamingSources(
    List<MetricSource> metrics,
    List<AlertSource> alerts,
    List<ControlSource> controls,
    List<LogSource> logs,
    List<TopologySource> topologies,
    InputSources inputs,
    List<SpanSource> spans,
    Map<String, NoiseRule> noiseRules) {

  /** Checks that there is something to read and that no two sources share a name. */
  public StreamingSources {
    metrics = List.copyOf(metrics);
    alerts = List.copyOf(alerts);
    controls = List.copyOf(controls);
    logs = List.copyOf(logs);
    topologies = List.copyOf(topologies);
    spans = List.copyOf(spans);
    noiseRules = Map.copyOf(noiseRules);
    boolean scored = !(metrics.isEmpty() && logs.isEmpty() && spans.isEmpty());
    if (!scored && (alerts.isEmpty() || !controls.isEmpty())) {
      throw new IllegalArgumentException(
          "the graph needs a source of metrics, logs or spans, or of alerts and no controls");
    }
    Set<String> names = new HashSet<>();
    metrics.forEach(source -> requireUnique(source.name(), names));
    alerts.forEach(source -> requireUnique(source.name(), names));
    controls.forEach(source -> requireUnique(source.name(), names));
    logs.forEach(source -> requireUnique(source.name(), names));
    topologies.forEach(source -> requireUnique(source.name(), names));
    inputs.changes().forEach(source -> requireUnique(source.name(), names));
    inputs.events().forEach(source -> requireUnique(source.name(), names));
    inputs.names().forEach(source -> requireUnique(source.name(), names));
    spans.forEach(source -> requireUnique(source.name(), names));
  }

  /** Without rules of noise. */
  public StreamingSources(
      List<MetricSource> metrics,
      List<AlertSource> alerts,
      List<ControlSource> controls,
      List<LogSource> logs,
      List<TopologySource> topologies,
      InputSources inputs,
      List<SpanSource> spans) {
    this(metrics, alerts, controls, logs, topologies, inputs, spans, Map.of());
  }

  /** Without a topology. */
  public StreamingSources(
      List<MetricSource> metrics,
      List<AlertSource> alerts,
      List<ControlSource> controls,
      List<LogSource> logs) {
    this(metrics, alerts, controls, logs, List.of(), InputSources.NONE, List.of());
  }

  /** These, with topologies. */
  public StreamingSources withTopologies(List<TopologySource> others) {
    return new StreamingSources(metrics, alerts, controls, logs, others, inputs, spans, noiseRules);
  }

  /** These, with changes and events. */
  public StreamingSources withInputs(InputSources others) {
    return new StreamingSources(
        metrics, alerts, controls, logs, topologies, others, spans, noiseRules);
  }

  /** These, with spans. */
  public StreamingSources withSpans(List<SpanSource> others) {
    return new StreamingSources(
        metrics, alerts, controls, logs, topologies, inputs, others, noiseRules);
  }

  /** These, with rules of noise from the start. */
  public StreamingSources withNoiseRules(Map<String, NoiseRule> others) {
    return new StreamingSources(metrics, alerts, controls, logs, topologies, inputs, spans, others);
  }

  /** Metrics alone, as in a replay. */
  public static StreamingSources ofMetrics(List<MetricSource> metrics) {
    return of(metrics, List.of());
  }

  /** Metrics and controls, without logs and alerts of other tools. */
  public static StreamingSources of(List<MetricSource> metrics, List<ControlSource> controls) {
    return new StreamingSources(metrics, List.of(), controls, List.of());
  }

  /** Whether anything is read that is scored. */
  boolean isScored() {
    return !(metrics.isEmpty() && logs.isEmpty() && spans.isEmpty());
  }

  /** Whether records arrive as time passes, not as fast as recorded ones are read. */
  public boolean isLive() {
    return Stream.of(
            metrics.stream().map(MetricSource::source),
            alerts.stream().map(AlertSource::source),
            logs.stream().map(LogSource::source),
            spans.stream().map(SpanSource::source))
        .flatMap(sources -> sources)
        .anyMatch(source -> source.getBoundedness() != Boundedness.BOUNDED);
  }

  private static void requireUnique(String name, Set<String> names) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("two sources are called " + name);
    }
  }
}
