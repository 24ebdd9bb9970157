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

  /**
   * How far each task is through its series, in thousandths, summed over tasks. A task takes its
   * series in ascending order of their hashes, which are spread evenly.
   */
  public static final String THOUSANDTHS = "thousandthsOfSeries";

  private static final double HASHES_A_THOUSANDTH = 0x1p64 / 1000;

  private final LongCounter trained = new LongCounter();
  private final LongCounter skipped = new LongCounter();
  private final LongCounter thousandths = new LongCounter();
  private long reached;

  TrainingCounters(RuntimeContext context) {
    context.addAccumulator(TRAINED, trained);
    context.addAccumulator(SKIPPED, skipped);
    context.addAccumulator(THOUSANDTHS, thousandths);
  }

  void reached(long seriesHash) {
    long place = (long) (((double) seriesHash - Long.MIN_VALUE) / HASHES_A_THOUSANDTH);
    thousandths.add(place - reached);
    reached = place;
  }

  void countTrained() {
    trained.add(1);
  }

  void countSkipped() {
    skipped.add(1);
  }
}
