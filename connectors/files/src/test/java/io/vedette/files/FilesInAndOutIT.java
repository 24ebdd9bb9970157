package io.vedette.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.formats.metrics.RemoteWriteEncoder;
import io.vedette.schema.Labels;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.serializers.VedetteTypes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source and sinks in a running Flink, with a scorer that only echoes. */
class FilesInAndOutIT {

  private static final double NEVER = Double.NaN;

  @TempDir Path folder;
  private Path in;
  private Path scores;
  private Path letters;

  @BeforeEach
  void makeFolders() throws IOException {
    in = Files.createDirectory(folder.resolve("in"));
    scores = folder.resolve("out/scores.csv");
    letters = folder.resolve("out/dead-letters.jsonl");
  }

  @Test
  void everyInputPointIsARowWithItsTimeAsWritten() throws Exception {
    write("b.csv", "timestamp,value\n2014-10-26 02:30:00,1\n2014-10-26 02:30:00,7.5\n");
    write("a/one.csv", "timestamp,value,label\n1469376000,,0\n1469375940,2,1\n");
    write("a/wide.csv", "ts,cpu,\"load, 1m\"\n2016-07-24T16:00Z,0.5,1\n2016-07-24T16:01Z,,2\n");
    write(
        "named.csv",
        "timestamp,series,value\n1469376000123,x{a=\"b\"},1e300\n1469376000123,y,-0.0\n");

    run(in, NEVER, 1);

    assertThat(Files.readAllLines(scores))
        .containsExactly(
            "timestamp,series,value,expected,lower,upper,score,anomaly",
            "1469376000,a/one,,,,,0.25,0",
            "1469375940,a/one,2.0,2.0,1.0,3.0,0.25,0",
            "2016-07-24T16:00Z,a/wide/cpu,0.5,0.5,-0.5,1.5,0.25,0",
            "2016-07-24T16:00Z,\"a/wide/load, 1m\",1.0,1.0,0.0,2.0,0.25,0",
            "2016-07-24T16:01Z,\"a/wide/load, 1m\",2.0,2.0,1.0,3.0,0.25,0",
            "2014-10-26 02:30:00,b,1.0,1.0,0.0,2.0,0.25,0",
            "2014-10-26 02:30:00,b,7.5,7.5,6.5,8.5,0.25,1",
            "1469376000123,\"x{a=\"\"b\"\"}\",1.0E300,1.0E300,1.0E300,1.0E300,0.25,1",
            "1469376000123,y,-0.0,-0.0,-1.0,1.0,0.25,0");
    assertThat(letters).isEmptyFile();
    assertThat(outputs()).containsExactly("dead-letters.jsonl", "scores.csv");
  }

  @Test
  void recordedRemoteWriteIsReadBodyByBody() throws Exception {
    Labels up = Labels.of(Labels.METRIC_NAME, "up", "job", "node");
    byte[] first =
        RemoteWriteEncoder.version1()
            .add(up, new long[] {1000, 2000}, new double[] {1, Double.NaN})
            .finish();
    byte[] second =
        RemoteWriteEncoder.version1().add(up, new long[] {3000}, new double[] {0}).finish();
    Path file = in.resolve("recorded.rw");
    Files.write(file, container(first, new byte[] {1, 2, 3}, second, new byte[0]));
    Files.write(file, new byte[] {0, 0, 1}, StandardOpenOption.APPEND);

    ReplayTally tally = run(file, NEVER, 1);

    assertThat(Files.readAllLines(scores).stream().skip(1))
        .containsExactly(
            "1000,\"up{job=\"\"node\"\"}\",1.0,1.0,0.0,2.0,0.25,0",
            "2000,\"up{job=\"\"node\"\"}\",,,,,0.25,0",
            "3000,\"up{job=\"\"node\"\"}\",0.0,0.0,-1.0,1.0,0.25,0");
    assertThat(origins())
        .contains(file + ":byte " + (4 + first.length))
        .last()
        .isEqualTo(file + ":byte " + (4 * 4 + first.length + 3 + second.length));
    assertThat(tally.bytesRead()).isEqualTo(Files.size(file));
  }

