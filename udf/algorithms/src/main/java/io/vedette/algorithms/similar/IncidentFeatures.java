package io.vedette.algorithms.similar;

import io.vedette.schema.incident.AffectedService;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.result.Incident;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What an incident has that another may have, too, and how often: each a few words a person
 * understands. Entities and hosts are left out: another pod of the same service is the same thing.
 */
public final class IncidentFeatures {

  private static final int LONGEST = 200;

  private IncidentFeatures() {}

  /**
   * The features in the order they were met; time linear in the incident.
   *
   * @param most features taken, services before alerts
   */
  public static Map<String, Integer> of(Incident incident, int most) {
    Map<String, Integer> features = new LinkedHashMap<>();
    if (!incident.getCauses().isEmpty()) {
      var cause = incident.getCauses().get(0);
      String service = cause.getService();
      add("cause " + (service == null ? cause.getEntity() : service), 1, most, features);
      cause.getFamilies().stream()
          .limit(1)
          .forEach(family -> add("cause of kind " + family, 1, most, features));
    }
    for (AffectedService service : incident.getServices()) {
      add("service " + service.getService(), service.getAlerts(), most, features);
    }
    for (IncidentAlert alert : incident.getAlerts()) {
      String direction = alert.getDirection() == null ? alert.getType() : alert.getDirection();
      add(
          (alert.getName().startsWith("log template ") ? "" : "alert ")
              + alert.getName()
              + (direction == null ? "" : ' ' + direction),
          1,
          most,
          features);
      if (alert.getKind() != null) {
        add(alert.getKind().toLowerCase(Locale.ROOT) + " alerts", 1, most, features);
      }
    }
    return features;
  }

  private static void add(String feature, int times, int most, Map<String, Integer> features) {
    String name = feature.length() <= LONGEST ? feature : feature.substring(0, LONGEST);
    if (features.size() < most || features.containsKey(name)) {
      features.merge(name, Math.max(1, times), Integer::sum);
    }
  }
}
