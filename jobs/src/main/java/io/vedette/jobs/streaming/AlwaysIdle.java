package io.vedette.jobs.streaming;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Controls have no part in event time: their source is idle from the start and stays so, whether
 * anything comes or not.
 *
 * <p>Guarantee: event time of the scorer is that of the samples alone. The largest watermark at
 * once would not hold it back either, but whenever every source of samples is idle it would be all
 * there is, and event time would leap to its end.
 */
final class AlwaysIdle<T> implements WatermarkGenerator<T> {

  private AlwaysIdle() {}

  static <T> WatermarkStrategy<T> strategy() {
    return WatermarkStrategy.forGenerator(context -> new AlwaysIdle<>());
  }

  @Override
  public void onEvent(T control, long timestamp, WatermarkOutput output) {
    output.markIdle();
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.markIdle();
  }
}
