package io.vedette.formats.logs;

import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.LogLevel;
import io.vedette.schema.result.DeadLetterReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a decoder said of a body, as text. */
final class Lines implements LogVisitor {

  final List<String> told = new ArrayList<>();

  static List<String> of(LogFormat format, String body) throws UnreadableBodyException {
    return of(format, body.getBytes(StandardCharsets.UTF_8));
  }

  static List<String> of(LogFormat format, byte[] body) throws UnreadableBodyException {
    Lines lines = new Lines();
    LogDecoders.create(format, DecoderLimits.DEFAULT).decode(body, 0, body.length, lines);
    return lines.told;
  }

  @Override
  public void line(String service, long timestamp, LogLevel level, String text) {
    String time = timestamp == LogTimes.UNKNOWN ? "-" : Long.toString(timestamp);
    told.add(service + " " + time + " " + level + " " + text);
  }

  @Override
  public void rejected(DeadLetterReason reason, String message, int lines) {
    told.add(reason + " " + lines + ": " + message);
  }
}
