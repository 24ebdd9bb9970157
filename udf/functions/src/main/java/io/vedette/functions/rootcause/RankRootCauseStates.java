package io.vedette.functions.rootcause;

import io.vedette.algorithms.rootcause.ServiceHistory;
import io.vedette.functions.StateRetention;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.result.Incident;
import io.vedette.schema.rootcause.CallerRecord;
import io.vedette.schema.rootcause.IncidentSharesRecord;
import io.vedette.schema.rootcause.ServiceWork;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * The states of {@link RankRootCause}, named once. Keyed by environment.
 *
 * <p>100 bytes an entity and 60 a call of the graph, 16 a sign of the incidents remembered; of a
 * service 64 bytes an interval and some 100 an operation in each of the intervals kept in detail;
 * bounded by {@link RankingOptions}. What is of services alone goes when they are not heard of for
 * the retention of edges.
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

  /** {@code services}: what each service did lately and usually. */
  public static MapStateDescriptor<String, ServiceHistory> services(Duration retention) {
    return kept(
        new MapStateDescriptor<>("services", Types.STRING, ServiceHistorySerializer.TYPE),
        retention);
  }

  /** {@code callers}: whom each service calls, as spans tell. */
  public static MapStateDescriptor<String, CallerRecord> callers(Duration retention) {
    return kept(
        new MapStateDescriptor<>("callers", Types.STRING, new AvroTypeInfo<>(CallerRecord.class)),
        retention);
  }

  /** {@code shares}: how much of its symptom each service explained when an incident was young. */
  public static MapStateDescriptor<String, IncidentSharesRecord> shares(Duration retention) {
    return kept(
        new MapStateDescriptor<>(
            "shares", Types.STRING, new AvroTypeInfo<>(IncidentSharesRecord.class)),
        retention);
  }

  /** {@code young}: incidents that are ranked again when more is known of them. */
  public static MapStateDescriptor<String, Incident> young(Duration retention) {
    return kept(
        new MapStateDescriptor<>("young", Types.STRING, new AvroTypeInfo<>(Incident.class)),
        retention);
  }

  /** {@code waiting}: work of services that event time has not come to, by when it is known. */
  public static MapStateDescriptor<Long, List<ServiceWork>> waiting(Duration retention) {
    return kept(
        new MapStateDescriptor<>(
            "waiting", Types.LONG, Types.LIST(new AvroTypeInfo<>(ServiceWork.class))),
        retention);
  }

  private static <K, V> MapStateDescriptor<K, V> kept(
      MapStateDescriptor<K, V> descriptor, Duration retention) {
    descriptor.enableTimeToLive(StateRetention.ofEntries(retention));
    return descriptor;
  }

  /** {@code topology}: edges that were told, by their names; broadcast. */
  public static MapStateDescriptor<String, GroupingControl> topology() {
    return new MapStateDescriptor<>(
        "topology", Types.STRING, new AvroTypeInfo<>(GroupingControl.class));
  }
}
