package io.vedette.functions.correlate;

import io.vedette.algorithms.correlate.AlertGrouper;
import io.vedette.schema.correlate.WaitingAlertRecord;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/**
 * The alerts of an environment that go on firing and so keep their clusters open: owner of the
 * states {@code firing} and {@code ended}.
 *
 * <p>A fault that lasts says what it broke at once, and nothing more for a while; what it breaks
 * later is no other incident. An alert holds for a bounded time, else one that nobody mends would
 * gather all that ever happens near it.
 *
 * <p>What leaks: nothing; what holds no longer is dropped the next time a cluster is open, at the
 * latest with the retention.
 */
final class FiringAlerts {

  /** Parts of the session gap after which what fires is told to the grouping again. */
  private static final int OFTEN = 4;

  private final GroupingOptions options;
  private final MapState<String, WaitingAlertRecord> firing;
  private final MapState<String, Long> ended;

  FiringAlerts(
      GroupingOptions options,
      MapState<String, WaitingAlertRecord> firing,
      MapState<String, Long> ended) {
    this.options = options;
    this.firing = firing;
    this.ended = ended;
  }

  /** One that was grouped for the first time. */
  void began(WaitingAlertRecord alert) throws Exception {
    if (alert.getIsEndTold() && alert.getIsCore() && !options.holdFor().isZero()) {
      firing.put(alert.getId(), alert);
    }
  }

  /** One is over, as soon as event time comes to it. */
  void ended(String id, long at) throws Exception {
    if (!options.holdFor().isZero()) {
      ended.put(id, at);
    }
  }

  /** Keeps open what is held at a time, the end of a slot; says so every now and then only. */
  void hold(AlertGrouper grouper, long time) throws Exception {
    long every =
        Math.max(options.every().toMillis(), options.parameters().sessionGap().toMillis() / OFTEN);
    if (Math.floorDiv(time, every) == Math.floorDiv(time - options.every().toMillis(), every)) {
      return;
    }
    forgetEnded(time);
    Iterator<Map.Entry<String, WaitingAlertRecord>> all = firing.iterator();
    while (all.hasNext()) {
      WaitingAlertRecord alert = all.next().getValue();
      if (time - alert.getTime() > options.holdFor().toMillis()) {
        all.remove();
      } else {
        grouper.refresh(AlertForms.firing(alert, time));
      }
    }
  }

  private void forgetEnded(long time) throws Exception {
    Iterator<Map.Entry<String, Long>> over = ended.iterator();
    while (over.hasNext()) {
      Map.Entry<String, Long> one = over.next();
      if (one.getValue() <= time) {
        firing.remove(one.getKey());
        over.remove();
      }
    }
  }
}
