package io.vedette.jobs.streaming;

import io.vedette.schema.AlertRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.TakenAlert;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.result.DeadLetter;
import io.vedette.serializers.VedetteTypes;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends alerts on, and dead letters to a side output. Keeps no state. */
final class SplitAlerts extends ProcessFunction<AlertRecord, IncomingAlert> {

  /** What could not become alerts. */
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", VedetteTypes.DEAD_LETTER);

  /** Never written to; see {@link AlertStreams#controls}. */
  static final OutputTag<GroupingControl> CONTROLS =
      new OutputTag<>("controls", VedetteTypes.GROUPING_CONTROL);

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(AlertRecord record, Context context, Collector<IncomingAlert> alerts) {
    if (record instanceof TakenAlert taken) {
      alerts.collect(taken.alert());
    } else if (record instanceof Rejected rejected) {
      context.output(DEAD_LETTERS, rejected.letter());
    }
  }
}
