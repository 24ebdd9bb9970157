package io.vedette.formats.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.formats.RecordVisitor;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.DeadLetterReason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What Alertmanager's webhook and its interface for Prometheus have in common. */
final class AlertJson {

  private static final String NAME = "alertname";
  private static final List<String> SUMMARIES = List.of("summary", "message", "description");

  private AlertJson() {}

  /** The alert of an object with labels, annotations, startsAt and endsAt. */
  static AlertDraft draft(String sender, JsonNode alert) throws UnreadableBodyException {
    Map<String, String> labels = texts(alert, "labels");
    Map<String, String> annotations = texts(alert, "annotations");
    return new AlertDraft(sender, labels)
        .with("name", labels.get(NAME))
        .with("startsAt", alert.path("startsAt").asText(null))
        .with("endsAt", alert.path("endsAt").asText(null))
        .with("summary", first(annotations, SUMMARIES));
  }

  /** Gives the visitor the alert, or what is wrong with it. */
  static void tell(
      int place,
      DraftMaker maker,
      long received,
      DecoderLimits limits,
      RecordVisitor<IncomingAlert> visitor) {
    IncomingAlert alert;
    try {
      alert = maker.make().toAlert(received, limits);
    } catch (UnreadableBodyException wrong) {
      visitor.rejected(wrong.reason(), "alerts[" + place + "]: " + wrong.getMessage(), 1);
      return;
    }
    visitor.take(alert);
  }

  /** Makes a draft, or says why there is none. */
  interface DraftMaker {
    AlertDraft make() throws UnreadableBodyException;
  }

  private static Map<String, String> texts(JsonNode alert, String field)
      throws UnreadableBodyException {
    JsonNode node = alert.path(field);
    if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
      throw new UnreadableBodyException(
          DeadLetterReason.MALFORMED, field + " must be an object of texts");
    }
    Map<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> text : node.properties()) {
      if (!text.getValue().isTextual()) {
        throw new UnreadableBodyException(
            DeadLetterReason.MALFORMED, field + " must be an object of texts");
      }
      // a label with an empty value is the same as no label
      if (!text.getValue().textValue().isEmpty()) {
        texts.put(text.getKey(), text.getValue().textValue());
      }
    }
    return texts;
  }

  private static @Nullable String first(Map<String, String> texts, List<String> names) {
    for (String name : names) {
      String text = texts.get(name);
      if (text != null) {
        return text;
      }
    }
    return null;
  }
}
