package io.vedette.functions;

import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;

/** Retention of keyed state, in Flink's terms. */
public final class StateRetention {

  /** RocksDB asks what time it is after so many entries; Flink's own default. */
  private static final long ENTRIES_BETWEEN_CLOCKS = 1_000;

  private StateRetention() {}

  /**
   * Kept so long after the last write (processing time), then never seen again. Each access looks
   * at one more entry of the heap and drops it when it has expired.
   */
  public static StateTtlConfig afterLastWrite(Duration retention) {
    return StateTtlConfig.newBuilder(retention)
        .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
        .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
        .cleanupIncrementally(1, false)
        .build();
  }

  /**
   * The same for entries of a map: those expired are never seen again, and freed when they are
   * asked for, but on the heap nobody looks for them. Flink's clean-up takes a key at a time: it
   * would copy all entries of one with each access of another. So the map's owner must clear it.
   */
  public static StateTtlConfig ofEntries(Duration retention) {
    return StateTtlConfig.newBuilder(retention)
        .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
        .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
        .disableCleanupInBackground()
        .cleanupInRocksdbCompactFilter(ENTRIES_BETWEEN_CLOCKS)
        .build();
  }
}
