package io.vedette.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vedette.schema.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes the JSON push format of docs/ingest.md: series of gauges, samples in order of time. */
final class PushBody {

  private static final JsonFactory JSON = new JsonFactory();

  private PushBody() {}

  /**
   * A body.
   *
   * @param series label sets, one a column
   * @param times moments in milliseconds, ascending, one a row
   * @param values rows of columns; what is {@link ShopModel#ABSENT} is left out, and so is a series
   *     that has nothing else
   */
  static byte[] of(List<Labels> series, long[] times, double[][] values) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(64 * 1024);
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.writeStartObject();
      json.writeArrayFieldStart("series");
      for (int column = 0; column < series.size(); column++) {
        if (hasSample(values, column)) {
          writeSeries(json, series.get(column), column, times, values);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return body.toByteArray();
  }

  private static boolean hasSample(double[][] values, int column) {
    for (double[] row : values) {
      if (!Double.isNaN(row[column])) {
        return true;
      }
    }
    return false;
  }

  private static void writeSeries(
      JsonGenerator json, Labels labels, int column, long[] times, double[][] values)
      throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("labels");
    for (int i = 0; i < labels.size(); i++) {
      json.writeStringField(labels.name(i), labels.value(i));
    }
    json.writeEndObject();
    json.writeStringField("kind", "gauge");
    json.writeArrayFieldStart("samples");
    for (int row = 0; row < times.length; row++) {
      if (!Double.isNaN(values[row][column])) {
        json.writeStartArray();
        json.writeNumber(times[row]);
        json.writeNumber(values[row][column]);
        json.writeEndArray();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
