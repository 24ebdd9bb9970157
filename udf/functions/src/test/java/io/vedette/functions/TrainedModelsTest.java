package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.JobMetric;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.SeriesModel;
import io.vedette.schema.model.ModelFigures;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.model.SeasonalModelRecord;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.DeadLetter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trained models take over while they are good, and step back when they are not. */
class TrainedModelsTest {

  private static final long TRAINED = ScorerStory.BEGINNING - 60_000;

  private static final ScoringOptions OPTIONS =
      ScorerStory.OPTIONS.withModels(
          new ModelOptions(Duration.ofDays(2), 50, 1.5, 1.1, Duration.ofMinutes(30)));

  private final SeasonalModelRecord ofTen = ControlsStory.MODEL;

  private ScorerHarness scorer;
  private ScorerStory latency;

  @BeforeEach
  void start() throws Exception {
    scorer = ScorerHarness.start(OPTIONS);
    latency = new ScorerStory(scorer, ScorerStory.LATENCY);
  }

  @AfterEach
  void close() throws Exception {
    scorer.close();
  }

  @Test
  void decisionSaysWhichModelMadeIt() throws Exception {
    latency.usual().samples(14);
    install(ModelStatus.CHAMPION, "run-1", TRAINED, ofTen);
    latency.usual().samples(14);
    install(ModelStatus.CHAMPION, "run-2", TRAINED + 1, ofTen);
    latency.usual().samples(14);
    takeBack(ModelStatus.CHAMPION);
    latency.usual().samples(14);
    assertThat(scorer.anomalies())
        .extracting(Anomaly::getModelVersion)
        .containsExactly("online", "run-1", "run-2", "online");
    assertThat(scorer.count(JobMetric.MODELS_INSTALLED)).isEqualTo(3);
    assertThat(Objects.requireNonNull(scorer.scoreOf(ScorerStory.LATENCY)).trial).isNull();
  }

  @Test
  void modelThatIsOlderThanTheOneInUseIsIgnored() throws Exception {
    install(ModelStatus.CHAMPION, "run-2", TRAINED, ofTen);
    install(ModelStatus.CHAMPION, "run-1", TRAINED - 1, ofTen);
    install(ModelStatus.SHADOW, "run-2", TRAINED, ofTen);
    install(ModelStatus.REJECTED, "run-3", TRAINED + 1, ofTen);
    latency.usual().samples(14);
    assertThat(scorer.anomalies().get(0).getModelVersion()).isEqualTo("run-2");
    assertThat(scorer.count(JobMetric.MODELS_IGNORED)).isEqualTo(2);
    assertThat(scorer.count(JobMetric.MODELS_INSTALLED)).isEqualTo(1);
  }

  @Test
  void staleModelNoLongerDecides() throws Exception {
    install(ModelStatus.CHAMPION, "run-1", TRAINED, ofTen);
    latency.usual().later(Duration.ofDays(2).toMillis()).samples(14);
    assertThat(scorer.anomalies().get(0).getModelVersion()).isEqualTo("online");
    assertThat(scorer.audits()).hasSize(1);
    Audit dropped = scorer.audits().get(0);
    assertThat(dropped.getKind()).isEqualTo(AuditKind.MODEL_DROPPED);
    assertThat(dropped.getCause()).isEqualTo("run-1");
    assertThat(dropped.getBefore()).isEqualTo("run-1");
    assertThat(dropped.getAfter()).isEqualTo("online");
    assertThat(dropped.getMessage())
        .isEqualTo("model run-1 is dropped: stale: trained at " + TRAINED);
    assertThat(scorer.count(JobMetric.MODELS_DROPPED)).isEqualTo(1);
  }

  @Test
  void modelThatIsWorseLiveIsDroppedAndResumedWhenItIsBetterAgain() throws Exception {
    install(ModelStatus.CHAMPION, "run-1", TRAINED, ofTen);
    latency.usual();
    assertThat(scorer.audits()).isEmpty();
    latency.steady(400, 50);
    assertThat(scorer.audits()).extracting(Audit::getKind).containsExactly(AuditKind.MODEL_DROPPED);
    assertThat(scorer.audits().get(0).getMessage())
        .contains("its running error is ")
        .contains(", that of the detector by itself ");
    latency.samples(70);
    assertThat(lastAnomaly().getModelVersion()).isEqualTo("online");

    latency.steady(300, 10);
    assertThat(scorer.audits())
        .extracting(Audit::getKind)
        .containsExactly(AuditKind.MODEL_DROPPED, AuditKind.MODEL_RESUMED);
    latency.samples(14);
    assertThat(scorer.count(JobMetric.MODELS_RESUMED)).isEqualTo(1);
  }

