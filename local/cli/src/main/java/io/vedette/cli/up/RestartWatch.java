package io.vedette.cli.up;

import java.util.Optional;

/**
 * Says once that a job restarts and once that it runs again, however often it fails in between.
 *
 * <pre>
 *   runs --restart--&gt; restarts --all tasks run for {@link #STEADY_MS}--&gt; runs
 * </pre>
 */
final class RestartWatch {

  /** As long as this all tasks must run: some jobs fail again with the first record. */
  static final long STEADY_MS = 10_000;

  private static final long NOT_STEADY = Long.MIN_VALUE;

  private boolean restarts;
  private long lastRestart;
  private long steadySince = NOT_STEADY;

  /**
   * How a job is.
   *
   * @param lastRestart when it began to restart last, milliseconds since the epoch; 0 if never
   * @param allTasksRun whether it does what it should
   * @param failure what it failed of last, in one line
   */
  record Health(long lastRestart, boolean allTasksRun, String failure) {}

  /** What is to be said, mostly nothing. */
  Optional<String> look(Health health, long nowMillis) {
    if (health.lastRestart() > lastRestart) {
      lastRestart = health.lastRestart();
      steadySince = NOT_STEADY;
      if (restarts) {
        return Optional.empty();
      }
      restarts = true;
      return Optional.of("the job failed and restarts: " + health.failure());
    }
    if (!restarts || !isSteady(health, nowMillis)) {
      return Optional.empty();
    }
    restarts = false;
    return Optional.of("the job runs again");
  }

  private boolean isSteady(Health health, long nowMillis) {
    if (!health.allTasksRun()) {
      steadySince = NOT_STEADY;
      return false;
    }
    if (steadySince == NOT_STEADY) {
      steadySince = nowMillis;
    }
    return nowMillis - steadySince >= STEADY_MS;
  }
}
