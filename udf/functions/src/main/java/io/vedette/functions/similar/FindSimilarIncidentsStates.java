package io.vedette.functions.similar;

import io.vedette.algorithms.similar.PastIncidents;
import io.vedette.functions.StateRetention;
import java.time.Duration;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** The state of {@link FindSimilarIncidents}, named once. Keyed by environment. */
public final class FindSimilarIncidentsStates {

  private FindSimilarIncidentsStates() {}

  /** {@code past}: resolved incidents, some 2 KB each, at most as many as configured. */
  public static ValueStateDescriptor<PastIncidents> past(Duration retention) {
    ValueStateDescriptor<PastIncidents> past =
        new ValueStateDescriptor<>("past", new PastIncidentsSerializer());
    past.enableTimeToLive(StateRetention.afterLastWrite(retention));
    return past;
  }
}
