package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.gateway.demo.DemoFaults;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Faults of the demo shop. */
final class DemoEndpoints {

  private static final Set<String> FAULT = Set.of("kind", "service", "durationMs", "magnitude");
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,50}");
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration USUAL = Duration.ofMinutes(5);

  private final DemoFaults shop;

  DemoEndpoints(DemoFaults shop) {
    this.shop = shop;
  }

  ApiAnswer faults(ApiRequest request) {
    DemoFaults.Faults faults = asked(shop::now);
    ObjectNode answer = ApiAnswer.object().put("now", faults.now().toEpochMilli());
    answer.set("active", nodes(faults.active()));
    answer.set("upcoming", nodes(faults.upcoming()));
    ArrayNode kinds = answer.putArray("kinds");
    asked(shop::kinds).forEach(kind -> kinds.add(node(kind)));
    return ApiAnswer.of(answer);
  }

  ApiAnswer begin(ApiRequest request) {
    ObjectNode body = request.object(FAULT);
    String kind = needed(body, "kind");
    String service = needed(body, "service");
    Duration lasting =
        Duration.ofMillis(
            Objects.requireNonNullElseGet(
                Fields.millis(body, "durationMs", SHORTEST.toMillis()), USUAL::toMillis));
    OptionalDouble magnitude = Fields.number(body, "magnitude");
    DemoFaults.Fault begun = asked(() -> shop.begin(kind, service, lasting, magnitude));
    Commands.account(request, "demo fault", begun.id(), true);
    return ApiAnswer.created(node(begun));
  }

  ApiAnswer end(ApiRequest request) {
    String id = request.id(ID);
    DemoFaults.Fault ended =
        asked(() -> shop.end(id)).orElseThrow(() -> ApiProblem.notFound("fault going on"));
    Commands.account(request, "end of demo fault", ended.id(), true);
    return ApiAnswer.of(node(ended));
  }

  private static String needed(ObjectNode body, String name) {
    String value = Fields.text(body, name);
    if (value.isEmpty()) {
      throw ApiProblem.bad(name + " is needed");
    }
    return value;
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (DemoFaults.AwayException away) {
      throw ApiProblem.unavailable(String.valueOf(away.getMessage()));
    } catch (IllegalArgumentException refused) {
      throw ApiHandler.refused(refused);
    }
  }

  private static ArrayNode nodes(List<DemoFaults.Fault> faults) {
    ArrayNode nodes = ApiAnswer.object().arrayNode();
    faults.forEach(fault -> nodes.add(node(fault)));
    return nodes;
  }

  private static ObjectNode node(DemoFaults.Fault fault) {
    return ApiAnswer.object()
        .put("id", fault.id())
        .put("kind", fault.kind())
        .put("service", fault.service())
        .put("beginsAt", fault.begin().toEpochMilli())
        .put("endsAt", fault.end().toEpochMilli())
        .put("magnitude", fault.magnitude())
        .put("metric", fault.metric());
  }

  private static ObjectNode node(DemoFaults.Kind kind) {
    ObjectNode node = ApiAnswer.object().put("kind", kind.kind()).put("metric", kind.metric());
    kind.services().forEach(node.putArray("services")::add);
    node.putObject("magnitude")
        .put("meaning", kind.magnitude().meaning())
        .put("usual", kind.magnitude().usual())
        .put("least", kind.magnitude().least())
        .put("greatest", kind.magnitude().greatest());
    return node;
  }
}
