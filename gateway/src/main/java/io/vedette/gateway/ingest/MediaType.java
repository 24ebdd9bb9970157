package io.vedette.gateway.ingest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Content-Type (RFC 9110, section 8.3), its type and the names of its parameters in lower case.
 *
 * @param type such as {@code application/json}
 * @param parameters by name
 */
record MediaType(String type, Map<String, String> parameters) {

  /** Reads a header; null, or what is none, is the type "" without parameters. */
  static MediaType parse(@Nullable String header) {
    if (header == null) {
      return new MediaType("", Map.of());
    }
    int semicolon = header.indexOf(';');
    String type = semicolon < 0 ? header : header.substring(0, semicolon);
    return new MediaType(
        type.strip().toLowerCase(Locale.ROOT),
        semicolon < 0 ? Map.of() : parametersIn(header.substring(semicolon + 1)));
  }

  /** A parameter, or "". */
  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  private static Map<String, String> parametersIn(String text) {
    Map<String, String> parameters = new HashMap<>();
    for (int from = 0; from <= text.length(); ) {
      int end = text.indexOf(';', from);
      String parameter = text.substring(from, end < 0 ? text.length() : end).strip();
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        parameters.put(
            parameter.substring(0, equals).toLowerCase(Locale.ROOT),
            unquoted(parameter.substring(equals + 1)));
      }
      if (end < 0) {
        break;
      }
      from = end + 1;
    }
    return parameters;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2 && value.charAt(0) == '"' && value.charAt(value.length() - 1) == '"';
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
