package io.vedette.cli;

import java.nio.file.Path;

/** Where the build put things; the launcher script says where the repository is. */
final class Installation {

  private Installation() {}

  private static Path root() {
    String home = System.getProperty("vedette.home");
    return Path.of(home == null ? "." : home).toAbsolutePath().normalize();
  }

  /** Jars of a standalone JobManager or TaskManager. */
  static Path flinkLibraries() {
    return root().resolve("local/cli/target/flink-lib");
  }

  /** Folder with config.yaml. */
  static Path flinkConfiguration() {
    return root().resolve("flink-conf");
  }

  /** The job with everything it needs but Flink. */
  static Path streamingJob() {
    return root().resolve("jobs/target/vedette-streaming-job.jar");
  }
}
