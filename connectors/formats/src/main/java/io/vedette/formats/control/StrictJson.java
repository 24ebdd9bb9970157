package io.vedette.formats.control;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.schema.json.ResultJson;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * JSON that a person wrote, as an Avro record. {@link ResultJson} reads what a program wrote and
 * passes over what it does not know; here a misspelt field would silently do nothing, so it is an
 * error, and so is a value of another type.
 */
final class StrictJson {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private StrictJson() {}

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException naming the field that is wrong, and why
   */
  static <T extends SpecificRecord> T read(byte[] json, Class<T> type) {
    JsonNode node;
    try {
      node = MAPPER.readTree(json);
    } catch (IOException notJson) {
      String why = String.valueOf(notJson.getMessage()).lines().findFirst().orElse("");
      throw new IllegalArgumentException("not JSON: " + why, notJson);
    }
    check(node, SpecificData.get().getSchema(type), type.getSimpleName());
    return ResultJson.read(json, type);
  }

  private static void check(JsonNode node, Schema schema, String what) {
    switch (schema.getType()) {
      case RECORD -> checkRecord(node, schema, what);
      case STRING -> require(node.isTextual(), what, "a string", node);
      case ENUM ->
          require(
              node.isTextual() && schema.hasEnumSymbol(node.textValue()),
              what,
              "one of " + schema.getEnumSymbols(),
              node);
      case BOOLEAN -> require(node.isBoolean(), what, "true or false", node);
      case INT -> require(node.canConvertToInt() && node.isIntegralNumber(), what, "an int", node);
      case LONG ->
          require(node.canConvertToLong() && node.isIntegralNumber(), what, "a whole number", node);
      case DOUBLE -> require(node.isNumber(), what, "a number", node);
      case ARRAY -> {
        require(node.isArray(), what, "an array", node);
        for (int i = 0; i < node.size(); i++) {
          check(node.get(i), schema.getElementType(), what + "[" + i + "]");
        }
      }
      case UNION -> {
        if (!node.isNull()) {
          check(node, branch(schema), what);
        }
      }
      default -> throw new IllegalArgumentException("no strict form of " + schema.getType());
    }
  }

  private static void checkRecord(JsonNode node, Schema schema, String what) {
    require(node.isObject(), what, "a JSON object", node);
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      Field field = schema.getField(entry.getKey());
      if (field == null) {
        throw new IllegalArgumentException(
            what
                + " has no field '"
                + entry.getKey()
                + "'; it has "
                + schema.getFields().stream().map(Field::name).toList());
      }
      check(entry.getValue(), field.schema(), what + "." + field.name());
    }
  }

  private static Schema branch(Schema union) {
    return union.getTypes().stream()
        .filter(type -> type.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }

  private static void require(boolean holds, String what, String wanted, JsonNode found) {
    if (!holds) {
      throw new IllegalArgumentException(
          what + " must be " + wanted + ", is " + Texts.shortened(found.toString()));
    }
  }
}
