package io.vedette.functions.inputs;

import io.vedette.schema.inputs.FiringRecord;
import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * The state of {@link ExpireAlerts}, named once. Keyed by what fires.
 *
 * <p>One to two kilobytes an alert that fires, 200 bytes one that is over, until the retention
 * after it was sent last.
 */
public final class ExpireAlertsStates {

  private ExpireAlertsStates() {}

  /** {@code firing}: the last firing. */
  public static ValueStateDescriptor<FiringRecord> firing(Duration retention) {
    ValueStateDescriptor<FiringRecord> firing =
        new ValueStateDescriptor<>("firing", new AvroTypeInfo<>(FiringRecord.class));
    firing.enableTimeToLive(
        StateTtlConfig.newBuilder(retention)
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .cleanupIncrementally(1, false)
            .build());
    return firing;
  }
}
