package io.vedette.functions.rootcause;

import io.vedette.algorithms.rootcause.CausalRanker;
import io.vedette.algorithms.rootcause.Cause;
import io.vedette.algorithms.rootcause.DependencyGraph;
import io.vedette.algorithms.rootcause.SignHistory;
import io.vedette.algorithms.rootcause.Situation;
import io.vedette.functions.correlate.KnownTopology;
import io.vedette.schema.JobMetric;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.correlate.TopologyEdge;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives every record of an incident its ranked causes.
 *
 * <p>Guarantee: every record comes out once, in order, with nothing changed but {@code causes} and
 * the number of alerts. An incident is ranked by its alerts and changes, by the graph as it is
 * then, and by what incidents that began before it showed; it is remembered for those that begin
 * after it. A record that comes twice is ranked the same and changes nothing.
 *
 * <p>Cost of a record: its alerts, the signs remembered, and a look at every entity known; a given
 * topology is learned when it changed, after a restart, and before its edges grow old. What leaks:
 * nothing; the state is bounded, and an environment no incident comes from is forgotten after the
 * retention.
 */
public final class RankRootCause
    extends KeyedBroadcastProcessFunction<String, Incident, GroupingControl, Incident> {

  private static final long serialVersionUID = 1L;

  /** Parts of the retention of edges after which a given topology is learned again. */
  private static final int FRESH = 4;

  /** Environments whose topology is known to be learned; of more it is learned again. */
  private static final int ENVIRONMENTS = 1_000;

  private final RankingOptions options;

  private transient ValueState<RankingState> rankings;
  private transient KnownTopology topology;
  private transient Map<String, Learned> learned;
  private transient Counter ranked;
  private transient Counter leftOut;

  /** By these options. */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public RankRootCause(RankingOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    rankings = getRuntimeContext().getState(RankRootCauseStates.ranking(options.retention()));
    topology = new KnownTopology(options.topologyEdges());
    learned = new HashMap<>();
    ranked = getRuntimeContext().getMetricGroup().counter(JobMetric.INCIDENTS_RANKED.id());
    leftOut = getRuntimeContext().getMetricGroup().counter(JobMetric.RANKING_EDGES_LEFT_OUT.id());
  }

  @Override
  public void processBroadcastElement(
      GroupingControl control, Context context, Collector<Incident> out) throws Exception {
    if (!topology.change(control, context.getBroadcastState(RankRootCauseStates.topology()))) {
      leftOut.inc();
    }
  }

  @Override
  public void processElement(Incident incident, ReadOnlyContext context, Collector<Incident> out)
      throws Exception {
    RankingState state = rankings.value();
    if (state == null) {
      state = new RankingState();
    }
    if (!topology.isLoaded()) {
      topology.load(context.getBroadcastState(RankRootCauseStates.topology()));
    }
    SignHistory history = state.history(options);
    if (incident.getStatus() == IncidentStatus.MERGED) {
      history.remove(incident.getId());
      rankings.update(state);
      out.collect(shown(incident));
      return;
    }
    DependencyGraph graph = state.graph(options);
    learnTopology(graph, incident);
    Situation situation = IncidentSigns.of(incident, graph, options.parameters().signs());
    List<Cause> causes =
        new CausalRanker(options.parameters(), graph, history)
            .rank(situation, options.causes(), options.evidence());
    history.put(incident.getId(), incident.getStartsAt(), situation.signs(), graph);
    rankings.update(state);
    if (!causes.isEmpty()) {
      ranked.inc();
    }
    Incident told = shown(incident);
    told.setCauses(causes.stream().map(CauseRecords::of).toList());
    out.collect(told);
  }

  /** With so many alerts as are passed on. */
  private Incident shown(Incident incident) {
    Incident told = new Incident();
    for (Schema.Field field : told.getSchema().getFields()) {
      told.put(field.pos(), incident.get(field.pos())); // what is in it nobody changes
    }
    List<IncidentAlert> alerts = incident.getAlerts();
    if (alerts.size() > options.alertsShown()) {
      told.setAlerts(List.copyOf(alerts.subList(0, options.alertsShown())));
    }
    return told;
  }

  private void learnTopology(DependencyGraph graph, Incident incident) {
    long freshFor = options.graph().retention().toMillis() / FRESH;
    long time = incident.getLastAlertAt();
    String environment = incident.getEnvironment();
    Learned before = learned.get(environment);
    if (before != null
        && before.version() == topology.version()
        && time - before.time() < freshFor) {
      return;
    }
    if (learned.size() >= ENVIRONMENTS) {
      learned.clear();
    }
    learned.put(environment, new Learned(topology.version(), time));
    for (TopologyEdge edge : topology.of(environment)) {
      IncidentSigns.learn(graph, edge, time);
    }
  }

  /** The topology an environment last learned, and when, in event time. */
  private record Learned(int version, long time) {}
}
