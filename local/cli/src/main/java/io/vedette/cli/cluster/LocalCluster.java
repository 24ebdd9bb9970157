package io.vedette.cli.cluster;

import io.vedette.cli.Problem;
import io.vedette.cli.cluster.ClusterFolder.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.TaskManagerOptions;

/** A standalone Flink cluster on this machine: one JobManager and some TaskManagers. */
public final class LocalCluster {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  private final ClusterFolder folder;

  /** The cluster of a folder, started or not. */
  public LocalCluster(ClusterFolder folder) {
    this.folder = folder;
  }

  /**
   * Starts the processes and waits until the TaskManagers have registered. When it fails, what was
   * started is ended again.
   *
   * @param libraries folder with Flink's jars
   * @param configuration folder with config.yaml
   * @param webPort for REST and web UI, free
   * @return the address of both
   */
  public FlinkRest up(
      Path libraries, Path configuration, int webPort, int taskManagers, Map<String, String> more) {
    if (!folder.running().isEmpty()) {
      throw new Problem(
          "a cluster runs already in " + folder.root() + "; ./vedette cluster down ends it");
    }
    requireJars(libraries);
    folder.make();
    URI address = URI.create("http://127.0.0.1:" + webPort);
    FlinkRest rest = new FlinkRest(address);
    Map<String, String> overrides = overrides(webPort);
    overrides.putAll(more);
    FlinkProcess processes = new FlinkProcess(libraries, configuration, overrides);
    Configuration effective =
        GlobalConfiguration.loadConfiguration(
            configuration.toString(), Configuration.fromMap(overrides));
    int slots = effective.get(TaskManagerOptions.NUM_TASK_SLOTS);
    boolean up = false;
    try {
      Process jobManager = processes.startJobManager(folder, effective);
      folder.remember(ClusterFolder.JOB_MANAGER, jobManager.toHandle());
      folder.rememberAddress(address);
      // the REST server answers once the leader is known; a TaskManager that comes earlier
      // waits ten seconds before it asks again
      waitUntil(rest::answers, ClusterFolder.JOB_MANAGER, jobManager);
      Process last = jobManager;
      for (int i = 1; i <= taskManagers; i++) {
        String name = ClusterFolder.TASK_MANAGER + i;
        last = startTaskManager(processes, effective, name);
      }
      waitUntil(
          // a TaskManager offers its slots a moment after it has registered
          () -> rest.overview().slots() >= taskManagers * slots,
          ClusterFolder.TASK_MANAGER + taskManagers,
          last);
      up = true;
      return rest;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot start the Flink cluster", failed);
    } finally {
      if (!up) {
        down();
      }
    }
  }

  private Process startTaskManager(FlinkProcess processes, Configuration effective, String name)
      throws IOException {
    Process process = processes.startTaskManager(folder, name, effective);
    folder.remember(name, process.toHandle());
    return process;
  }

  /**
   * Ends all processes: TaskManagers first, so that the JobManager sees them go.
   *
   * @return how many there were
   */
  public int down() {
    List<Member> members = folder.running();
    for (int i = members.size() - 1; i >= 0; i--) {
      end(members.get(i).process());
      folder.forget(members.get(i).name());
    }
    return members.size();
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.TimeoutException stubborn) {
      process.destroyForcibly();
      process.onExit().join();
    } catch (java.util.concurrent.ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void waitUntil(BooleanSupplier ready, String name, Process process) throws IOException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new Problem(
            "the "
                + name
                + " ended while starting (code "
                + process.exitValue()
                + "): "
                + reasonInOutput(name));
      }
      if (System.nanoTime() > deadline) {
        throw new Problem(
            "the "
                + name
                + " was not ready within "
                + START_LIMIT.toSeconds()
                + " s; its log is "
                + folder.logs().resolve(name + ".log"));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new Problem("interrupted while waiting for the " + name, interrupted);
      }
    }
  }

  private String reasonInOutput(String name) throws IOException {
    Path file = folder.logs().resolve(name + ".out");
    if (!Files.exists(file)) {
      return "no output";
    }
    String output = Files.readString(file);
    return output.isBlank()
        ? "see " + folder.logs().resolve(name + ".log")
        : FlinkRest.reason(output) + " (all of it in " + file + ")";
  }

  private static void requireJars(Path libraries) {
    try (Stream<Path> files = Files.list(libraries)) {
      if (files.anyMatch(file -> file.getFileName().toString().startsWith("flink-runtime"))) {
        return;
      }
    } catch (IOException missing) {
      throw new Problem(
          "Flink's jars are missing in " + libraries + "; ./vedette build fetches them", missing);
    }
    throw new Problem(
        "Flink's jars are missing in " + libraries + "; ./vedette build fetches them");
  }

  private Map<String, String> overrides(int webPort) {
    Map<String, String> overrides = new LinkedHashMap<>();
    overrides.put("rest.port", Integer.toString(webPort));
    overrides.put("rest.bind-port", Integer.toString(webPort));
    // nobody types these ports, so several clusters need not quarrel about them
    overrides.put("jobmanager.rpc.port", Integer.toString(freePort()));
    overrides.put("blob.server.port", "0");
    overrides.put("execution.checkpointing.dir", folder.checkpoints().toUri().toString());
    overrides.put("execution.checkpointing.savepoint-dir", folder.savepoints().toUri().toString());
    overrides.put("io.tmp.dirs", folder.temporary().toString());
    overrides.put("web.upload.dir", folder.upload().toString());
    return overrides;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException("no free port", none);
    }
  }
}
