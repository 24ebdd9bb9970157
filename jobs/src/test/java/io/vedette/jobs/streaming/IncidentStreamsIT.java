package io.vedette.jobs.streaming;

import static io.vedette.jobs.streaming.IncidentStage.command;
import static io.vedette.schema.control.IncidentCommandKind.ACKNOWLEDGE;
import static io.vedette.schema.control.IncidentCommandKind.COMMENT;
import static io.vedette.schema.control.IncidentCommandKind.MERGE;
import static io.vedette.schema.control.IncidentCommandKind.REOPEN;
import static io.vedette.schema.control.IncidentCommandKind.RESOLVE;
import static io.vedette.schema.control.IncidentCommandKind.SNOOZE;
import static io.vedette.schema.control.IncidentCommandKind.SPLIT;
import static io.vedette.schema.control.IncidentCommandKind.UNACKNOWLEDGE;
import static io.vedette.schema.control.IncidentCommandKind.UNSNOOZE;
import static io.vedette.schema.result.Severity.CRITICAL;
import static io.vedette.schema.result.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.incident.IncidentParameters;
import io.vedette.jobs.config.StateBackend;
import io.vedette.jobs.testing.FailOnceMap;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Incidents on StateFun, on a cluster in this JVM. */
@Timeout(300)
class IncidentStreamsIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final String A = "00000000000000a1";
  private static final String B = "00000000000000b2";
  private static final int STORMS = 20;
  private static final int ALERTS = 2_000;

  /** Told ten times a second, over as soon as nothing fires. */
  private static final IncidentParameters QUICK =
      new IncidentParameters(
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          Duration.ofHours(6),
          Duration.ofDays(7),
          Duration.ofDays(30),
          Duration.ofMinutes(30),
          20_000,
          100,
          50,
          20,
          100);

  @TempDir Path folder;

  @Test
  void everyPathOfALife() throws Exception {
    IncidentStage stage = new IncidentStage();
    JobClient job = stage.start(QUICK, 2, null, null);
    stage.deploys("v2", "cart");
    stage.fires("1", "cart", WARNING);
    stage.fires("2", "billing", WARNING);
    stage.groups(A, "1", "2");
    Incident opened = stage.await(A, one -> !one.getChanges().isEmpty());
    assertThat(opened.getStatus()).isEqualTo(IncidentStatus.OPEN);
    assertThat(opened.getAlertCount()).isEqualTo(2);
    assertThat(opened.getChanges().get(0).getId()).isEqualTo("v2");

    stage.says("ack", ACKNOWLEDGE, A);
    assertThat(stage.await(A, one -> has(one, IncidentStatus.ACKNOWLEDGED)).getAcknowledgedBy())
        .isEqualTo("ann");
    stage.says("unack", UNACKNOWLEDGE, A);
    stage.await(A, one -> has(one, IncidentStatus.OPEN));
    stage.says(command("note", COMMENT, A).setComment("looking").build());
    stage.await(A, one -> one.getReason().endsWith("looking"));

    long until = System.currentTimeMillis() + 1_500;
    stage.says(command("nap", SNOOZE, A).setUntil(until).build());
    stage.await(A, one -> has(one, IncidentStatus.SNOOZED));
    Incident awake = stage.await(A, one -> has(one, IncidentStatus.OPEN));
    assertThat(awake.getChange()).isEqualTo(IncidentChangeKind.UNSNOOZED);
    assertThat(awake.getChangedAt()).as("by itself").isEqualTo(until);

    stage.says(command("nap2", SNOOZE, A).setUntil(until + 3_600_000).build());
    stage.await(A, one -> has(one, IncidentStatus.SNOOZED));
    stage.says("up", UNSNOOZE, A);
    stage.await(A, one -> has(one, IncidentStatus.OPEN));
    stage.says(command("nap3", SNOOZE, A).setUntil(until + 3_600_000).build());
    stage.await(A, one -> has(one, IncidentStatus.SNOOZED));
    stage.fires("3", "cart", CRITICAL);
    stage.groups(A, "3");
    assertThat(stage.await(A, one -> has(one, IncidentStatus.OPEN)).getReason()).contains("worse");

    stage.says(command("cut", SPLIT, A).setAlerts(List.of("2")).build());
    Incident cut = stage.await(A, one -> one.getChange() == IncidentChangeKind.SPLIT);
    assertThat(cut.getAlertCount()).isEqualTo(2);
    Incident other =
        Awaitility.await()
            .until(
                () -> stage.told().stream().filter(one -> A.equals(one.getSplitFrom())).findFirst(),
                java.util.Optional::isPresent)
            .orElseThrow();
    assertThat(other.getAlerts()).singleElement().satisfies(one -> isAlert(one.getId(), "2"));

    stage.says(command("join", MERGE, other.getId()).setInto(A).build());
    assertThat(stage.await(other.getId(), one -> has(one, IncidentStatus.MERGED)).getMergedInto())
        .isEqualTo(A);
    stage.await(A, one -> one.getAlertCount() == 3);

    stage.says(command("fix", RESOLVE, A).setComment("rolled back").build());
    assertThat(stage.await(A, one -> has(one, IncidentStatus.RESOLVED)).getResolution())
        .isEqualTo("rolled back");
    stage.says("again", REOPEN, A);
    stage.await(A, one -> has(one, IncidentStatus.OPEN));
    stage.resolves("1", "cart");
    stage.resolves("2", "billing");
    stage.resolves("3", "cart");
    assertThat(stage.await(A, one -> has(one, IncidentStatus.RESOLVED)).getResolvedBy())
        .isEqualTo("vedette");

    stage.fires("4", "cart", WARNING);
    stage.groups(A, "4");
    Awaitility.await()
        .until(() -> stage.told().stream().anyMatch(one -> A.equals(one.getContinues())));
    assertThat(stage.last(A).orElseThrow().getAlertCount()).as("joined by nothing").isEqualTo(3);

    stage.fires("b", "search", WARNING);
    stage.groups(B, "b");
    stage.await(B, one -> has(one, IncidentStatus.OPEN));
    stage.says("wrong", UNSNOOZE, B);
    stage.says("nobody", RESOLVE, "00000000000000ff");
    Awaitility.await().until(() -> stage.deadLetters().size() == 2);
    assertThat(stage.deadLetters())
        .allSatisfy(letter -> assertThat(letter.getReason()).isEqualTo(DeadLetterReason.REFUSED))
        .extracting(letter -> letter.getMessage().replaceAll(".*: ", ""))
        .containsExactlyInAnyOrder("it is not snoozed", "there is no incident 00000000000000ff");
    assertThat(stage.audits())
        .filteredOn(audit -> audit.getKind() == AuditKind.INCIDENT_CHANGED)
        .extracting(audit -> audit.getCause())
        .contains("ack", "unack", "note", "nap", "up", "cut", "join", "fix", "again");
    requireEachRevisionOnce(stage);
    job.cancel().get(30, TimeUnit.SECONDS);
  }

  private static boolean has(Incident incident, IncidentStatus status) {
    return incident.getStatus() == status;
  }

  private static void isAlert(String id, String wanted) {
    assertThat(id).isEqualTo(wanted);
  }

  /**
   * Also on RocksDB, and from the heap to RocksDB and back: a canonical savepoint is of neither.
   */
  @ParameterizedTest
  @CsvSource({"HASHMAP,HASHMAP", "ROCKSDB,ROCKSDB", "HASHMAP,ROCKSDB", "ROCKSDB,HASHMAP"})
  void aSnoozeEndsInTimeAfterASavepointIsRestoredWithMoreTasks(
      StateBackend written, StateBackend read) throws Exception {
    IncidentStage stage = new IncidentStage();
    stage.keepStateIn(written);
    JobClient before = stage.start(QUICK, 1, null, null);
    for (int i = 0; i < 40; i++) {
      stage.fires("x" + i, "s" + i % 7, WARNING);
      stage.groups(storm(i % 8), "x" + i);
    }
    for (int i = 0; i < 8; i++) {
      stage.await(storm(i), one -> one.getFiringCount() == 5);
    }
    long until = System.currentTimeMillis() + 8_000;
    for (int i = 0; i < 8; i++) {
      stage.says(command("nap" + i, SNOOZE, storm(i)).setUntil(until).build());
    }
    for (int i = 0; i < 8; i++) {
      stage.await(storm(i), one -> has(one, IncidentStatus.SNOOZED));
    }
    String savepoint =
        before
            .stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);

    stage.keepStateIn(read);
    JobClient after = stage.start(QUICK, 2, savepoint, null);
    for (int i = 0; i < 8; i++) {
      Incident awake = stage.await(storm(i), one -> has(one, IncidentStatus.OPEN));
      assertThat(awake.getChange()).isEqualTo(IncidentChangeKind.UNSNOOZED);
      assertThat(awake.getChangedAt()).isEqualTo(until);
      assertThat(awake.getAlertCount()).isEqualTo(5);
    }
    for (int i = 0; i < 40; i++) {
      stage.resolves("x" + i, "s" + i % 7);
    }
    for (int i = 0; i < 8; i++) {
      stage.await(storm(i), one -> has(one, IncidentStatus.RESOLVED));
    }
    assertThat(stage.told()).extracting(Incident::getId).containsOnly(storms(8));
    requireEachRevisionOnce(stage);
    after.cancel().get(30, TimeUnit.SECONDS);
  }

  /** A delayed message without any state of its incident, through a savepoint. */
  @Test
  void theRecordOfAnIncidentLongOverIsDropped() throws Exception {
    IncidentParameters brief =
        new IncidentParameters(
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofDays(30),
                Duration.ofMinutes(30),
                20_000,
                100,
                50,
                20,
                100)
            .withRecordsKept(Duration.ofSeconds(6));
    IncidentStage stage = new IncidentStage();
    JobClient before = stage.start(brief, 1, null, null);
    stage.fires("1", "cart", WARNING);
    stage.groups(A, "1");
    stage.await(A, one -> has(one, IncidentStatus.OPEN));
    stage.says("fix", RESOLVE, A);
    stage.await(A, one -> has(one, IncidentStatus.RESOLVED));
    String savepoint =
        before
            .stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);
    JobClient after = stage.start(brief, 2, savepoint, null);
    Incident dropped =
        Awaitility.await()
            .atMost(30, TimeUnit.SECONDS)
            .until(
                () ->
                    stage.told().stream()
                        .filter(one -> one.getChange() == IncidentChangeKind.FORGOTTEN)
                        .toList(),
                told -> !told.isEmpty())
            .get(0);
    assertThat(dropped.getId()).isEqualTo(A);
    assertThat(dropped.getAlertCount()).isZero();
    after.cancel().get(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource(StateBackend.class)
  void aFailureInAStormChangesNothing(StateBackend backend) throws Exception {
    FailOnceMap<IncomingAlert> failing = new FailOnceMap<>(ALERTS / 2);
    Map<String, String> interrupted = storm(failing, backend);
    assertThat(failing.hasFailed()).isTrue();
    assertThat(interrupted)
        .isEqualTo(storm(new FailOnceMap<>(Long.MAX_VALUE), backend))
        .hasSize(STORMS);
  }

  /** Alerts of many storms, commands in between; what each incident came to. */
  private static Map<String, String> storm(FailOnceMap<IncomingAlert> failing, StateBackend backend)
      throws Exception {
    IncidentStage stage = new IncidentStage();
    stage.keepStateIn(backend);
    JobClient job = stage.start(QUICK, 2, null, failing);
    for (int i = 0; i < ALERTS; i++) {
      stage.fires("x" + i, "s" + i % 7, i % 11 == 0 ? CRITICAL : WARNING);
      stage.groups(storm(i % STORMS), "x" + i);
      if (i == ALERTS / 4) {
        // so that a checkpoint holds half a storm
        stage.await(storm(0), one -> one.getAlertCount() > 1);
        stage.says("ack", ACKNOWLEDGE, storm(0));
        stage.await(storm(0), one -> one.getAcknowledgedBy() != null);
        stage.says(
            command("nap", SNOOZE, storm(1)).setUntil(System.currentTimeMillis() + 3_000).build());
      }
    }
    for (int i = 0; i < STORMS; i++) {
      stage.await(storm(i), one -> one.getFiringCount() == ALERTS / STORMS);
    }
    stage.await(storm(1), one -> has(one, IncidentStatus.OPEN));
    requireEachRevisionOnce(stage);
    job.cancel().get(30, TimeUnit.SECONDS);
    Map<String, String> outcome = new TreeMap<>();
    for (Incident incident : stage.told()) {
      outcome.put(
          incident.getId(),
          incident.getStatus()
              + " "
              + incident.getSeverity()
              + " "
              + incident.getTitle()
              + " "
              + incident.getAlerts()
              + incident.getServices()
              + incident.getAcknowledgedBy());
    }
    return outcome;
  }

  /** No record is missing or there twice. */
  private static void requireEachRevisionOnce(IncidentStage stage) {
    String id = "";
    long expected = 0;
    for (Incident incident : stage.told()) {
      expected = incident.getId().equals(id) ? expected + 1 : 1;
      id = incident.getId();
      assertThat(incident.getRevision()).as("of " + id).isEqualTo(expected);
    }
  }

  private static String storm(int n) {
    return "%016x".formatted(n + 1);
  }

  private static String[] storms(int n) {
    String[] ids = new String[n];
    for (int i = 0; i < n; i++) {
      ids[i] = storm(i);
    }
    return ids;
  }
}
