package io.vedette.functions.inputs;

import io.vedette.schema.inputs.EventCountRecord;
import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * The state of {@link CountEvents}, named once. Keyed by series.
 *
 * <p>Some 400 bytes a workload and reason, and 100 an event told of lately, at most {@value
 * CountEvents#SEEN} of them.
 */
public final class CountEventsStates {

  private CountEventsStates() {}

  /** {@code count}: the open interval. */
  public static ValueStateDescriptor<EventCountRecord> count(Duration retention) {
    ValueStateDescriptor<EventCountRecord> count =
        new ValueStateDescriptor<>("count", new AvroTypeInfo<>(EventCountRecord.class));
    count.enableTimeToLive(
        StateTtlConfig.newBuilder(retention)
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .cleanupIncrementally(1, false)
            .build());
    return count;
  }
}
