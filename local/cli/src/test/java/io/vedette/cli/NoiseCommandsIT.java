package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.broker.BrokerProcess;
import io.vedette.kafka.Topics;
import io.vedette.settings.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Silences and maintenance windows on a real Kafka, as the command line leaves them. */
@Timeout(120)
class NoiseCommandsIT {

  @TempDir Path folder;

  @Test
  void silencesAndWindowsAreSetListedAndRemoved() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(folder, 0, Map.of())) {
      String servers = broker.bootstrapServers();
      Topics.createMissing(Settings.of(Map.of("kafka.bootstrap-servers", servers)));
      run(servers, "rule", "set", "quiet", "--match", "a=b", "--off");

      String id =
          run(
                  servers,
                  "silence",
                  "add",
                  "--match",
                  "service=db",
                  "--for",
                  "1h",
                  "--comment",
                  "move")
              .strip();
      run(
          servers,
          "silence",
          "add",
          "--id",
          "old",
          "--match",
          "a=b",
          "--comment",
          "x",
          "--author",
          "ann",
          "--from",
          "2024-01-01T00:00:00Z",
          "--to",
          "2024-01-02T00:00:00Z");
      assertThat(run(servers, "silence", "list").lines())
          .anyMatch(line -> line.startsWith(id + "  active  {\"matchers\":[\"service=db\"]"))
          .contains(
              "old  ended  {\"matchers\":[\"a=b\"],\"startsAt\":1704067200000,"
                  + "\"endsAt\":1704153600000,\"author\":\"ann\",\"comment\":\"x\"}")
          .hasSize(2);
      run(servers, "silence", "expire", id);
      assertThat(run(servers, "silence", "list").lines()).hasSize(1);

      run(
          servers,
          "maintenance",
          "set",
          "backup",
          "--match",
          "service=db",
          "--start",
          "2099-12-05T02:00",
          "--zone",
          "Europe/Zurich",
          "--for",
          "2h",
          "--repeat",
          "FREQ=WEEKLY;BYDAY=SA",
          "--owner",
          "ops");
      assertThat(run(servers, "maintenance", "list").lines())
          .containsExactly(
              "backup  opens 2099-12-05T01:00:00Z  {\"matchers\":[\"service=db\"],"
                  + "\"startsAt\":\"2099-12-05T02:00\",\"zone\":\"Europe/Zurich\","
                  + "\"durationMs\":7200000,\"recurrence\":\"FREQ=WEEKLY;BYDAY=SA\","
                  + "\"owner\":\"ops\",\"comment\":\"\"}");
      run(servers, "maintenance", "remove", "backup");
      assertThat(run(servers, "maintenance", "list")).isEmpty();
      assertThat(run(servers, "rule", "list").lines()).as("of the detector only").hasSize(1);
    }
  }

  @Test
  void inhibitionsAndFlappingAreSetListedAndRemoved() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(folder, 0, Map.of())) {
      String servers = broker.bootstrapServers();
      Topics.createMissing(Settings.of(Map.of("kafka.bootstrap-servers", servers)));
      say(
          servers,
          "inhibition set node --source alertname=NodeDown --target severity=warning"
              + " --equal host --author bob");
      assertThat(say(servers, "inhibition list").lines())
          .containsExactly(
              "node  [alertname=NodeDown] holds back [severity=warning]"
                  + "  {\"source\":[\"alertname=NodeDown\"],\"target\":[\"severity=warning\"],"
                  + "\"equal\":[\"host\"],\"author\":\"bob\",\"comment\":\"\"}");
      say(servers, "inhibition remove node");
      assertThat(say(servers, "inhibition list")).isEmpty();

      say(servers, "flapping set ci --match team=ci --off --author bob");
      say(servers, "flapping set db --match service=db --transitions 5 --within 30m --author bob");
      assertThat(say(servers, "flapping list").lines())
          .containsExactly(
              "ci  off  {\"matchers\":[\"team=ci\"],\"off\":true,\"author\":\"bob\",\"comment\":\"\"}",
              "db  on  {\"matchers\":[\"service=db\"],\"off\":false,\"transitions\":5,"
                  + "\"withinMs\":1800000,\"author\":\"bob\",\"comment\":\"\"}");
      say(servers, "flapping remove ci");
      assertThat(say(servers, "flapping list").lines()).hasSize(1);
    }
  }

  private static String say(String servers, String command) {
    return run(servers, command.split(" "));
  }

  private static String run(String servers, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap", servers));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(new PrintWriter(out), new PrintWriter(err))
            .execute(all.toArray(new String[0]));
    assertThat(code).as(err.toString()).isZero();
    return out.toString();
  }
}
