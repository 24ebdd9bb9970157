package io.vedette.bench.workload;

import io.vedette.schema.JobMetric;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** The counters of the job that runs in this process, summed over its tasks. */
public final class OperatorCounters implements MetricReporter {

  private static final Map<Metric, String> COUNTERS = new ConcurrentHashMap<>();

  /** Made by Flink, by name. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new OperatorCounters();
    }
  }

  /** Sum of a metric over all tasks that run now. */
  static long sum(JobMetric metric) {
    long sum = 0;
    for (Map.Entry<Metric, String> entry : COUNTERS.entrySet()) {
      if (entry.getValue().equals(metric.id())) {
        sum += ((Counter) entry.getKey()).getCount();
      }
    }
    return sum;
  }

  /** Every counter of ours, summed. */
  static Map<JobMetric, Long> all() {
    Map<JobMetric, Long> sums = new EnumMap<>(JobMetric.class);
    for (JobMetric metric : JobMetric.values()) {
      sums.put(metric, sum(metric));
    }
    return sums;
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter) {
      COUNTERS.put(metric, name);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    COUNTERS.remove(metric);
  }
}
