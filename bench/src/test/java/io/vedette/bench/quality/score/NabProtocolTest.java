package io.vedette.bench.quality.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.bench.quality.data.MetricSeries;
import io.vedette.bench.quality.data.NabFile;
import io.vedette.bench.quality.data.NabFile.Window;
import io.vedette.bench.quality.detector.ScoredSeries;
import io.vedette.bench.quality.score.NabProtocol.Profile;
import io.vedette.bench.quality.score.NabProtocol.Result;
import io.vedette.bench.quality.score.NabProtocol.ScoredFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The judge is {@code src/test/python/golden_nab.py}, written from the paper. */
class NabProtocolTest {

  private static final double THRESHOLD = 0.7;

  private static JsonNode golden;

  @BeforeAll
  static void read() throws Exception {
    golden =
        new ObjectMapper().readTree(Path.of("src/test/resources/quality/nab_golden.json").toFile());
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void agreesAtTheBestThreshold(Profile profile) {
    assertAgrees(NabProtocol.atBestThreshold(corpus(), profile), golden.get("best"), profile);
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void agreesAtAGivenThreshold(Profile profile) {
    assertAgrees(NabProtocol.at(THRESHOLD, corpus(), profile), golden.get("at 0.7"), profile);
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void takesTheDetectorsOwnAnomaliesByTheSameRules(Profile profile) {
    Result own = NabProtocol.atOwnThreshold(corpus(), profile);

    assertThat(own.raw()).isEqualTo(NabProtocol.at(THRESHOLD, corpus(), profile).raw());
  }

  @Test
  void aDetectionInTheFirstPointOfAWindowIsPerfect() {
    Result result = NabProtocol.at(1, List.of(file(100, new Window(50, 59), 50)), Profile.STANDARD);

    assertThat(result.score()).isCloseTo(100, within(1e-9));
    assertThat(result.detected()).isEqualTo(1);
  }

  @Test
  void aDetectorThatSaysNothingScoresZero() {
    Result result =
        NabProtocol.atBestThreshold(List.of(file(100, new Window(50, 59), 5)), Profile.STANDARD);

    assertThat(result.score()).isZero();
    assertThat(result.threshold()).isInfinite();
  }

  @Test
  void probationIsAtMost750Points() {
    assertThat(NabProtocol.probation(100)).isEqualTo(15);
    assertThat(NabProtocol.probation(1127)).isEqualTo(169);
    assertThat(NabProtocol.probation(20_000)).isEqualTo(750);
  }

  /** A series of noughts but for one point. */
  private static ScoredFile file(int length, Window window, int peak) {
    double[] scores = new double[length];
    scores[peak] = 1;
    return scored("one", scores, List.of(window));
  }

  private static List<ScoredFile> corpus() {
    List<ScoredFile> files = new ArrayList<>();
    for (JsonNode file : golden.get("files")) {
      double[] scores = new double[file.get("scores").size()];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = file.get("scores").get(i).asDouble();
      }
      List<Window> windows = new ArrayList<>();
      for (JsonNode window : file.get("windows")) {
        windows.add(new Window(window.get(0).asInt(), window.get(1).asInt()));
      }
      files.add(scored(file.get("name").asText(), scores, windows));
    }
    return files;
  }

  private static ScoredFile scored(String name, double[] scores, List<Window> windows) {
    int length = scores.length;
    MetricSeries series =
        new MetricSeries(name, new long[length], new double[length], new boolean[length], 0);
    boolean[] anomalies = new boolean[length];
    for (int i = 0; i < length; i++) {
      anomalies[i] = scores[i] >= THRESHOLD;
    }
    return new ScoredFile(
        new NabFile(series, windows), new ScoredSeries(series, scores, anomalies, anomalies));
  }

  private static void assertAgrees(Result result, JsonNode all, Profile profile) {
    JsonNode expected = all.get(profile.text());
    assertThat(result.threshold()).isEqualTo(expected.get("threshold").asDouble());
    assertThat(result.score()).isCloseTo(expected.get("score").asDouble(), within(1e-9));
    assertThat(result.detected()).isEqualTo(expected.get("detected").asInt());
    assertThat(result.falsePositives()).isEqualTo(expected.get("falsePositives").asInt());
  }
}
