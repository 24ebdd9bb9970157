package io.vedette.cli.cluster;

import io.vedette.cli.Problem;
import io.vedette.cli.cluster.FlinkRest.JobDetail;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Waits for what a job was asked to do, by asking again and again. */
public final class JobWatch {

  private static final long ASK_EVERY_MS = 200;

  private final FlinkRest rest;

  /** Watches jobs of this cluster. */
  public JobWatch(FlinkRest rest) {
    this.rest = rest;
  }

  /**
   * Returns once all tasks of a job run.
   *
   * @throws Problem when it ended, or does not run in time, with the reason Flink has
   */
  public void awaitRunning(String job, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      JobDetail detail = rest.job(job);
      if (detail.runsWhole()) {
        return;
      }
      if (detail.state().equals("FAILED") || detail.state().equals("CANCELED")) {
        throw new Problem("job " + job + " " + detail.state() + because(job));
      }
      if (System.nanoTime() > deadline) {
        throw new Problem(
            "job "
                + job
                + " is "
                + detail.state()
                + " with "
                + detail.runningTasks()
                + " of "
                + detail.tasks()
                + " tasks running after "
                + limit.toSeconds()
                + " s"
                + because(job));
      }
      TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MS);
    }
  }

  /**
   * Returns once a job that ends by itself has ended well.
   *
   * @param meanwhile called again and again
   * @throws Problem when it failed or was cancelled, with the reason Flink has
   */
  public void awaitEnd(String job, Runnable meanwhile) throws InterruptedException {
    while (true) {
      String state = rest.job(job).state();
      meanwhile.run();
      if (state.equals("FINISHED")) {
        return;
      }
      if (state.equals("FAILED") || state.equals("CANCELED")) {
        throw new Problem("job " + job + " " + state + because(job));
      }
      TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MS);
    }
  }

  /**
   * Where the savepoint is that was asked for.
   *
   * @throws Problem when there is none in time, with the reason Flink has
   */
  public String awaitSavepoint(String job, String request, Duration limit)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<String> location = rest.savepoint(job, request);
      if (location.isPresent()) {
        return location.get();
      }
      if (System.nanoTime() > deadline) {
        throw new Problem(
            "job " + job + " made no savepoint within " + limit.toSeconds() + " s" + because(job));
      }
      TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MS);
    }
  }

  private String because(String job) {
    return rest.lastFailure(job).map(why -> ": " + why).orElse("");
  }
}
