package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Fields of a body; what is wrong is an {@link ApiProblem} of status 400 that names the field. */
final class Fields {

  private Fields() {}

  /** A text; empty when it is left out. */
  static String text(ObjectNode body, String name) {
    String value = optionalText(body, name);
    return value == null ? "" : value;
  }

  static @Nullable String optionalText(ObjectNode body, String name) {
    JsonNode value = body.get(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      throw ApiProblem.bad(name + " must be a text");
    }
    return value.textValue();
  }

  static @Nullable Long millis(ObjectNode body, String name, long least) {
    JsonNode value = body.get(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < least) {
      throw ApiProblem.bad(name + " must be a whole number, not below " + least);
    }
    return value.longValue();
  }

  /** A number; empty when it is left out. */
  static OptionalDouble number(ObjectNode body, String name) {
    JsonNode value = body.get(name);
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw ApiProblem.bad(name + " must be a number");
    }
    return OptionalDouble.of(value.doubleValue());
  }

  static <E extends Enum<E>> E word(ObjectNode body, String name, Class<E> type) {
    JsonNode value = body.get(name);
    if (value == null || !value.isTextual()) {
      throw ApiProblem.bad(name + " is needed, one of " + EnumSet.allOf(type));
    }
    return EnumSet.allOf(type).stream()
        .filter(word -> word.name().equals(value.textValue()))
        .findFirst()
        .orElseThrow(() -> ApiProblem.bad(name + " must be one of " + EnumSet.allOf(type)));
  }

  static List<String> texts(ObjectNode body, String name) {
    JsonNode value = body.get(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      throw ApiProblem.bad(name + " must be a list of texts");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : value) {
      if (!element.isTextual()) {
        throw ApiProblem.bad(name + " must be a list of texts");
      }
      texts.add(element.textValue());
    }
    return texts;
  }
}
