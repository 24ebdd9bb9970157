package io.vedette.cli.tail;

import io.vedette.cli.Terminal;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertState;
import io.vedette.schema.result.AlertStateKind;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.AnomalyStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.Direction;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.schema.result.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Results as lines for people: time first, in columns as far as names allow. Names, labels and
 * messages come from outside, so what a terminal would act upon is shown, not sent.
 */
final class ResultLine {

  private static final String RED = "31";
  private static final String GREEN = "32";
  private static final String YELLOW = "33";
  private static final String BOLD_RED = "1;31";
  private static final String DIM = "2";

  private final DateTimeFormatter time;
  private final boolean colour;

  /**
   * How lines are printed.
   *
   * @param zone of the times
   * @param colour whether to use the terminal's colours
   */
  ResultLine(ZoneId zone, boolean colour) {
    this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    this.colour = colour;
  }

  String alert(Alert alert) {
    boolean firing = alert.getStatus() == AlertStatus.FIRING;
    return join(
        at(alert.getUpdatedAt()),
        firing
            ? paint(pad("FIRING", 8), colourOf(alert.getSeverity()))
            : paint(pad("RESOLVED", 8), GREEN),
        paint(pad(alert.getSeverity().name(), 8), colourOf(alert.getSeverity())),
        text(alert.getSummary()),
        "score " + NumberText.of(alert.getPeakScore()),
        labels(alert.getLabels()));
  }

  String alertState(AlertState state) {
    IncomingAlert alert = state.getAlert();
    Long until = state.getUntil();
    return join(
        at(state.getAt()),
        paint(pad(state.getState().name(), 10), colourOf(state.getState())),
        orDash(alert.getService()),
        text(alert.getName()),
        text(String.join(", ", state.getRules())),
        until == null ? "" : "until " + at(until),
        labels(alert.getLabels()));
  }

  private static String colourOf(AlertStateKind state) {
    return switch (state) {
      case PASSED -> RED;
      case SUPPRESSED, FLAPPING -> YELLOW;
      case RESOLVED -> GREEN;
      case FORGOTTEN -> DIM;
    };
  }

  String anomaly(Anomaly anomaly) {
    boolean raised = anomaly.getStatus() == AnomalyStatus.RAISED;
    return join(
        at(anomaly.getTimestamp()),
        raised ? pad("RAISED", 9) : paint("RETRACTED", GREEN),
        paint(pad(anomaly.getSeverity().name(), 8), colourOf(anomaly.getSeverity())),
        anomaly.getExplanation().isEmpty() ? figures(anomaly) : text(anomaly.getExplanation()),
        "score " + NumberText.of(anomaly.getScore()),
        labels(anomaly.getLabels()));
  }

  /** Of a release that explained nothing. */
  private static String figures(Anomaly anomaly) {
    return join(
        orDash(anomaly.getService()),
        text(anomaly.getMetric()),
        NumberText.of(anomaly.getValue()),
        anomaly.getDirection() == Direction.ABOVE ? "above" : "below",
        band(anomaly.getLower(), anomaly.getUpper()));
  }

  String score(ScoredPoint point) {
    return join(
        at(point.getTimestamp()),
        pad(point.getOutcome().name(), 10),
        point.getAnomaly() ? paint("ANOMALY", RED) : "ok     ",
        text(point.getSeries()),
        NumberText.of(point.getValue()),
        band(point.getLower(), point.getUpper()),
        "score " + NumberText.of(point.getScore()));
  }

  String audit(Audit audit) {
    return join(
        at(audit.getTimestamp()),
        pad(audit.getKind().name(), 16),
        orDash(audit.getAuthor()),
        orDash(audit.getSeries() == null ? audit.getIncidentId() : audit.getSeries()),
        text(audit.getMessage()));
  }

  String incident(Incident incident) {
    IncidentStatus status = incident.getStatus();
    boolean isOver = status == IncidentStatus.RESOLVED || status == IncidentStatus.MERGED;
    return join(
        at(incident.getChangedAt()),
        incident.getId(),
        isOver
            ? paint(pad(status.name(), 12), GREEN)
            : paint(pad(status.name(), 12), colourOf(incident.getSeverity())),
        paint(pad(incident.getSeverity().name(), 8), colourOf(incident.getSeverity())),
        text(incident.getTitle()),
        incident.getFiringCount() + " of " + incident.getAlertCount() + " fire",
        text(incident.getReason()));
  }

  String deadLetter(DeadLetter letter) {
    return join(
        at(letter.getTimestamp()),
        paint(pad(letter.getReason().name(), 11), YELLOW),
        pad("x" + letter.getCount(), 5),
        "from " + orDash(letter.getSource()),
        "at " + text(letter.getOrigin()),
        text(letter.getMessage()));
  }

  /** Something that is on the topic and should not be. */
  String unreadable(String where, String why) {
    return paint("unreadable", YELLOW) + " record at " + where + ": " + text(why);
  }

  private static String join(String... parts) {
    return String.join("  ", parts).stripTrailing();
  }

  private String at(long epochMillis) {
    return time.format(Instant.ofEpochMilli(epochMillis));
  }

  private static String band(double lower, double upper) {
    return "vs " + NumberText.of(lower) + ".." + NumberText.of(upper);
  }

  private String labels(Map<? extends CharSequence, ? extends CharSequence> labels) {
    if (labels.isEmpty()) {
      return "";
    }
    Map<String, String> sorted = new TreeMap<>();
    labels.forEach((name, value) -> sorted.put(name.toString(), value.toString()));
    StringJoiner list = new StringJoiner(", ", "{", "}");
    sorted.forEach((name, value) -> list.add(text(name) + "=\"" + text(value) + "\""));
    return paint(list.toString(), DIM);
  }

  private static String colourOf(Severity severity) {
    return switch (severity) {
      case CRITICAL -> BOLD_RED;
      case WARNING -> YELLOW;
      case INFO -> DIM;
    };
  }

  private String paint(String text, String code) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  private static String orDash(@Nullable CharSequence text) {
    return text == null ? "-" : text(text);
  }

  private static String text(CharSequence text) {
    return Terminal.printable(text.toString());
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }
}
