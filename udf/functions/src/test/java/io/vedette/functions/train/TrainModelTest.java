package io.vedette.functions.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.algorithms.forecast.Forecast;
import io.vedette.algorithms.forecast.SeasonalModel;
import io.vedette.algorithms.forecast.TrainingOptions;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One series at a time, its timer fired by the last watermark, as batch execution does it. */
class TrainModelTest {

  private static final long HOUR = 3_600_000;
  private static final long MONDAY = 1_704_067_200_000L; // 2024-01-01
  private static final Series CART = Series.of(Labels.of("__name__", "latency", "service", "cart"));
  private static final TrainModelOptions OPTIONS = options("monday", false);

  private static TrainModelOptions options(String run, boolean shadow) {
    return new TrainModelOptions(
        run,
        MONDAY,
        Duration.ofHours(1),
        10_000,
        true,
        shadow,
        Duration.ofDays(1),
        TrainingOptions.defaults().withHorizon(Duration.ofDays(14)));
  }

  @Test
  void aSeriesWithoutAChampionGetsOne() throws Exception {
    ModelRecord model = only(train(OPTIONS, CART, daily(0, 600, 0), null));
    assertThat(model.getStatus()).isEqualTo(ModelStatus.CHAMPION);
    assertThat(model.getReason()).isEqualTo("the first model of the series");
    assertThat(model.getSeriesId()).isEqualTo(SeriesHash.toHex(CART.labels().hash()));
    assertThat(model.getSeries()).isEqualTo("latency{service=\"cart\"}");
    assertThat(model.getVersion()).isEqualTo("monday");
    assertThat(model.getTrainedAt()).isEqualTo(MONDAY);
    assertThat(model.getFrom()).isEqualTo(MONDAY);
    assertThat(model.getTo()).isEqualTo(MONDAY + 599 * HOUR);
    assertThat(model.getStep()).isEqualTo(HOUR);
    assertThat(model.getRate()).isFalse();
    assertThat(model.getFigures().getPoints()).isEqualTo(600);
    assertThat(model.getFigures().getMase()).isLessThan(1.0);
    assertThat(model.getFigures().getCandidates())
        .extracting(one -> one.getFamily())
        .contains(model.getFamily(), "SEASONAL_NAIVE");

    Forecast noonOfTheNextDay = new Forecast();
    SeasonalModel.fromStored(model.getModel()).forecast(MONDAY + 606 * HOUR, noonOfTheNextDay);
    assertThat(noonOfTheNextDay.expected()).isBetween(115.0, 125.0);
  }

  @Test
  void whatASeriesIsCalledDecidesHowItsSamplesAreRead() throws Exception {
    List<Sample> counted = new ArrayList<>();
    for (int hour = 0; hour < 600; hour++) {
      counted.add(sample(CART, hour, 7200.0 * hour));
    }
    Series counter = new Series(CART.labels(), MetricKind.COUNTER);
    ModelRecord rate = only(train(OPTIONS, counter, counted, null));
    assertThat(rate.getRate()).isTrue();
    assertThat(rate.getFigures().getPoints()).isEqualTo(599);
    Forecast next = new Forecast();
    SeasonalModel.fromStored(rate.getModel()).forecast(MONDAY + 600 * HOUR, next);
    assertThat(next.expected()).isEqualTo(2.0);
  }

  @Test
  void aSeriesOfThisRunIsNotTrainedAgain() throws Exception {
    ModelRecord done = only(train(OPTIONS, CART, daily(0, 600, 0), null));
    assertThat(train(OPTIONS, CART, daily(0, 700, 0), done)).isEmpty();
    done.setStatus(ModelStatus.REJECTED);
    done.setModel(null);
    assertThat(train(OPTIONS, CART, daily(0, 700, 0), done)).isEmpty();
  }

  @Test
  void onTheSameHistoryTheChampionStaysAndTheFiguresAreKept() throws Exception {
    ModelRecord champion = only(train(OPTIONS, CART, daily(0, 600, 0), null));
    ModelRecord again = only(train(options("tuesday", false), CART, daily(0, 600, 0), champion));
    assertThat(again.getStatus()).isEqualTo(ModelStatus.REJECTED);
    assertThat(again.getModel()).isNull();
    assertThat(again.getReason()).contains("does not know");
    assertThat(again.getFigures().getChampionVersion()).isEqualTo("monday");
    assertThat(again.getFigures().getMase()).isEqualTo(champion.getFigures().getMase());
  }

  @Test
  void whoIsNotBetterRunsInShadowWhenAskedFor() throws Exception {
    ModelRecord champion = only(train(OPTIONS, CART, daily(0, 600, 0), null));
    ModelRecord shadow = only(train(options("tuesday", true), CART, daily(0, 600, 0), champion));
    assertThat(shadow.getStatus()).isEqualTo(ModelStatus.SHADOW);
    assertThat(shadow.getModel()).isNotNull();
  }

  @Test
  void whoIsBetterTakesThePlaceAndSaysByHowMuch() throws Exception {
    ModelRecord champion = only(train(OPTIONS, CART, daily(0, 1200, 0), null));
    ModelRecord better =
        only(train(options("tuesday", false), CART, daily(0, 1350, 1210), champion));
    assertThat(better.getStatus()).isEqualTo(ModelStatus.CHAMPION);
    assertThat(better.getFigures().getCompared()).isEqualTo(24);
    assertThat(better.getFigures().getComparedError())
        .isLessThan(better.getFigures().getChampionError() / 2);
  }

