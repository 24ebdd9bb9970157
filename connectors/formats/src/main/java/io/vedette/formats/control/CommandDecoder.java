package io.vedette.formats.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vedette.schema.ControlRecord;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topic of commands: what has an {@code incidentId} is for an incident, all else is
 * feedback on a series.
 */
public final class CommandDecoder implements ControlDecoder {

  private static final long serialVersionUID = 1L;
  private static final String INCIDENT = "incidentId";
  private static final JsonFactory JSON = new JsonFactory();

  private final FeedbackDecoder feedback = new FeedbackDecoder();
  private final IncidentCommandDecoder incidents = new IncidentCommandDecoder();

  @Override
  public ControlRecord decode(String key, byte @Nullable [] value) {
    return value != null && isForAnIncident(value)
        ? incidents.decode(key, value)
        : feedback.decode(key, value);
  }

  private static boolean isForAnIncident(byte[] value) {
    try (JsonParser json = JSON.createParser(value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        if (json.currentName().equals(INCIDENT)) {
          return true;
        }
        json.nextToken();
        json.skipChildren();
      }
      return false;
    } catch (IOException notJson) {
      return false; // said by the decoder of feedback
    }
  }
}
