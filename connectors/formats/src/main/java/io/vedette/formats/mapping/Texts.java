package io.vedette.formats.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Values of JSON as texts. */
final class Texts {

  private static final int SHOWN = 60;

  private Texts() {}

  /** A text, number or truth as it would be written; null for what is none, or is empty. */
  static @Nullable String of(JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      return null;
    }
    // a number as people write it: 1699999937.112 and not 1.699999937112E9
    String text =
        isFinite(value)
            ? value.decimalValue().stripTrailingZeros().toPlainString()
            : value.asText();
    return text.isEmpty() ? null : text;
  }

  /** Whether it is a number with a fraction that is one: 1e400 is read as infinite. */
  private static boolean isFinite(JsonNode value) {
    return value.isFloatingPointNumber()
        && (value.isBigDecimal() || Double.isFinite(value.doubleValue()));
  }

  /** Enough of a text to recognise it. */
  static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
