package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The story the README tells, command by command, each as a process. */
@Timeout(420) // a guard against hanging; on an idle machine it takes about two minutes
class DemoStoryIT {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Duration WARM_WITHIN = Duration.ofMinutes(3);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final String SCORES = "vedette.scores";

  @TempDir Path folder;

  @Test
  void aFaultInjectedIntoTheShopIsAnAlertThatNamesServiceAndMetric() throws Exception {
    long begin = Clock.systemUTC().millis();
    try (UpProcess up =
        UpProcess.start(folder.resolve("data"), "--demo", "--demo-port", "0").awaitUp()) {
      awaitLivePointsOfCartScored(up.kafka(), begin);

      LocalDateTime broken =
          LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
      assertThat(run("demo", "fault", "latency", "--service", "cart", "--port", up.demoPort()))
          .contains("latency", "cart");

      List<String> seen = new ArrayList<>();
      assertThat(firstLatencyAlertOfCart(up.kafka(), broken, seen))
          .as(() -> "an alert for cart among\n" + String.join("\n", seen))
          .contains("FIRING");
    }
  }

  /** Points of one series come in order, so its history lies behind. */
  private static void awaitLivePointsOfCartScored(String kafka, long begin) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(SCORES).stream()
              .map(partition -> new TopicPartition(SCORES, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await("live points of cart are scored")
          .atMost(WARM_WITHIN)
          .until(() -> hasLivePointOfCart(consumer, begin));
    }
  }

  private static boolean hasLivePointOfCart(KafkaConsumer<byte[], byte[]> consumer, long begin) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
      ScoredPoint point = ResultJson.read(record.value(), ScoredPoint.class);
      if (point.getTimestamp() >= begin
          && point.getOutcome() == ScoreOutcome.SCORED
          && point.getSeries().contains("service=\"cart\"")) {
        return true;
      }
    }
    return false;
  }

  /** What {@code tail} prints for at most two minutes; empty when there is no such line. */
  private static String firstLatencyAlertOfCart(
      String kafka, LocalDateTime since, List<String> seen) throws Exception {
    Process tail =
        start("tail", "alerts", "--bootstrap", kafka, "--from-beginning", "--timeout", "2m");
    try (BufferedReader lines = tail.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        seen.add(line);
        // time, FIRING, severity, then a sentence that begins with service and metric
        List<String> words = List.of(line.split(" +", -1));
        if (words.size() > 5
            && !LocalDateTime.parse(line.substring(0, 19), TIME).isBefore(since)
            && words.get(2).equals("FIRING")
            && words.get(4).equals("cart:")
            && words.get(5).contains("latency")) {
          return line;
        }
      }
      return "";
    } finally {
      tail.destroyForcibly().waitFor();
    }
  }

  private static String run(String... arguments) throws Exception {
    Process process = start(arguments);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("vedette").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("VEDETTE_NO_BUILD", "1");
    return builder.start();
  }
}
