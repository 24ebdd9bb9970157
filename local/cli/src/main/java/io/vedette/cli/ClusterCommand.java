package io.vedette.cli;

import io.vedette.cli.cluster.ClusterFolder;
import io.vedette.cli.cluster.FlinkRest;
import io.vedette.cli.cluster.LocalCluster;
import io.vedette.cli.up.Ports;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette cluster}. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "A standalone Flink cluster on this machine, each part a process of its own.",
    subcommands = {ClusterCommand.Up.class, ClusterCommand.Down.class, StatusCommand.class})
final class ClusterCommand {

  private ClusterCommand() {}

  /** {@code vedette cluster up}. */
  @Command(
      name = "up",
      mixinStandardHelpOptions = true,
      description = {
        "Start a JobManager and TaskManagers; they go on when this command ends.",
        "",
        "Configuration: flink-conf/config.yaml."
      })
  static final class Up implements Callable<Integer> {

    @Mixin ClusterFolderOption where = new ClusterFolderOption();

    @Option(
        names = "--task-managers",
        paramLabel = "N",
        defaultValue = "2",
        description = "How many TaskManagers (${DEFAULT-VALUE}).")
    int taskManagers;

    @Option(
        names = "--web-port",
        paramLabel = "PORT",
        defaultValue = "8081",
        description = "REST API and web UI (${DEFAULT-VALUE}); 0 for a free one.")
    int webPort;

    @Option(
        names = "--flink",
        paramLabel = "KEY=VALUE",
        description = "One key of Flink's configuration; beats the file. May be repeated.")
    Map<String, String> flink = new LinkedHashMap<>();

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      if (taskManagers < 1) {
        throw new Problem("--task-managers " + taskManagers + ": there must be at least one");
      }
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      ClusterFolder folder = where.folder();
      int port = Ports.require(webPort, "Flink", "--web-port");
      FlinkRest rest =
          new LocalCluster(folder)
              .up(
                  Installation.flinkLibraries(),
                  Installation.flinkConfiguration(),
                  port,
                  taskManagers,
                  flink);
      StatusCommand.print(folder, rest, out);
      out.println();
      out.println("Next: ./vedette submit" + jobManagerOption(rest));
      return 0;
    }

    private static String jobManagerOption(FlinkRest rest) {
      String address = rest.address().toString();
      return address.equals(SubmitCommand.DEFAULT_JOB_MANAGER) ? "" : " --job-manager " + address;
    }
  }

  /** {@code vedette cluster down}. */
  @Command(
      name = "down",
      mixinStandardHelpOptions = true,
      description = {
        "End the cluster's processes.",
        "",
        "Jobs that still run end with it and can go on from their last checkpoint; ./vedette stop"
            + " --savepoint first is cleaner."
      })
  static final class Down implements Callable<Integer> {

    @Mixin ClusterFolderOption where = new ClusterFolderOption();

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      int ended = new LocalCluster(where.folder()).down();
      Objects.requireNonNull(spec)
          .commandLine()
          .getOut()
          .println(ended == 0 ? "no cluster runs" : ended + " processes ended");
      return 0;
    }
  }

  /** {@code --dir}. */
  static final class ClusterFolderOption {

    @Option(
        names = "--dir",
        paramLabel = "DIR",
        defaultValue = "data/cluster",
        description = "Where the cluster keeps process ids, logs and state (${DEFAULT-VALUE}).")
    @Nullable Path dir;

    ClusterFolder folder() {
      return new ClusterFolder(Objects.requireNonNull(dir));
    }
  }
}
