package io.vedette.bench.workload;

import com.sun.management.OperatingSystemMXBean;
import io.vedette.broker.BrokerProcess;
import io.vedette.jobs.launch.StreamingJob;
import io.vedette.kafka.Topics;
import io.vedette.schema.JobMetric;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Points a second through the whole graph on a backlog in Kafka, with our scorer and with {@link
 * OneLineEwma} in its place, on the same bodies in one run.
 *
 * <pre>
 *   Kafka --&gt; read, decode --&gt; shuffle by series --&gt; score --&gt; Kafka (exactly once)
 * </pre>
 *
 * <p>Beside the rate on the wall clock it gives the processor time a point, of this process, which
 * others on the machine disturb less.
 */
final class GraphSpeed {

  private static final int PER_BODY = 500;
  private static final int SOURCES = 16;
  private static final JobMetric[] SCORED = {
    JobMetric.SAMPLES_SCORED, JobMetric.SAMPLES_WARMING_UP
  };

  private final BrokerProcess broker;
  private final Path folder;
  private final Duration limit;
  private int runs;

  /**
   * On a broker.
   *
   * @param folder for checkpoints
   * @param limit of one run
   */
  GraphSpeed(BrokerProcess broker, Path folder, Duration limit) {
    this.broker = broker;
    this.folder = folder;
    this.limit = limit;
  }

  /**
   * One graph's speed.
   *
   * @param pointsPerSecond by the wall clock
   * @param cpuNanosPerPoint of this process, all threads
   */
  record Speed(double pointsPerSecond, double cpuNanosPerPoint) {

    /** Of a graph that was not run. */
    static final Speed NONE = new Speed(0, Double.POSITIVE_INFINITY);

    /** The better figures of two runs of one graph: what else runs can only make them worse. */
    Speed better(Speed other) {
      return new Speed(
          Math.max(pointsPerSecond, other.pointsPerSecond),
          Math.min(cpuNanosPerPoint, other.cpuNanosPerPoint));
    }
  }

  /** Writes a backlog: so many ticks a second apart, each with one sample of every series. */
  void fill(String backlog, int series, int ticks) {
    Settings settings = settings(backlog, Map.of());
    Topics.createMissing(settings);
    Bodies bodies = new Bodies(series, PER_BODY);
    long start = System.currentTimeMillis() - ticks * 1_000L;
    try (BodyProducer producer =
        new BodyProducer(broker.bootstrapServers(), settings.get(SharedSettings.METRICS_TOPIC))) {
      for (int tick = 0; tick < ticks; tick++) {
        List<byte[]> bodiesOfTick = bodies.tick(start + tick * 1_000L);
        for (int i = 0; i < bodiesOfTick.size(); i++) {
          producer.send("source-" + i % SOURCES, bodiesOfTick.get(i));
        }
      }
    }
  }

  /** The job as it is shipped. */
  Speed ours(String backlog, Map<String, String> more, long samples) throws Exception {
    return run(backlog, more, samples, StreamingJob::build);
  }

  /** The same with the one-line scorer. */
  Speed baseline(String backlog, Map<String, String> more, long samples) throws Exception {
    return run(backlog, more, samples, OneLineEwma::build);
  }

  private Speed run(
      String backlog,
      Map<String, String> more,
      long samples,
      BiConsumer<StreamExecutionEnvironment, Settings> graph)
      throws Exception {
    Settings settings = settings(backlog, more);
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    // from the first tenth on: until then the job starts, meets every series and gets compiled
    long first = samples / 10;
    try (LocalJob job = LocalJob.start(settings, env -> graph.accept(env, settings))) {
      long from = job.await(SCORED, first, limit);
      long cpuBefore = system.getProcessCpuTime();
      long to = job.await(SCORED, samples, limit);
      long cpu = system.getProcessCpuTime() - cpuBefore;
      double points = samples - first;
      return new Speed(points * 1e9 / (to - from), cpu / points);
    }
  }

  /** In a group of its own, which has committed nothing yet. */
  private Settings settings(String backlog, Map<String, String> more) {
    runs++;
    Map<String, String> values = new HashMap<>(more);
    values.put("kafka.bootstrap-servers", broker.bootstrapServers());
    values.put("topics.metrics", backlog + ".metrics");
    values.put("topics.otlp-metrics", backlog + ".otlp");
    values.put("topics.anomalies", backlog + ".anomalies");
    values.put("topics.alerts", backlog + ".alerts");
    values.put("topics.dead-letters", backlog + ".dead-letters");
    values.put("topics.scores", backlog + ".scores");
    values.put("sources.group-id", "bench-" + runs);
    values.put("results.transactional-id-prefix", "bench-" + runs + "-");
    values.put("checkpoints.folder", folder.resolve("checkpoints-" + runs).toUri().toString());
    return Settings.of(values);
  }
}
