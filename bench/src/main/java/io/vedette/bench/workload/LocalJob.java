package io.vedette.bench.workload;

import io.vedette.jobs.launch.StreamingJob;
import io.vedette.schema.JobMetric;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job on a Flink cluster in this process, with two slots. */
final class LocalJob implements AutoCloseable {

  private static final long POLL_NANOS = 25_000_000;

  private final JobClient client;

  private LocalJob(JobClient client) {
    this.client = client;
  }

  /** Starts what {@code graph} builds. */
  static LocalJob start(Settings settings, Consumer<StreamExecutionEnvironment> graph)
      throws Exception {
    Configuration configuration = StreamingJob.configuration(settings);
    configuration.setString("metrics.reporters", "counters");
    configuration.setString(
        "metrics.reporter.counters.factory.class", OperatorCounters.Factory.class.getName());
    configuration.setString("taskmanager.numberOfTaskSlots", "2");
    configuration.setString("taskmanager.memory.network.min", "256m");
    configuration.setString("taskmanager.memory.network.max", "256m");
    // RocksDB's caches and write buffers, off the heap; by default a local cluster has 128 MiB
    configuration.setString("taskmanager.memory.managed.size", "1g");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    graph.accept(env);
    return new LocalJob(env.executeAsync("bench"));
  }

  /** Waits until a counter reaches a number; returns when, by {@link System#nanoTime}. */
  long await(JobMetric[] metrics, long count, Duration limit) throws TimeoutException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      long now = System.nanoTime();
      long sum = 0;
      for (JobMetric metric : metrics) {
        sum += OperatorCounters.sum(metric);
      }
      if (sum >= count) {
        return now;
      }
      if (now > deadline) {
        throw new TimeoutException(
            "got to " + sum + " of " + count + " within " + limit + ": " + OperatorCounters.all());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Takes a savepoint; the job goes on. Returns its path. */
  String savepoint(String folder) throws ExecutionException, InterruptedException {
    return client.triggerSavepoint(folder, SavepointFormatType.CANONICAL).get();
  }

  @Override
  public void close() throws Exception {
    client.cancel().get();
  }
}
