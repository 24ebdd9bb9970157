package io.vedette.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.formats.metrics.RemoteWriteEncoder;
import io.vedette.schema.Labels;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recorded histogram through the whole graph. */
class HistogramReplayIT {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final int SCRAPES = 400;
  private static final int FAULT_BEGINS = 300;
  private static final int FAULT_ENDS = 330;
  private static final double[] BOUNDS = {0.01, 0.05, 0.1, 0.5, 1, Double.POSITIVE_INFINITY};
  private static final String[] LES = {"0.01", "0.05", "0.1", "0.5", "1.0", "+Inf"};

  /** The first scrape, and those that wait while it is not known that there are no more buckets. */
  private static final int WITHOUT_QUANTILES = 4;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({".rw, false", ".rw2, true"})
  void aServiceThatSlowsDownIsFoundByItsQuantiles(String ending, boolean version2)
      throws Exception {
    record(ending, version2);

    replay(Map.of());

    List<String> rows = rows();
    assertThat(rows).noneMatch(row -> row.contains("_bucket"));
    assertThat(rows)
        .filteredOn(row -> row.contains("quantile"))
        .hasSize(2 * (SCRAPES - WITHOUT_QUANTILES));
    List<Alert> alerts = alerts();
    assertThat(alerts).isNotEmpty();
    assertThat(alerts)
        .allSatisfy(
            alert -> {
              assertThat(alert.getMetric()).isEqualTo("latency_seconds");
              assertThat(alert.getService()).isEqualTo("cart");
              assertThat(alert.getLabels()).containsKey("quantile").doesNotContainKey("le");
              assertThat(alert.getStartsAt()).isBetween(at(FAULT_BEGINS), at(FAULT_BEGINS + 3));
            });
    assertThat(alerts)
        .filteredOn(alert -> alert.getStatus() == AlertStatus.FIRING)
        .extracting(alert -> alert.getLabels().get("quantile"))
        .contains("0.5", "0.99");
    assertThat(Files.size(folder.resolve("out").resolve(Replay.DEAD_LETTERS))).isZero();
  }

  @Test
  void bucketsAreScoredTooWhenAsked() throws Exception {
    record(".rw", false);

    replay(Map.of("histograms.score-buckets", "true", "histograms.quantiles", "0.9"));

    assertThat(rows())
        .hasSize(SCRAPES * BOUNDS.length + SCRAPES - WITHOUT_QUANTILES)
        .filteredOn(row -> row.contains("_bucket"))
        .hasSize(SCRAPES * BOUNDS.length);
  }

  /** A body a scrape: 200 requests of 60 ms, give or take, in the fault of 600 ms. */
  private void record(String ending, boolean version2) throws IOException {
    Random random = new Random(17);
    double[] counts = new double[BOUNDS.length];
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream file = new DataOutputStream(bytes);
    for (int scrape = 0; scrape < SCRAPES; scrape++) {
      double typical = scrape >= FAULT_BEGINS && scrape < FAULT_ENDS ? 0.6 : 0.06;
      for (int request = 0; request < 200; request++) {
        double latency = typical * Math.exp(0.5 * random.nextGaussian());
        for (int bucket = 0; bucket < BOUNDS.length; bucket++) {
          counts[bucket] += latency <= BOUNDS[bucket] ? 1 : 0;
        }
      }
      RemoteWriteEncoder body =
          version2 ? RemoteWriteEncoder.version2() : RemoteWriteEncoder.version1();
      for (int bucket = 0; bucket < BOUNDS.length; bucket++) {
        Labels labels =
            Labels.of("__name__", "latency_seconds_bucket", "le", LES[bucket], "service", "cart");
        body.add(labels, new long[] {at(scrape)}, new double[] {counts[bucket]});
      }
      byte[] packed = body.finish();
      file.writeInt(packed.length);
      file.write(packed);
    }
    Files.write(
        Files.createDirectories(folder.resolve("in")).resolve("scrapes" + ending),
        bytes.toByteArray());
  }

  private static long at(int scrape) {
    return BEGINNING + scrape * 15_000L;
  }

  private void replay(Map<String, String> flags) throws Exception {
    Replay.run(
        new ReplayOptions(
            folder.resolve("in"),
            folder.resolve("out"),
            ReplaySettings.resolve(flags, Map.of(), null)),
        (read, total, points) -> {});
  }

  private List<String> rows() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("out").resolve(Replay.SCORES));
    return lines.subList(1, lines.size());
  }

  private List<Alert> alerts() throws IOException {
    return Files.readAllLines(folder.resolve("out").resolve(Replay.ALERTS)).stream()
        .map(line -> ResultJson.read(line.getBytes(StandardCharsets.UTF_8), Alert.class))
        .toList();
  }
}
