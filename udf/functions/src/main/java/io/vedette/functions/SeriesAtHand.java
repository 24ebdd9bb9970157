package io.vedette.functions;

import io.vedette.functions.silence.SeriesWatch;
import io.vedette.schema.silence.SeriesTransition;
import java.io.IOException;

/** What the watch sees of the scorer: timers, name and outputs of the series at hand. */
final class SeriesAtHand implements SeriesWatch.Surroundings {

  private final ScorerOutput output;
  private final SeriesNames names;
  private long seriesHash;

  SeriesAtHand(ScorerOutput output, SeriesNames names) {
    this.output = output;
    this.names = names;
  }

  void pointAt(long seriesHash) {
    this.seriesHash = seriesHash;
  }

  @Override
  public long watermark() {
    return output.timers().currentWatermark();
  }

  @Override
  public void setTimer(long at) {
    output.timers().registerEventTimeTimer(at);
  }

  @Override
  public void deleteTimer(long at) {
    output.timers().deleteEventTimeTimer(at);
  }

  @Override
  public long seriesHash() {
    return seriesHash;
  }

  @Override
  public KnownSeries name() throws IOException {
    return names.of(seriesHash);
  }

  @Override
  public void tell(SeriesTransition transition) {
    output.transition(transition);
  }
}
