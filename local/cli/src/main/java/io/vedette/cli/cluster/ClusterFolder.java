package io.vedette.cli.cluster;

import io.vedette.cli.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a local cluster keeps what outlives the command that started it.
 *
 * <pre>
 *   cluster/pids/jobmanager, taskmanager-1, ...   process ids
 *   cluster/address                                the JobManager's web address
 *   cluster/logs, checkpoints, savepoints, upload, tmp
 * </pre>
 */
public final class ClusterFolder {

  static final String JOB_MANAGER = "jobmanager";
  static final String TASK_MANAGER = "taskmanager-";

  private final Path root;

  /** A folder that need not exist yet. */
  public ClusterFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /**
   * A process of the cluster.
   *
   * @param name jobmanager, taskmanager-1, ...
   */
  public record Member(String name, ProcessHandle process) {}

  /** Makes all folders. */
  void make() {
    try {
      for (Path folder :
          List.of(pids(), logs(), checkpoints(), savepoints(), upload(), temporary())) {
        Files.createDirectories(folder);
      }
    } catch (IOException denied) {
      throw new Problem("cluster folder " + root + " cannot be made: " + denied, denied);
    }
  }

  /** Remembers a process. */
  void remember(String name, ProcessHandle process) {
    write(pids().resolve(name), Long.toString(process.pid()));
  }

  /** Remembers where the JobManager answers. */
  void rememberAddress(URI address) {
    write(root.resolve("address"), address.toString());
  }

  /** Where the JobManager answers; empty when no cluster was started here. */
  public Optional<URI> address() {
    Path file = root.resolve("address");
    return Files.exists(file) ? Optional.of(URI.create(read(file))) : Optional.empty();
  }

  /**
   * Processes that still run, the JobManager first.
   *
   * <p>A process id may have been given to another program since: a member is only what runs one of
   * Flink's entry points with this very folder among its arguments.
   */
  public List<Member> running() {
    if (!Files.isDirectory(pids())) {
      return List.of();
    }
    List<Member> members = new ArrayList<>();
    try (Stream<Path> files = Files.list(pids())) {
      for (Path file : files.sorted().toList()) {
        process(file)
            .filter(ProcessHandle::isAlive)
            .filter(this::isOurs)
            .ifPresent(process -> members.add(new Member(file.getFileName().toString(), process)));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot list " + pids(), unreadable);
    }
    return members;
  }

  /** Empty when the file is, or holds no number: the write of it was cut off. */
  private static Optional<ProcessHandle> process(Path pidFile) {
    try {
      return ProcessHandle.of(Long.parseLong(read(pidFile)));
    } catch (NumberFormatException halfWritten) {
      return Optional.empty();
    }
  }

  /** Not when its command line cannot be read: what is ours is ended, so it must be certain. */
  private boolean isOurs(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return info.arguments()
        .map(arguments -> List.of(arguments).contains(marker()))
        // a command line too long to be taken apart
        .or(() -> info.commandLine().map(line -> (line + " ").contains(" " + marker() + " ")))
        .orElse(false);
  }

  /** Stands on the command line of every process of this cluster. */
  String marker() {
    return "-Dvedette.cluster=" + root;
  }

  /** Forgets processes that ended. */
  void forget(String name) {
    try {
      Files.deleteIfExists(pids().resolve(name));
    } catch (IOException denied) {
      throw new UncheckedIOException("cannot delete " + pids().resolve(name), denied);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text + "\n");
    } catch (IOException denied) {
      throw new UncheckedIOException("cannot write " + file, denied);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException denied) {
      throw new UncheckedIOException("cannot read " + file, denied);
    }
  }

  /** The folder itself. */
  public Path root() {
    return root;
  }

  /** Logs of the processes. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** Savepoints, unless a job is told another place. */
  public Path savepoints() {
    return root.resolve("savepoints");
  }

  Path pids() {
    return root.resolve("pids");
  }

  Path checkpoints() {
    return root.resolve("checkpoints");
  }

  Path upload() {
    return root.resolve("upload");
  }

  Path temporary() {
    return root.resolve("tmp");
  }
}