  @Test
  void recordedRemoteWrite2IsToldByItsExtension() throws Exception {
    byte[] body =
        RemoteWriteEncoder.version2()
            .add(Labels.of(Labels.METRIC_NAME, "up"), new long[] {1000}, new double[] {1})
            .finish();
    Path file = in.resolve("recorded.rw2");
    Files.write(file, container(body));

    run(file, NEVER, 1);

    assertThat(Files.readAllLines(scores))
        .hasSize(2)
        .last()
        .isEqualTo("1000,up,1.0,1.0,0.0,2.0,0.25,0");
  }

  @Test
  void badLinesBecomeDeadLettersAndTheRestIsRead() throws Exception {
    Path file = write("a.csv", "timestamp,value\n10,1\nx,2\n30,x\n40,4\n");

    ReplayTally tally = run(file, NEVER, 1);

    assertThat(Files.readAllLines(scores)).hasSize(3);
    assertThat(origins()).containsExactly(file + ":3", file + ":4");
    assertThat(tally.points()).isEqualTo(2);
    assertThat(tally.rejected()).isEqualTo(2);
    assertThat(tally.series()).isEqualTo(1);
    assertThat(tally.bytesRead()).isEqualTo(Files.size(file));
  }

  @Test
  void aFailedRunLeavesNothingThatLooksWhole() throws Exception {
    Path file = write("a.csv", "timestamp,value\n10,1\n20,2\n30,3\n");
    run(file, NEVER, 1);
    assertThat(outputs()).containsExactly("dead-letters.jsonl", "scores.csv");

    assertThatThrownBy(() -> run(file, 3, 1)).hasStackTraceContaining("asked to fail at 3.0");

    assertThat(outputs()).allMatch(name -> name.endsWith(".partial"));
  }

  @Test
  void theOrderDoesNotDependOnParallelism() throws Exception {
    for (int i = 0; i < 20; i++) {
      write("f" + i + ".csv", "timestamp,value\n10,1\n20," + i + "\n30,3\n");
    }
    run(in, NEVER, 1);
    byte[] one = Files.readAllBytes(scores);

    run(in, NEVER, 2);

    assertThat(Files.readAllBytes(scores)).isEqualTo(one);
  }

  private ReplayTally run(Path metrics, double failsAt, int readers) throws Exception {
    MetricFiles files = MetricFiles.find(metrics, FileLimits.DEFAULT);
    Configuration configuration = new Configuration();
    configuration.setString("restart-strategy.type", "none");
    configuration.setString("pipeline.generic-types", "false");
    configuration.setString("pipeline.object-reuse", "true");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    try (ReplayTally tally = ReplayTally.open()) {
      SingleOutputStreamOperator<ScoredPoint> scored =
          env.fromSource(
                  new MetricFilesSource(files, FileLimits.DEFAULT, tally),
                  WatermarkStrategy.noWatermarks(),
                  "read-files")
              .setParallelism(readers)
              .process(new Echo(failsAt), VedetteTypes.SCORED_POINT)
              .setParallelism(readers);
      scored.sinkTo(new ScoresCsv(scores, files, tally));
      scored.getSideOutput(Echo.LETTERS).sinkTo(new JsonLinesSink<DeadLetter>(letters));
      env.execute();
      return tally;
    }
  }

  private List<String> origins() throws IOException {
    return Files.readAllLines(letters).stream()
        .map(line -> ResultJson.read(line.getBytes(StandardCharsets.UTF_8), DeadLetter.class))
        .map(DeadLetter::getOrigin)
        .toList();
  }

  private List<String> outputs() throws IOException {
    try (Stream<Path> files = Files.list(scores.getParent())) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private Path write(String name, String text) throws IOException {
    Path file = in.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static byte[] container(byte[]... bodies) {
    int size = 0;
    for (byte[] body : bodies) {
      size += 4 + body.length;
    }
    ByteBuffer container = ByteBuffer.allocate(size);
    for (byte[] body : bodies) {
      container.putInt(body.length).put(body);
    }
    return container.array();
  }
}
