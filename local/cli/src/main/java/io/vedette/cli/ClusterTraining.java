package io.vedette.cli;

import io.vedette.cli.cluster.FlinkRest;
import io.vedette.cli.cluster.JobWatch;
import io.vedette.jobs.config.RetrainSettings;
import io.vedette.jobs.config.StreamingSettings;
import io.vedette.jobs.launch.RetrainJob;
import io.vedette.jobs.launch.Training;
import io.vedette.jobs.launch.TrainingListener;
import io.vedette.jobs.launch.TrainingSummary;
import io.vedette.jobs.retrain.RetrainCounters;
import io.vedette.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the retrain job on a Flink cluster and waits until it has ended. */
final class ClusterTraining {

  private final FlinkRest rest;
  private final Settings settings;
  private final TrainingListener listener;

  /** By settings that are validated and begun, with models in Kafka. */
  ClusterTraining(URI jobManager, Settings settings, TrainingListener listener) {
    this.rest = new FlinkRest(jobManager);
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * Runs to the end.
   *
   * @throws Problem when the cluster does not take the job, or the job fails
   */
  TrainingSummary run() throws InterruptedException, IOException {
    long begin = System.nanoTime();
    String jar = rest.upload(Installation.streamingJob());
    String job;
    try {
      job =
          rest.run(
              jar,
              RetrainJob.class.getName(),
              arguments(),
              null,
              settings.get(StreamingSettings.PARALLELISM));
    } finally {
      rest.deleteJar(jar);
    }
    new JobWatch(rest).awaitEnd(job, () -> tell(job));
    return Training.summary(
        settings,
        RetrainCounters.of(rest.counts(job)),
        Duration.ofNanos(System.nanoTime() - begin));
  }

  /** How many tasks there are only the cluster knows, so there is a count and no share. */
  private void tell(String job) {
    RetrainCounters counters = RetrainCounters.of(rest.counts(job));
    listener.progress(
        Double.NaN,
        counters.samples(),
        counters.thousandths() > 0 ? Double.NaN : 0,
        counters.trained() + counters.skipped());
  }

  private List<String> arguments() {
    Map<String, String> known = new TreeMap<>(settings.texts());
    known.keySet().retainAll(RetrainSettings.ALL.stream().map(s -> s.key()).toList());
    List<String> arguments = new ArrayList<>();
    known.forEach(
        (key, value) -> {
          arguments.add("--set");
          arguments.add(key + "=" + value);
        });
    return arguments;
  }
}
