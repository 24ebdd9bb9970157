package io.vedette.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.formats.logs.LogObject;
import io.vedette.formats.logs.LogTimes;
import io.vedette.schema.LogLevel;
import io.vedette.schema.LogLine;
import io.vedette.schema.LogRecord;
import io.vedette.schema.result.DeadLetterReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Lines of one file of logs. A line that is a JSON object is read as one; any other is taken as it
 * is, so only what is too long is refused. Bytes that are not UTF-8 become replacement characters.
 */
final class LogFileReader implements RecordReader<LogRecord> {

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final LogFiles files;
  private final int file;
  private final LineReader lines;
  private final Rejections rejections;
  private final int maxLineBytes;
  private long newest;

  LogFileReader(LogFiles files, int file, InputStream in, FileLimits limits) {
    this.files = files;
    this.file = file;
    this.lines = new LineReader(in, limits.maxLineBytes());
    this.rejections = new Rejections(limits.maxPayloadBytes());
    this.maxLineBytes = limits.maxLineBytes();
  }

  @Override
  public @Nullable LogRecord next() throws IOException {
    if (!lines.next()) {
      return null;
    }
    int length = lines.end() - lines.start();
    if (lines.isTooLong()) {
      return rejections.reject(
          DeadLetterReason.OVER_LIMIT,
          "the line is longer than " + maxLineBytes + " bytes",
          files.path(file) + ":" + lines.number(),
          newest,
          1,
          lines.bytes(),
          lines.start(),
          length);
    }
    String text = new String(lines.bytes(), lines.start(), length, StandardCharsets.UTF_8);
    LogObject object = text.charAt(0) == '{' ? json(text) : null;
    return object == null ? plain(text) : line(object);
  }

  private static @Nullable LogObject json(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node.isObject() ? LogObject.of(node) : null;
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }

  private LogLine plain(String text) {
    String service = files.service(file);
    return new LogLine(service, time(LogTimes.ofLine(text)), LogLevel.UNKNOWN, text, number());
  }

  private LogLine line(LogObject object) {
    String service = object.service().isEmpty() ? files.service(file) : object.service();
    return new LogLine(service, time(object.timestamp()), object.level(), object.text(), number());
  }

  private long number() {
    return LogFiles.number(file, lines.number());
  }

  private long time(long read) {
    if (read != LogTimes.UNKNOWN) {
      newest = read;
    }
    return newest;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
