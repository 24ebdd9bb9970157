package io.vedette.jobs.streaming;

import static io.vedette.jobs.streaming.IncidentStage.command;
import static io.vedette.schema.control.IncidentCommandKind.ACKNOWLEDGE;
import static io.vedette.schema.control.IncidentCommandKind.RESOLVE;
import static io.vedette.schema.result.Severity.CRITICAL;
import static io.vedette.schema.result.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.incident.IncidentParameters;
import io.vedette.schema.incident.RecentChange;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** State of incidents that an earlier release wrote. */
@Timeout(120)
class IncidentSavepointIT {

  /** Written once by the test below it; never written again. */
  private static final Path WRITTEN_BY_0_1 =
      Path.of("src/test/resources/savepoints/incidents-0.1").toAbsolutePath();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final String A = "00000000000000a1";
  private static final String B = "00000000000000b2";

  /** Nothing is forgotten until this test is. */
  private static final IncidentParameters LASTING =
      new IncidentParameters(
          Duration.ofMillis(100),
          Duration.ofDays(1),
          Duration.ofDays(36_500),
          Duration.ofDays(36_500),
          Duration.ofDays(36_500),
          Duration.ofMinutes(30),
          20_000,
          100,
          50,
          20,
          100);

  @Test
  void whatRelease01WroteGoesOn() throws Exception {
    IncidentStage stage = new IncidentStage();
    stage.readAnew();
    JobClient job = stage.start(LASTING, 2, WRITTEN_BY_0_1.toUri().toString(), null);
    stage.fires("4", "cart", WARNING);
    stage.groups(A, "4");
    Incident known = stage.await(A, one -> one.getAlertCount() == 4);
    assertThat(known.getStatus()).isEqualTo(IncidentStatus.ACKNOWLEDGED);
    assertThat(known.getAcknowledgedBy()).isEqualTo("ann");
    assertThat(known.getSeverity()).isEqualTo(CRITICAL);
    assertThat(known.getChanges()).extracting(RecentChange::getId).containsExactly("v2");
    assertThat(known.getRevision()).isGreaterThan(2);
    stage.resolves("2", "cart");
    assertThat(stage.await(A, one -> one.getFiringCount() == 3).getSeverity())
        .as("the alert knows its incident")
        .isEqualTo(WARNING);
    stage.says("ack", ACKNOWLEDGE, A);
    stage.fires("6", "search", WARNING);
    stage.groups(B, "6");
    String successor =
        Awaitility.await()
            .until(
                () ->
                    stage.told().stream()
                        .filter(one -> B.equals(one.getContinues()))
                        .map(Incident::getId)
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    assertThat(stage.await(successor, one -> true).getAlertCount()).isEqualTo(1);
    assertThat(stage.deadLetters()).as("the command is known").isEmpty();
    job.cancel().get(30, TimeUnit.SECONDS);
  }

  @Test
  @EnabledIfSystemProperty(named = "vedette.snapshot", matches = ".*incidents-.*")
  void writesTheSavepointWhenItIsNotThereYet() throws Exception {
    Path folder = Path.of(System.getProperty("vedette.snapshot"));
    IncidentStage stage = new IncidentStage();
    JobClient job = stage.start(LASTING, 1, null, null);
    stage.deploys("v2", "cart");
    stage.fires("1", "cart", WARNING);
    stage.fires("2", "cart", CRITICAL);
    stage.fires("3", "billing", WARNING);
    stage.groups(A, "1", "2", "3");
    stage.await(A, one -> one.getAlertCount() == 3 && !one.getChanges().isEmpty());
    stage.says("ack", ACKNOWLEDGE, A);
    stage.await(A, one -> one.getAcknowledgedBy() != null);
    stage.fires("5", "search", WARNING);
    stage.groups(B, "5");
    stage.await(B, one -> one.getStatus() == IncidentStatus.OPEN);
    stage.says(command("fix", RESOLVE, B).setComment("restarted").build());
    stage.await(B, one -> one.getStatus() == IncidentStatus.RESOLVED);
    String savepoint =
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);
    assertThat(savepoint).as("to be moved by hand").isNotEmpty();
  }
}
