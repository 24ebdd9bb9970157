package io.vedette.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.files.ModelLog;
import io.vedette.formats.metrics.RemoteWriteEncoder;
import io.vedette.jobs.config.RetrainSettings;
import io.vedette.schema.Labels;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import io.vedette.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recorded histograms: what is trained are their quantiles, under the names that are scored. */
@Timeout(240)
class RetrainHistogramsIT {

  private static final long MONDAY = 1_704_067_200_000L; // 2024-01-01
  private static final long HOUR = 3_600_000L;
  private static final int HOURS = 24 * 21;
  private static final double[] BOUNDS = {0.01, 0.05, 0.1, 0.5, 1, Double.POSITIVE_INFINITY};
  private static final String[] LES = {"0.01", "0.05", "0.1", "0.5", "1.0", "+Inf"};
  private static final Labels MEDIAN =
      Labels.of("__name__", "latency_seconds", "quantile", "0.5", "service", "cart");

  @TempDir Path folder;

  @BeforeEach
  void record() throws IOException {
    // the later half is read first: what counts is the time of a scrape
    List<byte[]> scrapes = scrapes();
    write("a.rw", scrapes.subList(HOURS / 2, HOURS));
    write("b.rw", scrapes.subList(0, HOURS / 2));
  }

  @Test
  void everyQuantileGetsAModelAndNoBucketDoes() throws Exception {
    TrainingSummary summary = train(Map.of());

    assertThat(summary.samples()).isEqualTo((long) HOURS * BOUNDS.length);
    assertThat(summary.refused()).isZero();
    List<ModelRecord> models = models();
    assertThat(models)
        .extracting(ModelRecord::getSeries)
        .containsExactlyInAnyOrder(
            "latency_seconds{quantile=\"0.5\",service=\"cart\"}",
            "latency_seconds{quantile=\"0.99\",service=\"cart\"}");
    ModelRecord median =
        models.stream()
            .filter(model -> SeriesHash.ofHex(model.getSeriesId()) == MEDIAN.hash())
            .findFirst()
            .orElseThrow();
    assertThat(median.getStatus()).isEqualTo(ModelStatus.CHAMPION);
    // the median swings by half round 60 ms with the hour of the day, which the model must know
    assertThat(median.getFigures().getMase()).isLessThan(1);
  }

  @Test
  void bucketsAreTrainedTooWhereTheyAreScored() throws Exception {
    train(Map.of("histograms.score-buckets", "true", "histograms.quantiles", "0.9"));

    assertThat(models())
        .hasSize(BOUNDS.length + 1)
        .filteredOn(model -> model.getSeries().startsWith("latency_seconds_bucket"))
        .hasSize(BOUNDS.length);
  }

  private TrainingSummary train(Map<String, String> more) throws Exception {
    Map<String, String> values = new HashMap<>();
    values.put("training.history", "files");
    values.put("training.metrics", folder.resolve("in").toString());
    values.put("training.out", folder.resolve("out").toString());
    values.put("training.step", "1h");
    values.put("job.parallelism", "2");
    values.putAll(more);
    Settings settings = Settings.resolve(RetrainSettings.ALL, values, Map.of(), null);
    RetrainSettings.validate(settings);
    return Training.run(
        RetrainSettings.begun(settings, Instant.now()), (read, samples, trained, series) -> {});
  }

  private List<ModelRecord> models() throws IOException {
    List<ModelRecord> models = new ArrayList<>();
    ModelLog.read(folder.resolve("out").resolve("models.jsonl"), models::add);
    return models;
  }

  private void write(String name, List<byte[]> bodies) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream file = new DataOutputStream(bytes);
    for (byte[] body : bodies) {
      file.writeInt(body.length);
      file.write(body);
    }
    Files.write(Files.createDirectories(folder.resolve("in")).resolve(name), bytes.toByteArray());
  }

  /** A body an hour, each of 300 requests more. */
  private static List<byte[]> scrapes() {
    Random random = new Random(3);
    double[] counts = new double[BOUNDS.length];
    List<byte[]> bodies = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      double typical = 0.06 * (1 + 0.5 * Math.sin(hour * Math.PI / 12));
      for (int request = 0; request < 300; request++) {
        double latency = typical * Math.exp(0.5 * random.nextGaussian());
        for (int bucket = 0; bucket < BOUNDS.length; bucket++) {
          counts[bucket] += latency <= BOUNDS[bucket] ? 1 : 0;
        }
      }
      RemoteWriteEncoder body = RemoteWriteEncoder.version1();
      for (int bucket = 0; bucket < BOUNDS.length; bucket++) {
        Labels labels =
            Labels.of("__name__", "latency_seconds_bucket", "le", LES[bucket], "service", "cart");
        body.add(labels, new long[] {MONDAY + hour * HOUR}, new double[] {counts[bucket]});
      }
      bodies.add(body.finish());
    }
    return bodies;
  }
}
