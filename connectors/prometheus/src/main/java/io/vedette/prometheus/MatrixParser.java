package io.vedette.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.vedette.prometheus.PrometheusException.Remedy;
import io.vedette.schema.Labels;
import io.vedette.schema.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to a {@code query_range}, token by token; no tree is made.
 *
 * <pre>
 *   {"status":"success","data":{"resultType":"matrix","result":[
 *     {"metric":{"__name__":"up","job":"node"},"values":[[1435781430.781,"1"],[1435781445.781,"NaN"]]}]}}
 * </pre>
 *
 * <p>Guarantee: all of the answer or an exception that says what is wrong, never a part. What is
 * not known is skipped, native histograms among it.
 */
final class MatrixParser {

  private static final JsonFactory JSON = new JsonFactory();

  private final LabelLimits limits;
  private final Map<String, String> externalLabels;

  MatrixParser(LabelLimits limits, Map<String, String> externalLabels) {
    this.limits = limits;
    this.externalLabels = externalLabels;
  }

  /**
   * Reads an answer.
   *
   * @throws PrometheusException when it is none
   */
  List<FoundSeries> parse(byte[] answer) throws PrometheusException {
    List<FoundSeries> found = null;
    String status = "";
    try (JsonParser json = JSON.createParser(answer)) {
      expect(json.nextToken(), JsonToken.START_OBJECT, json, "the answer");
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("status")) {
          status = text(json, value, "status");
        } else if (field.equals("data")) {
          found = data(json, value);
        } else {
          json.skipChildren();
        }
      }
    } catch (JsonProcessingException notJson) {
      throw noAnswer("not JSON, or not all of it: " + notJson.getOriginalMessage(), notJson);
    } catch (PrometheusException wrong) {
      throw wrong;
    } catch (IOException inMemory) {
      throw noAnswer(String.valueOf(inMemory.getMessage()), inMemory);
    }
    if (!status.equals("success") || found == null) {
      throw noAnswer("its status is '" + status + "'" + (found == null ? ", without data" : ""));
    }
    return found;
  }

  private List<FoundSeries> data(JsonParser json, JsonToken begin) throws IOException {
    expect(begin, JsonToken.START_OBJECT, json, "data");
    List<FoundSeries> found = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("resultType")) {
        String type = text(json, value, "resultType");
        if (!type.equals("matrix")) {
          throw noAnswer("its resultType is '" + type + "', not matrix");
        }
      } else if (field.equals("result")) {
        expect(value, JsonToken.START_ARRAY, json, "result");
        for (JsonToken one = json.nextToken(); one != JsonToken.END_ARRAY; one = json.nextToken()) {
          found.add(series(json, one));
        }
      } else {
        json.skipChildren();
      }
    }
    return found;
  }

  /** One series; its labels may stand behind its values. */
  private FoundSeries series(JsonParser json, JsonToken begin) throws IOException {
    expect(begin, JsonToken.START_OBJECT, json, "a series");
    FoundSeries unnamed = new FoundSeries(Series.of(Labels.none()), null);
    FoundSeries found = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("metric")) {
        found = named(labels(json, value));
      } else if (field.equals("values")) {
        values(json, value, found == null ? unnamed : found);
      } else {
        json.skipChildren();
      }
    }
    if (found == null) {
      throw noAnswer("a series has no metric");
    }
    for (int i = 0; i < unnamed.size(); i++) {
      found.add(unnamed.time(i), unnamed.value(i));
    }
    return found;
  }

  private FoundSeries named(Map<String, String> labels) {
    externalLabels.forEach(labels::putIfAbsent);
    return new FoundSeries(Series.of(Labels.of(labels)), limits.problem(labels));
  }

  private static Map<String, String> labels(JsonParser json, JsonToken begin) throws IOException {
    expect(begin, JsonToken.START_OBJECT, json, "metric");
    Map<String, String> labels = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      String value = text(json, json.nextToken(), "a label");
      if (!value.isEmpty()) {
        labels.put(name, value); // to Prometheus an empty label is none
      }
    }
    return labels;
  }

  private static void values(JsonParser json, JsonToken begin, FoundSeries into)
      throws IOException {
    expect(begin, JsonToken.START_ARRAY, json, "values");
    for (JsonToken one = json.nextToken(); one != JsonToken.END_ARRAY; one = json.nextToken()) {
      expect(one, JsonToken.START_ARRAY, json, "a sample");
      JsonToken time = json.nextToken();
      if (time == null || !time.isNumeric()) {
        throw noAnswer("the time of a sample is not a number" + at(json));
      }
      long millis = Math.round(json.getDoubleValue() * 1000);
      into.add(millis, number(text(json, json.nextToken(), "the value of a sample")));
      expect(json.nextToken(), JsonToken.END_ARRAY, json, "the end of a sample");
    }
  }

  private static double number(String text) throws PrometheusException {
    try {
      return switch (text) {
        case "+Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(text);
      };
    } catch (NumberFormatException wrong) {
      throw noAnswer("the value of a sample is not a number", wrong);
    }
  }

  private static String text(JsonParser json, @Nullable JsonToken token, String what)
      throws IOException {
    expect(token, JsonToken.VALUE_STRING, json, what);
    return json.getText();
  }

  private static void expect(
      @Nullable JsonToken found, JsonToken wanted, JsonParser json, String what)
      throws PrometheusException {
    if (found != wanted) {
      throw noAnswer(
          what
              + (found == null
                  ? " is missing, the answer ends"
                  : " is not what it should be, " + found)
              + at(json));
    }
  }

  private static String at(JsonParser json) {
    return ", at byte " + json.currentLocation().getByteOffset();
  }

  private static PrometheusException noAnswer(String why) {
    return noAnswer(why, null);
  }

  private static PrometheusException noAnswer(String why, @Nullable Throwable cause) {
    return new PrometheusException(
        Remedy.ASK_AGAIN, "the answer is none of query_range: " + why, cause);
  }
}