  @Test
  void shadowRaisesNothingAndWhatItWouldHaveIsReported() throws Exception {
    install(ModelStatus.CHAMPION, "run-1", TRAINED, ofTen);
    latency.usual();
    install(ModelStatus.SHADOW, "run-2", TRAINED + 1, ofTen);
    latency.samples(10, 14, 14, 14, 14).steady(120, 10);
    long anomalies = scorer.anomalies().size();
    assertThat(anomalies).isPositive();
    assertThat(scorer.count(JobMetric.SHADOW_ANOMALIES)).as("the same model").isEqualTo(anomalies);
    long alerts = scorer.count(JobMetric.ALERTS_FIRED);
    assertThat(scorer.count(JobMetric.SHADOW_ALERTS)).isEqualTo(alerts);
    assertThat(scorer.audits()).hasSize(1);
    Audit report = scorer.audits().get(0);
    assertThat(report.getKind()).isEqualTo(AuditKind.SHADOW_REPORT);
    assertThat(report.getCause()).isEqualTo("run-2");
    assertThat(report.getBefore()).isEqualTo(anomalies + " anomalies, " + alerts + " alerts");
    assertThat(report.getAfter()).isEqualTo(anomalies + " anomalies, " + alerts + " alerts");
    assertThat(report.getTimestamp())
        .isEqualTo(ScorerStory.at(ScorerStory.USUAL) + Duration.ofMinutes(30).toMillis());
  }

  @Test
  void championTakesThePlaceOfAShadowThatIsNotNewer() throws Exception {
    install(ModelStatus.CHAMPION, "run-1", TRAINED, ofTen);
    install(ModelStatus.SHADOW, "run-2", TRAINED + 1, ofTen);
    install(ModelStatus.CHAMPION, "run-2", TRAINED + 1, ofTen);
    latency.usual().samples(14);
    assertThat(lastAnomaly().getModelVersion()).isEqualTo("run-2");
    assertThat(scorer.count(JobMetric.SHADOW_ANOMALIES)).isZero();
  }

  @Test
  void modelOfARateIsVoidForAGauge() throws Exception {
    scorer.push(
        new SeriesModel(
            hash(),
            ModelStatus.CHAMPION,
            ModelRecord.newBuilder(record(ModelStatus.CHAMPION, "run-1", TRAINED, ofTen))
                .setRate(true)
                .build()));
    latency.usual().samples(14);
    assertThat(lastAnomaly().getModelVersion()).isEqualTo("online");
  }

  @Test
  void modelThatCannotBeReadIsADeadLetterAndTheJobGoesOn() throws Exception {
    SeasonalModelRecord ofTomorrow = SeasonalModelRecord.newBuilder(ofTen).setVersion(99).build();
    install(ModelStatus.CHAMPION, "run-1", TRAINED, ofTomorrow);
    latency.usual().samples(14);
    assertThat(scorer.deadLetters())
        .extracting(DeadLetter::getMessage)
        .singleElement()
        .asString()
        .contains("version 99");
    assertThat(lastAnomaly().getModelVersion()).isEqualTo("online");
  }

  @Test
  void modelsOutliveARestart() throws Exception {
    latency.usual();
    install(ModelStatus.CHAMPION, "run-1", TRAINED, ofTen);
    try (ScorerHarness restored = ScorerHarness.restore(OPTIONS, scorer.snapshot())) {
      new ScorerStory(restored, ScorerStory.LATENCY).later(ScorerStory.USUAL * 15_000L).samples(14);
      assertThat(restored.anomalies().get(0).getModelVersion()).isEqualTo("run-1");
    }
  }

  private Anomaly lastAnomaly() {
    List<Anomaly> anomalies = scorer.anomalies();
    return anomalies.get(anomalies.size() - 1);
  }

  private void install(ModelStatus place, String version, long trainedAt, SeasonalModelRecord model)
      throws Exception {
    scorer.push(new SeriesModel(hash(), place, record(place, version, trainedAt, model)));
  }

  private void takeBack(ModelStatus place) throws Exception {
    scorer.push(new SeriesModel(hash(), place, null));
  }

  private static ModelRecord record(
      ModelStatus place, String version, long trainedAt, SeasonalModelRecord model) {
    return ModelRecord.newBuilder()
        .setSeriesId(SeriesHash.toHex(hash()))
        .setSeries(ScorerStory.LATENCY.labels().toString())
        .setVersion(version)
        .setStatus(place)
        .setTrainedAt(trainedAt)
        .setFrom(trainedAt - 1000)
        .setTo(trainedAt)
        .setStep(15_000)
        .setFigures(
            ModelFigures.newBuilder()
                .setMase(1)
                .setCoverage(0.95)
                .setNaiveMase(1)
                .setComparedError(Double.NaN)
                .setChampionError(Double.NaN)
                .build())
        .setModel(model)
        .build();
  }

  private static long hash() {
    return ScorerStory.LATENCY.labels().hash();
  }
}
