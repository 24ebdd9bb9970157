package io.vedette.bench.workload;

import com.sun.management.OperatingSystemMXBean;
import io.vedette.broker.BrokerProcess;
import io.vedette.formats.traces.SpanFormat;
import io.vedette.jobs.launch.StreamingJob;
import io.vedette.kafka.KafkaSpanSource;
import io.vedette.kafka.SpanTopic;
import io.vedette.kafka.Topics;
import io.vedette.schema.JobMetric;
import io.vedette.serializers.VedetteTypes;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Spans a second, on the same bodies, in one run:
 *
 * <pre>
 *   ceiling    Kafka --&gt; read, decode, discard
 *   backlog    Kafka --&gt; read, decode, pair, derive, score --&gt; Kafka      as after an outage; heap, then RocksDB
 *   live       the same, fed by the clock at the rate asked for: how far it lags behind
 * </pre>
 *
 * <p>{@code SpanWorkload [SPANS_PER_S] [SECONDS] [PART...]}, by default 50,000 for 60 seconds, all
 * parts; {@value #LEAD_SECONDS} seconds more come before, so that what is measured is a job that
 * tells and forgets as much as it reads. Traces of {@value #SERVICES} services, 20 spans each,
 * {@value #PER_BODY} spans a body. The broker has a process of its own; the sender of the live part
 * is in this one, and is not counted in its processor time.
 */
public final class SpanWorkload {

  private static final int SERVICES = 300;
  private static final int PER_BODY = 500;
  private static final int SPANS_PER_LAP = 100_000;
  private static final JobMetric[] READ = {JobMetric.SPANS_READ};
  private static final JobMetric[] PAIRED = {
    JobMetric.SPANS_IN_TIME,
    JobMetric.SPANS_LATE,
    JobMetric.SPANS_REPEATED,
    JobMetric.SPANS_BEYOND_LIMIT
  };
  private static final Duration LIMIT = Duration.ofMinutes(8);

  /**
   * Until then nothing is forgotten yet: the wait of spans, their being kept, and how far event
   * time lags.
   */
  private static final int LEAD_SECONDS = 45;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final Path folder;
  private final BrokerProcess broker;
  private final TraceBodies bodies;
  private final int laps;
  private int runs;

  private SpanWorkload(Path folder, BrokerProcess broker, TraceBodies bodies, int laps) {
    this.folder = folder;
    this.broker = broker;
    this.bodies = bodies;
    this.laps = laps;
  }

  /** Runs the parts and prints a table. */
  public static void main(String[] arguments) throws Exception {
    double spansPerSecond = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 50_000;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
    List<String> parts =
        arguments.length > 2
            ? List.of(arguments).subList(2, arguments.length)
            : List.of("backlog", "rocksdb", "live");
    TraceBodies bodies = new TraceBodies(SERVICES, SPANS_PER_LAP, PER_BODY, spansPerSecond);
    int laps = (int) Math.ceil((LEAD_SECONDS + seconds) * 1e9 / bodies.lapNanos());
    Path folder = Files.createTempDirectory("vedette-bench");
    try (BrokerProcess broker = BrokerProcess.start(folder, 0, Map.of())) {
      print(
          "%,d spans of %d services, %,d in a body of %,d bytes; %d cores%n",
          (long) laps * bodies.spans(),
          SERVICES,
          PER_BODY,
          bodies.bytesPerBody(),
          Runtime.getRuntime().availableProcessors());
      new SpanWorkload(folder, broker, bodies, laps).run(parts, spansPerSecond);
    }
    // a local Flink cluster leaves threads behind
    System.exit(0);
  }

  private void run(List<String> parts, double spansPerSecond) throws Exception {
    if (parts.contains("backlog") || parts.contains("rocksdb")) {
      fill();
      print("| backlog | spans/s | of the ceiling | us of processor a span |%n|---|---|---|---|%n");
      Speed ceiling = drain(Map.of(), READ, SpanWorkload::readAndDiscard);
      line("ceiling: read, decode, discard", ceiling, ceiling);
      if (parts.contains("backlog")) {
        line("whole graph, heap", drain(Map.of(), PAIRED, StreamingJob::build), ceiling);
      }
      if (parts.contains("rocksdb")) {
        Map<String, String> rocksdb = Map.of("state.backend", "rocksdb");
        line("whole graph, RocksDB", drain(rocksdb, PAIRED, StreamingJob::build), ceiling);
      }
    }
    if (parts.contains("live")) {
      print(
          "%n| live at %,.0f spans/s | lag at the end, s | largest lag, s | us of processor a"
              + " span | late | orphans |%n|---|---|---|---|---|---|%n",
          spansPerSecond);
      live("heap", "hashmap", spansPerSecond);
      live("RocksDB", "rocksdb", spansPerSecond);
    }
  }

  private long leadLaps() {
    return (long) Math.ceil(LEAD_SECONDS * 1e9 / bodies.lapNanos());
  }

  private record Speed(double spansPerSecond, double cpuNanos) {}

  private static void line(String what, Speed speed, Speed ceiling) {
    print(
        "| %s | %,.0f | %.2f | %.1f |%n",
        what,
        speed.spansPerSecond(),
        speed.spansPerSecond() / ceiling.spansPerSecond(),
        speed.cpuNanos() / 1e3);
  }

  /** A backlog that ends now. */
  private void fill() {
    Settings settings = settings("backlog", Map.of());
    Topics.createMissing(settings);
    long start = (System.currentTimeMillis() * 1_000_000) - laps * bodies.lapNanos();
    try (BodyProducer producer = producer(settings)) {
      for (int lap = 0; lap < laps; lap++) {
        for (byte[] body : bodies.lap(start, lap)) {
          producer.send(body);
        }
      }
    }
  }

  private BodyProducer producer(Settings settings) {
    return new BodyProducer(
        broker.bootstrapServers(),
        settings.get(SharedSettings.OTLP_SPANS_TOPIC),
        SpanFormat.OTLP_PROTO.word());
  }

  private Speed drain(
      Map<String, String> more,
      JobMetric[] metrics,
      BiConsumer<StreamExecutionEnvironment, Settings> graph)
      throws Exception {
    Settings settings = settings("backlog", more);
    long spans = (long) laps * bodies.spans();
    long first = leadLaps() * bodies.spans();
    Thread waiting = Thread.currentThread();
    try (LocalJob job = LocalJob.start(settings, env -> graph.accept(env, settings))) {
      long from = job.await(metrics, first, LIMIT);
      long cpuBefore = processorTimeWithout(waiting);
      long to = job.await(metrics, spans, LIMIT);
      double cpu = processorTimeWithout(waiting) - cpuBefore;
      return new Speed((spans - first) * 1e9 / (to - from), cpu / (spans - first));
    }
  }

  /** Of this process but for a thread that only sends or waits, nanoseconds. */
  private long processorTimeWithout(Thread thread) {
    return system.getProcessCpuTime()
        - ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
  }

  private static void readAndDiscard(StreamExecutionEnvironment env, Settings settings) {
    env.fromSource(
            KafkaSpanSource.create(settings, SpanTopic.all(settings).get(0)),
            WatermarkStrategy.noWatermarks(),
            "read-spans",
            VedetteTypes.SPAN_RECORD)
        .sinkTo(new DiscardingSink<>());
  }

  /** Sends by the clock, whether the job keeps up or not. */
  private void live(String what, String backend, double spansPerSecond) throws Exception {
    Settings settings = settings("live-" + backend, Map.of("state.backend", backend));
    Topics.createMissing(settings);
    try (LocalJob job = LocalJob.start(settings, env -> StreamingJob.build(env, settings));
        BodyProducer producer = producer(settings)) {
      Thread sender = Thread.currentThread();
      long start = System.currentTimeMillis() * 1_000_000;
      long from = System.nanoTime();
      long sent = 0;
      double largest = 0;
      long cpu = processorTimeWithout(sender);
      for (int lap = 0; lap < laps; lap++) {
        if (lap == leadLaps()) {
          largest = 0;
          cpu = processorTimeWithout(sender);
          sent = 0;
        }
        int number = 0;
        for (byte[] body : bodies.lap(start, lap)) {
          long due =
              from
                  + (long)
                      ((lap + number * (double) PER_BODY / bodies.spans()) * bodies.lapNanos());
          waitUntil(due);
          producer.send(body);
          number++;
          if (number % 20 == 0) {
            largest =
                Math.max(
                    largest,
                    lag((long) lap * bodies.spans() + number * (long) PER_BODY, spansPerSecond));
          }
        }
        sent += bodies.spans();
      }
      double atTheEnd = lag((long) laps * bodies.spans(), spansPerSecond);
      cpu = processorTimeWithout(sender) - cpu;
      print(
          "| %s | %.1f | %.1f | %.1f | %,d | %,d |%n",
          what,
          atTheEnd,
          largest,
          cpu / 1e3 / sent,
          OperatorCounters.sum(JobMetric.SPANS_LATE),
          OperatorCounters.sum(JobMetric.SPANS_ORPHANED));
    }
  }

  /** How many seconds of the load are not paired yet. */
  private static double lag(long sent, double spansPerSecond) {
    long paired = 0;
    for (JobMetric metric : PAIRED) {
      paired += OperatorCounters.sum(metric);
    }
    return Math.max(0, (sent - paired) / spansPerSecond);
  }

  private static void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private Settings settings(String run, Map<String, String> more) {
    runs++;
    Map<String, String> values = new HashMap<>(more);
    values.put("kafka.bootstrap-servers", broker.bootstrapServers());
    values.put("topics.otlp-spans", run + ".spans");
    values.put("sources.group-id", "bench-" + runs);
    values.put("results.transactional-id-prefix", "bench-" + runs + "-");
    values.put("checkpoints.folder", folder.resolve("checkpoints-" + runs).toUri().toString());
    return Settings.of(values);
  }

  private static void print(String format, Object... arguments) {
    System.out.printf(Locale.ROOT, format, arguments);
  }
}
