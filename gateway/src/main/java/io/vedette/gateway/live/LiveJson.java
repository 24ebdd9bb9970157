package io.vedette.gateway.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.schema.control.MaintenanceWindow;
import io.vedette.schema.control.Silence;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Incident;
import io.vedette.schema.rules.RecurringWindow;
import io.vedette.schema.rules.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Records as the API tells them: as on the topics, with what the API adds or leaves out. */
public final class LiveJson {

  /** Causes in a summary. */
  public static final int SUMMARY_CAUSES = 3;

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> LEFT_OUT = List.of("alerts", "changes", "similar", "graph");

  private LiveJson() {}

  /** A record as on its topic. */
  public static ObjectNode node(SpecificRecord record) {
    try {
      return (ObjectNode) MAPPER.readTree(ResultJson.write(record));
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
  }

  /** One line of JSON. */
  public static String line(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
  }

  /** An incident without what is long: see the schema IncidentSummary. */
  public static ObjectNode summaryNode(Incident incident) {
    ObjectNode node = node(incident);
    node.remove(LEFT_OUT);
    if (node.get("causes") instanceof ArrayNode causes) {
      while (causes.size() > SUMMARY_CAUSES) {
        causes.remove(causes.size() - 1);
      }
      causes.forEach(cause -> ((ObjectNode) cause).putArray("evidence"));
    }
    return node;
  }

  static String summary(Incident incident) {
    return line(summaryNode(incident));
  }

  static String removed(String id) {
    return line(JsonNodeFactory.instance.objectNode().put("id", id).put("removed", true));
  }

  static String silence(String id, Silence silence, long now) {
    return line(silenceNode(id, silence, now));
  }

  /** How a silence stands at a time. */
  public static String statusOf(Silence silence, long now) {
    return now < silence.getStartsAt() ? "PENDING" : now < silence.getEndsAt() ? "ACTIVE" : "ENDED";
  }

  /** A silence with its id and how it stands at a time. */
  public static ObjectNode silenceNode(String id, Silence silence, long now) {
    return node(silence).put("id", id).put("status", statusOf(silence, now));
  }

  /**
   * A maintenance window with its id and when it opens or closes next.
   *
   * @throws IllegalArgumentException when its times cannot be read
   */
  public static ObjectNode windowNode(String id, MaintenanceWindow window, long now) {
    Schedule schedule =
        RecurringWindow.parse(
            window.getStartsAt(), window.getZone(), window.getDurationMs(), window.getRecurrence());
    long next = schedule.nextChange(now);
    ObjectNode node = node(window).put("id", id).put("open", schedule.activeUntil(now) > now);
    if (next != Schedule.NEVER) {
      node.put("nextChangeAt", next);
    }
    return node;
  }
}
