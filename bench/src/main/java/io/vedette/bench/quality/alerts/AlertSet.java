package io.vedette.bench.quality.alerts;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A stream of alerts.
 *
 * @param name what it is called in the table
 * @param alerts in order of time
 */
record AlertSet(String name, List<LabelledAlert> alerts) {

  static AlertSet of(String name, Stream<LabelledAlert> alerts) {
    return new AlertSet(
        name, alerts.sorted(Comparator.comparingLong(LabelledAlert::time)).toList());
  }

  List<String> incidents() {
    return alerts.stream().map(LabelledAlert::incident).toList();
  }
}
