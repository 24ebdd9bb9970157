package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./vedette up} as a process of its own, with everything real. */
@Timeout(300) // a guard against hanging; on an idle machine each takes under a minute
class UpIT {

  private static final Duration SCORED_WITHIN = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedIsScoredExactlyOnceThoughUpIsKilledUnderLoad() throws Exception {
    Path data = folder.resolve("data");
    Set<Long> acknowledged = new TreeSet<>();
    long lastValue;
    try (UpProcess first = UpProcess.start(data).awaitUp()) {
      assertThat(first.output()).contains("starts anew");
      SampleFeed feed = new SampleFeed(first::push);
      try (ScoreLedger scores = new ScoreLedger(first.kafka())) {
        // a checkpoint with state and committed results lies behind, more input is under way
        await().atMost(SCORED_WITHIN).until(() -> scores.read().size() >= 2_000);
      }
      first.kill();
      feed.close();
      acknowledged.addAll(feed.acknowledged());
      lastValue = feed.lastValue();
    }

    try (UpProcess second = UpProcess.start(data).awaitUp()) {
      assertThat(second.output()).containsPattern("goes on from checkpoints/\\w+/chk-\\d+");
      SampleFeed feed = new SampleFeed(second::push, lastValue);
      await().atMost(SCORED_WITHIN).until(() -> feed.acknowledged().size() >= 1_000);
      feed.close();
      acknowledged.addAll(feed.acknowledged());
      requireEachOnce(second, acknowledged);
      assertThat(second.stop()).isZero();
    }
  }

  @Test
  void aCleanStopLeavesASavepointAndTheNextStartUsesIt() throws Exception {
    Path data = folder.resolve("data");
    Set<Long> acknowledged = new TreeSet<>();
    long lastValue;
    try (UpProcess first = UpProcess.start(data).awaitUp()) {
      SampleFeed feed = new SampleFeed(first::push);
      await().atMost(SCORED_WITHIN).until(() -> feed.acknowledged().size() >= 500);
      assertThat(aSecondOneOn(data)).contains("is in use by another ./vedette up (process ");
      // under load: what the gateway took until it closed must be scored by the next run
      assertThat(first.stop()).isZero();
      feed.close();
      assertThat(first.output()).containsPattern("savepoint savepoints/savepoint-\\w+");
      acknowledged.addAll(feed.acknowledged());
      lastValue = feed.lastValue();
    }

    try (UpProcess second = UpProcess.start(data).awaitUp()) {
      assertThat(second.output()).containsPattern("goes on from savepoints/savepoint-\\w+");
      SampleFeed feed = new SampleFeed(second::push, lastValue);
      await().atMost(SCORED_WITHIN).until(() -> feed.acknowledged().size() >= 500);
      feed.close();
      acknowledged.addAll(feed.acknowledged());
      requireEachOnce(second, acknowledged);
    }
  }

  @Test
  void nothingListensButOnLoopback() throws Exception {
    assumeThat(ListeningSockets.canBeListed()).isTrue();
    try (UpProcess up =
        UpProcess.start(folder.resolve("data"), "--demo", "--demo-port", "0").awaitUp()) {
      List<String> all = new ArrayList<>();
      for (ProcessHandle process : up.processes()) {
        all.addAll(ListeningSockets.of(process));
      }
      // gateway, Flink's web UI, its blob server, the demo shop; Kafka's two
      assertThat(all).hasSizeGreaterThanOrEqualTo(6).allMatch(ListeningSockets::isLoopback);
    }
  }

  @Test
  void whatAJobStartedAnewLearnsIsWhatTheNextStartGoesOnFrom() throws Exception {
    Path data = folder.resolve("data");
    SampleFeed feed;
    try (UpProcess first = UpProcess.start(data).awaitUp()) {
      feed = new SampleFeed(first::push);
      try (ScoreLedger scores = new ScoreLedger(first.kafka())) {
        await().atMost(SCORED_WITHIN).until(() -> scores.read().size() >= 500);
      }
      first.kill();
      feed.close();
    }
    try (UpProcess anew = UpProcess.start(data, "--ignore-state").awaitUp()) {
      assertThat(anew.output()).contains("so far was moved to discarded-", "starts anew");
      assertThat(anew.stop()).isZero();
      assertThat(anew.output()).containsPattern("savepoint savepoints/savepoint-\\w+");
    }
    try (UpProcess next = UpProcess.start(data).awaitUp()) {
      assertThat(next.output()).containsPattern("goes on from savepoints/savepoint-\\w+");
    }
  }

  @Test
  void aPortInUseIsSaidBeforeAnythingStarts() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        UpProcess up =
            UpProcess.start(
                folder.resolve("data"), "--gateway-port", Integer.toString(taken.getLocalPort()))) {
      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.output())
          .contains(
              "port "
                  + taken.getLocalPort()
                  + " (gateway) is in use; choose another with --gateway-port")
          .doesNotContain("Exception");
      assertThat(folder.resolve("data/kafka")).isEmptyDirectory();
    }
  }

  @Test
  void aDataFolderTheBrokerCannotReadIsSaid() throws Exception {
    Path meta = folder.resolve("data/kafka/kraft/meta.properties");
    Files.createDirectories(meta.getParent());
    Files.writeString(meta, "version=99\n");
    try (UpProcess up = UpProcess.start(folder.resolve("data"))) {
      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.output())
          .contains("the Kafka broker did not start")
          .contains(folder.resolve("data").toString());
    }
  }

  private static String aSecondOneOn(Path data) throws Exception {
    try (UpProcess second = UpProcess.start(data)) {
      assertThat(second.exitCode()).isEqualTo(1);
      return second.output();
    }
  }

  /** Every acknowledged sample once; of those that were not, none twice. */
  private static void requireEachOnce(UpProcess up, Set<Long> acknowledged) {
    try (ScoreLedger scores = new ScoreLedger(up.kafka())) {
      await()
          .atMost(SCORED_WITHIN)
          .untilAsserted(
              () -> assertThat(scores.read().keySet().containsAll(acknowledged)).isTrue());
      Map<Long, Integer> counts = scores.read();
      assertThat(counts.values()).allMatch(times -> times == 1);
    }
  }
}
