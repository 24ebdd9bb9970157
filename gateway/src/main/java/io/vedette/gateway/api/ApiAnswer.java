package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.gateway.live.LiveJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an endpoint answers. */
@SuppressWarnings("ArrayRecordComponent") // a carrier
record ApiAnswer(int status, String contentType, byte[] body) {

  private static final String JSON = "application/json";

  /** Nothing more to tell: a stream that has ended. */
  static final ApiAnswer TOLD = new ApiAnswer(200, "", new byte[0]);

  boolean isTold() {
    return contentType.isEmpty();
  }

  static ApiAnswer of(JsonNode node) {
    return new ApiAnswer(200, JSON, bytes(node));
  }

  /** It is made. */
  static ApiAnswer created(JsonNode node) {
    return new ApiAnswer(201, JSON, bytes(node));
  }

  /** Kafka has it. */
  static ApiAnswer accepted(String id) {
    return new ApiAnswer(202, JSON, bytes(object().put("id", id)));
  }

  /** A page of a list. */
  static ApiAnswer page(List<? extends JsonNode> items, @Nullable String next) {
    return of(pageNode(items, next));
  }

  static ObjectNode pageNode(List<? extends JsonNode> items, @Nullable String next) {
    ObjectNode page = object();
    page.putArray("items").addAll(items);
    return page.put("next", next);
  }

  static ApiAnswer of(ApiProblem problem, String title) {
    return new ApiAnswer(
        problem.status(),
        "application/problem+json",
        bytes(
            object()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", problem.status())
                .put("detail", problem.detail())));
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static byte[] bytes(JsonNode node) {
    return LiveJson.line(node).getBytes(StandardCharsets.UTF_8);
  }
}
