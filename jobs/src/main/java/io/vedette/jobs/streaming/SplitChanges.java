package io.vedette.jobs.streaming;

import io.vedette.schema.ChangeRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.TakenChange;
import io.vedette.schema.alert.ChangeEvent;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Changes go on, rejections to the side. */
final class SplitChanges extends ProcessFunction<ChangeRecord, ChangeEvent> {

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(ChangeRecord record, Context context, Collector<ChangeEvent> changes) {
    if (record instanceof TakenChange taken) {
      changes.collect(taken.change());
    } else if (record instanceof Rejected rejected) {
      context.output(SplitRejected.DEAD_LETTERS, rejected.letter());
    }
  }
}
