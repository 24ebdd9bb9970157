package io.vedette.jobs.testing;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/**
 * Passes records on and fails the job at one of them, once, when a checkpoint was completed before.
 * Parallelism 1.
 *
 * @param <T> the class of the records
 */
public final class FailOnceMap<T> implements MapFunction<T, T>, CheckpointListener {

  private static final long serialVersionUID = 1L;
  private static final Map<String, Boolean> FAILED = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final long after;
  private long passed;
  private boolean isCheckpointed;

  /** Fails at the first record after so many that comes after a checkpoint. */
  public FailOnceMap(long after) {
    this.after = after;
  }

  /** Whether it did. */
  public boolean hasFailed() {
    return FAILED.containsKey(id);
  }

  @Override
  public T map(T record) {
    if (++passed > after && isCheckpointed && FAILED.putIfAbsent(id, true) == null) {
      throw new IllegalStateException("fails once, as the test asked for");
    }
    return record;
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) {
    isCheckpointed = passed > 0;
  }
}
