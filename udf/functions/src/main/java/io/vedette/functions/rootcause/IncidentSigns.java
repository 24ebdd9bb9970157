package io.vedette.functions.rootcause;

import io.vedette.algorithms.rootcause.CausalRanker;
import io.vedette.algorithms.rootcause.Change;
import io.vedette.algorithms.rootcause.DependencyGraph;
import io.vedette.algorithms.rootcause.Family;
import io.vedette.algorithms.rootcause.Sign;
import io.vedette.algorithms.rootcause.SignSet;
import io.vedette.algorithms.rootcause.Situation;
import io.vedette.schema.correlate.TopologyEdge;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.RecentChange;
import io.vedette.schema.result.Incident;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An incident as the ranking sees it. */
final class IncidentSigns {

  private static final String LOG = "log";
  private static final String TRACE = "trace";
  private static final String DOWN = "down";

  /** How many calls there are is no sign of their failing. */
  private static final String LOAD = Family.LOAD.id();

  /** What senders call calls that are slow, not failing. */
  private static final Set<String> SLOW = Set.of("pd", "latency", "slow", "duration", "delay");

  private IncidentSigns() {}

  /** Its signs and changes; the graph learns what the alerts tell of it. */
  static Situation of(Incident incident, DependencyGraph graph, int most) {
    SignSet signs = new SignSet(most);
    for (IncidentAlert alert : incident.getAlerts()) {
      Sign sign = sign(alert);
      if (sign == null) {
        continue;
      }
      CausalRanker.learn(graph, sign);
      String service = alert.getService();
      if (service != null) {
        graph.learnInstance(sign.entity(), service, sign.time());
      }
      signs.add(sign);
    }
    List<Change> changes = incident.getChanges().stream().map(IncidentSigns::change).toList();
    return new Situation(incident.getId(), incident.getStartsAt(), signs, Map.of(), changes);
  }

  /** Null where the alert says of nothing what it is about. */
  private static @Nullable Sign sign(IncidentAlert alert) {
    String entity = alert.getEntity() == null ? alert.getService() : alert.getEntity();
    if (entity == null) {
      return null;
    }
    String kind = alert.getKind() == null ? "" : alert.getKind().toLowerCase(Locale.ROOT);
    boolean isDown = DOWN.equalsIgnoreCase(alert.getDirection());
    boolean isOfCalls = alert.getCaller() != null || kind.equals(TRACE);
    boolean isCall = isOfCalls && !isDown && !LOAD.equalsIgnoreCase(alert.getType());
    return new Sign(
        isCall ? Sign.Kind.CALL : kind.equals(LOG) ? Sign.Kind.LOG : Sign.Kind.METRIC,
        alert.getStartsAt(),
        entity,
        alert.getCaller(),
        alert.getHost(),
        alert.getName(),
        isDown,
        isCall && isError(alert),
        Double.NaN,
        alert.getSummary(),
        band(alert));
  }

  private static Sign.@Nullable Band band(IncidentAlert alert) {
    Double value = alert.getValue();
    Double expected = alert.getExpected();
    Double lower = alert.getLower();
    Double upper = alert.getUpper();
    return value == null || expected == null || lower == null || upper == null
        ? null
        : new Sign.Band(value, expected, lower, upper);
  }

  /** A status code is an error; else the words of type or name decide. */
  private static boolean isError(IncidentAlert alert) {
    String type = alert.getType();
    if (type == null || type.isBlank()) {
      return Family.ofMetric(alert.getName()) == Family.ERRORS;
    }
    return !SLOW.contains(type.toLowerCase(Locale.ROOT)) && Family.ofMetric(type) != Family.LATENCY;
  }

  private static Change change(RecentChange change) {
    StringBuilder summary = new StringBuilder(change.getKind()).append(" of ");
    summary.append(change.getService());
    if (change.getVersion() != null) {
      summary.append(' ').append(change.getVersion());
    }
    if (change.getAuthor() != null) {
      summary.append(" by ").append(change.getAuthor());
    }
    if (change.getSummary() != null) {
      summary.append(": ").append(change.getSummary());
    }
    return new Change(change.getId(), change.getService(), change.getAt(), summary.toString());
  }

  /** What a topology tells. */
  static void learn(DependencyGraph graph, TopologyEdge edge, long time) {
    switch (edge.getKind()) {
      case CALL -> graph.learnCall(edge.getFrom(), edge.getTo(), time);
      case HOST -> graph.learnHost(edge.getFrom(), edge.getTo(), time);
      case INSTANCE -> graph.learnInstance(edge.getFrom(), edge.getTo(), time);
    }
  }
}
