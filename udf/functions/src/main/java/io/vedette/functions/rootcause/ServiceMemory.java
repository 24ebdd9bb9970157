package io.vedette.functions.rootcause;

import io.vedette.algorithms.rootcause.DependencyGraph;
import io.vedette.algorithms.rootcause.Family;
import io.vedette.algorithms.rootcause.KnownCalls;
import io.vedette.algorithms.rootcause.ServiceHistory;
import io.vedette.algorithms.rootcause.Share;
import io.vedette.algorithms.rootcause.ShareFinder;
import io.vedette.schema.result.CallNodeKind;
import io.vedette.schema.rootcause.CallerRecord;
import io.vedette.schema.rootcause.IncidentSharesRecord;
import io.vedette.schema.rootcause.ServiceCalls;
import io.vedette.schema.rootcause.ServiceWork;
import io.vedette.schema.rootcause.ShareRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the services of an environment: owner of the states {@code services}, {@code
 * callers} and {@code shares}. Calls not seen for the retention of edges are forgotten, and with
 * the last of them the service.
 */
final class ServiceMemory {

  /** Incidents whose shares are kept; beyond it the oldest go. */
  private static final int MOST_SHARES = 200;

  /** What metrics tell is apart from what spans tell, whose units are others. */
  private static final String MEASURED = "measured\0";

  private final RankingOptions options;
  private final MapState<String, ServiceHistory> services;
  private final MapState<String, CallerRecord> callers;
  private final MapState<String, IncidentSharesRecord> shares;

  ServiceMemory(RankingOptions options, RuntimeContext runtime) {
    this.options = options;
    services = runtime.getMapState(RankRootCauseStates.services(options.retention()));
    callers = runtime.getMapState(RankRootCauseStates.callers(options.retention()));
    shares = runtime.getMapState(RankRootCauseStates.shares(options.retention()));
  }

  /**
   * Takes what a service did, and with its calls what those did that tell nothing themselves:
   * databases, queues, other addresses. Else their failures would be the caller's own.
   */
  void take(ServiceWork work, LongPredicate isUsual) throws Exception {
    String service = work.getIsMeasured() ? MEASURED + work.getService() : work.getService();
    add(service, work, isUsual);
    for (ServiceCalls calls : work.getCalls()) {
      if (calls.getKind() != CallNodeKind.SERVICE) {
        add(calls.getCallee(), asSeenBy(work, calls), isUsual);
      }
    }
    if (!work.getCalls().isEmpty()) {
      CallerRecord caller = callers.get(service);
      if (caller == null) {
        caller = KnownCalls.of(work.getKind());
      }
      KnownCalls.add(caller, work, options.graph(), options.callees());
      callers.put(service, caller);
    }
  }

  private void add(String service, ServiceWork work, LongPredicate isUsual) throws Exception {
    ServiceHistory history = services.get(service);
    if (history == null) {
      history = new ServiceHistory();
    }
    history.add(work, options.history(), isUsual);
    services.put(service, history);
  }

  private static ServiceWork asSeenBy(ServiceWork caller, ServiceCalls calls) {
    return ServiceWork.newBuilder()
        .setEnvironment(caller.getEnvironment())
        .setService(calls.getCallee())
        .setKind(calls.getKind())
        .setEnd(caller.getEnd())
        .setRequests(calls.getCalls())
        .setFailed(calls.getFailed())
        .setTotal(calls.getMillis())
        .build();
  }

  /** Tells the graph of the calls, and forgets those of long ago. */
  void tell(DependencyGraph graph, long now) throws Exception {
    long oldest = now - options.graph().retention().toMillis();
    List<String> silent = new ArrayList<>();
    for (Map.Entry<String, CallerRecord> entry : callers.entries()) {
      if (KnownCalls.forget(entry.getValue(), oldest)) {
        KnownCalls.tell(entry.getKey(), entry.getValue(), graph);
      } else {
        silent.add(entry.getKey());
      }
    }
    for (String service : silent) {
      callers.remove(service);
    }
    Iterator<Map.Entry<String, ServiceHistory>> all = services.iterator();
    while (all.hasNext()) {
      if (all.next().getValue().lastEnd() < oldest) {
        all.remove();
      }
    }
  }

  /**
   * Shares of a symptom.
   *
   * @param isYoung whether the incident began so lately that what is known of it may be more than
   *     was known before; else what was told last holds
   */
  Map<String, Share> shares(String incident, long start, ShareFinder finder, boolean isYoung)
      throws Exception {
    IncidentSharesRecord known = shares.get(incident);
    if (!isYoung && known != null) {
      return fromStored(known);
    }
    Set<String> names = finder.candidates();
    Map<String, ServiceHistory> candidates = candidates(names, "");
    if (candidates.isEmpty()) {
      candidates = candidates(names, MEASURED);
    }
    if (candidates.isEmpty()) {
      return Map.of();
    }
    Map<String, Share> found = finder.find(candidates);
    shares.put(incident, new IncidentSharesRecord(start, toStored(found)));
    if (known == null) {
      forgetOldest();
    }
    return found;
  }

  private Map<String, ServiceHistory> candidates(Set<String> names, String source)
      throws Exception {
    Map<String, ServiceHistory> candidates = new LinkedHashMap<>();
    for (String service : names) {
      ServiceHistory history = services.get(source + service);
      if (history != null) {
        candidates.put(service, history);
      }
    }
    return candidates;
  }

  /** Forgets an incident. */
  void remove(String incident) throws Exception {
    shares.remove(incident);
  }

  private void forgetOldest() throws Exception {
    int count = 0;
    @Nullable String oldest = null;
    long start = Long.MAX_VALUE;
    for (Map.Entry<String, IncidentSharesRecord> entry : shares.entries()) {
      count++;
      if (entry.getValue().getStart() < start) {
        start = entry.getValue().getStart();
        oldest = entry.getKey();
      }
    }
    if (count > MOST_SHARES && oldest != null) {
      shares.remove(oldest);
    }
  }

  private static List<ShareRecord> toStored(Map<String, Share> shares) {
    List<ShareRecord> stored = new ArrayList<>(shares.size());
    shares.forEach(
        (service, share) ->
            stored.add(
                new ShareRecord(service, share.share(), share.deviation(), share.family().name())));
    return stored;
  }

  private static Map<String, Share> fromStored(IncidentSharesRecord stored) {
    Map<String, Share> shares = new HashMap<>();
    for (ShareRecord share : stored.getShares()) {
      shares.put(
          share.getService(),
          new Share(share.getShare(), share.getDeviation(), Family.valueOf(share.getFamily())));
    }
    return shares;
  }
}
