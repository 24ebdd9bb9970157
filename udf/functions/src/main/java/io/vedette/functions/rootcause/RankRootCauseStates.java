package io.vedette.functions.rootcause;

import io.vedette.functions.StateRetention;
import io.vedette.schema.correlate.GroupingControl;
import java.time.Duration;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * The states of {@link RankRootCause}, named once. Keyed by environment.
 *
 * <p>100 bytes an entity and 60 a call of the graph, 16 a sign of the incidents remembered; bounded
 * by {@link RankingOptions}.
 */
public final class RankRootCauseStates {

  private RankRootCauseStates() {}

  /** {@code ranking}: graph, and what incidents before showed. */
  public static ValueStateDescriptor<RankingState> ranking(Duration retention) {
    ValueStateDescriptor<RankingState> ranking =
        new ValueStateDescriptor<>("ranking", new RankingStateSerializer());
    ranking.enableTimeToLive(StateRetention.afterLastWrite(retention));
    return ranking;
  }

  /** {@code topology}: edges that were told, by their names; broadcast. */
  public static MapStateDescriptor<String, GroupingControl> topology() {
    return new MapStateDescriptor<>(
        "topology", Types.STRING, new AvroTypeInfo<>(GroupingControl.class));
  }
}
