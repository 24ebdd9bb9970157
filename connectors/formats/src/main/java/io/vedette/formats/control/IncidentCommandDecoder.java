package io.vedette.formats.control;

import io.vedette.schema.IncidentControl;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.control.IncidentCommandKind;
import org.jspecify.annotations.Nullable;

/** Reads an {@link IncidentCommand} of the topic of commands. */
public final class IncidentCommandDecoder implements ControlDecoder {

  /** Most alerts split off by one command. */
  public static final int MAX_ALERTS = 1000;

  /** Longest id of an alert. */
  public static final int MAX_ALERT_ID = 1000;

  private static final long serialVersionUID = 1L;

  @Override
  public IncidentControl decode(String key, byte @Nullable [] value) {
    if (value == null) {
      throw new IllegalArgumentException("a command without a value");
    }
    IncidentCommand command = StrictJson.read(value, IncidentCommand.class);
    Texts.requireLength("id", command.getId(), 1, FeedbackDecoder.MAX_ID);
    Texts.requireLength("author", command.getAuthor(), 0, FeedbackDecoder.MAX_AUTHOR);
    Texts.requireLength("comment", command.getComment(), 0, FeedbackDecoder.MAX_COMMENT);
    SeriesHash.ofHex(command.getIncidentId());
    if (command.getTimestamp() <= 0) {
      throw new IllegalArgumentException("timestamp must be above 0, is " + command.getTimestamp());
    }
    requireFieldsOfItsKind(command);
    return new IncidentControl(command);
  }

  private static void requireFieldsOfItsKind(IncidentCommand command) {
    IncidentCommandKind kind = command.getKind();
    if ((kind == IncidentCommandKind.SNOOZE) != (command.getUntil() != null)) {
      throw new IllegalArgumentException("until belongs to SNOOZE, and SNOOZE needs it: " + kind);
    }
    String into = command.getInto();
    if ((kind == IncidentCommandKind.MERGE) != (into != null)) {
      throw new IllegalArgumentException("into belongs to MERGE, and MERGE needs it: " + kind);
    }
    if (into != null) {
      SeriesHash.ofHex(into);
    }
    int alerts = command.getAlerts().size();
    if ((kind == IncidentCommandKind.SPLIT) != (alerts > 0)) {
      throw new IllegalArgumentException("alerts belong to SPLIT, and SPLIT needs some: " + kind);
    }
    if (alerts > MAX_ALERTS) {
      throw new IllegalArgumentException(
          alerts + " alerts to split off; at most " + MAX_ALERTS + " are taken");
    }
    command.getAlerts().forEach(id -> Texts.requireLength("an alert's id", id, 1, MAX_ALERT_ID));
    if (kind == IncidentCommandKind.COMMENT && command.getComment().isEmpty()) {
      throw new IllegalArgumentException("COMMENT needs a comment");
    }
  }
}
