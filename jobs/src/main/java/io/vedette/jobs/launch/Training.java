package io.vedette.jobs.launch;

import static java.util.Map.entry;

import io.vedette.files.ModelLog;
import io.vedette.files.ReplayTally;
import io.vedette.jobs.config.RetrainSettings;
import io.vedette.jobs.config.StreamingSettings;
import io.vedette.jobs.retrain.RetrainCounters;
import io.vedette.kafka.KafkaModels;
import io.vedette.kafka.Topics;
import io.vedette.settings.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the retrain job in this process. */
public final class Training {

  /** Beside Flink's defaults, what one process needs. */
  private static final Map<String, String> IN_ONE_PROCESS =
      Map.ofEntries(
          entry("restart-strategy.type", "none"),
          // progress is told by heartbeat
          entry("heartbeat.interval", "500 ms"),
          entry("taskmanager.memory.managed.size", "256m"),
          entry("taskmanager.memory.network.min", "128m"),
          entry("taskmanager.memory.network.max", "128m"),
          // a machine of many processors would need more buffers than there are
          entry("taskmanager.network.sort-shuffle.min-buffers", "16"),
          entry("rest.bind-address", "127.0.0.1"),
          entry("rest.bind-port", "0"),
          entry("jobmanager.bind-host", "127.0.0.1"),
          entry("taskmanager.bind-host", "127.0.0.1"),
          entry("taskmanager.host", "127.0.0.1"));

  private final Settings settings;
  private final TrainingListener listener;
  private final int tasks;

  private Training(Settings settings, TrainingListener listener) {
    this.settings = settings;
    this.listener = listener;
    int set = settings.get(StreamingSettings.PARALLELISM);
    this.tasks = set > 0 ? set : Runtime.getRuntime().availableProcessors();
  }

  /**
   * Runs to the end. Interrupted or killed, it leaves the models trained so far; a run of the same
   * name goes on from there.
   *
   * @param settings of {@link RetrainSettings}, validated and {@link RetrainSettings#begun}
   * @throws IOException when files cannot be read or models not written
   * @throws TrainingException when the job fails
   */
  public static TrainingSummary run(Settings settings, TrainingListener listener)
      throws IOException, TrainingException, InterruptedException {
    return new Training(settings, listener).run();
  }

  private TrainingSummary run() throws IOException, TrainingException, InterruptedException {
    Optional<Path> log = RetrainJob.models(settings);
    if (log.isEmpty()) {
      createTopics();
      return train();
    }
    Files.createDirectories(settings.get(RetrainSettings.OUT));
    try (FileChannel lock = lock(log.get())) {
      Path names = log.get().resolveSibling(RetrainJob.NAMES);
      ModelLog.repair(log.get());
      ModelLog.repair(names);
      TrainingSummary summary = train();
      ModelLog.compact(log.get());
      ModelLog.compactNames(names);
      return summary;
    }
  }

  private void createTopics() throws TrainingException {
    try {
      Topics.createMissing(settings);
    } catch (IllegalStateException failed) {
      throw new TrainingException(String.valueOf(failed.getMessage()), failed);
    }
  }

  /** Two runs would each append what the other does not see. */
  private static FileChannel lock(Path log) throws IOException, TrainingException {
    FileChannel channel =
        FileChannel.open(
            log.resolveSibling("." + log.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new TrainingException(log + ": another run is writing to it");
    }
    return channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException byThisProcess) {
      return false;
    }
  }

  private TrainingSummary train() throws IOException, TrainingException, InterruptedException {
    long begin = System.nanoTime();
    try (ReplayTally tally = ReplayTally.open()) {
      JobClient job = start(tally);
      try {
        RunningJob.await(job, () -> tell(job, tally));
        RetrainCounters counters =
            RetrainCounters.of(job.getJobExecutionResult().get().getAllAccumulatorResults());
        return summary(settings, counters, Duration.ofNanos(System.nanoTime() - begin));
      } catch (ExecutionException failed) {
        throw new TrainingException("training failed: " + RunningJob.rootOf(failed), failed);
      }
    }
  }

  private JobClient start(ReplayTally tally) throws IOException, TrainingException {
    Configuration configuration = RetrainJob.configuration(settings);
    IN_ONE_PROCESS.forEach(configuration::setString);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(tasks, configuration);
    RetrainJob.build(env, settings, Instant.now(), tally);
    try {
      return env.executeAsync(settings.get(RetrainSettings.JOB_NAME));
    } catch (Exception failed) {
      throw new TrainingException("training could not start: " + failed.getMessage(), failed);
    }
  }

  /** Accumulators come by heartbeat and may not be there yet; the next call tells more. */
  private void tell(JobClient job, ReplayTally tally) {
    RetrainCounters counters = RetrainCounters.of(accumulators(job));
    long bytes = tally.bytesExpected();
    listener.progress(
        bytes == 0 ? Double.NaN : (double) tally.bytesRead() / bytes,
        counters.samples(),
        counters.thousandths() / (1000.0 * tasks),
        counters.trained() + counters.skipped());
  }

  /** The cluster of a job that ends is gone a moment before its result, which has them, is told. */
  private static Map<String, Object> accumulators(JobClient job) {
    try {
      return job.getAccumulators().getNow(Map.of());
    } catch (IllegalStateException gone) {
      return Map.of();
    }
  }

  /**
   * What a run that has ended came to, by the models it left.
   *
   * @param settings the run was made with
   * @param counters of its job
   */
  public static TrainingSummary summary(Settings settings, RetrainCounters counters, Duration took)
      throws IOException {
    TrainingSummary.Builder summary =
        new TrainingSummary.Builder(settings.get(RetrainSettings.RUN_NAME));
    Optional<Path> log = RetrainJob.models(settings);
    if (log.isPresent()) {
      ModelLog.read(log.get(), summary::add);
      ModelLog.readNames(log.get().resolveSibling(RetrainJob.NAMES), summary::addNames);
    } else {
      KafkaModels.read(settings, summary::add);
      KafkaModels.readNames(settings, summary::addNames);
    }
    summary.addAlerts(counters.alerts());
    return summary.build(counters.samples(), counters.refused(), took);
  }
}
