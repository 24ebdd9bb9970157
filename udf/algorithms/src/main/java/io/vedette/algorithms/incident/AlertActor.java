package io.vedette.algorithms.incident;

import io.vedette.schema.incident.AlertPlaceRecord;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.IncidentMessage;
import io.vedette.schema.result.AlertStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An alert: what it says now, and which incident it is in.
 *
 * <p>The alert itself and the cluster it was grouped into come by different ways and in any order;
 * it joins when both are known. It tells its incident when it changes, and now and then that it is
 * still there. Where a person put it, no cluster moves it.
 *
 * <p>Of two records of one firing the result is the same in either order: it began with the
 * earliest, is as grave as the gravest, and a resolution holds unless it began to fire after it.
 */
public final class AlertActor {

  private final long stillThereAfter;

  /** With these parameters. */
  public AlertActor(IncidentParameters parameters) {
    stillThereAfter = parameters.silentAfter().toMillis() / 4;
  }

  /** Names the actor of an alert. */
  public static String key(String environment, String alert) {
    return environment + '/' + alert;
  }

  /**
   * Takes a message.
   *
   * @param known what was kept of it; null when nothing was
   * @return what is to be kept
   */
  public AlertPlaceRecord receive(
      IncidentMessage message, @Nullable AlertPlaceRecord known, Outbox out, long now) {
    AlertPlaceRecord place = known == null ? new AlertPlaceRecord() : known;
    if (known == null) {
      place.setEnvironment(message.getEnvironment());
    }
    switch (message.getKind()) {
      case SEEN -> seen(place, Objects.requireNonNull(message.getAlert()), out, now);
      case ASSIGNED -> assigned(place, message.getIncident(), out, now);
      case PLACED -> placed(place, message, out, now);
      default -> throw new IllegalArgumentException("not for an alert: " + message.getKind());
    }
    return place;
  }

  private void seen(AlertPlaceRecord place, IncidentAlert now, Outbox out, long time) {
    IncidentAlert before = place.getAlert();
    IncidentAlert after = before == null ? now : together(before, now);
    boolean isChanged = !after.equals(before);
    place.setAlert(after);
    String incident = place.getIncident();
    String cluster = place.getCluster();
    if (before == null && cluster != null) {
      join(place, after, cluster, out, time);
    } else if (incident != null && (isChanged || time - place.getToldAt() >= stillThereAfter)) {
      place.setToldAt(time);
      out.toIncident(incident, Messages.changed(place.getEnvironment(), after));
    }
  }

  private static void assigned(AlertPlaceRecord place, String cluster, Outbox out, long time) {
    if (cluster.equals(place.getCluster())) {
      return;
    }
    String before = place.getIncident();
    place.setCluster(cluster);
    IncidentAlert alert = place.getAlert();
    if (alert == null || (before != null && place.getByPerson())) {
      return;
    }
    if (before != null && !before.equals(cluster)) {
      out.toIncident(before, Messages.left(place.getEnvironment(), alert, cluster));
    }
    join(place, alert, cluster, out, time);
  }

  private static void join(
      AlertPlaceRecord place, IncidentAlert alert, String cluster, Outbox out, long time) {
    place.setIncident(cluster);
    place.setToldAt(time);
    out.toIncident(cluster, Messages.joined(place.getEnvironment(), alert, cluster));
  }

  /**
   * An incident that passed it on to another says which; late news of an earlier cluster do not.
   */
  private static void placed(
      AlertPlaceRecord place, IncidentMessage message, Outbox out, long time) {
    String cluster = message.getOther();
    if (cluster == null || cluster.equals(place.getCluster())) {
      IncidentAlert alert = place.getAlert();
      if (alert != null && !message.getIncident().equals(place.getIncident())) {
        // what became of it on the way went to where it was
        place.setToldAt(time);
        out.toIncident(message.getIncident(), Messages.changed(place.getEnvironment(), alert));
      }
      place.setIncident(message.getIncident());
      place.setByPerson(message.getByPerson() || place.getByPerson());
    }
  }

  static IncidentAlert together(IncidentAlert a, IncidentAlert b) {
    boolean isLater = b.getStatus() == a.getStatus() || isNewer(b, a);
    IncidentAlert later = isLater ? b : a;
    IncidentAlert earlier = isLater ? a : b;
    IncidentAlert.Builder both =
        IncidentAlert.newBuilder(later)
            .setStartsAt(Math.min(a.getStartsAt(), b.getStartsAt()))
            .setSeverity(BlastRadius.graver(a.getSeverity(), b.getSeverity()));
    if (later.getStatus() != earlier.getStatus()) {
      // what is back in its band says nothing of how it was out of it
      IncidentAlert firing = BlastRadius.isFiring(later) ? later : earlier;
      both.setValue(firing.getValue())
          .setExpected(firing.getExpected())
          .setLower(firing.getLower())
          .setUpper(firing.getUpper())
          .setSummary(firing.getSummary());
    }
    Long endsAt = later.getEndsAt();
    Long earlierEnd = earlier.getEndsAt();
    if (endsAt != null && earlierEnd != null) {
      both.setEndsAt(Math.max(endsAt, earlierEnd));
    }
    return both.build();
  }

  /** Whether one of another status says what holds now. */
  private static boolean isNewer(IncidentAlert b, IncidentAlert a) {
    if (b.getStatus() == AlertStatus.RESOLVED) {
      return endOf(b) >= a.getStartsAt();
    }
    return b.getStartsAt() > endOf(a);
  }

  private static long endOf(IncidentAlert alert) {
    Long endsAt = alert.getEndsAt();
    return endsAt == null ? alert.getStartsAt() : endsAt;
  }
}
