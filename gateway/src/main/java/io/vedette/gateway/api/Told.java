package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.store.Page;
import io.vedette.store.PageRequest;
import io.vedette.store.ResultStore;
import io.vedette.store.StoredPoint;
import io.vedette.store.StoredSeries;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the store answers, as the API tells it. */
final class Told {

  private final @Nullable ResultStore store;

  Told(@Nullable ResultStore store) {
    this.store = store;
  }

  /** The store; there may be none. */
  ResultStore store() {
    ResultStore there = store;
    if (there == null) {
      throw ApiProblem.unavailable("this gateway has no store (store.type = none)");
    }
    return there;
  }

  /** A page of a list in the store. */
  <T> ApiAnswer page(
      ApiRequest request, Function<PageRequest, Page<T>> ask, Function<T, ObjectNode> form) {
    Page<ObjectNode> page = ask(request, ask).map(form);
    return ApiAnswer.page(page.items(), page.next());
  }

  static <T> Page<T> ask(ApiRequest request, Function<PageRequest, Page<T>> ask) {
    try {
      return ask.apply(new PageRequest(request.limit(), request.cursor()));
    } catch (IllegalArgumentException wrongCursor) {
      throw ApiHandler.refused(wrongCursor);
    }
  }

  static ObjectNode of(StoredSeries series) {
    ObjectNode node =
        ApiAnswer.object().put("seriesId", series.seriesId()).put("series", series.series());
    if (!series.metric().isEmpty()) {
      node.put("metric", series.metric());
    }
    if (!series.service().isEmpty()) {
      node.put("service", series.service());
    }
    ObjectNode labels = node.putObject("labels");
    series.labels().forEach(labels::put);
    return node.put("lastAt", series.lastSeen());
  }

  static ObjectNode of(StoredPoint point) {
    boolean isStep = point.step() > 0;
    ObjectNode node = ApiAnswer.object().put("timestamp", point.timestamp());
    putFinite(node, "value", point.value());
    if (isStep) {
      putFinite(node, "minimum", point.min());
      putFinite(node, "maximum", point.max());
    }
    putFinite(node, "expected", point.expected());
    putFinite(node, "lower", point.lower());
    putFinite(node, "upper", point.upper());
    putFinite(node, "score", point.score());
    node.put("anomaly", point.anomalies() > 0);
    if (isStep) {
      node.put("stepMs", point.step());
    } else {
      node.put("outcome", point.outcome().name());
    }
    return node;
  }

  /** A point that was scored just now. */
  static ObjectNode of(ScoredPoint point) {
    ObjectNode node = ApiAnswer.object().put("timestamp", point.getTimestamp());
    putFinite(node, "value", point.getValue());
    putFinite(node, "expected", point.getExpected());
    putFinite(node, "lower", point.getLower());
    putFinite(node, "upper", point.getUpper());
    putFinite(node, "score", point.getScore());
    return node.put("anomaly", point.getAnomaly()).put("outcome", point.getOutcome().name());
  }

  private static void putFinite(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    }
  }
}
