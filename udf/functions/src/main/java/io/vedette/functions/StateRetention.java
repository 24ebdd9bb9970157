package io.vedette.functions;

import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;

/** Retention of keyed state, in Flink's terms. */
public final class StateRetention {

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
}
