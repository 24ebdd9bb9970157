package io.vedette.schema;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the whole label set of one series as a PromQL selector, the way {@link Labels} writes it.
 */
public final class SelectorText {

  private static final Pattern SERIES =
      Pattern.compile("\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)?\\s*(?:\\{(.*)\\})?\\s*", Pattern.DOTALL);

  private static final Pattern LABEL =
      Pattern.compile(
          "\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\[\"\\\\n])*)\"\\s*(,|$)");

  private SelectorText() {}

  /**
   * Reads a selector such as {@code up{instance="a:9100",job="node"}}.
   *
   * @throws IllegalArgumentException when it is none, or names no label at all
   */
  public static Labels parse(String text) {
    Matcher series = SERIES.matcher(text);
    Map<String, String> labels = new HashMap<>();
    if (!series.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not name{label=\"value\",...}");
    }
    if (series.group(1) != null) {
      labels.put(Labels.METRIC_NAME, series.group(1));
    }
    String inside = series.group(2);
    if (inside != null && !inside.isBlank()) {
      readLabels(inside.strip(), labels);
    }
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' names no label");
    }
    return Labels.of(labels);
  }

  private static void readLabels(String text, Map<String, String> labels) {
    Matcher label = LABEL.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!label.find(at) || label.start() != at) {
        throw new IllegalArgumentException(
            "'" + text.substring(at) + "' does not begin with label=\"value\"");
      }
      labels.put(label.group(1), unescaped(label.group(2)));
      at = label.end();
    }
  }

  private static String unescaped(String value) {
    StringBuilder plain = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
        c = value.charAt(i) == 'n' ? '\n' : value.charAt(i);
      }
      plain.append(c);
    }
    return plain.toString();
  }
}
