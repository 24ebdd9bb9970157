package io.vedette.cli;

import io.vedette.cli.cluster.ClusterFolder;
import io.vedette.cli.cluster.ClusterFolder.Member;
import io.vedette.cli.cluster.FlinkRest;
import io.vedette.cli.cluster.FlinkRest.JobLine;
import io.vedette.cli.cluster.FlinkRest.Overview;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette status} and {@code vedette cluster status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Show the processes and jobs of a cluster; exit code 1 when none answers.")
final class StatusCommand implements Callable<Integer> {

  @Mixin ClusterCommand.ClusterFolderOption where = new ClusterCommand.ClusterFolderOption();

  @Option(
      names = "--job-manager",
      paramLabel = "URL",
      description = "A cluster elsewhere; else the one of --dir.")
  @Nullable URI jobManager;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    ClusterFolder folder = where.folder();
    URI address =
        jobManager != null
            ? jobManager
            : folder.address().orElse(URI.create(SubmitCommand.DEFAULT_JOB_MANAGER));
    print(folder, new FlinkRest(address), Objects.requireNonNull(spec).commandLine().getOut());
    return 0;
  }

  /** Processes, slots, jobs. */
  static void print(ClusterFolder folder, FlinkRest rest, PrintWriter out) {
    Overview overview = rest.overview();
    out.printf(
        Locale.ROOT,
        "Flink %s at %s: %d TaskManagers, %d of %d slots free%n",
        overview.flinkVersion(),
        rest.address(),
        overview.taskManagers(),
        overview.freeSlots(),
        overview.slots());
    if (folder.address().filter(rest.address()::equals).isPresent()) {
      for (Member member : folder.running()) {
        out.printf(
            Locale.ROOT,
            "  %-15s process %-8d %s%n",
            member.name(),
            member.process().pid(),
            folder.logs().resolve(member.name() + ".log"));
      }
    }
    List<JobLine> jobs = rest.jobs();
    for (JobLine job : jobs) {
      out.printf(
          Locale.ROOT,
          "  job %s  %-10s %s%n",
          job.id(),
          job.state(),
          Terminal.printable(job.name()));
    }
    out.flush();
  }
}
