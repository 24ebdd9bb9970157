package io.vedette.jobs.streaming;

import io.vedette.schema.EventInput;
import io.vedette.schema.Rejected;
import io.vedette.schema.TakenEvent;
import io.vedette.schema.event.EventRecord;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Events go on, rejections to the side. */
final class SplitEvents extends ProcessFunction<EventInput, EventRecord> {

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(EventInput record, Context context, Collector<EventRecord> events) {
    if (record instanceof TakenEvent taken) {
      events.collect(taken.event());
    } else if (record instanceof Rejected rejected) {
      context.output(SplitRejected.DEAD_LETTERS, rejected.letter());
    }
  }
}
