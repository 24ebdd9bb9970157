package io.vedette.jobs.retrain;

import io.vedette.jobs.streaming.MetricSource;
import io.vedette.schema.model.ModelRecord;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * Where the retrain graph reads.
 *
 * @param history of series, names unique, all bounded; at least one where no names are trained
 * @param models those there are, in the order of their event time; bounded
 * @param names what names are trained on; null where they are not
 */
public record RetrainSources(
    List<MetricSource> history, Source<ModelRecord, ?, ?> models, @Nullable NamesHistory names) {

  /** Checks the names, and that everything ends. */
  public RetrainSources {
    history = List.copyOf(history);
    int least = names == null ? 1 : 0;
    if (history.stream().map(MetricSource::name).distinct().count()
        < Math.max(least, history.size())) {
      throw new IllegalArgumentException(
          "the graph needs sources of history, no two of one name: " + history);
    }
    history.forEach(source -> NamesHistory.requireBounded(source.source(), source.name()));
    NamesHistory.requireBounded(models, "models");
  }

  /** Of series alone. */
  public RetrainSources(List<MetricSource> history, Source<ModelRecord, ?, ?> models) {
    this(history, models, null);
  }
}
