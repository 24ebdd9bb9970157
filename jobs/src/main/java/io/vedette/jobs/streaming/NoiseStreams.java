package io.vedette.jobs.streaming;

import io.vedette.functions.noise.ApplyNoiseRules;
import io.vedette.functions.noise.ApplyNoiseRulesStates;
import io.vedette.functions.noise.NoiseOptions;
import io.vedette.schema.NoiseRuleChange;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.serializers.VedetteTypes;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Alerts that rules of noise let pass, with what became of the others beside them. */
final class NoiseStreams {

  private NoiseStreams() {}

  /**
   * Applies rules, by environment.
   *
   * @param controls the sources of controls, as {@link SplitControls} leaves them; where there are
   *     none, alerts keep the input of rules open with nothing
   */
  static SingleOutputStreamOperator<IncomingAlert> apply(
      List<SingleOutputStreamOperator<IncomingAlert>> alerts,
      List<? extends SingleOutputStreamOperator<?>> controls,
      NoiseOptions options) {
    DataStream<NoiseRuleChange> rules =
        StreamingTopology.union(
            (controls.isEmpty() ? alerts : controls)
                .stream().map(source -> source.getSideOutput(SplitControls.NOISE_RULES)).toList());
    return OperatorIds.identify(
        StreamingTopology.union(alerts)
            .keyBy(IncomingAlert::getEnvironment, Types.STRING)
            .connect(rules.broadcast(ApplyNoiseRulesStates.rules()))
            .process(new ApplyNoiseRules(options), VedetteTypes.INCOMING_ALERT),
        OperatorIds.APPLY_NOISE_RULES);
  }
}
