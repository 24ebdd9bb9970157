package io.vedette.bench.quality.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.bench.quality.data.NabFile.Window;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {

  @TempDir Path folder;

  @Test
  void nabFilesHaveTheirWindowsAsRows() throws Exception {
    write(
        "labels/combined_windows.json",
        """
        {"b/quiet.csv": [], "a/one.csv": [["2014-04-01 00:05:00.000000", "2014-04-01 00:10:00.000000"]]}
        """);
    write(
        "data/a/one.csv",
        "timestamp,value\n2014-04-01 00:00:00,1\n2014-04-01 00:05:00,2.5\n2014-04-01 00:10:00,3\n");
    write("data/b/quiet.csv", "timestamp,value\n2014-04-01 00:00:00,1\n");

    List<NabFile> files = NabFile.readAll(folder);

    assertThat(files)
        .extracting(file -> file.series().name())
        .containsExactly("a/one.csv", "b/quiet.csv");
    NabFile one = files.get(0);
    assertThat(one.windows()).containsExactly(new Window(1, 2));
    assertThat(one.windows().get(0).width()).isEqualTo(2);
    assertThat(one.series().values()).containsExactly(1, 2.5, 3);
    assertThat(one.series().labels()).containsExactly(false, true, true);
    assertThat(one.series().timestamps()[1])
        .isEqualTo(Instant.parse("2014-04-01T00:05:00Z").toEpochMilli());
    assertThat(files.get(1).isWithoutAnomaly()).isTrue();
  }

  @Test
  void aWindowWithoutAPointAtItsEdgeIsAnError() throws Exception {
    write(
        "labels/combined_windows.json",
        "{\"a/one.csv\": [[\"2014-04-01 00:01:00\", \"2014-04-01 00:10:00\"]]}");
    write("data/a/one.csv", "timestamp,value\n2014-04-01 00:00:00,1\n");

    assertThatThrownBy(() -> NabFile.readAll(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a/one.csv");
  }

  @Test
  void kpisCountFromTheirTestSplitOn() throws Exception {
    pack(
        "kpi.csv.gz",
        "timestamp,value,label,split\n1472918400,0.5,0,train\n1472918700,0.25,1,train\n1472919000,1,1,test\n");

    List<MetricSeries> kpis = AiopsChallenge.readAll(folder);

    assertThat(kpis).hasSize(1);
    assertThat(kpis.get(0).name()).isEqualTo("kpi");
    assertThat(kpis.get(0).timestamps())
        .containsExactly(1472918400000L, 1472918700000L, 1472919000000L);
    assertThat(kpis.get(0).values()).containsExactly(0.5, 0.25, 1);
    assertThat(kpis.get(0).labels()).containsExactly(false, true, true);
    assertThat(kpis.get(0).scoredFrom()).isEqualTo(2);
  }

  @Test
  void anotherHeaderIsAnError() throws Exception {
    pack("kpi.csv.gz", "timestamp,value\n1,2\n");

    assertThatThrownBy(() -> AiopsChallenge.readAll(folder))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("kpi.csv.gz: expected the header timestamp,value,label,split");
  }

  @Test
  void ofAServerOnlyTheMetricsThatMadeAnAnomalyAreLabelled() throws Exception {
    pack("omi-1_train.csv.gz", "1,10\n2,20\n");
    pack("omi-1_test.csv.gz", "3,30\n4,40\n5,50\n");
    write("omi-1_interpretation.txt", "1-2:2\n");

    List<MetricSeries> metrics = ApplicationServers.readAll(folder);

    assertThat(metrics).extracting(MetricSeries::name).containsExactly("omi-1/1", "omi-1/2");
    assertThat(metrics.get(0).labels()).containsOnly(false);
    assertThat(metrics.get(1).labels()).containsExactly(false, false, false, true, true);
    assertThat(metrics.get(1).values()).containsExactly(10, 20, 30, 40, 50);
    assertThat(metrics.get(1).scoredFrom()).isEqualTo(2);
    assertThat(metrics.get(1).timestamps()[1] - metrics.get(1).timestamps()[0]).isEqualTo(300_000);
  }

  @Test
  void ofM4TheLast48HoursAreHeldBack() throws Exception {
    StringBuilder row = new StringBuilder("\"H1\"");
    for (int i = 1; i <= 100; i++) {
      row.append(",\"").append(i).append('"');
    }
    write("Hourly-train.csv", "\"V1\",\"V2\"\n" + row + ",,\n");

    ForecastCase one = ForecastSeries.m4Hourly(folder).get(0);

    assertThat(one.name()).isEqualTo("H1");
    assertThat(one.historyLength()).isEqualTo(52);
    assertThat(one.history()[51]).isEqualTo(52);
    assertThat(one.actual()).hasSize(48).startsWith(53).endsWith(100);
    assertThat(one.season()).isEqualTo(24);
  }

  @Test
  void ofAnExampleTheLastTenthIsHeldBackInOrderOfTime() throws Exception {
    StringBuilder daily = new StringBuilder("\"ds\",\"y\"\n\"2020-02-09\",40\n");
    for (int day = 0; day < 39; day++) {
      daily.append(
          String.format("\"%s\",%d%n", java.time.LocalDate.of(2020, 1, 1).plusDays(day), day + 1));
    }
    write("example_daily.csv", daily.toString());

    ForecastCase one = ForecastSeries.prophetExamples(folder).get(0);

    assertThat(one.name()).isEqualTo("daily");
    assertThat(one.season()).isEqualTo(7);
    assertThat(one.actual()).containsExactly(37, 38, 39, 40);
  }

  @Test
  void missingDataSaysWhatToDo() {
    assertThatThrownBy(() -> DataFolder.of(folder.toString(), Path.of(""), "metric/nab"))
        .isInstanceOf(DataFolder.MissingDataException.class)
        .hasMessage(
            folder.resolve("metric/nab")
                + " is not there: set VEDETTE_DATA to the folder that holds metric/nab");
  }

  @Test
  void withoutTheVariableDataLiesBesideTheProject() throws Exception {
    Files.createDirectories(folder.resolve("shared/data/metric/nab"));

    assertThat(DataFolder.of(null, folder.resolve("project"), "metric/nab"))
        .isEqualTo(folder.resolve("shared/data/metric/nab"));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void pack(String name, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
