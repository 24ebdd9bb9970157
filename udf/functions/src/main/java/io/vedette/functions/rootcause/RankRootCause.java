package io.vedette.functions.rootcause;

import io.vedette.algorithms.rootcause.CausalRanker;
import io.vedette.algorithms.rootcause.Cause;
import io.vedette.algorithms.rootcause.DependencyGraph;
import io.vedette.algorithms.rootcause.Share;
import io.vedette.algorithms.rootcause.ShareFinder;
import io.vedette.algorithms.rootcause.SignHistory;
import io.vedette.algorithms.rootcause.Situation;
import io.vedette.algorithms.rootcause.Subgraph;
import io.vedette.functions.correlate.KnownTopology;
import io.vedette.schema.JobMetric;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.correlate.TopologyEdge;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.RankedCause;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.rootcause.RankingInput;
import io.vedette.schema.rootcause.ServiceWork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.apache.avro.Schema;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Gives every record of an incident its ranked causes.
 *
 * <pre>
 *   Incident ------+--&gt; ranked at once, and again when its first minutes are known --&gt; Incident
 *   ServiceWork ---+--&gt; calls and where time went, kept by service
 * </pre>
 *
 * <p>Guarantee: every record comes out once, in order, with nothing changed but {@code causes},
 * {@code graph} and the number of alerts; and once more under the same revision when what services
 * did in its first minutes changed its causes. An incident is ranked by its alerts and changes, by
 * the graph as it is then, by what services lost in its first minutes, and by what incidents that
 * began before it showed; it is remembered for those that begin after it. A record that comes twice
 * is ranked the same and changes nothing.
 *
 * <p>Of input that ends, what services did waits for event time, so that nothing depends on which
 * input is read first; of live input it is known when it comes, and nothing waits.
 *
 * <p>Cost of a record: its alerts, the signs remembered, what is kept of the services its alerts
 * reach, and a look at every entity known; a given topology is learned when it changed, after a
 * restart, and before its edges grow old; calls that spans told, twice a minute. What leaks:
 * nothing; the state is bounded, and an environment no incident comes from is forgotten after the
 * retention.
 */
