package io.vedette.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.files.MetricFileException;
import io.vedette.schema.incident.RecentChange;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.AlertState;
import io.vedette.schema.result.AlertStateKind;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.Severity;
import io.vedette.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded alerts through the whole graph. */
class AlertReplayIT {

  @TempDir Path folder;

  @Test
  void jsonLinesAndCsvGiveTheSameIncidents() throws Exception {
    Path json =
        write(
            "alerts.jsonl",
            """
            {"id":"a","ts":1700000000.25,"entity":"cart-1","caller":"front-0","name":"slow","kind":"trace"}
            {"id":"b","ts":"2023-11-14T22:13:21Z","service":"billing","name":"disk \\"full\\""}
            {"ts":1700000003,"entity":"cart-2","name":"errors","severity":"warning"}
            {"ts":1700000003,"entity":"cart-2"}
            {"id":"a","ts":1700000060.25,"entity":"cart-1","caller":"front-0","name":"slow","kind":"trace"}
            """);
    Path csv =
        write(
            "alerts.csv",
            """
            id,ts,service,entity,caller,name,kind,severity
            a,1700000000.25,,cart-1,front-0,slow,trace,
            b,2023-11-14T22:13:21Z,billing,,,"disk ""full""\",,
            3,1700000003,,cart-2,,errors,,warning
            ,1700000003,,cart-2,,,,
            a,1700000060.25,,cart-1,front-0,slow,trace,
            """);
    Map<String, String> fromJson = incidents(replay(json, "json"));
    assertThat(fromJson).containsOnlyKeys("a", "b", "3");
    assertThat(fromJson.get("3")).isEqualTo(fromJson.get("a"));
    assertThat(fromJson.get("b")).isNotEqualTo(fromJson.get("a"));
    assertThat(incidents(replay(csv, "csv"))).isEqualTo(fromJson);
    assertThat(Files.readAllLines(folder.resolve("json/dead-letters.jsonl")))
        .singleElement()
        .asString()
        .contains("alerts.jsonl:4", "an alert needs 'name'");
    assertThat(Files.readAllLines(folder.resolve("json/clusters.jsonl")))
        .hasSize(4)
        .anySatisfy(line -> assertThat(line).contains("\"change\":\"OPENED\"", "\"cart\""))
        .anySatisfy(line -> assertThat(line).contains("\"change\":\"CLOSED\""));
  }

