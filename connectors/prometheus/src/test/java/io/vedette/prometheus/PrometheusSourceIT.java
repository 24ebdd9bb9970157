package io.vedette.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.serializers.VedetteTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The source in a job with two readers, against a server that answers what was asked. */
@Timeout(120)
class PrometheusSourceIT {

  private static final Pattern RANGE = Pattern.compile("start=(\\d+)&end=(\\d+)&step=(\\d+)");
  private static final int MAX_BYTES = 4096;

  private StubPrometheus server;

  @BeforeEach
  void start() throws IOException {
    server = new StubPrometheus();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everySampleComesWithALabelsAnnouncementAnAnswer() throws Exception {
    server.then(503, "not yet").then(PrometheusSourceIT::answerWhatWasAsked);
    List<MetricRecord> records = read(100, 25);
    assertThat(timesOf(records)).containsExactlyElementsOf(everyMinute(100));
    assertThat(records).filteredOn(record -> ((Sample) record).series() != null).hasSize(4);
    assertThat(server.requests()).hasSize(5);
  }

  @Test
  void anAnswerTooLargeIsAskedForInHalves() throws Exception {
    server.then(PrometheusSourceIT::answerWhatWasAsked);
    // 1000 samples take some 14 KB, so a quarter of them is taken
    List<MetricRecord> records = read(1000, 1000);
    assertThat(timesOf(records)).containsExactlyElementsOf(everyMinute(1000));
    assertThat(server.requests()).hasSize(7);
  }

  @Test
  void aStepTooLargeFailsTheJobWithWhatToDo() {
    server.then(200, " ".repeat(MAX_BYTES + 1));
    assertThatThrownBy(() -> read(8, 8))
        .rootCause()
        .hasMessageContaining("up from 1970-01-01T00:01:00Z to 1970-01-01T00:01:00Z")
        .hasMessageContaining("larger than prometheus.response-bytes, 4096")
        .hasMessageContaining("choose narrower selectors");
  }

  @Test
  void aSeriesBeyondTheLimitsIsRejectedAndTheOthersAreRead() throws Exception {
    server.then(
        exchange ->
            send(
                exchange,
                StubPrometheus.matrix(60, 2, 60)
                    .replace(
                        "[{\"metric\"",
                        "[{\"metric\":{\"a\":\""
                            + "x".repeat(100)
                            + "\"},\"values\":[[60,\"1\"]]},"
                            + "{\"metric\"")));
    List<MetricRecord> records = read(2, 10);
    assertThat(records).hasSize(3);
    assertThat(records)
        .filteredOn(Rejected.class::isInstance)
        .singleElement()
        .satisfies(
            record -> {
              var letter = ((Rejected) record).letter();
              assertThat(letter.getReason()).isEqualTo(DeadLetterReason.OVER_LIMIT);
              assertThat(letter.getOrigin()).startsWith("127.0.0.1/up@");
              assertThat(letter.getCount()).isEqualTo(1);
            });
  }

  private static void answerWhatWasAsked(HttpExchange exchange) throws IOException {
    Matcher range = RANGE.matcher(exchange.getRequestURI().getQuery());
    assertThat(range.find()).isTrue();
    long from = Long.parseLong(range.group(1));
    long step = Long.parseLong(range.group(3));
    int samples = (int) ((Long.parseLong(range.group(2)) - from) / step) + 1;
    send(exchange, StubPrometheus.matrix(from, samples, step));
  }

  private static void send(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static List<Long> timesOf(List<MetricRecord> records) {
    return records.stream().map(record -> ((Sample) record).timestamp()).sorted().toList();
  }

  private static List<Long> everyMinute(int minutes) {
    return LongStream.rangeClosed(1, minutes).map(minute -> minute * 60_000).boxed().toList();
  }

  private List<MetricRecord> read(int minutes, int sliceMinutes) throws Exception {
    PrometheusOptions options =
        new PrometheusOptions(
            server.url(),
            List.of("up"),
            60_000,
            minutes * 60_000L,
            60_000,
            sliceMinutes * 60_000L,
            Map.of(),
            "",
            "",
            "",
            MAX_BYTES,
            Duration.ofSeconds(20),
            3,
            Duration.ofMillis(1),
            new LabelLimits(64, 1024, 50));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
    List<MetricRecord> records = new ArrayList<>();
    try (CloseableIterator<MetricRecord> read =
        env.fromSource(
                new PrometheusSource(options),
                WatermarkStrategy.noWatermarks(),
                "read-prometheus",
                VedetteTypes.METRIC_RECORD)
            .executeAndCollect()) {
      read.forEachRemaining(
          record -> records.add(record instanceof Sample sample ? sample.copy() : record));
    }
    return records;
  }
}
