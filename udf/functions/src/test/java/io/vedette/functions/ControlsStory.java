package io.vedette.functions;

import io.vedette.schema.Labels;
import io.vedette.schema.RuleChange;
import io.vedette.schema.Series;
import io.vedette.schema.SeriesFeedback;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.SeriesModel;
import io.vedette.schema.control.DetectorRule;
import io.vedette.schema.control.FeedbackCommand;
import io.vedette.schema.control.FeedbackKind;
import io.vedette.schema.control.Repetition;
import io.vedette.schema.control.WatchedSides;
import io.vedette.schema.model.ModelFigures;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.model.SeasonalModelRecord;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The controls behind {@code src/test/resources/snapshots/score-metric-controls-*.snapshot}, see
 * {@link SnapshotWriterTest}. No sample: the detector's own bytes have a snapshot of their own.
 */
final class ControlsStory {

  static final Series SAID = Series.of(Labels.of("__name__", "said"));
  static final Series MODELLED = Series.of(Labels.of("__name__", "modelled"));

  static final List<FeedbackCommand> COMMANDS =
      List.of(
          command("f-1", FeedbackKind.FALSE_POSITIVE).build(),
          command("f-2", FeedbackKind.NEW_NORMAL).build(),
          command("f-3", FeedbackKind.EXPECTED)
              .setFrom(at(1))
              .setTo(at(5))
              .setRepeat(Repetition.WEEKLY)
              .setZone("Europe/Zurich")
              .build());

  /** A level of 10, five minutes apart, with an interval of 9 to 11. */
  static final SeasonalModelRecord MODEL =
      SeasonalModelRecord.newBuilder()
          .setVersion(1)
          .setFamily("SEASONAL_NAIVE")
          .setValidFrom(at(0))
          .setValidTo(at(10_000))
          .setStepMillis(300_000)
          .setLogarithmic(false)
          .setNonNegative(false)
          .setCenter(10)
          .setScale(1)
          .setPathOffsets(List.of(0L))
          .setPath(doubles(0))
          .setProfiles(List.of())
          .setZoneStarts(List.of(at(0)))
          .setZoneOffsets(List.of(0))
          .setHolidays(List.of())
          .setHolidayProfile(null)
          .setCoverage(0.95)
          .setWidthEnds(List.of(1_000_000_000L))
          .setHalfWidths(doubles(1))
          .build();

  private ControlsStory() {}

  static void tell(ScorerHarness scorer) throws Exception {
    for (FeedbackCommand command : COMMANDS) {
      scorer.push(new SeriesFeedback(SAID.labels().hash(), command));
    }
    scorer.push(
        new SeriesFeedback(
            SAID.labels().hash(), command("u-1", FeedbackKind.UNDO).setUndoes("f-2").build()));
    scorer.push(model(ModelStatus.CHAMPION, "run-1", at(0)));
    scorer.push(model(ModelStatus.SHADOW, "run-2", at(1)));
    scorer.push(
        new RuleChange(
            "cart",
            DetectorRule.newBuilder()
                .setMatchers(List.of("service=~\"cart|checkout\""))
                .setSides(WatchedSides.ABOVE)
                .setMinimumDeviation(7.0)
                .setComment("Zürich")
                .build()));
  }

  static long at(int sample) {
    return ScorerStory.at(sample);
  }

  private static FeedbackCommand.Builder command(String id, FeedbackKind kind) {
    return FeedbackCommand.newBuilder()
        .setId(id)
        .setKind(kind)
        .setSeriesId(SeriesHash.toHex(SAID.labels().hash()))
        .setTimestamp(at(0))
        .setAuthor("ann")
        .setComment("Zürich closes early");
  }

  private static SeriesModel model(ModelStatus place, String version, long trainedAt) {
    return new SeriesModel(
        MODELLED.labels().hash(),
        place,
        ModelRecord.newBuilder()
            .setSeriesId(SeriesHash.toHex(MODELLED.labels().hash()))
            .setSeries("modelled")
            .setVersion(version)
            .setStatus(place)
            .setTrainedAt(trainedAt)
            .setFrom(0)
            .setTo(1)
            .setStep(300_000)
            .setFigures(
                ModelFigures.newBuilder()
                    .setMase(1)
                    .setCoverage(1)
                    .setNaiveMase(1)
                    .setComparedError(1)
                    .setChampionError(1)
                    .build())
            .setModel(MODEL)
            .build());
  }

  private static ByteBuffer doubles(double value) {
    return ByteBuffer.allocate(8).putDouble(value).flip();
  }
}
