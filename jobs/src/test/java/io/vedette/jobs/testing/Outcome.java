package io.vedette.jobs.testing;

import io.vedette.jobs.streaming.StreamingSinks;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.ScoredPoint;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;

/** Sinks of a graph under test, and what was committed to them. */
public final class Outcome {

  private final CollectSink<Anomaly> anomalies = new CollectSink<>();
  private final CollectSink<Alert> alerts = new CollectSink<>();
  private final CollectSink<Audit> audits = new CollectSink<>();
  private final CollectSink<DeadLetter> deadLetters = new CollectSink<>();
  private final CollectSink<ScoredPoint> scores = new CollectSink<>();

  /** The sinks, scores among them. */
  public StreamingSinks sinks() {
    return new StreamingSinks(anomalies, alerts, audits, deadLetters, scores);
  }

  /** The sinks without scores. */
  public StreamingSinks sinksWithoutScores() {
    return new StreamingSinks(anomalies, alerts, audits, deadLetters, null);
  }

  /** The sinks, another for anomalies. */
  public StreamingSinks sinks(Sink<Anomaly> others) {
    return new StreamingSinks(others, alerts, audits, deadLetters, scores);
  }

  /** Anomalies as JSON, sorted. */
  public List<String> anomalies() {
    return anomalies.results();
  }

  /** Alerts as JSON, sorted. */
  public List<String> alerts() {
    return alerts.results();
  }

  /** Audits as JSON, sorted. */
  public List<String> audits() {
    return audits.results();
  }

  /** Dead letters as JSON, sorted. */
  public List<String> deadLetters() {
    return deadLetters.results();
  }

  /** Scored points as JSON, sorted. */
  public List<String> scores() {
    return scores.results();
  }

  /** Everything. */
  public List<List<String>> all() {
    return List.of(anomalies(), alerts(), audits(), deadLetters(), scores());
  }
}
