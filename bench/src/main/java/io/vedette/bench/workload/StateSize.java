package io.vedette.bench.workload;

import io.vedette.broker.BrokerProcess;
import io.vedette.jobs.launch.StreamingJob;
import io.vedette.kafka.Topics;
import io.vedette.schema.JobMetric;
import io.vedette.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Bytes of state a series, labels included: what the heap grew by when so many series came, after
 * garbage collection, and the size of a savepoint.
 *
 * <p>{@code StateSize [series] [ticks]}, by default 100,000 series of 40 samples, past their
 * warm-up.
 */
public final class StateSize {

  private static final JobMetric[] SCORED = {
    JobMetric.SAMPLES_SCORED, JobMetric.SAMPLES_WARMING_UP
  };
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private StateSize() {}

  /** Runs and prints. */
  public static void main(String[] arguments) throws Exception {
    int series = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    int ticks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 40;
    Path folder = Files.createTempDirectory("vedette-bench");
    try (BrokerProcess broker = BrokerProcess.start(folder, 0, Map.of())) {
      measure(broker, folder, series, ticks);
    }
  }

  /** Runs the job on a broker and prints. */
  static void measure(BrokerProcess broker, Path folder, int series, int ticks) throws Exception {
    Settings settings =
        Settings.of(
            Map.of(
                "kafka.bootstrap-servers", broker.bootstrapServers(),
                "checkpoints.folder", folder.resolve("checkpoints").toUri().toString()));
    Topics.createMissing(settings);
    try (LocalJob job = LocalJob.start(settings, env -> StreamingJob.build(env, settings))) {
      // a few series first, so that buffers, caches and classes are there before the measure
      long samples = send(broker, new Bodies(500, 500), ticks);
      job.await(SCORED, samples, LIMIT);
      long before = usedHeap();
      samples += send(broker, new Bodies(series, 500), ticks);
      job.await(SCORED, samples - 500L * ticks, LIMIT);
      job.savepoint(folder.resolve("savepoint").toUri().toString());
      long heap = usedHeap() - before;
      long stored = size(folder.resolve("savepoint"));
      System.out.printf(
          Locale.ROOT,
          "%,d series: %,d bytes a series on the heap, %,d in a savepoint (labels included)%n",
          series,
          heap / series,
          stored / series);
    }
  }

  private static long send(BrokerProcess broker, Bodies bodies, int ticks) {
    long start = System.currentTimeMillis() - ticks * 1_000L;
    long samples = 0;
    try (BodyProducer producer = new BodyProducer(broker.bootstrapServers(), "vedette.metrics")) {
      for (int tick = 0; tick < ticks; tick++) {
        List<byte[]> all = bodies.tick(start + tick * 1_000L);
        for (int i = 0; i < all.size(); i++) {
          producer.send("source-" + i % 10, all.get(i));
        }
        samples += bodies.seriesCount();
      }
    }
    return samples;
  }

  /** After asking for collections until they give nothing back. */
  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      System.gc();
      long now = runtime.totalMemory() - runtime.freeMemory();
      if (now > used * 0.99) {
        return Math.min(now, used);
      }
      used = now;
    }
    return used;
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
