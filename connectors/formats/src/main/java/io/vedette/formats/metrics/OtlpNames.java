package io.vedette.formats.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Names of OTLP metrics and attributes as Prometheus names, by "Prometheus and OpenMetrics
 * Compatibility" of the OpenTelemetry specification (OTLP metric points to Prometheus) as the
 * Collector and Prometheus 3 apply it:
 *
 * <ul>
 *   <li>what Prometheus does not allow becomes {@code _}, several become one
 *   <li>the unit is appended in full words unless the name has it: {@code By} is bytes, {@code
 *       By/s} is bytes_per_second; what stands in braces is no unit
 *   <li>{@code _total} ends a monotonic sum, {@code _ratio} a gauge of unit 1
 * </ul>
 */
final class OtlpNames {

  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("d", "days"),
          Map.entry("h", "hours"),
          Map.entry("min", "minutes"),
          Map.entry("s", "seconds"),
          Map.entry("ms", "milliseconds"),
          Map.entry("us", "microseconds"),
          Map.entry("ns", "nanoseconds"),
          Map.entry("By", "bytes"),
          Map.entry("KiBy", "kibibytes"),
          Map.entry("MiBy", "mebibytes"),
          Map.entry("GiBy", "gibibytes"),
          Map.entry("TiBy", "tibibytes"),
          Map.entry("KBy", "kilobytes"),
          Map.entry("MBy", "megabytes"),
          Map.entry("GBy", "gigabytes"),
          Map.entry("TBy", "terabytes"),
          Map.entry("m", "meters"),
          Map.entry("V", "volts"),
          Map.entry("A", "amperes"),
          Map.entry("J", "joules"),
          Map.entry("W", "watts"),
          Map.entry("g", "grams"),
          Map.entry("Cel", "celsius"),
          Map.entry("Hz", "hertz"),
          Map.entry("1", ""),
          Map.entry("%", "percent"));

  private static final Map<String, String> PER =
      Map.of(
          "s", "second", "m", "minute", "h", "hour", "d", "day", "w", "week", "mo", "month", "y",
          "year");

  private OtlpNames() {}

  /** The Prometheus name of a metric; empty when nothing of the name is left. */
  static String metric(String name, String unit, boolean monotonicSum, boolean gauge) {
    List<String> words = words(name);
    if (words.isEmpty()) {
      return "";
    }
    String trimmed = unit.strip();
    int slash = trimmed.indexOf('/');
    appendIfAbsent(words, unitOf(slash < 0 ? trimmed : trimmed.substring(0, slash), UNITS));
    if (slash >= 0) {
      String per = unitOf(trimmed.substring(slash + 1), PER);
      appendIfAbsent(words, per.isEmpty() ? "" : "per_" + per);
    }
    if (monotonicSum) {
      moveToEnd(words, "total");
    }
    if (gauge && trimmed.equals("1")) {
      moveToEnd(words, "ratio");
    }
    String joined = String.join("_", words);
    return Character.isDigit(joined.charAt(0)) ? "_" + joined : joined;
  }

  /** The label name of an attribute. The same string when it is one already. */
  static String label(String key) {
    if (isLabelName(key)) {
      return key;
    }
    StringBuilder label = new StringBuilder(key.length() + 4);
    for (int i = 0; i < key.length(); i++) {
      char c = isWordCharacter(key.charAt(i)) ? key.charAt(i) : '_';
      if (c != '_' || label.length() == 0 || label.charAt(label.length() - 1) != '_') {
        label.append(c);
      }
    }
    if (label.length() > 0 && Character.isDigit(label.charAt(0))) {
      label.insert(0, "key_");
    }
    return label.toString();
  }

  private static boolean isLabelName(String key) {
    boolean valid = !key.isEmpty() && !(key.charAt(0) >= '0' && key.charAt(0) <= '9');
    for (int i = 0; valid && i < key.length(); i++) {
      char c = key.charAt(i);
      valid =
          isWordCharacter(c) || (c == '_' && (i + 1 == key.length() || key.charAt(i + 1) != '_'));
    }
    return valid;
  }

  private static boolean isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      boolean inWord =
          i < name.length() && (isWordCharacter(name.charAt(i)) || name.charAt(i) == ':');
      if (!inWord) {
        if (i > start) {
          words.add(name.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  private static String unitOf(String unit, Map<String, String> known) {
    String stripped = unit.strip();
    if (stripped.indexOf('{') >= 0 || stripped.indexOf('}') >= 0) {
      return "";
    }
    String full = known.getOrDefault(stripped, stripped);
    return String.join("_", words(full));
  }

  private static void appendIfAbsent(List<String> words, String unit) {
    String name = "_" + String.join("_", words) + "_";
    if (!unit.isEmpty() && !name.contains("_" + unit + "_")) {
      words.add(unit);
    }
  }

  private static void moveToEnd(List<String> words, String word) {
    words.removeIf(word::equals);
    words.add(word);
  }
}
