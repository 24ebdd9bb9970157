package io.vedette.functions.noise;

import io.vedette.algorithms.noise.NoiseCount;
import io.vedette.schema.JobMetric;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Metrics of {@link ApplyNoiseRules}, see {@link JobMetric}. */
final class NoiseCounters {

  private final Map<NoiseCount, Counter> counters = new EnumMap<>(NoiseCount.class);
  private final Counter reminders;
  private final Counter refused;
  private final Counter unusable;

  NoiseCounters(MetricGroup group) {
    for (NoiseCount what : NoiseCount.values()) {
      counters.put(what, group.counter(metric(what).id()));
    }
    reminders = group.counter(JobMetric.NOISE_REMINDERS.id());
    refused = group.counter(JobMetric.NOISE_RULES_REFUSED.id());
    unusable = group.counter(JobMetric.NOISE_RULES_UNUSABLE.id());
  }

  private static JobMetric metric(NoiseCount what) {
    return switch (what) {
      case TAKEN -> JobMetric.NOISE_TAKEN;
      case PASSED -> JobMetric.NOISE_PASSED;
      case HELD -> JobMetric.NOISE_HELD;
      case DUPLICATE -> JobMetric.NOISE_DUPLICATE;
      case RELEASED -> JobMetric.NOISE_RELEASED;
      case FLAPPING -> JobMetric.NOISE_FLAPPING;
      case UNTRACKED -> JobMetric.NOISE_UNTRACKED;
      case FORGOTTEN -> JobMetric.NOISE_FORGOTTEN;
    };
  }

  void count(NoiseCount what) {
    Objects.requireNonNull(counters.get(what)).inc();
  }

  void reminded() {
    reminders.inc();
  }

  void refused() {
    refused.inc();
  }

  void unusable(int rules) {
    unusable.inc(rules);
  }
}
