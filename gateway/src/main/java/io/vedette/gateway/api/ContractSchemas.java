package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON schemas of what operations of the contract take, each whole by itself. */
final class ContractSchemas {

  private final JsonNode contract;

  ContractSchemas(JsonNode contract) {
    this.contract = contract;
  }

  /** An operation as it stands in the contract. */
  JsonNode operation(String method, String path) {
    JsonNode operation = contract.path("paths").path(path).path(method);
    if (operation.isMissingNode()) {
      throw new IllegalStateException(Api.CONTRACT + " has no " + method + " " + path);
    }
    return operation;
  }

  /** Its parameters, those of its path included. */
  List<JsonNode> parameters(String method, String path) {
    List<JsonNode> parameters = new ArrayList<>();
    contract.path("paths").path(path).path("parameters").forEach(p -> parameters.add(resolved(p)));
    operation(method, path).path("parameters").forEach(p -> parameters.add(resolved(p)));
    return parameters;
  }

  /** Parameters and the fields of the body as one object. */
  ObjectNode input(String method, String path) {
    ObjectNode input = ApiAnswer.object().put("type", "object");
    ObjectNode properties = input.putObject("properties");
    ArrayNode required = input.putArray("required");
    for (JsonNode parameter : parameters(method, path)) {
      String name = parameter.path("name").textValue();
      ObjectNode schema = parameter.path("schema").deepCopy();
      schema.set("description", parameter.path("description"));
      properties.set(name, schema);
      if (parameter.path("required").booleanValue()) {
        required.add(name);
      }
    }
    JsonNode body =
        resolved(operation(method, path).at("/requestBody/content/application~1json/schema"));
    for (Map.Entry<String, JsonNode> field : body.path("properties").properties()) {
      properties.set(field.getKey(), field.getValue());
    }
    body.path("required").forEach(required::add);
    return input.put("additionalProperties", false);
  }

  /** With what it refers to in the place of every reference. */
  private JsonNode resolved(JsonNode node) {
    JsonNode reference = node.get("$ref");
    if (reference != null) {
      ObjectNode target =
          (ObjectNode) resolved(contract.at(reference.textValue().substring(1))).deepCopy();
      node.properties().stream()
          .filter(field -> !field.getKey().equals("$ref"))
          .forEach(field -> target.set(field.getKey(), field.getValue()));
      return target;
    }
    if (node.isArray()) {
      ArrayNode copy = ApiAnswer.object().arrayNode();
      node.forEach(element -> copy.add(resolved(element)));
      return copy;
    }
    if (node.isObject()) {
      ObjectNode copy = ApiAnswer.object();
      node.properties().forEach(field -> copy.set(field.getKey(), resolved(field.getValue())));
      return copy;
    }
    return node;
  }
}
