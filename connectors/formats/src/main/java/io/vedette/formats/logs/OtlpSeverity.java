package io.vedette.formats.logs;

import io.vedette.schema.LogLevel;

/** OTLP's severity numbers, four to each level. */
final class OtlpSeverity {

  private OtlpSeverity() {}

  /** The level of a number, else of a text. */
  static LogLevel level(long number, String text) {
    if (number < 1 || number > 24) {
      return LogObject.level(text);
    }
    return switch ((int) ((number - 1) / 4)) {
      case 0 -> LogLevel.TRACE;
      case 1 -> LogLevel.DEBUG;
      case 2 -> LogLevel.INFO;
      case 3 -> LogLevel.WARN;
      case 4 -> LogLevel.ERROR;
      default -> LogLevel.FATAL;
    };
  }
}
