package io.vedette.functions.train;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * What {@link TrainModel} counts, as accumulators: summed over tasks, seen while the job runs and
 * kept in its result.
 *
 * <pre>
 *   series with history = trained + skipped
 * </pre>
 */
public final class TrainingCounters {

  /** Series trained in this run. */
  public static final String TRAINED = "seriesTrained";

  /** Series that had a model of this run already. */
  public static final String SKIPPED = "seriesSkipped";

  private final LongCounter trained = new LongCounter();
  private final LongCounter skipped = new LongCounter();

  TrainingCounters(RuntimeContext context) {
    context.addAccumulator(TRAINED, trained);
    context.addAccumulator(SKIPPED, skipped);
  }

  void countTrained() {
    trained.add(1);
  }

  void countSkipped() {
    skipped.add(1);
  }
}
