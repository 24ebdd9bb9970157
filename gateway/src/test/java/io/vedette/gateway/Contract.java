package io.vedette.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Objects;

/** openapi.yaml, and whether answers keep to it. Stricter than it is: no field may be unknown. */
final class Contract {

  private final JsonNode document;
  private final ObjectNode strict;

  private Contract(JsonNode document) {
    this.document = document;
    this.strict = (ObjectNode) document.path("components").deepCopy();
    strict.path("schemas").forEach(Contract::close);
  }

  static Contract read() {
    try (InputStream yaml =
        Objects.requireNonNull(Contract.class.getResourceAsStream("/openapi.yaml"))) {
      return new Contract(new YAMLMapper().readTree(yaml));
    } catch (IOException ours) {
      throw new UncheckedIOException(ours);
    }
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
  }

  JsonNode document() {
    return document;
  }

  JsonNode schema(String name) {
    return document.path("components").path("schemas").path(name);
  }

  /** Fails unless an answer is what the contract says of a path as it stands there. */
  JsonNode check(String method, String path, HttpResponse<String> answer) throws IOException {
    JsonNode responses = document.path("paths").path(path).path(method).path("responses");
    JsonNode response = responses.path(Integer.toString(answer.statusCode()));
    if (response.isMissingNode()) {
      response = responses.path("default");
    }
    if (response.has("$ref")) {
      response = document.at(response.path("$ref").textValue().substring(1));
    }
    String type = answer.headers().firstValue("Content-Type").orElse("none");
    JsonNode schema = response.path("content").path(type).path("schema");
    assertThat(schema.isObject())
        .as("%s %s: %s of %s is not in the contract", method, path, answer.statusCode(), type)
        .isTrue();
    JsonNode body = new YAMLMapper().readTree(answer.body());
    ObjectNode root = (ObjectNode) schema.deepCopy();
    root.set("components", strict);
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root)
                .validate(body))
        .as("%s %s: %s", method, path, answer.body())
        .isEmpty();
    return body;
  }
}
