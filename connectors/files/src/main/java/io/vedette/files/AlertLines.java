package io.vedette.files;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.formats.alerts.AlertDecoders;
import io.vedette.schema.AlertRecord;
import io.vedette.schema.TakenAlert;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.DeadLetterReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of alerts, JSON lines or CSV with a header; the first line tells which. A line of
 * JSON may also be a body as it was sent to the gateway: a list of alerts, or an object with one.
 */
final class AlertLines implements RecordReader<AlertRecord> {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final String path;
  private final LineReader lines;
  private final Rejections rejections;
  private final AlertFields fields = new AlertFields();
  private final CsvCells cells = new CsvCells();
  private final DecodedLines<IncomingAlert, AlertRecord> bodies;
  private @Nullable List<String> header;
  private boolean isBegun;
  private long lastTime;

  AlertLines(String path, InputStream in, FileLimits limits) {
    this.path = path;
    this.lines = new LineReader(in, limits.maxLineBytes());
    this.rejections = new Rejections(limits.maxPayloadBytes());
    this.bodies =
        new DecodedLines<>(
            AlertDecoders.bySight(limits.decoder()),
            TakenAlert::new,
            rejected -> rejected,
            IncomingAlert::getTs,
            limits);
  }

  @Override
  public @Nullable AlertRecord next() throws IOException {
    AlertRecord waiting = bodies.next();
    while (waiting == null && lines.next()) {
      if (!isBegun) {
        isBegun = true;
        if (!isJson(lines)) {
          cells.split(lines.bytes(), lines.start(), lines.end());
          header = cells.texts();
          continue;
        }
      }
      AlertRecord alert = read();
      if (alert != null) {
        return alert;
      }
      waiting = bodies.next();
    }
    return waiting;
  }

  private static boolean isJson(LineReader line) {
    byte first = line.bytes()[line.start()];
    return first == '{' || first == '[';
  }

  /** The alert of a line; null where it is a body of several. */
  private @Nullable AlertRecord read() {
    if (lines.isTooLong()) {
      return refuse(DeadLetterReason.TOO_LARGE, "the line is too long");
    }
    fields.clear();
    try {
      if (header == null) {
        JsonNode json = JSON.readTree(lines.bytes(), lines.start(), lines.end() - lines.start());
        if (json.isArray() || json.path("alerts").isArray()) {
          bodies.read(lines, path + ":" + lines.number(), lastTime);
          lastTime = bodies.lastTime();
          return null;
        }
        readJson(json);
      } else {
        readCells(header);
      }
      TakenAlert taken = new TakenAlert(fields.toAlert(Long.toString(lines.number())));
      lastTime = taken.alert().getTs();
      return taken;
    } catch (IOException | IllegalArgumentException wrong) {
      String why = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
      return refuse(DeadLetterReason.MALFORMED, why);
    }
  }

  private void readJson(JsonNode alert) {
    if (!alert.isObject()) {
      throw new IllegalArgumentException("an alert is a JSON object");
    }
    for (Map.Entry<String, JsonNode> field : alert.properties()) {
      JsonNode value = field.getValue();
      if (value.isObject()) {
        value
            .properties()
            .forEach(label -> fields.putLabel(label.getKey(), text(label.getValue())));
      } else if (!value.isNull()) {
        fields.put(field.getKey(), text(value));
      }
    }
  }

  private static String text(JsonNode value) {
    if (value.isBigDecimal()) {
      return value.decimalValue().toPlainString();
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private void readCells(List<String> names) {
    if (!cells.split(lines.bytes(), lines.start(), lines.end())) {
      throw new IllegalArgumentException("a quote is not closed");
    }
    if (cells.count() != names.size()) {
      throw new IllegalArgumentException(
          cells.count() + " cells where the header has " + names.size());
    }
    for (int i = 0; i < cells.count(); i++) {
      fields.put(names.get(i), cells.text(i));
    }
  }

  private AlertRecord refuse(DeadLetterReason reason, String message) {
    int length = lines.end() - lines.start();
    return rejections.reject(
        reason,
        message,
        path + ":" + lines.number(),
        lastTime,
        1,
        lines.bytes(),
        lines.start(),
        length);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /** A header that names neither time nor alert is no file of alerts. */
  static void requireAlerts(String path, InputStream in, FileLimits limits) throws IOException {
    try (LineReader first = new LineReader(in, limits.maxLineBytes())) {
      if (!first.next()) {
        throw new MetricFileException(path + ": the file is empty; expected alerts");
      }
      if (isJson(first)) {
        return;
      }
      CsvCells cells = new CsvCells();
      if (!cells.split(first.bytes(), first.start(), first.end())
          || !cells.texts().contains("ts")
          || !cells.texts().contains("name")) {
        int length = Math.min(200, first.end() - first.start());
        throw new MetricFileException(
            path
                + ":1: expected JSON lines, or CSV with a header that has ts and name, found "
                + new String(first.bytes(), first.start(), length, StandardCharsets.UTF_8));
      }
    }
  }
}
