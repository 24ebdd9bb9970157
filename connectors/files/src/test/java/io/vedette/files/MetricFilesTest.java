package io.vedette.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricFilesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timestamp,value                  | ONE_SERIES",
        "value,timestamp                  | ONE_SERIES",
        "Timestamp,Value                  | ONE_SERIES",
        "timestamp,value,label,split      | ONE_SERIES",
        "time,value,is_anomaly            | ONE_SERIES",
        "timestamp,series,value           | SERIES_COLUMN",
        "series,value,ts                  | SERIES_COLUMN",
        "timestamp,series,value,label     | SERIES_COLUMN",
        "timestamp,cpu                    | WIDE",
        "timestamp,value,load             | WIDE",
        "timestamp,cpu,load,label         | WIDE",
        "x,cpu,load                       | WIDE"
      })
  void theNamesOfTheColumnsDecide(String header, MetricFile.Layout layout) throws IOException {
    assertThat(only(write("a.csv", header + "\n")).layout()).isEqualTo(layout);
  }

  @Test
  void columnsForJudgingAreNotSeries() throws IOException {
    assertThat(only(write("a.csv", "timestamp,cpu,load,label\n")).series())
        .containsExactly("cpu", "load");
  }

  @Test
  void aFileGivesItsSeriesItsName() throws IOException {
    assertThat(only(write("cart.latency.csv", "timestamp,value\n")).series())
        .containsExactly("cart.latency");
  }

  @Test
  void filesOfAFolderAreSortedByPathAndNamedByIt() throws IOException {
    write("b.csv", "timestamp,value\n");
    write("a/z.csv", "timestamp,value\n");
    gzip("a/k.csv.gz", "timestamp,value\n");
    write("a.csv", "timestamp,cpu,load\n");
    write("Z.csv", "timestamp,value\n");
    write("notes.txt", "no metrics\n");
    write(".hidden.csv", "no header");
    write(".git/a.csv", "no header");

    MetricFiles files = MetricFiles.find(folder, FileLimits.DEFAULT);

    assertThat(files.files().stream().flatMap(file -> file.series().stream()))
        .containsExactly("Z", "a/cpu", "a/load", "a/k", "a/z", "b");
    assertThat(files.count()).isEqualTo(5);
  }

  @Test
  void bytesAreThoseOnDisk() throws IOException {
    write("a.csv", "timestamp,value\n1,2\n");
    long packed = Files.size(gzip("b.csv.gz", "timestamp,value\n1,2\n"));

    assertThat(MetricFiles.find(folder, FileLimits.DEFAULT).bytes()).isEqualTo(20 + packed);
  }

  @Test
  void dataWithoutAHeaderIsRefusedWithFileAndLine() throws IOException {
    Path file = write("a.csv", "\n1469376000,0.5\n");

    assertThatThrownBy(() -> only(file))
        .isInstanceOf(MetricFileException.class)
        .hasMessage(
            file + ":2: expected a header such as timestamp,value but found data: 1469376000,0.5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timestamp                | :1: expected a header such as timestamp,value but found: timestamp",
        "timestamp,label          | :1: expected a header such as timestamp,value but found: timestamp,label",
        "timestamp,a,a            | :1: the header has two columns named 'a'",
        "timestamp,a,,b           | :1: column 3 has no name",
        "timestamp,series,value,x | :1: beside timestamp, series and value there is a column 'x', which is not understood"
      })
  void aHeaderThatCannotBeUsedIsExplained(String header, String message) throws IOException {
    Path file = write("a.csv", header + "\n1,2,3\n");

    assertThatThrownBy(() -> only(file)).hasMessage(file + message);
  }

  @Test
  void aHeaderWithAQuoteThatIsNotClosedIsRefused() throws IOException {
    Path file = write("a.csv", "timestamp,\"a\n");

    assertThatThrownBy(() -> only(file))
        .hasMessage(
            file + ":1: the header has a quote that is not closed, or text behind a closed one");
  }

  @Test
  void aFileWithoutAReadableTimeIsRefused() throws IOException {
    Path file = write("a.csv", "timestamp,value\nnoon,1\nevening,2\n");

    assertThatThrownBy(() -> only(file))
        .isInstanceOf(MetricFileException.class)
        .hasMessageStartingWith(file + ":2: 'noon' is not a time, and so on; expected ISO-8601");
  }

  @Test
  void anEmptyFileAnEmptyFolderAndNoFileAreRefused() throws IOException {
    Path empty = write("a.csv", "");
    Path folderOfNone = Files.createDirectory(folder.resolve("none"));
    Path nowhere = folder.resolve("nowhere");

    assertThatThrownBy(() -> only(empty)).hasMessageStartingWith(empty + ": the file is empty");
    assertThatThrownBy(() -> only(folderOfNone))
        .hasMessageStartingWith(folderOfNone + ": no metric files in this folder");
    assertThatThrownBy(() -> only(nowhere)).hasMessage(nowhere + ": no such file or folder");
  }

  @Test
  void twoFilesOfOneSeriesAreRefused() throws IOException {
    write("a.csv", "timestamp,value\n");
    gzip("a.csv.gz", "timestamp,value\n");

    assertThatThrownBy(() -> MetricFiles.find(folder, FileLimits.DEFAULT))
        .hasMessageContaining("gives series 'a', and so does");
  }

  @Test
  void filesWhoseRowsNameTheirSeriesMustWriteTimeAlike() throws IOException {
    write("a.csv", "timestamp,series,value\n2014-02-14 14:30:00,x,1\n");
    write("b.csv", "timestamp,series,value\n2014-02-14 14:30:00.5,x,1\n");
    assertThat(MetricFiles.find(folder, FileLimits.DEFAULT).count()).isEqualTo(2);

    write("c.csv", "timestamp,series,value\n1469376000,x,1\n");
    assertThatThrownBy(() -> MetricFiles.find(folder, FileLimits.DEFAULT))
        .hasMessageContaining("writes time as seconds since the epoch");
  }

  private MetricFile only(Path file) throws IOException {
    return MetricFiles.find(file, FileLimits.DEFAULT).files().get(0);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.writeString(file, text);
  }

  private Path gzip(String name, String text) throws IOException {
    Path file = write(name, "");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