  /** Whatever order lines stand in, and however often, incidents are the same to the byte. */
  @Test
  void disorderAndDuplicatesGiveTheSameIncidents() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      long second = i < 40 ? i : i < 80 ? 10 + i : 460 + (i - 80) / 4;
      lines.add(
          "{\"id\":\"a%d\",\"ts\":%d,\"service\":\"%s\",\"name\":\"n%d\",\"severity\":\"%s\"}"
              .formatted(
                  i,
                  1_700_000_000 + second,
                  i % 5 == 0 ? "billing" : "cart",
                  i % 31,
                  i % 7 == 0 ? "critical" : "warning"));
    }
    Path inOrder = replay(write("storm.jsonl", String.join("\n", lines) + "\n"), "in-order");
    List<String> incidents = Files.readAllLines(inOrder.resolve("incidents.jsonl"));
    assertThat(incidents).hasSizeGreaterThan(1);
    assertThat(incidents)
        .extracting(json -> ResultJson.read(json.getBytes(UTF_8), Incident.class))
        .allSatisfy(
            incident -> {
              assertThat(incident.getStatus()).isEqualTo(IncidentStatus.OPEN);
              assertThat(incident.getSeverity()).isEqualTo(Severity.CRITICAL);
            })
        .extracting(Incident::getAlertCount)
        .satisfies(
            counts -> assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(120));

    for (long seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      List<String> otherwise = new ArrayList<>(lines);
      otherwise.addAll(lines.subList(0, 40));
      Collections.shuffle(otherwise, random);
      Path out =
          replay(
              write("shuffled-" + seed + ".jsonl", String.join("\n", otherwise) + "\n"),
              "shuffled-" + seed);
      assertThat(Files.readAllLines(out.resolve("incidents.jsonl"))).isEqualTo(incidents);
    }
  }

  @Test
  void aTopologyConnectsWhatAlertsDoNot() throws Exception {
    Path alerts =
        write(
            "unconnected.jsonl",
            """
            {"id":"a","ts":1700000000,"entity":"cart-1","name":"slow"}
            {"id":"b","ts":1700000003,"entity":"redis-0","name":"evictions"}
            """);
    Map<String, String> without = incidents(replay(alerts, "without"));
    assertThat(without.get("a")).isNotEqualTo(without.get("b"));

    Path topology = write("topology.csv", "caller,callee\ncart,redis\n");
    Path out = folder.resolve("with");
    Settings settings = ReplaySettings.resolve(Map.of(), Map.of(), null);
    Replay.run(
        new ReplayOptions(null, null, alerts, topology, out, settings),
        (read, total, points) -> {});
    assertThat(incidents(out).get("a")).isEqualTo(incidents(out).get("b"));
  }

  @Test
  void changesAreEvidenceInTheIncidentsThatFollow() throws Exception {
    Path alerts =
        write(
            "of-cart.jsonl",
            """
            {"alerts":[{"status":"firing","labels":{"alertname":"Slow","service":"cart"},"startsAt":"2023-11-14T22:00:00Z"}]}
            """);
    Path changes =
        write(
            "changes.jsonl",
            """
            {"ts":"2023-11-14T21:55:00Z","service":"cart","kind":"deployment","version":"v2"}
            {"ts":"2023-11-14T21:56:00Z","service":"mailer","kind":"deployment","version":"v7"}
            {"service":
            """);
    Path out = folder.resolve("with-changes");
    Settings settings = ReplaySettings.resolve(Map.of(), Map.of(), null);
    Replay.run(
        new ReplayOptions(null, null, alerts, null, changes, out, settings),
        (read, total, points) -> {});

    List<String> incidents = Files.readAllLines(out.resolve(Replay.INCIDENTS));
    assertThat(incidents).hasSize(1);
    Incident incident =
        ResultJson.read(incidents.get(0).getBytes(StandardCharsets.UTF_8), Incident.class);
    assertThat(incident.getChanges())
        .extracting(RecentChange::getService, RecentChange::getVersion, RecentChange::getAt)
        .containsExactly(tuple("cart", "v2", Instant.parse("2023-11-14T21:55:00Z").toEpochMilli()));
    assertThat(Files.readAllLines(out.resolve(Replay.DEAD_LETTERS)))
        .singleElement()
        .asString()
        .contains("changes.jsonl:3");
  }

  @Test
  void anIncidentNamesTheResolvedOneThatWasLikeIt() throws Exception {
    Path alerts =
        write(
            "again.jsonl",
            """
            {"id":"a","ts":1700000000,"service":"cart","name":"disk full"}
            {"id":"o","ts":1700010000,"service":"search","name":"slow"}
            {"id":"a","ts":1700020000,"service":"cart","name":"disk full","status":"resolved"}
            {"id":"o","ts":1700020001,"service":"search","name":"slow","status":"resolved"}
            {"id":"b","ts":1700200000,"service":"cart","name":"disk full"}
            """);
    List<Incident> told = new ArrayList<>();
    for (String line : Files.readAllLines(replay(alerts, "again").resolve("incidents.jsonl"))) {
      told.add(ResultJson.read(line.getBytes(StandardCharsets.UTF_8), Incident.class));
    }
    Incident again = told.get(told.size() - 1);
    assertThat(again.getStartsAt()).isEqualTo(1_700_200_000_000L);
    assertThat(again.getSimilar())
        .singleElement()
        .satisfies(
            past -> {
              assertThat(past.getStartsAt()).isEqualTo(1_700_000_000_000L);
              assertThat(past.getResolvedAt()).isBetween(1_700_020_000_000L, 1_700_200_000_000L);
              assertThat(past.getShared()).contains("service cart", "alert disk full");
            });
  }

  @Test
  void rulesOfNoiseAreTriedOnRecordedAlerts() throws Exception {
    Path alerts =
        write(
            "noisy.jsonl",
            """
            {"id":"later","ts":1700003700,"service":"cart","name":"errors"}
            {"id":"db","ts":1700000060,"service":"db","name":"slow","host":"n1"}
            {"id":"node","ts":1700000050,"service":"node","name":"NodeDown","host":"n1"}
            {"id":"disk","ts":1700000055,"service":"disk","name":"full","host":"n1"}
            {"id":"free","ts":1700000070,"service":"cart","name":"slow","host":"n2"}
            """);
    Path rules =
        write(
            "rules.yaml",
            """
            silence/move: {matchers: ["service=db"], startsAt: 1700000000000, endsAt: 1700003600000, author: ann, comment: move}
            inhibition/node: {source: ["alertname=NodeDown"], target: ["service=disk"], equal: ["host"]}
            """);
    Settings settings = ReplaySettings.resolve(Map.of(), Map.of(), null);
    Path out = folder.resolve("ruled");
    Replay.run(
        new ReplayOptions(null, null, alerts, null, null, null, rules, out, settings),
        (read, total, points) -> {});

    List<AlertState> states = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve(Replay.ALERT_STATES))) {
      states.add(ResultJson.read(line.getBytes(UTF_8), AlertState.class));
    }
    assertThat(states)
        .extracting(state -> state.getAlert().getId(), AlertState::getState, AlertState::getRules)
        .containsExactly(
            tuple("node", AlertStateKind.PASSED, List.of()),
            tuple("disk", AlertStateKind.SUPPRESSED, List.of("inhibition/node")),
            tuple("db", AlertStateKind.SUPPRESSED, List.of("silence/move")),
            tuple("free", AlertStateKind.PASSED, List.of()),
            tuple("db", AlertStateKind.PASSED, List.of()),
            tuple("later", AlertStateKind.PASSED, List.of()));
    assertThat(states.get(4).getAt()).as("when the silence ended").isEqualTo(1_700_003_600_000L);
    assertThat(incidents(out)).containsOnlyKeys("node", "free", "db", "later");
  }

  @Test
  void aTopologyThatIsNoneIsRefusedBeforeAnythingRuns() throws Exception {
    Path alerts = write("alerts.jsonl", "{\"ts\":1,\"name\":\"slow\"}\n");
    Path topology = write("topology.csv", "name,colour\ncart,red\n");
    Settings settings = ReplaySettings.resolve(Map.of(), Map.of(), null);
    Path out = folder.resolve("refused");
    assertThatThrownBy(
            () ->
                Replay.run(
                    new ReplayOptions(null, null, alerts, topology, out, settings),
                    (read, total, points) -> {}))
        .isInstanceOf(MetricFileException.class)
        .hasMessageContaining("topology.csv:1: expected the header caller,callee");
    assertThat(out).doesNotExist();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path replay(Path alerts, String name) throws Exception {
    Path out = folder.resolve(name);
    Replay.run(
        new ReplayOptions(
            null, null, alerts, out, ReplaySettings.resolve(Map.of(), Map.of(), null)),
        (read, total, points) -> {});
    return out;
  }

  private static Map<String, String> incidents(Path out) throws IOException {
    List<String> lines = Files.readAllLines(out.resolve("alert_to_incident.csv"));
    assertThat(lines.get(0)).isEqualTo("alert_id,incident_id");
    Map<String, String> incidents = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      incidents.put(line.substring(0, line.indexOf(',')), line.substring(line.indexOf(',') + 1));
    }
    return incidents;
  }
}
