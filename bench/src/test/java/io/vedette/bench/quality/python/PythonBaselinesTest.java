package io.vedette.bench.quality.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.bench.quality.data.ForecastCase;
import io.vedette.bench.quality.data.MetricSeries;
import io.vedette.bench.quality.detector.ScoredSeries;
import io.vedette.bench.quality.forecast.Forecaster;
import io.vedette.bench.quality.forecast.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How files go in and out, with a stand-in for Python: it expects 10 of every row to forecast. */
class PythonBaselinesTest {

  private static final Path PROJECT = Path.of("..");
  private static final String STAND_IN =
      """
      #!/bin/sh
      [ "$2" = check ] && exit 0
      echo series,seconds,expected,lower,upper > "$4"
      awk -F, 'NR > 1 && $4 == "" { print $1 ",1.5,10,8,12" }' "$3" >> "$4"
      """;

  @TempDir Path folder;

  @Test
  void withoutAPythonThatHasTheModulesThereAreNone() throws Exception {
    assertThat(PythonBaselines.find("/no/such/python", PROJECT)).isEmpty();
    assertThat(PythonBaselines.find("false", PROJECT)).isEmpty();
  }

  @Test
  void forecastsComeBackBySeriesAndPoint() throws Exception {
    ForecastCase one = new ForecastCase("one", 1, new long[4], new double[] {1, 2, 3, 4}, 2);
    ForecastCase two = new ForecastCase("two", 1, new long[3], new double[] {5, 6, 7}, 1);
    Forecaster prophet = baselines(STAND_IN).forecasters().get(0);

    List<Prediction> predictions = prophet.forecast(List.of(one, two));

    assertThat(prophet.name()).isEqualTo("Prophet");
    assertThat(predictions).hasSize(2);
    assertThat(predictions.get(0).expected()).containsExactly(10, 10);
    assertThat(predictions.get(0).seconds()).isEqualTo(1.5);
    assertThat(predictions.get(1).lower()).containsExactly(8);
    assertThat(predictions.get(1).upper()).containsExactly(12);
  }

  @Test
  void prophetCountsTheDistanceInHalfWidthsFromWhereScoringBegins() throws Exception {
    MetricSeries series =
        new MetricSeries(
            "s", new long[] {0, 1, 2, 3}, new double[] {99, 10, 11, 14}, new boolean[4], 1);

    ScoredSeries scored = new ProphetDetector(baselines(STAND_IN)).score(List.of(series)).get(0);

    assertThat(scored.scores()).containsExactly(0, 0, 0.5, 2);
    assertThat(scored.anomalies()).containsExactly(false, false, false, true);
  }

  @Test
  void aBaselineThatFailsIsAnError() throws Exception {
    PythonBaselines failing = baselines("#!/bin/sh\n[ \"$2\" = check ] || exit 3\n");
    ForecastCase one = new ForecastCase("one", 1, new long[3], new double[3], 1);

    assertThatThrownBy(() -> failing.forecasters().get(1).forecast(List.of(one)))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("python_baselines.py ets ended with 3");
  }

  private PythonBaselines baselines(String standIn) throws IOException {
    Path python =
        Files.createFile(
            folder.resolve("python"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(python, standIn);
    return PythonBaselines.find(python.toString(), PROJECT).orElseThrow();
  }
}
