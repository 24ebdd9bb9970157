package io.vedette.formats.logs;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.schema.LogLevel;
import java.util.List;

/**
 * What a JSON object says as a log line, by the names that loggers and shippers use: Fluent Bit and
 * its Kubernetes filter, the Elastic Common Schema, Logback, Bunyan, Zap, Serilog.
 *
 * @param text the message; the whole object where it has none
 * @param service who logged it; empty when it does not say
 * @param timestamp milliseconds since the epoch; {@link LogTimes#UNKNOWN} when it does not say
 * @param level as it says
 */
public record LogObject(String text, String service, long timestamp, LogLevel level) {

  private static final List<String> TEXTS =
      List.of("message", "msg", "log", "body", "content", "Content", "text", "line", "event", "@m");

  private static final List<String> SERVICES =
      List.of(
          "service.name",
          "service_name",
          "service",
          "app",
          "application",
          "container_name",
          "container",
          "tag");

  private static final List<String> TIMES =
      List.of("@timestamp", "timestamp", "time", "ts", "date", "datetime", "@t");

  private static final List<String> LEVELS =
      List.of("level", "severity", "log.level", "levelname", "lvl", "loglevel", "@l");

  private static final List<String> KUBERNETES =
      List.of("app.kubernetes.io/name", "app", "k8s-app");

  /** Reads an object. */
  public static LogObject of(JsonNode object) {
    String text = firstText(object, TEXTS);
    return new LogObject(
        text.isEmpty() ? object.toString() : withoutLineEnd(text),
        service(object),
        timestamp(object),
        level(firstText(object, LEVELS)));
  }

  /** A level by its word, or by the number Bunyan and Pino have for it. */
  static LogLevel level(String word) {
    if (!word.isEmpty() && Character.isDigit(word.charAt(0))) {
      return switch (word) {
        case "10" -> LogLevel.TRACE;
        case "20" -> LogLevel.DEBUG;
        case "30" -> LogLevel.INFO;
        case "40" -> LogLevel.WARN;
        case "50" -> LogLevel.ERROR;
        case "60" -> LogLevel.FATAL;
        default -> LogLevel.UNKNOWN;
      };
    }
    return LogLevel.ofWord(word);
  }

  private static String service(JsonNode object) {
    JsonNode kubernetes = object.path("kubernetes");
    String name = firstText(kubernetes.path("labels"), KUBERNETES);
    if (name.isEmpty()) {
      name = firstText(kubernetes, List.of("container_name"));
    }
    if (name.isEmpty()) {
      name = firstText(object.path("service"), List.of("name"));
    }
    if (name.isEmpty()) {
      name = firstText(object.path("resource"), List.of("service.name"));
    }
    return name.isEmpty() ? firstText(object, SERVICES) : name;
  }

  private static long timestamp(JsonNode object) {
    for (String name : TIMES) {
      JsonNode value = object.get(name);
      if (value != null) {
        long time =
            value.isNumber()
                ? LogTimes.ofNumber(value.asDouble())
                : LogTimes.ofText(value.asText());
        if (time != LogTimes.UNKNOWN) {
          return time;
        }
      }
    }
    return LogTimes.UNKNOWN;
  }

  private static String firstText(JsonNode object, List<String> names) {
    for (String name : names) {
      JsonNode value = object.get(name);
      if (value != null && value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
        return value.asText();
      }
    }
    return "";
  }

  private static String withoutLineEnd(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }
}
