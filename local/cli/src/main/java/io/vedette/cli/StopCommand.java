package io.vedette.cli;

import io.vedette.cli.cluster.FlinkRest;
import io.vedette.cli.cluster.FlinkRest.JobLine;
import io.vedette.cli.cluster.JobWatch;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette stop}. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = {
      "Stop a job on a Flink cluster with a savepoint, and print where that is.",
      "",
      "What it read before is committed; ./vedette submit --from-savepoint goes on from there."
    })
final class StopCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "Id of the job; may be left out when only one runs.")
  @Nullable String job;

  // there is no other way to stop; said so that nobody wonders
  @Option(
      names = "--savepoint",
      defaultValue = "true",
      fallbackValue = "true",
      description = "With a savepoint; always so.")
  boolean withSavepoint;

  @Option(
      names = "--dir",
      paramLabel = "URI",
      description = "Folder for the savepoint, as the cluster sees it; else the cluster's own.")
  @Nullable String directory;

  @Option(
      names = "--job-manager",
      paramLabel = "URL",
      defaultValue = SubmitCommand.DEFAULT_JOB_MANAGER,
      description = "REST address (${DEFAULT-VALUE}).")
  @Nullable URI jobManager;

  @Option(
      names = "--timeout",
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description = "How long to wait for the savepoint (5m).")
  Duration timeout = Duration.ofMinutes(5);

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (!withSavepoint) {
      throw new Problem("a job is stopped with a savepoint only; the web UI can cancel it");
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    FlinkRest rest = new FlinkRest(Objects.requireNonNull(jobManager));
    String id = job == null ? onlyJob(rest) : job;
    String request = rest.stopWithSavepoint(id, directory);
    out.println(new JobWatch(rest).awaitSavepoint(id, request, timeout));
    return 0;
  }

  private static String onlyJob(FlinkRest rest) {
    List<JobLine> running = rest.jobs().stream().filter(job -> !job.hasEnded()).toList();
    if (running.size() == 1) {
      return running.get(0).id();
    }
    throw new Problem(
        running.isEmpty()
            ? "no job runs at " + rest.address()
            : running.size()
                + " jobs run at "
                + rest.address()
                + "; say which: "
                + String.join(", ", running.stream().map(JobLine::id).toList()));
  }
}
