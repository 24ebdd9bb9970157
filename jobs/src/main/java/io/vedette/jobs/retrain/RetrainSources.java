package io.vedette.jobs.retrain;

import io.vedette.jobs.streaming.MetricSource;
import io.vedette.schema.model.ModelRecord;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;

/**
 * Where the retrain graph reads.
 *
 * @param history at least one, names unique, all bounded
 * @param models those there are, in the order of their event time; bounded
 */
public record RetrainSources(List<MetricSource> history, Source<ModelRecord, ?, ?> models) {

  /** Checks the names, and that everything ends. */
  public RetrainSources {
    history = List.copyOf(history);
    if (history.stream().map(MetricSource::name).distinct().count() < Math.max(1, history.size())) {
      throw new IllegalArgumentException(
          "the graph needs sources of history, no two of one name: " + history);
    }
    history.forEach(source -> requireBounded(source.source(), source.name()));
    requireBounded(models, "models");
  }

  private static void requireBounded(Source<?, ?, ?> source, String name) {
    if (source.getBoundedness() != Boundedness.BOUNDED) {
      throw new IllegalArgumentException("training would never end: " + name + " is not bounded");
    }
  }
}
