package io.vedette.algorithms.rootcause;

import java.util.List;
import java.util.Map;

/**
 * An incident, as the ranking sees it.
 *
 * @param id of the incident
 * @param start event time of its first alert, milliseconds since the epoch
 * @param signs what was out of the ordinary
 * @param shares how much of the symptom each service explains by itself; empty where requests,
 *     latency and errors are not known but by alerts
 * @param changes made shortly before and since
 */
public record Situation(
    String id, long start, SignSet signs, Map<String, Share> shares, List<Change> changes) {

  /** Of signs alone. */
  public static Situation of(String id, SignSet signs) {
    return new Situation(id, signs.firstTime(), signs, Map.of(), List.of());
  }
}
