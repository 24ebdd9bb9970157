package io.vedette.jobs.streaming;

import io.vedette.schema.EventInput;
import io.vedette.schema.Rejected;
import io.vedette.schema.TakenEvent;
import io.vedette.schema.event.EventRecord;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Events go on, rejections to the side. What a clock ahead dates into the future happens now: its
 * counts would run ahead of all others.
 */
final class SplitEvents extends ProcessFunction<EventInput, EventRecord> {

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(EventInput record, Context context, Collector<EventRecord> events) {
    if (record instanceof TakenEvent taken) {
      EventRecord event = taken.event();
      event.setTs(Math.min(event.getTs(), context.timerService().currentProcessingTime()));
      events.collect(event);
    } else if (record instanceof Rejected rejected) {
      context.output(SplitRejected.DEAD_LETTERS, rejected.letter());
    }
  }
}
