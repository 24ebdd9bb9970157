package io.vedette.jobs.launch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;

/** Waits for a job that ends by itself. */
final class RunningJob {

  private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(200);
  private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(10);

  private RunningJob() {}

  /**
   * Returns when the job has ended well.
   *
   * @param progress called several times a second and once at the end, by this thread
   * @throws ExecutionException when the job failed
   * @throws InterruptedException when this thread was interrupted; the job is cancelled then, as it
   *     is when {@code progress} throws
   */
  static void await(JobClient job, Runnable progress)
      throws ExecutionException, InterruptedException {
    CompletableFuture<?> result = job.getJobExecutionResult();
    try {
      while (!isDone(result)) {
        progress.run();
      }
      progress.run();
    } catch (InterruptedException | RuntimeException abandoned) {
      cancel(job, abandoned);
      throw abandoned;
    }
  }

  private static void cancel(JobClient job, Exception reason) {
    try {
      job.cancel().get(CANCEL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      reason.addSuppressed(failed);
    } catch (InterruptedException again) {
      reason.addSuppressed(again);
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isDone(CompletableFuture<?> result)
      throws ExecutionException, InterruptedException {
    try {
      result.get(PROGRESS_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillRunning) {
      return false;
    }
  }

  /** What went wrong first; around it Flink says where. */
  static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
