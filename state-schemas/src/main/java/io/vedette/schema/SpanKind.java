package io.vedette.schema;

import java.util.Locale;

/** What part a span has in a call, in the words of OpenTelemetry. */
public enum SpanKind {
  /** Nothing was said. */
  UNKNOWN(1),
  /** Work within a service. */
  INTERNAL(2),
  /** Answers a call. */
  SERVER(3),
  /** Makes a call. */
  CLIENT(4),
  /** Puts a message into a queue. */
  PRODUCER(5),
  /** Takes a message out of a queue. */
  CONSUMER(6);

  private final int code;

  SpanKind(int code) {
    this.code = code;
  }

  /** Number that stands for this kind on a wire; never 0 and never given to another kind. */
  public int code() {
    return code;
  }

  /** Whether work begins with it that somebody else asked for. */
  public boolean isEntry() {
    return this == SERVER || this == CONSUMER;
  }

  /** Whether it asks somebody else. */
  public boolean isExit() {
    return this == CLIENT || this == PRODUCER;
  }

  /**
   * The kind a number stands for.
   *
   * @throws IllegalArgumentException when it stands for none
   */
  public static SpanKind ofCode(int code) {
    return switch (code) {
      case 1 -> UNKNOWN;
      case 2 -> INTERNAL;
      case 3 -> SERVER;
      case 4 -> CLIENT;
      case 5 -> PRODUCER;
      case 6 -> CONSUMER;
      default -> throw new IllegalArgumentException("no span kind has code " + code);
    };
  }

  /** The kind of a number of OTLP's enum SpanKind; UNKNOWN for one that has no meaning. */
  public static SpanKind ofOtlp(long number) {
    return number >= 0 && number <= 5 ? ofCode((int) number + 1) : UNKNOWN;
  }

  /** The kind a word stands for, as {@code server}, {@code SPAN_KIND_SERVER}; else UNKNOWN. */
  public static SpanKind ofWord(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    return switch (upper.startsWith("SPAN_KIND_") ? upper.substring(10) : upper) {
      case "INTERNAL", "LOCAL" -> INTERNAL;
      case "SERVER" -> SERVER;
      case "CLIENT" -> CLIENT;
      case "PRODUCER" -> PRODUCER;
      case "CONSUMER" -> CONSUMER;
      default -> UNKNOWN;
    };
  }
}
