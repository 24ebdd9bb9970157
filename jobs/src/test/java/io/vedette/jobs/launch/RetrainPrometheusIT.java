package io.vedette.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.vedette.algorithms.forecast.Forecast;
import io.vedette.algorithms.forecast.SeasonalModel;
import io.vedette.files.ModelLog;
import io.vedette.jobs.config.RetrainSettings;
import io.vedette.schema.Labels;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import io.vedette.settings.Settings;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A warm start: models from what a real Prometheus has of the last days. */
@Timeout(240)
class RetrainPrometheusIT {

  private static final int DAYS = 10;

  /** The end of the history; within what the server retains, and not in the future. */
  private final Instant end = Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.DAYS);

  private final Instant beginning = end.minus(Duration.ofDays(DAYS));

  @TempDir Path folder;

  @Test
  void whatPrometheusHasIsTrainedUnderTheNamesItSendsItBy() throws Exception {
    assumeThat(isInstalled("prometheus") && isInstalled("promtool"))
        .as("prometheus is installed (./vedette test does it)")
        .isTrue();
    backfill();
    int port = freePort();
    Process prometheus = prometheus(port);
    try {
      String url = "http://127.0.0.1:" + port;
      await().atMost(Duration.ofMinutes(1)).until(() -> isReady(url));

      TrainingSummary summary = train(url);

      assertThat(summary.byStatus()).containsOnlyKeys(ModelStatus.CHAMPION).containsValue(3L);
      assertThat(summary.samples()).isEqualTo(3L * DAYS * 24 * 12);
    } finally {
      prometheus.destroyForcibly().waitFor();
    }
    Map<String, ModelRecord> models = new HashMap<>();
    ModelLog.read(
        folder.resolve("out/models.jsonl"), model -> models.put(model.getSeriesId(), model));

    ModelRecord load =
        of(Labels.of("__name__", "load", "cluster", "eu", "service", "cart"), models);
    assertThat(load.getSeries()).isEqualTo("load{cluster=\"eu\",service=\"cart\"}");
    assertThat(load.getRate()).isFalse();
    assertThat(load.getFrom()).isEqualTo(beginning.toEpochMilli());
    assertThat(load.getFigures().getPoints()).isEqualTo(DAYS * 24 * 12);
    assertThat(expected(load, 6)).isBetween(119.0, 121.0);
    assertThat(expected(load, 18)).isBetween(79.0, 81.0);

    ModelRecord requests =
        of(Labels.of("__name__", "requests_total", "cluster", "eu", "service", "cart"), models);
    assertThat(requests.getRate()).isTrue();
    assertThat(expected(requests, 6)).isBetween(11.8, 12.2);
  }

  /** So many hours behind the end of the history, which is midnight. */
  private double expected(ModelRecord model, int hour) {
    Forecast forecast = new Forecast();
    SeasonalModel.fromStored(Objects.requireNonNull(model.getModel()))
        .forecast(end.plus(Duration.ofHours(hour)).toEpochMilli(), forecast);
    return forecast.expected();
  }

  private static ModelRecord of(Labels labels, Map<String, ModelRecord> models) {
    return Objects.requireNonNull(models.get(SeriesHash.toHex(labels.hash())));
  }

  private TrainingSummary train(String url) throws Exception {
    Map<String, String> values = new HashMap<>();
    values.put("training.history", "prometheus");
    values.put("prometheus.url", url);
    values.put("prometheus.match", "{__name__=~\"load|requests_total\",service=\"cart\"}\nmemory");
    values.put("prometheus.step", "5m");
    values.put("prometheus.slice", "2d");
    values.put("prometheus.external-labels", "cluster=eu");
    values.put("training.from", beginning.toString());
    values.put("training.to", end.minusMillis(1).toString());
    values.put("training.out", folder.resolve("out").toString());
    values.put("job.parallelism", "2");
    Settings settings = Settings.resolve(RetrainSettings.ALL, values, Map.of(), null);
    RetrainSettings.validate(settings);
    return Training.run(
        RetrainSettings.begun(settings, Instant.now()), (read, samples, trained, series) -> {});
  }

  /**
   * Every five minutes: a gauge and a counter with a day in them, a constant, and one not asked.
   */
  private void backfill() throws Exception {
    Path metrics = folder.resolve("history.om");
    try (BufferedWriter out = Files.newBufferedWriter(metrics)) {
      long begin = beginning.getEpochSecond();
      for (String family : new String[] {"load", "requests", "memory", "other"}) {
        out.write("# TYPE " + family + (family.equals("requests") ? " counter\n" : " gauge\n"));
        double count = 0;
        for (int i = 0; i < DAYS * 24 * 12; i++) {
          double wave = Math.sin(i * Math.PI / 144);
          count += 300 * (10 + 2 * wave);
          String line =
              switch (family) {
                case "load" -> "load{service=\"cart\"} " + (100 + 20 * wave);
                case "requests" -> "requests_total{service=\"cart\"} " + count;
                default -> family + " 5";
              };
          out.write(line + " " + (begin + i * 300L) + "\n");
        }
      }
      out.write("# EOF\n");
    }
    Process promtool =
        new ProcessBuilder(
                "promtool",
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                metrics.toString(),
                folder.resolve("tsdb").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("promtool.out").toFile())
            .start();
    assertThat(promtool.waitFor()).as(() -> read(folder.resolve("promtool.out"))).isZero();
  }

  private Process prometheus(int port) throws IOException {
    Path config = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
    return new ProcessBuilder(
            "prometheus",
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("tsdb"),
            "--storage.tsdb.retention.time=90d",
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("prometheus.out").toFile())
        .start();
  }

  private static boolean isReady(String url) {
    try {
      return HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(url + "/-/ready")).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(bin -> Files.isExecutable(Path.of(bin, program)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
