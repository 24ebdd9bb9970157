package io.vedette.functions.noise;

import io.vedette.algorithms.noise.TrackedAlert;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.control.NoiseRule;
import io.vedette.serializers.VedetteTypes;
import java.util.List;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * The states of {@link ApplyNoiseRules}, named once. Keyed by environment, but for the rules.
 *
 * <p>No TTL: the operator forgets alerts itself, so that it can say so, see {@link
 * io.vedette.algorithms.noise.NoiseParameters}.
 */
public final class ApplyNoiseRulesStates {

  private ApplyNoiseRulesStates() {}

  /**
   * {@code alerts}: each alert by its fingerprint, some 300 bytes and the alert as it came last.
   */
  public static MapStateDescriptor<String, TrackedAlert> alerts() {
    return new MapStateDescriptor<>(
        "alerts", StringSerializer.INSTANCE, new TrackedAlertSerializer());
  }

  /**
   * {@code waiting}: alerts by the time they wait for, in the order they came; only where time is
   * not the clock's.
   */
  public static MapStateDescriptor<Long, List<IncomingAlert>> waiting() {
    return new MapStateDescriptor<>("waiting", Types.LONG, Types.LIST(VedetteTypes.INCOMING_ALERT));
  }

  /** {@code looked-at}: when the environment was looked at last, by the operator's clock. */
  public static ValueStateDescriptor<Long> lookedAt() {
    return new ValueStateDescriptor<>("looked-at", Types.LONG);
  }

  /** {@code noise-rules}: the rules by their keys; broadcast. */
  public static MapStateDescriptor<String, NoiseRule> rules() {
    return new MapStateDescriptor<>(
        "noise-rules", Types.STRING, new AvroTypeInfo<>(NoiseRule.class));
  }
}
