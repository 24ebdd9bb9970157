package io.vedette.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.Labels;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvRecordReaderTest {

  private static final FileLimits LIMITS = new FileLimits(64, 16, 1 << 20, 1 << 20, 64, 1024, 10);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("cpu.csv");
  }

  @Test
  void aSeriesIsAnnouncedWithItsFirstSampleOnly() throws IOException {
    List<MetricRecord> records = read("timestamp,value", "10,1.5", "20,2.5");

    assertThat(samples(records)).containsExactly("cpu{} 10000 1.5", "cpu 20000 2.5");
    assertThat(((Sample) records.get(1)).seriesHash())
        .isEqualTo(Labels.of(Labels.METRIC_NAME, "cpu").hash());
  }

  @Test
  void anEmptyCellOfOneSeriesIsASampleWithoutAValue() throws IOException {
    assertThat(samples(read("timestamp,value", "10,", "20,NaN", "30,3")))
        .containsExactly("cpu{} 10000 NaN", "cpu 20000 NaN", "cpu 30000 3.0");
  }

  @Test
  void doubledAndDecreasingTimesAreSamplesLikeOthers() throws IOException {
    assertThat(
            samples(
                read(
                    "timestamp,value",
                    "2014-10-26 02:30:00,1",
                    "2014-10-26 02:30:00,1",
                    "2014-10-26 01:30:00,2")))
        .containsExactly(
            "cpu{} 1414290600000 1.0", "cpu 1414290600000 1.0", "cpu 1414287000000 2.0");
  }

  @Test
  void columnsForJudgingAreNotRead() throws IOException {
    assertThat(samples(read("timestamp,value,label,split", "10,1,0,train", "20,2,x,")))
        .containsExactly("cpu{} 10000 1.0", "cpu 20000 2.0");
  }

  @Test
  void everyRowNamesItsSeries() throws IOException {
    assertThat(
            samples(
                read(
                    "timestamp,series,value", "10,a,1", "10,\"b,\"\"c\"\"\",2", "20,a,3", "20,é,")))
        .containsExactly("a{} 10000 1.0", "b,\"c\"{} 10000 2.0", "a 20000 3.0", "é{} 20000 NaN");
  }

  @Test
  void everyFilledCellOfAWideRowIsASample() throws IOException {
    assertThat(samples(read("timestamp,a,b,c", "10,1,,3", "20,NaN,2,", "30,,,")))
        .containsExactly("a{} 10000 1.0", "c{} 10000 3.0", "b{} 20000 2.0");
  }

  @Test
  void aBadLineIsRejectedWithFileLineAndBytesAndTheRestGoesOn() throws IOException {
    List<MetricRecord> records =
        read("timestamp,value", "10,1", "", "20,twenty too long to keep", "30,3");

    assertThat(records).hasSize(3);
    DeadLetter letter = ((Rejected) records.get(1)).letter();
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.MALFORMED);
    assertThat(letter.getOrigin()).isEqualTo(file + ":4");
    assertThat(letter.getMessage())
        .isEqualTo(file + ":4: 'twenty too long to keep' is not a number");
    assertThat(letter.getCount()).isEqualTo(1);
    assertThat(UTF_8.decode(letter.getPayload().duplicate()).toString()).isEqualTo("20,twenty ");
    assertThat(letter.getPayloadSize()).isEqualTo(26);
    assertThat(letter.getTimestamp()).isEqualTo(20_000);
  }

  @Test
  void everyKindOfBadLineIsExplained() throws IOException {
    assertThat(
            letters(
                read(
                    "timestamp,series,value",
                    "10,a,1",
                    "noon,a,1",
                    "20,a",
                    "20,a,1,2",
                    "20,\"a,1",
                    "20,,1",
                    "20,12345678901234567,1",
                    "20,a,1" + " ".repeat(64))))
        .containsExactly(
            "MALFORMED 3: 'noon' is not a time",
            "MALFORMED 4: the line has 2 cells, the header 3",
            "MALFORMED 5: the line has 4 cells, the header 3",
            "MALFORMED 6: a quote is not closed, or text stands behind a closed one",
            "MALFORMED 7: the name of the series is empty",
            "OVER_LIMIT 8: the name of the series is longer than 16 bytes",
            "TOO_LARGE 9: longer than the limit of files.line-bytes");
  }

  @Test
  void badCellsOfAWideRowAreOneLetterAndTheOthersAreSamples() throws IOException {
    List<MetricRecord> records = read("timestamp,a,b,c", "10,x,2,y", "20,1,2");

    assertThat(samples(records)).containsExactly("b{} 10000 2.0");
    assertThat(letters(records))
        .containsExactly(
            "MALFORMED 2: 'x' and others are not numbers",
            "MALFORMED 3: the line has 3 cells, the header 4");
    assertThat(counts(records)).containsExactly(2, 3);
  }

  @Test
  void aPackedFileThatBreaksOffGivesItsLinesAndOneLetter() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write("timestamp,value\n10,1\n".getBytes(UTF_8));
      byte[] noise = new byte[100_000];
      new Random(7).nextBytes(noise);
      for (byte b : noise) {
        out.write(("20," + b + "\n").getBytes(UTF_8));
      }
    }
    file = folder.resolve("cpu.csv.gz");
    Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));

    List<MetricRecord> records = readFile();

    assertThat(samples(records)).hasSizeBetween(10_000, 90_000).startsWith("cpu{} 10000 1.0");
    assertThat(letters(records))
        .singleElement()
        .asString()
        .contains("the rest of the file cannot be unpacked");
  }

  private List<MetricRecord> read(String... lines) throws IOException {
    Files.writeString(file, String.join("\n", lines));
    return readFile();
  }

  private List<MetricRecord> readFile() throws IOException {
    List<MetricRecord> records = new ArrayList<>();
    MetricFile metrics = MetricFiles.find(file, FileLimits.DEFAULT).files().get(0);
    try (RecordReader<MetricRecord> reader =
        new CsvRecordReader(metrics, MetricFiles.open(file), LIMITS, new Announcer())) {
      for (MetricRecord next = reader.next(); next != null; next = reader.next()) {
        records.add(next instanceof Sample sample ? sample.copy() : next);
      }
    }
    return records;
  }

  /** Every sample as name, braces when it announces its series, time and value. */
  private static List<String> samples(List<MetricRecord> records) {
    List<String> texts = new ArrayList<>();
    Map<Long, String> names = new HashMap<>();
    for (MetricRecord record : records) {
      if (record instanceof Sample sample) {
        if (sample.series() != null) {
          names.put(sample.seriesHash(), sample.series().labels().metric());
        }
        texts.add(
            names.get(sample.seriesHash())
                + (sample.series() == null ? " " : "{} ")
                + sample.timestamp()
                + " "
                + sample.value());
      }
    }
    return texts;
  }

  private List<String> letters(List<MetricRecord> records) {
    return records.stream()
        .filter(Rejected.class::isInstance)
        .map(record -> ((Rejected) record).letter())
        .map(letter -> letter.getReason() + letter.getMessage().replace(file + ":", " "))
        .toList();
  }

  private static List<Integer> counts(List<MetricRecord> records) {
    return records.stream()
        .filter(Rejected.class::isInstance)
        .map(record -> ((Rejected) record).letter().getCount())
        .toList();
  }
}
