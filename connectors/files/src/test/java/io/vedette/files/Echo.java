package io.vedette.files;

import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.serializers.VedetteTypes;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Stands in for the scorer: expects what comes, plus or minus one. */
final class Echo extends ProcessFunction<MetricRecord, ScoredPoint> {

  static final OutputTag<DeadLetter> LETTERS = new OutputTag<>("letters", VedetteTypes.DEAD_LETTER);

  private static final long serialVersionUID = 1L;

  private final double failsAt;
  private transient @Nullable Map<Long, String> names;

  /** Throws at this value; NaN for never. */
  Echo(double failsAt) {
    this.failsAt = failsAt;
  }

  @Override
  public void processElement(MetricRecord record, Context context, Collector<ScoredPoint> out) {
    if (record instanceof Rejected rejected) {
      context.output(LETTERS, rejected.letter());
      return;
    }
    Sample sample = (Sample) record;
    if (names == null) {
      names = new HashMap<>();
    }
    if (sample.series() != null) {
      names.put(sample.seriesHash(), sample.series().labels().toString());
    }
    if (sample.value() == failsAt) {
      throw new IllegalStateException("asked to fail at " + failsAt);
    }
    out.collect(
        ScoredPoint.newBuilder()
            .setSeriesId(Long.toHexString(sample.seriesHash()))
            .setSeries(names.getOrDefault(sample.seriesHash(), "unannounced"))
            .setTimestamp(sample.timestamp())
            .setValue(sample.value())
            .setExpected(sample.value())
            .setLower(sample.value() - 1)
            .setUpper(sample.value() + 1)
            .setScore(0.25)
            .setAnomaly(sample.value() > 5)
            .setOutcome(ScoreOutcome.SCORED)
            .build());
  }
}
