package io.vedette.formats.logs;

import io.vedette.schema.LogLevel;
import io.vedette.schema.result.DeadLetterReason;

/** Is told what a decoder finds in a body, in the body's order. */
public interface LogVisitor {

  /**
   * A line.
   *
   * @param service who logged it; empty when the body does not say
   * @param timestamp event time, milliseconds since the epoch; {@link LogTimes#UNKNOWN} when the
   *     body does not say
   * @param level as named beside the text
   * @param text of the line
   */
  void line(String service, long timestamp, LogLevel level, String text);

  /**
   * Something in the body is refused while the rest goes on.
   *
   * @param reason the word to count it by
   * @param message what, where in the body and why
   * @param lines lines lost by it, at least 1
   */
  void rejected(DeadLetterReason reason, String message, int lines);
}
