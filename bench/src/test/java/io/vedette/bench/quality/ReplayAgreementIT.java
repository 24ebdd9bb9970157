package io.vedette.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vedette.bench.quality.data.DataFolder;
import io.vedette.bench.quality.data.MetricSeries;
import io.vedette.bench.quality.data.NabFile;
import io.vedette.bench.quality.detector.ScoredSeries;
import io.vedette.bench.quality.detector.Vedette;
import io.vedette.jobs.launch.Replay;
import io.vedette.jobs.launch.ReplayOptions;
import io.vedette.jobs.launch.ReplaySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured here is the product: a replay writes the same scores for the same points. */
class ReplayAgreementIT {

  private static final long FIVE_MINUTES = 300_000L;

  /** The first has late points. */
  private static final Set<String> REAL =
      Set.of("realAWSCloudwatch/ec2_network_in_5abac7.csv", "realKnownCause/nyc_taxi.csv");

  @TempDir Path folder;

  @Test
  void scoresAreThoseOfAReplay() throws Exception {
    int anomalies = assertAgrees(seasonWithFaults());

    assertThat(anomalies).isPositive();
  }

  /** Only where the benchmark is there. */
  @Test
  void scoresOfTheBenchmarkAreThoseOfAReplay() throws Exception {
    List<NabFile> files;
    try {
      files = NabFile.readAll(DataFolder.of(Path.of(".."), "metric/nab"));
    } catch (DataFolder.MissingDataException missing) {
      assumeThat(false).as(missing.getMessage()).isTrue();
      return;
    }
    for (NabFile file : files) {
      if (REAL.contains(file.series().name())) {
        assertAgrees(file.series());
      }
    }
  }

  /** Compares point by point; how many were anomalies. */
  private int assertAgrees(MetricSeries series) throws Exception {
    ScoredSeries here = ScoredSeries.of(new Vedette(), series);

    List<String> replayed = replay(series);

    assertThat(replayed).hasSize(series.length());
    int anomalies = 0;
    long newest = Long.MIN_VALUE;
    for (int i = 0; i < replayed.size(); i++) {
      String[] row = replayed.get(i).split(",", -1);
      String where = series.name() + ", point " + i;
      assertThat(Double.parseDouble(row[2])).as(where).isEqualTo(series.values()[i]);
      boolean isNewer = series.timestamps()[i] > newest;
      newest = Math.max(newest, series.timestamps()[i]);
      double score = Double.parseDouble(row[6]);
      if (isNewer || score == here.scores()[i]) {
        assertThat(score).as(where).isEqualTo(here.scores()[i]);
        assertThat(row[7]).as(where).isEqualTo(here.anomalies()[i] ? "1" : "0");
      } else {
        assertJudgedByABandThatWasKept(row, where);
      }
      anomalies += here.anomalies()[i] ? 1 : 0;
    }
    return anomalies;
  }

  /**
   * A correction in a run of anomalies: the scorer has the band of its time, a detector has not.
   */
  private static void assertJudgedByABandThatWasKept(String[] row, String where) {
    double value = Double.parseDouble(row[2]);
    double expected = Double.parseDouble(row[3]);
    double edge = Double.parseDouble(value < expected ? row[4] : row[5]);
    double distance = (value - expected) / (edge - expected);
    assertThat(Double.parseDouble(row[6]))
        .as(where)
        .isCloseTo(1 - Math.pow(2, -distance), within(1e-12));
    assertThat(row[7]).as(where).isEqualTo(distance > 1 ? "1" : "0");
  }

  /** Rows of scores.csv below the header. */
  private List<String> replay(MetricSeries series) throws Exception {
    Path input = Files.createTempDirectory(folder, "input").resolve("series.csv");
    Path results = Files.createTempDirectory(folder, "results");
    List<String> lines = new ArrayList<>(List.of("timestamp,value"));
    for (int i = 0; i < series.length(); i++) {
      lines.add(series.timestamps()[i] + "," + series.values()[i]);
    }
    Files.write(input, lines);
    Replay.run(
        new ReplayOptions(input, results, ReplaySettings.resolve(Map.of(), Map.of(), null)),
        (read, total, points) -> {});
    List<String> rows = Files.readAllLines(results.resolve(Replay.SCORES));
    return rows.subList(1, rows.size());
  }

  /** Two weeks with spikes, a level shift, a late and a doubled point. */
  private static MetricSeries seasonWithFaults() {
    int length = 14 * 288;
    Random noise = new Random(11);
    long[] timestamps = new long[length];
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      timestamps[i] = 1_577_664_000_000L + i * FIVE_MINUTES;
      values[i] = 50 + 20 * Math.sin(2 * Math.PI * i / 288) + noise.nextGaussian();
      values[i] += i % 1000 == 999 ? 80 : 0;
      values[i] += i > 3500 ? 40 : 0;
    }
    timestamps[2000] = timestamps[1990];
    timestamps[2100] = timestamps[2099];
    values[2100] = values[2099];
    return new MetricSeries("season", timestamps, values, new boolean[length], 0);
  }
}