  @Test
  void aChampionOfTheOtherMeaningIsReplaced() throws Exception {
    ModelRecord champion = only(train(OPTIONS, CART, daily(0, 600, 0), null));
    champion.setRate(true);
    ModelRecord model = only(train(options("tuesday", false), CART, daily(0, 600, 0), champion));
    assertThat(model.getStatus()).isEqualTo(ModelStatus.CHAMPION);
    assertThat(model.getReason()).isEqualTo("the champion forecasts a rate");
  }

  @Test
  void aChampionTakenBackOrOfALaterReleaseIsNone() throws Exception {
    ModelRecord champion = only(train(OPTIONS, CART, daily(0, 600, 0), null));
    champion.getModel().setVersion(99);
    assertThat(only(train(options("tuesday", false), CART, daily(0, 600, 0), champion)))
        .satisfies(
            model -> {
              assertThat(model.getStatus()).isEqualTo(ModelStatus.CHAMPION);
              assertThat(model.getReason()).startsWith("the champion cannot be read: ");
            });
    champion.setModel(null);
    assertThat(only(train(options("tuesday", false), CART, daily(0, 600, 0), champion)).getReason())
        .isEqualTo("the first model of the series");
  }

  @Test
  void aSeriesTooShortIsRejectedWithTheReason() throws Exception {
    ModelRecord model = only(train(OPTIONS, CART, daily(0, 1, 0), null));
    assertThat(model.getStatus()).isEqualTo(ModelStatus.REJECTED);
    assertThat(model.getFamily()).isEmpty();
    assertThat(model.getModel()).isNull();
    assertThat(model.getReason()).isNotEmpty();
  }

  @Test
  void valuesTheTrainerRefusesAreAReasonAndNoFailure() throws Exception {
    List<Sample> huge = new ArrayList<>();
    for (int hour = 0; hour < 100; hour++) {
      huge.add(sample(CART, hour, 1e305));
    }
    ModelRecord model = only(train(OPTIONS, CART, huge, null));
    assertThat(model.getStatus()).isEqualTo(ModelStatus.REJECTED);
    assertThat(model.getReason()).contains("E30");
  }

  @Test
  void aSeriesThatWasNeverAnnouncedIsNamedByItsHash() throws Exception {
    ModelRecord model = only(train(OPTIONS, null, daily(0, 600, 0), null));
    assertThat(model.getSeries()).isEqualTo(SeriesHash.toHex(CART.labels().hash()));
  }

  @Test
  void aModelWithoutHistoryIsLeftAlone() throws Exception {
    ModelRecord champion = only(train(OPTIONS, CART, daily(0, 600, 0), null));
    assertThat(train(options("tuesday", false), null, List.of(), champion)).isEmpty();
  }

  @Test
  void seriesThatComeMixedAreAnErrorThatSaysWhatIsNeeded() throws Exception {
    try (var harness = harness(OPTIONS)) {
      harness.processElement1(new StreamRecord<>(new Sample(1, 1, 1)));
      assertThatThrownBy(() -> harness.processElement1(new StreamRecord<>(new Sample(2, 1, 1))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("execution.runtime-mode BATCH");
    }
  }

  private static ModelRecord only(List<ModelRecord> models) {
    assertThat(models).hasSize(1);
    return models.get(0);
  }

  /** Hourly, 100 at midnight, 120 at six; 80 more from an hour on when it is above 0. */
  private static List<Sample> daily(int from, int to, int shiftAt) {
    Random random = new Random(7);
    List<Sample> samples = new ArrayList<>();
    for (int hour = from; hour < to; hour++) {
      double value =
          100
              + 20 * Math.sin(hour * Math.PI / 12)
              + random.nextGaussian()
              + (shiftAt > 0 && hour >= shiftAt ? 80 : 0);
      samples.add(sample(CART, hour, value));
    }
    return samples;
  }

  private static Sample sample(Series series, int hour, double value) {
    return new Sample(series.labels().hash(), MONDAY + hour * HOUR, value);
  }

  private static List<ModelRecord> train(
      TrainModelOptions options,
      @Nullable Series series,
      List<Sample> history,
      @Nullable ModelRecord stored)
      throws Exception {
    try (var harness = harness(options)) {
      if (series != null) {
        harness.processElement1(new StreamRecord<>(new Sample(series, Long.MIN_VALUE, Double.NaN)));
      }
      for (Sample sample : history) {
        harness.processElement1(new StreamRecord<>(sample));
      }
      if (stored != null) {
        harness.processElement2(new StreamRecord<>(ModelRecord.newBuilder(stored).build()));
      }
      harness.processBothWatermarks(Watermark.MAX_WATERMARK);
      assertThat(harness.numEventTimeTimers()).isZero();
      return List.copyOf(harness.extractOutputValues());
    }
  }

  private static KeyedTwoInputStreamOperatorTestHarness<Long, Sample, ModelRecord, ModelRecord>
      harness(TrainModelOptions options) throws Exception {
    var harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new TrainModel(options)),
            Sample::seriesHash,
            model -> SeriesHash.ofHex(model.getSeriesId()),
            Types.LONG);
    harness.open();
    return harness;
  }
}
