package io.vedette.jobs.retrain;

import io.vedette.functions.train.TrainingCounters;
import java.util.Map;

/**
 * What a run of the retrain graph counts, summed over its tasks; read from Flink's accumulators.
 *
 * @param samples read
 * @param refused samples, lines or bodies that could not be read
 * @param trained series trained in this run
 * @param skipped series that had a record of this run already
 * @param thousandths how far the tasks are through their series, summed
 * @param alerts read
 */
public record RetrainCounters(
    long samples, long refused, long trained, long skipped, long thousandths, long alerts) {

  /** From accumulators by name; one that is missing is 0. */
  public static RetrainCounters of(Map<String, Object> accumulators) {
    return new RetrainCounters(
        count(accumulators, SplitHistory.SAMPLES_READ),
        count(accumulators, SplitHistory.REJECTED),
        count(accumulators, TrainingCounters.TRAINED),
        count(accumulators, TrainingCounters.SKIPPED),
        count(accumulators, TrainingCounters.THOUSANDTHS),
        count(accumulators, SplitAlertHistory.ALERTS_READ));
  }

  private static long count(Map<String, Object> accumulators, String name) {
    return accumulators.get(name) instanceof Long count ? count : 0;
  }
}
