package io.vedette.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The JSON of the control server, both ways. */
final class FaultJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final Set<String> FIELDS = Set.of("kind", "service", "duration", "magnitude");
  private static final Duration DEFAULT_DURATION = Duration.ofMinutes(5);

  private FaultJson() {}

  /** What someone asks for. */
  record Wish(FaultKind kind, String service, Duration lasting, double magnitude) {}

  static String write(FaultView fault) {
    return node(fault).toString();
  }

  static String write(FaultView.Faults faults) {
    ObjectNode object = JSON.createObjectNode().put("now", faults.now().toString());
    object.set("active", array(faults.active()));
    object.set("upcoming", array(faults.upcoming()));
    return object.toString();
  }

  static String writeEnded(List<FaultView> ended) {
    ObjectNode object = JSON.createObjectNode();
    object.set("ended", array(ended));
    return object.toString();
  }

  static String writeError(String message) {
    return JSON.createObjectNode().put("error", message).toString();
  }

  static String write(String kind, String service, Duration lasting, OptionalDouble magnitude) {
    ObjectNode object =
        JSON.createObjectNode()
            .put("kind", kind)
            .put("service", service)
            .put("duration", DurationText.print(lasting));
    magnitude.ifPresent(size -> object.put("magnitude", size));
    return object.toString();
  }

  private static ArrayNode array(List<FaultView> faults) {
    ArrayNode array = JSON.createArrayNode();
    faults.forEach(fault -> array.add(node(fault)));
    return array;
  }

  private static ObjectNode node(FaultView fault) {
    return JSON.createObjectNode()
        .put("id", fault.id())
        .put("kind", fault.kind())
        .put("service", fault.service())
        .put("begin", fault.begin().toString())
        .put("end", fault.end().toString())
        .put("magnitude", fault.magnitude())
        .put("metric", fault.metric());
  }

  /**
   * Reads what someone asks for.
   *
   * @throws IllegalArgumentException naming the field and what it may be
   */
  static Wish readWish(byte[] body) {
    JsonNode object = parse(body);
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        throw new IllegalArgumentException(
            "unknown field '" + name + "'; there are kind, service, duration, magnitude");
      }
    }
    FaultKind kind = FaultKind.ofWord(text(object, "kind"));
    Duration lasting =
        object.has("duration") ? DurationText.parse(text(object, "duration")) : DEFAULT_DURATION;
    return new Wish(kind, text(object, "service"), lasting, magnitude(object, kind));
  }

  private static double magnitude(JsonNode object, FaultKind kind) {
    JsonNode magnitude = object.path("magnitude");
    if (magnitude.isMissingNode() || magnitude.isNull()) {
      return kind.defaultMagnitude();
    }
    if (!magnitude.isNumber()) {
      throw new IllegalArgumentException("magnitude must be a number, not " + magnitude);
    }
    return magnitude.doubleValue();
  }

  private static String text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(
          field
              + " must be a string, "
              + (value.isMissingNode() ? "but is missing" : "not " + value));
    }
    return value.textValue();
  }

  static FaultView readFault(byte[] body) {
    return view(parse(body));
  }

  static FaultView.Faults readFaults(byte[] body) {
    JsonNode object = parse(body);
    return new FaultView.Faults(
        time(object, "now"), views(object.path("active")), views(object.path("upcoming")));
  }

  static List<FaultView> readEnded(byte[] body) {
    return views(parse(body).path("ended"));
  }

  /** The message of an error, when there is one. */
  static Optional<String> readError(byte[] body) {
    return Optional.ofNullable(parse(body).path("error").textValue());
  }

  private static List<FaultView> views(JsonNode array) {
    List<FaultView> views = new ArrayList<>();
    array.forEach(node -> views.add(view(node)));
    return views;
  }

  private static FaultView view(JsonNode node) {
    return new FaultView(
        text(node, "id"),
        text(node, "kind"),
        text(node, "service"),
        time(node, "begin"),
        time(node, "end"),
        node.path("magnitude").doubleValue(),
        text(node, "metric"));
  }

  private static Instant time(JsonNode node, String field) {
    try {
      return Instant.parse(text(node, field));
    } catch (DateTimeException notATime) {
      throw new IllegalArgumentException(field + " must be a time: " + node, notATime);
    }
  }

  private static JsonNode parse(byte[] body) {
    JsonNode object;
    try {
      object = JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException("not JSON: " + malformed.getOriginalMessage(), malformed);
    }
    if (!object.isObject()) {
      throw new IllegalArgumentException("must be a JSON object");
    }
    return object;
  }
}
