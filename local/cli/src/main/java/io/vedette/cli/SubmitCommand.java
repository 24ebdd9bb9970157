package io.vedette.cli;

import io.vedette.cli.cluster.FlinkRest;
import io.vedette.cli.cluster.JobWatch;
import io.vedette.jobs.config.StreamingSettings;
import io.vedette.settings.Settings;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette submit}. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = {
      "Run the streaming job on a Flink cluster: upload its jar, start it, wait until all tasks run.",
      "",
      "The settings are checked here and handed to the job in full; the topics are made where they"
          + " are missing by ./vedette up, or by whoever runs Kafka (docs/topics.md). Prints the"
          + " job's id."
    })
final class SubmitCommand implements Callable<Integer> {

  static final String DEFAULT_JOB_MANAGER = "http://127.0.0.1:8081";

  @Option(
      names = "--job-manager",
      paramLabel = "URL",
      defaultValue = DEFAULT_JOB_MANAGER,
      description = "REST address (${DEFAULT-VALUE}).")
  @Nullable URI jobManager;

  @Option(
      names = "--from-savepoint",
      paramLabel = "PATH",
      description = "Savepoint or retained checkpoint to go on from, as the cluster sees it.")
  @Nullable String savepoint;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Tasks of each operator; else the setting job.parallelism, else the cluster's.")
  @Nullable Integer parallelism;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "Another jar than the one of this build.")
  @Nullable Path jar;

  @Option(
      names = "--force",
      description = "Even when a job of that name is on the cluster already.")
  boolean force;

  @Option(
      names = "--timeout",
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description = "How long to wait until it runs (2m).")
  Duration timeout = Duration.ofMinutes(2);

  @Mixin SettingsOptions settingsOptions = new SettingsOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Settings settings =
        settingsOptions.resolve(
            EverySetting.ALL,
            parallelism == null
                ? Map.of()
                : Map.of(StreamingSettings.PARALLELISM.key(), parallelism.toString()));
    StreamingSettings.validate(settings);
    FlinkRest rest = new FlinkRest(Objects.requireNonNull(jobManager));
    String name = settings.get(StreamingSettings.JOB_NAME);
    if (!force) {
      requireNoneRuns(rest, name);
    }
    String jarId = rest.upload(jar == null ? Installation.streamingJob() : jar);
    String job;
    try {
      job =
          rest.run(
              jarId, arguments(settings), savepoint, settings.get(StreamingSettings.PARALLELISM));
    } finally {
      // the running job keeps a copy of its own; the upload folder would only grow
      deleteJar(rest, jarId);
    }
    new JobWatch(rest).awaitRunning(job, timeout);
    out.println(job);
    return 0;
  }

  /** Two would take each other's transactions: only one of them ever commits a result. */
  private static void requireNoneRuns(FlinkRest rest, String name) {
    for (FlinkRest.JobLine job : rest.jobs()) {
      if (job.name().equals(name) && !job.hasEnded()) {
        throw new Problem(
            "job "
                + name
                + " is on the cluster already, "
                + job.state()
                + " as "
                + job.id()
                + "; ./vedette stop --savepoint ends it. Another beside it needs other settings"
                + " job.name and results.transactional-id-prefix, or --force");
      }
    }
  }

  /** The job runs or does not whether this works or not, so it decides nothing. */
  private void deleteJar(FlinkRest rest, String jarId) {
    try {
      rest.deleteJar(jarId);
    } catch (Problem stays) {
      PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
      err.println("vedette: the uploaded jar " + jarId + " stays behind: " + stays.getMessage());
      err.flush();
    }
  }

  /** Every setting that differs from its default and that the job knows. */
  private static List<String> arguments(Settings settings) {
    Map<String, String> known = new TreeMap<>(settings.texts());
    known.keySet().retainAll(StreamingSettings.ALL.stream().map(s -> s.key()).toList());
    List<String> arguments = new ArrayList<>();
    known.forEach(
        (key, value) -> {
          arguments.add("--set");
          arguments.add(key + "=" + value);
        });
    return arguments;
  }
}
