package io.vedette.files;

import io.vedette.schema.SpanKind;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.labels.Workloads;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The columns of a CSV of spans, by name in any case, with or without {@code _}: trace id, span id,
 * parent id; service, or the pod whose workload it is; operation; kind; start and end, or start and
 * duration (microseconds); error or status. Times are seconds, milliseconds, microseconds or
 * nanoseconds since the epoch, told by their size.
 */
final class SpanCells {

  private static final long MICROS = 1_000;

  private final Map<String, Integer> columns = new HashMap<>();
  private final int width;
  private final int maxText;

  /** By the header. */
  SpanCells(List<String> header, int maxText) {
    this.width = header.size();
    this.maxText = maxText;
    for (int i = 0; i < header.size(); i++) {
      columns.putIfAbsent(plain(header.get(i)), i);
    }
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace(" ", "");
  }

  /**
   * The span of a row.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  TracedSpan span(List<String> row) {
    if (row.size() != width) {
      throw new IllegalArgumentException(row.size() + " cells where the header has " + width);
    }
    String trace = hex(row, "traceid", 32);
    String parent = first(row, "parentid", "parentspanid", "parent");
    String pod = cut(first(row, "podname", "pod", "instance"));
    String service = cut(first(row, "service", "servicename", "cmdbid"));
    long start = time(row, "start", "starttimeunixnano", "starttime", "timestamp");
    return new TracedSpan(
        TracedSpan.DEFAULT_ENVIRONMENT,
        service.isEmpty() ? (pod.isEmpty() ? "unknown_service" : Workloads.ofPod(pod)) : service,
        pod,
        orUnknown(cut(first(row, "operationname", "operation", "spanname", "name"))),
        SpanKind.ofWord(first(row, "kind", "spankind")),
        trace.length() > 16 ? Long.parseUnsignedLong(trace, 0, trace.length() - 16, 16) : 0,
        Long.parseUnsignedLong(trace, Math.max(0, trace.length() - 16), trace.length(), 16),
        Long.parseUnsignedLong(hex(row, "spanid", 16), 16),
        isHex(parent) && parent.length() <= 16 ? Long.parseUnsignedLong(parent, 16) : 0,
        start,
        duration(row, start),
        isError(row),
        0,
        null,
        List.of());
  }

  private long duration(List<String> row, long start) {
    long end = time(row, "end", "endtimeunixnano", "endtime");
    long duration = end > 0 ? end - start : number(first(row, "duration")) * MICROS;
    if (start <= 0 || duration < 0) {
      throw new IllegalArgumentException(
          "a span starts at " + start + " ns and lasts " + duration + " ns");
    }
    return duration;
  }

  private boolean isError(List<String> row) {
    String error = first(row, "error", "iserror", "status", "statuscode").toLowerCase(Locale.ROOT);
    return error.equals("true")
        || error.endsWith("error")
        || (error.length() == 3 && error.charAt(0) == '5');
  }

  private long time(List<String> row, String... names) {
    String text = first(row, names);
    if (text.isEmpty()) {
      return 0;
    }
    long nanos = number(text);
    while (nanos > 0 && nanos < 100_000_000_000_000_000L) {
      nanos *= 1_000;
    }
    return nanos;
  }

  private String hex(List<String> row, String name, int most) {
    String text = first(row, name);
    if (!isHex(text) || text.length() > most) {
      throw new IllegalArgumentException(
          name + " is '" + cut(text) + "', not 1 to " + most + " hexadecimal digits");
    }
    return text;
  }

  private static boolean isHex(String text) {
    return !text.isEmpty()
        && text.length() <= 32
        && text.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
  }

  private static long number(String text) {
    int dot = text.indexOf('.');
    String whole = dot < 0 ? text : text.substring(0, dot);
    try {
      return whole.isEmpty() ? 0 : Long.parseLong(whole);
    } catch (NumberFormatException noNumber) {
      throw new IllegalArgumentException("'" + text + "' is no number", noNumber);
    }
  }

  private String first(List<String> row, String... names) {
    for (String name : names) {
      Integer column = columns.get(name);
      if (column != null && !row.get(column).isEmpty()) {
        return row.get(column);
      }
    }
    return "";
  }

  private String cut(String text) {
    return text.length() > maxText ? text.substring(0, maxText) : text;
  }

  private static String orUnknown(String text) {
    return text.isEmpty() ? "unknown" : text;
  }
}
