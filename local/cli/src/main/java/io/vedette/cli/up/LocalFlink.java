package io.vedette.cli.up;

import io.vedette.cli.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RestoreMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink cluster in this process, with web UI, and the one job that runs on it. */
final class LocalFlink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalFlink.class);

  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration RUNNING_LIMIT = Duration.ofSeconds(90);
  private static final Duration SAVEPOINT_LIMIT = Duration.ofSeconds(60);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

  private final MiniCluster cluster;

  private LocalFlink(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * What the local cluster adds to the job's own configuration: where things are kept, and small
   * memory.
   *
   * @param job as the streaming job has it
   */
  static Configuration configuration(Configuration job, DataFolder data, int webPort) {
    Configuration all = new Configuration(job);
    all.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, data.checkpoints().toUri().toString());
    all.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, data.savepoints().toUri().toString());
    all.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    // two to fall back to when the newest turns out broken
    all.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
    all.set(CoreOptions.TMP_DIRS, data.temporary().toString());
    all.set(RestOptions.ADDRESS, LOOPBACK);
    all.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    // without these the server of jars and large objects listens on every address of the machine
    all.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    all.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    all.set(TaskManagerOptions.HOST, LOOPBACK);
    all.set(RestOptions.PORT, webPort);
    all.set(RestOptions.BIND_PORT, Integer.toString(webPort));
    // the page shows; stopping is Ctrl-C's, so that there is a savepoint
    all.set(WebOptions.CANCEL_ENABLE, false);
    all.set(WebOptions.SUBMIT_ENABLE, false);
    all.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    // a local environment wants both ends of the range to be the same
    all.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    all.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    return all;
  }

  /** Starts a cluster of one TaskManager. */
  static LocalFlink start(Configuration configuration, int slots) throws Exception {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    try {
      cluster.start();
    } catch (Exception any) { // declared so by Flink
      cluster.close();
      throw any;
    }
    return new LocalFlink(cluster);
  }

  URI webAddress() {
    return cluster.getRestAddress().join();
  }

  /**
   * Submits a job and waits until all its tasks run.
   *
   * @param point to restore from; the point itself is left as it is
   * @param enough asked now and then; when true, the wait ends early
   */
  JobID submit(JobGraph job, Optional<RestorePoint> point, BooleanSupplier enough)
      throws InterruptedException {
    point.ifPresent(
        from ->
            job.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(
                    from.folder().toUri().toString(), false, RestoreMode.NO_CLAIM)));
    String doing =
        point.map(from -> "restore the job from " + from.folder()).orElse("start the job");
    try {
      JobID id = cluster.submitJob(job).get().getJobID();
      long deadline = System.nanoTime() + RUNNING_LIMIT.toNanos();
      while (!enough.getAsBoolean() && !allTasksRun(id)) {
        Optional<JobResult> ended = result(id);
        if (ended.isPresent()) {
          throw new Problem("cannot " + doing + ": " + describe(ended.get()));
        }
        if (System.nanoTime() > deadline) {
          throw new Problem(
              "cannot "
                  + doing
                  + ": its tasks do not run after "
                  + RUNNING_LIMIT.toSeconds()
                  + " s; the web UI and the log say why");
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
      return id;
    } catch (ExecutionException failed) {
      throw new Problem("cannot " + doing + ": " + rootCause(failed), failed);
    }
  }

  private boolean allTasksRun(JobID id) throws ExecutionException, InterruptedException {
    if (cluster.getJobStatus(id).get() != JobStatus.RUNNING) {
      return false;
    }
    return allTasksRun(cluster.getExecutionGraph(id).get());
  }

  private static boolean allTasksRun(AccessExecutionGraph graph) {
    for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
      if (task.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return true;
  }

  /** How the job is; empty when the cluster did not say. */
  Optional<RestartWatch.Health> health(JobID id) throws InterruptedException {
    try {
      AccessExecutionGraph graph = cluster.getExecutionGraph(id).get();
      ErrorInfo failure = graph.getFailureInfo();
      return Optional.of(
          new RestartWatch.Health(
              graph.getStatusTimestamp(JobStatus.RESTARTING),
              allTasksRun(graph),
              failure == null ? "of an unknown cause" : rootCause(failure.getException())));
    } catch (ExecutionException busy) {
      LOG.debug("The cluster does not say how the job is", busy);
      return Optional.empty();
    }
  }

  /** How the job ended; empty while it runs or restarts. */
  Optional<JobResult> result(JobID id) {
    CompletableFuture<JobStatus> status = cluster.getJobStatus(id);
    if (!status.join().isGloballyTerminalState()) {
      return Optional.empty();
    }
    return Optional.of(cluster.requestJobResult(id).join());
  }

  /** An end in words. */
  static String describe(JobResult ended) {
    return "the job "
        + ended.getApplicationStatus().name().toLowerCase(java.util.Locale.ROOT)
        + ended.getSerializedThrowable().map(why -> ": " + rootCause(why)).orElse("");
  }

  private static String rootCause(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.toString();
  }

  /**
   * Stops the job and leaves a savepoint: results up to it are committed, the next start goes on
   * from it.
   *
   * @return where the savepoint is; empty when none could be made, which the log explains
   */
  Optional<String> stopWithSavepoint(JobID id, DataFolder data) throws InterruptedException {
    try {
      return Optional.of(
          cluster
              .stopWithSavepoint(
                  id, data.savepoints().toUri().toString(), false, SavepointFormatType.CANONICAL)
              .get(SAVEPOINT_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException failed) {
      LOG.warn(
          "No savepoint was made ({}); the next start goes on from the last checkpoint.",
          rootCause(failed),
          failed);
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      cluster.closeAsync().get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      LOG.warn("The Flink cluster did not close in good order", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
