package io.vedette.jobs.retrain;

import io.vedette.schema.AlertRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.TakenAlert;
import io.vedette.schema.alert.IncomingAlert;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Sends alerts on, and dead letters to a side output. Keeps no state. */
final class SplitAlertHistory extends ProcessFunction<AlertRecord, IncomingAlert> {

  /** Accumulator: alerts sent on. */
  static final String ALERTS_READ = "alertsRead";

  private static final long serialVersionUID = 1L;

  private final LongCounter alertsRead = new LongCounter();
  private final LongCounter rejected = new LongCounter();

  @Override
  public void open(OpenContext context) {
    getRuntimeContext().addAccumulator(ALERTS_READ, alertsRead);
    getRuntimeContext().addAccumulator(SplitHistory.REJECTED, rejected);
  }

  @Override
  public void processElement(AlertRecord record, Context context, Collector<IncomingAlert> alerts) {
    if (record instanceof TakenAlert taken) {
      alertsRead.add(1L);
      alerts.collect(taken.alert());
    } else if (record instanceof Rejected refused) {
      rejected.add(refused.letter().getCount());
      context.output(SplitHistory.DEAD_LETTERS, refused.letter());
    }
  }
}
