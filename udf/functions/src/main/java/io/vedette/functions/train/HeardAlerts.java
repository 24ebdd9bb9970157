package io.vedette.functions.train;

import io.vedette.algorithms.correlate.AlertSentences;
import io.vedette.algorithms.correlate.NameHistory.Sentence;
import io.vedette.functions.correlate.AlertForms;
import io.vedette.schema.alert.IncomingAlert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The alerts of one environment as sentences. Alerts come in the order of their times; those of one
 * time are put in the order of their ids, so that the same alerts give the same sentences, and an
 * alert sent again within a day counts once.
 */
final class HeardAlerts {

  private static final long DAY_MILLIS = 86_400_000L;

  /** Alerts of one millisecond that are put in order; more are as they came. */
  private static final int AT_ONCE = 100_000;

  private static final Comparator<IncomingAlert> BY_ID =
      Comparator.comparing(IncomingAlert::getId)
          .thenComparing(IncomingAlert::getName)
          .thenComparing(alert -> String.valueOf(alert.getService()))
          .thenComparing(alert -> String.valueOf(alert.getEntity()))
          .thenComparing(alert -> String.valueOf(alert.getCaller()));

  private final AlertSentences sentences;
  private final int remembered;
  private final List<IncomingAlert> atOnce = new ArrayList<>();
  private final Map<String, Long> seen = new LinkedHashMap<>();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long count;

  HeardAlerts(int sentences, int remembered) {
    this.sentences = new AlertSentences(sentences);
    this.remembered = remembered;
  }

  void add(IncomingAlert alert) {
    if (alert.getTs() != last || atOnce.size() >= AT_ONCE) {
      hear();
    }
    first = Math.min(first, alert.getTs());
    last = alert.getTs();
    atOnce.add(alert);
  }

  private void hear() {
    atOnce.sort(BY_ID);
    for (IncomingAlert alert : atOnce) {
      if (isNew(alert)) {
        count++;
        sentences.hear(AlertForms.firing(alert, TrainNamesOptions.CORE));
      }
    }
    atOnce.clear();
  }

  private boolean isNew(IncomingAlert alert) {
    boolean isNew = seen.remove(alert.getId()) == null;
    seen.put(alert.getId(), alert.getTs());
    Iterator<Long> oldest = seen.values().iterator();
    while (oldest.hasNext()) {
      long time = oldest.next();
      if (seen.size() <= remembered && time >= alert.getTs() - DAY_MILLIS) {
        break;
      }
      oldest.remove();
    }
    return isNew;
  }

  /** All of them so far. */
  List<Sentence> sentences() {
    hear();
    return sentences.timed();
  }

  /** Time of the first alert; meaningless without any. */
  long first() {
    return first;
  }

  /** Time of the last alert; meaningless without any. */
  long last() {
    return last;
  }

  /** Alerts heard, each once. */
  long count() {
    return count;
  }
}
