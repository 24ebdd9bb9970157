package io.vedette.functions.inputs;

import io.vedette.schema.JobMetric;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.serializers.VedetteTypes;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;

/** An {@link ExpireAlerts} in Flink's operator harness. */
final class ExpiryHarness implements AutoCloseable {

  private final InputHarness<String, IncomingAlert, IncomingAlert> harness;

  private ExpiryHarness(ExpiryOptions options, long now, @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    harness =
        new InputHarness<>(
            new ExpireAlerts(options),
            ExpireAlerts::keyOf,
            Types.STRING,
            VedetteTypes.INCOMING_ALERT,
            now,
            snapshot);
  }

  static ExpiryHarness start(ExpiryOptions options, long now) throws Exception {
    return new ExpiryHarness(options, now, null);
  }

  static ExpiryHarness restore(ExpiryOptions options, long now, OperatorSubtaskState snapshot)
      throws Exception {
    return new ExpiryHarness(options, now, snapshot);
  }

  void push(IncomingAlert alert) throws Exception {
    harness.push(alert);
  }

  void clock(long time) throws Exception {
    harness.clock(time);
  }

  int timers() {
    return harness.clockTimers();
  }

  long expired() {
    return harness.count(JobMetric.ALERTS_EXPIRED);
  }

  long outdated() {
    return harness.count(JobMetric.ALERTS_OUTDATED);
  }

  /** Status, id and time of what was emitted since the last call. */
  List<String> said() {
    return harness.said().stream()
        .map(alert -> alert.getStatus() + " " + alert.getId() + "@" + alert.getTs())
        .toList();
  }

  /** What was emitted since the last call. */
  List<IncomingAlert> alerts() {
    return harness.said();
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