public final class RankRootCause
    extends KeyedBroadcastProcessFunction<String, RankingInput, GroupingControl, Incident> {

  private static final long serialVersionUID = 1L;

  /** Parts of the retention of edges after which a given topology is learned again. */
  private static final int FRESH = 4;

  /** Environments whose topology is known to be learned; of more it is learned again. */
  private static final int ENVIRONMENTS = 1_000;

  /** After which time calls that spans told are learned again, milliseconds. */
  private static final long CALLS_FRESH = 30_000;

  /** Incidents that wait to be ranked again, an environment. */
  private static final int MOST_YOUNG = 200;

  /** So many times is an incident ranked again while its first minutes become known. */
  private static final int PARTS = 5;

  private final RankingOptions options;

  private transient ValueState<RankingState> rankings;
  private transient MapState<String, Incident> young;
  private transient MapState<Long, List<ServiceWork>> waiting;
  private transient MapStateDescriptor<String, GroupingControl> topologies;
  private transient ServiceMemory memory;
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
    young = getRuntimeContext().getMapState(RankRootCauseStates.young(options.retention()));
    waiting = getRuntimeContext().getMapState(RankRootCauseStates.waiting(options.retention()));
    topologies = RankRootCauseStates.topology();
    memory = new ServiceMemory(options, getRuntimeContext());
    topology = new KnownTopology(options.topologyEdges(), options.graph().retention());
    learned = new HashMap<>();
    ranked = getRuntimeContext().getMetricGroup().counter(JobMetric.INCIDENTS_RANKED.id());
    leftOut = getRuntimeContext().getMetricGroup().counter(JobMetric.RANKING_EDGES_LEFT_OUT.id());
  }

  @Override
  public void processBroadcastElement(
      GroupingControl control, Context context, Collector<Incident> out) throws Exception {
    if (control.getSeenAt() != null) {
      return; // what spans told comes by itself, with how many calls there were
    }
    if (!topology.change(control, context.getBroadcastState(topologies))) {
      leftOut.inc();
    }
  }

  @Override
  public void processElement(RankingInput input, ReadOnlyContext context, Collector<Incident> out)
      throws Exception {
    if (!topology.isLoaded()) {
      topology.load(context.getBroadcastState(topologies));
    }
    ServiceWork work = input.getWork();
    if (work != null) {
      takeWork(work, context);
    }
    Incident incident = input.getIncident();
    if (incident != null) {
      rank(incident, context.timerService(), out);
    }
  }

  private void takeWork(ServiceWork work, ReadOnlyContext context) throws Exception {
    TimerService timers = context.timerService();
    if (!options.isRecorded()) {
      memory.take(work, usual(rankings.value()));
      return;
    }
    Long timestamp = context.timestamp();
    long known = Math.max(timestamp == null ? work.getEnd() : timestamp, work.getEnd());
    if (known <= timers.currentWatermark()) {
      memory.take(work, usual(rankings.value()));
      return;
    }
    List<ServiceWork> others = waiting.get(known);
    List<ServiceWork> all = others == null ? new ArrayList<>() : new ArrayList<>(others);
    all.add(work);
    waiting.put(known, all);
    timers.registerEventTimeTimer(known);
  }

  private void rank(Incident incident, TimerService timers, Collector<Incident> out)
      throws Exception {
    if (incident.getChange() == IncidentChangeKind.FORGOTTEN) {
      out.collect(incident);
      return;
    }
    RankingState state = rankings.value();
    if (state == null) {
      state = new RankingState();
    }
    if (incident.getStatus() == IncidentStatus.MERGED) {
      state.history(options).remove(incident.getId());
      rankings.update(state);
      memory.remove(incident.getId());
      young.remove(incident.getId());
      out.collect(shown(incident));
      return;
    }
    boolean isYoung = now(timers) <= knownAt(incident);
    Incident told = shown(incident);
    rank(told, incident, state, isYoung);
    if (isYoung) {
      Incident waits = copy(incident);
      waits.setCauses(told.getCauses());
      wait(waits, timers);
    } else {
      young.remove(incident.getId());
    }
    out.collect(told);
  }

  /** Ranks it again when its first interval is known, and as more of its first minutes is. */
  private void wait(Incident incident, TimerService timers) throws Exception {
    if (!young.contains(incident.getId()) && isFull()) {
      return;
    }
    young.put(incident.getId(), incident);
    for (int part = 0; part <= PARTS; part++) {
      long at = knownAt(incident, part);
      if (options.isRecorded()) {
        timers.registerEventTimeTimer(at);
      } else {
        timers.registerProcessingTimeTimer(at);
      }
    }
  }

  private boolean isFull() throws Exception {
    int count = 0;
    for (String ignored : young.keys()) {
      count++;
    }
    return count >= MOST_YOUNG;
  }

  /** When all that services did in its first minutes is known. */
  private long knownAt(Incident incident) {
    return knownAt(incident, PARTS);
  }

  /** When so many parts of that are known. */
  private long knownAt(Incident incident, int parts) {
    return incident.getStartsAt()
        + options.history().window().toMillis() * parts / PARTS
        + options.knownAfter().toMillis();
  }

  private long now(TimerService timers) {
    return options.isRecorded() ? timers.currentWatermark() : timers.currentProcessingTime();
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Incident> out) throws Exception {
    if (!topology.isLoaded()) {
      topology.load(context.getBroadcastState(topologies));
    }
    RankingState state = rankings.value();
    List<ServiceWork> known = waiting.get(time);
    if (known != null) {
      for (ServiceWork work : known) {
        memory.take(work, usual(state));
      }
      waiting.remove(time);
    }
    if (state == null) {
      return;
    }
    List<Incident> again = new ArrayList<>();
    for (Incident incident : young.values()) {
      boolean isDue = knownAt(incident) <= time;
      for (int part = 0; part < PARTS; part++) {
        isDue |= knownAt(incident, part) == time;
      }
      if (isDue) {
        again.add(incident);
      }
    }
    for (Incident incident : again) {
      rankAgain(incident, state, time, out);
    }
  }

  private void rankAgain(Incident incident, RankingState state, long time, Collector<Incident> out)
      throws Exception {
    List<RankedCause> before = incident.getCauses();
    Incident now = shown(incident);
    rank(now, incident, state, true);
    if (!now.getCauses().equals(before)) {
      out.collect(now);
    }
    if (knownAt(incident) <= time) {
      young.remove(incident.getId());
    } else {
      Incident waits = copy(incident);
      waits.setCauses(now.getCauses());
      young.put(incident.getId(), waits);
    }
  }

  /** Gives what is told of an incident its causes, and the part of the graph it is about. */
  private void rank(Incident told, Incident incident, RankingState state, boolean isYoung)
      throws Exception {
    DependencyGraph graph = state.graph(options);
    SignHistory history = state.history(options);
    learnTopology(graph, incident);
    Situation seen = IncidentSigns.of(incident, graph, options.parameters().signs());
    ShareFinder finder =
        new ShareFinder(
            graph,
            seen.signs(),
            options.history(),
            incident.getStartsAt(),
            history.startsBefore(incident.getId(), incident.getStartsAt()));
    Map<String, Share> shares =
        memory.shares(incident.getId(), incident.getStartsAt(), finder, isYoung);
    Situation situation =
        new Situation(seen.id(), seen.start(), seen.signs(), shares, seen.changes());
    List<Cause> causes =
        new CausalRanker(options.parameters(), graph, history)
            .rank(situation, options.causes(), options.evidence());
    history.put(incident.getId(), incident.getStartsAt(), situation.signs(), graph);
    rankings.update(state);
    if (!causes.isEmpty()) {
      ranked.inc();
    }
    told.setCauses(causes.stream().map(CauseRecords::of).toList());
    Subgraph part =
        Subgraph.of(
            graph, situation.signs(), causes, options.graphNodesShown(), options.graphCallsShown());
    told.setGraph(CauseRecords.of(part));
  }

  /** With so many alerts as are passed on. */
  private Incident shown(Incident incident) {
    Incident told = copy(incident);
    List<IncidentAlert> alerts = incident.getAlerts();
    if (alerts.size() > options.alertsShown()) {
      told.setAlerts(List.copyOf(alerts.subList(0, options.alertsShown())));
    }
    return told;
  }

  private static Incident copy(Incident incident) {
    Incident copy = new Incident();
    for (Schema.Field field : copy.getSchema().getFields()) {
      copy.put(field.pos(), incident.get(field.pos())); // what is in it nobody changes
    }
    return copy;
  }

  /** Whether an interval tells what is usual: no incident began shortly before its end. */
  private LongPredicate usual(@Nullable RankingState state) {
    if (state == null) {
      return end -> true;
    }
    SignHistory history = state.history(options);
    long window = options.history().window().toMillis();
    return end -> !history.hasStartBetween(end - window, end);
  }

  private void learnTopology(DependencyGraph graph, Incident incident) throws Exception {
    long freshFor = options.graph().retention().toMillis() / FRESH;
    long time = incident.getLastAlertAt();
    String environment = incident.getEnvironment();
    Learned before = learned.get(environment);
    boolean isNew = before == null || before.version() != topology.version();
    if (learned.size() >= ENVIRONMENTS) {
      learned.clear();
    }
    long topologyAt = before == null ? time : before.time();
    if (before == null || isNew || time - before.time() >= freshFor) {
      for (TopologyEdge edge : topology.of(environment)) {
        IncidentSigns.learn(graph, edge, time);
      }
      topologyAt = time;
    }
    long callsAt = before == null ? time : before.callsAt();
    if (before == null || Math.abs(time - before.callsAt()) >= CALLS_FRESH) {
      memory.tell(graph, time);
      callsAt = time;
    }
    learned.put(environment, new Learned(topology.version(), topologyAt, callsAt));
  }

  /** The topology an environment last learned, and when; and when calls; in event time. */
  private record Learned(int version, long time, long callsAt) {}
}
