package io.vedette.schema.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Result records as JSON: one object with the fields of the Avro schema by their names, enums as
 * their words, bytes as Base64. A null field is left out, and so is a number that JSON cannot hold
 * (NaN, infinities).
 *
 * <p>Reading takes what writing gives: unknown fields are skipped, a missing field takes the
 * schema's default, a missing number is NaN. Thread-safe.
 */
public final class ResultJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonFactory JSON = MAPPER.getFactory();

  private ResultJson() {}

  /** The record as one JSON object, UTF-8, without a line end. */
  public static byte[] write(SpecificRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      writeRecord(record, json);
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a record back.
   *
   * @throws IllegalArgumentException when the bytes are not JSON of that record
   */
  public static <T extends SpecificRecord> T read(byte[] json, Class<T> type) {
    JsonNode node;
    try {
      node = MAPPER.readTree(json);
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException(
          "not JSON: " + notJson.getOriginalMessage() + " in " + type.getSimpleName(), notJson);
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
    return type.cast(readRecord(node, SpecificData.get().getSchema(type)));
  }

  private static void writeRecord(SpecificRecord record, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (value == null || (value instanceof Double number && !Double.isFinite(number))) {
        continue;
      }
      json.writeFieldName(field.name());
      writeValue(value, json);
    }
    json.writeEndObject();
  }

  private static void writeValue(Object value, JsonGenerator json) throws IOException {
    if (value instanceof CharSequence text) {
      json.writeString(text.toString());
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Enum<?> word) {
      json.writeString(word.name());
    } else if (value instanceof ByteBuffer bytes) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      json.writeBinary(copy);
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        writeValue(entry.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        writeValue(element, json);
      }
      json.writeEndArray();
    } else if (value instanceof SpecificRecord record) {
      writeRecord(record, json);
    } else {
      throw new IllegalArgumentException("no JSON form for " + value.getClass());
    }
  }

  private static SpecificRecord readRecord(JsonNode node, Schema schema) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(
          schema.getName() + ": expected a JSON object, found " + node.getNodeType());
    }
    SpecificRecord record =
        (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
    for (Field field : schema.getFields()) {
      JsonNode value = node.get(field.name());
      record.put(
          field.pos(),
          value == null || value.isNull()
              ? missing(field, schema)
              : readValue(value, field, schema));
    }
    return record;
  }

  private static Object missing(Field field, Schema schema) {
    if (field.hasDefaultValue()) {
      return SpecificData.get().getDefaultValue(field);
    }
    if (field.schema().getType() == Schema.Type.DOUBLE) {
      return Double.NaN;
    }
    throw new IllegalArgumentException(
        schema.getName() + ": field " + field.name() + " is missing");
  }

  private static Object readValue(JsonNode value, Field field, Schema schema) {
    try {
      return readValue(value, field.schema());
    } catch (IOException | IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          schema.getName() + ": field " + field.name() + ": " + wrong.getMessage(), wrong);
    }
  }

  private static Object readValue(JsonNode value, Schema schema) throws IOException {
    return switch (schema.getType()) {
      case STRING -> value.asText();
      case DOUBLE -> value.asDouble();
      case LONG -> value.asLong();
      case INT -> value.asInt();
      case BOOLEAN -> value.asBoolean();
      case BYTES -> ByteBuffer.wrap(value.binaryValue());
      case ENUM -> readEnum(value.asText(), schema);
      case MAP -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
          map.put(entry.getKey(), readValue(entry.getValue(), schema.getValueType()));
        }
        yield map;
      }
      case RECORD -> readRecord(value, schema);
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        for (JsonNode element : value) {
          list.add(readValue(element, schema.getElementType()));
        }
        yield list;
      }
      case UNION ->
          readValue(
              value,
              schema.getTypes().stream()
                  .filter(branch -> branch.getType() != Schema.Type.NULL)
                  .findFirst()
                  .orElseThrow(() -> new IllegalArgumentException("a union of nothing")));
      default -> throw new IllegalArgumentException("no JSON form for " + schema.getType());
    };
  }

  @SuppressWarnings({
    "unchecked",
    "rawtypes"
  }) // the class of an Avro enum is known at run time only
  private static Object readEnum(String word, Schema schema) {
    if (!schema.hasEnumSymbol(word)) {
      throw new IllegalArgumentException("'" + word + "' is none of " + schema.getEnumSymbols());
    }
    return Enum.valueOf((Class<Enum>) SpecificData.get().getClass(schema), word);
  }
}
