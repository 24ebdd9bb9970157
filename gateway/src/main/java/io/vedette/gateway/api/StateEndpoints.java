package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.gateway.live.LiveJson;
import io.vedette.gateway.live.LiveState;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.store.AuditQuery;
import io.vedette.store.ResultStore;
import io.vedette.store.TopologyQuery;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What there is beside incidents and series: calls, refused input, the audit. */
final class StateEndpoints {

  /** An edge that was not seen for so long before a moment was not there. */
  private static final Duration SEEN_WITHIN = Duration.ofHours(1);

  private static final int MAX_EDGES = 10_000;

  private final Told told;
  private final @Nullable ResultStore store;
  private final LiveState live;
  private final Clock clock;

  StateEndpoints(Told told, @Nullable ResultStore store, LiveState live, Clock clock) {
    this.told = told;
    this.store = store;
    this.live = live;
    this.clock = clock;
  }

  ApiAnswer topology(ApiRequest request) {
    Long at = request.millis("at");
    ResultStore history = store;
    List<CallEdge> edges;
    if (at != null && history != null) {
      edges = history.topology(new TopologyQuery(null, at, SEEN_WITHIN, MAX_EDGES + 1));
    } else {
      edges =
          live.edges.entries().stream()
              .map(Map.Entry::getValue)
              .filter(edge -> at == null || edge.getStart() <= at)
              .limit(MAX_EDGES + 1L)
              .toList();
    }
    boolean truncated = edges.size() > MAX_EDGES || (at == null && live.edges.isTruncated());
    return ApiAnswer.of(
        graph(
            edges.subList(0, Math.min(MAX_EDGES, edges.size())),
            at == null ? clock.millis() : at,
            truncated));
  }

  private static ObjectNode graph(List<CallEdge> edges, long at, boolean truncated) {
    record Node(String environment, String kind, String name) {}
    Map<Node, Node> nodes = new LinkedHashMap<>();
    ObjectNode answer = ApiAnswer.object().put("at", at);
    ArrayNode told = answer.putArray("nodes");
    ArrayNode calls = answer.putArray("edges");
    for (CallEdge edge : edges) {
      calls.add(LiveJson.node(edge));
      String environment = edge.getEnvironment();
      for (Node node :
          List.of(
              new Node(environment, edge.getCallerKind().name(), edge.getCaller()),
              new Node(environment, edge.getCalleeKind().name(), edge.getCallee()))) {
        if (nodes.putIfAbsent(node, node) == null) {
          told.addObject()
              .put("name", node.name())
              .put("kind", node.kind())
              .put("environment", node.environment());
        }
      }
    }
    return answer.put("truncated", truncated);
  }

  ApiAnswer deadLetters(ApiRequest request) {
    Set<DeadLetterReason> reasons = request.words("reason", DeadLetterReason.class);
    List<DeadLetter> found =
        live.deadLetters.newestFirst().stream()
            .filter(letter -> reasons.isEmpty() || reasons.contains(letter.getReason()))
            .toList();
    return Pages.of(request, found, LiveJson::node);
  }

  ApiAnswer audit(ApiRequest request) {
    AuditQuery query =
        new AuditQuery(
            request.hexParameter("seriesId"),
            request.hexParameter("incidentId"),
            request.text("author"),
            request.millis("since"),
            request.millis("until"));
    return told.page(request, page -> told.store().audit(query, page), LiveJson::node);
  }
}
