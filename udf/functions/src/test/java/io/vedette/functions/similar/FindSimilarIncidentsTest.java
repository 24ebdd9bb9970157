package io.vedette.functions.similar;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.incident.AffectedService;
import io.vedette.schema.incident.SimilarIncident;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.Severity;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class FindSimilarIncidentsTest {

  private static final long BEGINNING = 1_700_000_000_000L;

  /** Written once by the test below it; never written again. */
  private static final String WRITTEN_BY_0_3 =
      "src/test/resources/snapshots/find-similar-incidents-0.3.snapshot";

  @Test
  void anIncidentNamesTheResolvedOnesOfItsEnvironmentLikeIt() throws Exception {
    try (var harness = start(null)) {
      assertThat(push(harness, incident("a", "prod", "cart", IncidentStatus.OPEN))).isEmpty();
      Incident open = incident("b", "prod", "cart", IncidentStatus.OPEN);
      assertThat(push(harness, open)).as("a is not resolved yet").isEmpty();
      push(harness, incident("a", "prod", "cart", IncidentStatus.RESOLVED));
      List<SimilarIncident> similar = push(harness, open);
      assertThat(similar).extracting(SimilarIncident::getId).containsExactly("a");
      assertThat(similar.get(0).getResolution()).isEqualTo("restarted a");
      assertThat(similar.get(0).getShared()).containsExactly("service cart");
      assertThat(push(harness, incident("c", "test", "cart", IncidentStatus.OPEN))).isEmpty();
      assertThat(push(harness, incident("d", "prod", "search", IncidentStatus.OPEN))).isEmpty();
    }
  }

  @Test
  void anIncidentThatIsOpenAgainOrPartOfAnotherIsForgotten() throws Exception {
    try (var harness = start(null)) {
      push(harness, incident("a", "prod", "cart", IncidentStatus.RESOLVED));
      push(harness, incident("m", "prod", "cart", IncidentStatus.RESOLVED));
      push(harness, incident("a", "prod", "cart", IncidentStatus.OPEN));
      push(harness, incident("m", "prod", "cart", IncidentStatus.MERGED));
      Incident open = incident("b", "prod", "cart", IncidentStatus.OPEN);
      assertThat(push(harness, open)).isEmpty();
      push(harness, incident("a", "prod", "cart", IncidentStatus.RESOLVED));
      assertThat(push(harness, open)).extracting(SimilarIncident::getId).containsExactly("a");
    }
  }

  @Test
  void nothingElseOfARecordChanges() throws Exception {
    try (var harness = start(null)) {
      push(harness, incident("a", "prod", "cart", IncidentStatus.RESOLVED));
      Incident open = incident("b", "prod", "cart", IncidentStatus.OPEN);
      harness.processElement(open, 0);
      Incident told = harness.extractOutputValues().get(1);
      assertThat(told.getSimilar()).hasSize(1);
      told.setSimilar(List.of());
      assertThat(told).isEqualTo(open);
    }
  }

  @Test
  void whatRelease03WroteIsRestored() throws Exception {
    try (var harness = start(OperatorSnapshotUtil.readStateHandle(WRITTEN_BY_0_3))) {
      List<SimilarIncident> similar =
          push(harness, incident("b", "prod", "cart", IncidentStatus.OPEN));
      assertThat(similar).extracting(SimilarIncident::getId).containsExactly("old");
      assertThat(similar.get(0).getSimilarity()).isEqualTo(1);
      assertThat(similar.get(0).getResolution()).isEqualTo("restarted old");
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "vedette.snapshot", matches = ".*find-similar-incidents.*")
  void writesTheSnapshotWhenItIsNotThereYet() throws Exception {
    Path file = Path.of(System.getProperty("vedette.snapshot"));
    assertThat(file).as("a released snapshot is never written again").doesNotExist();
    try (var harness = start(null)) {
      push(harness, incident("old", "prod", "cart", IncidentStatus.RESOLVED));
      OperatorSnapshotUtil.writeStateHandle(harness.snapshot(1, 1), file.toString());
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Incident, Incident> start(
      @Nullable OperatorSubtaskState snapshot) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, Incident, Incident> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new FindSimilarIncidents(SimilarOptions.defaults())),
            Incident::getEnvironment,
            Types.STRING,
            128,
            1,
            0);
    harness.setup();
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    return harness;
  }

  private static List<SimilarIncident> push(
      KeyedOneInputStreamOperatorTestHarness<String, Incident, Incident> harness, Incident incident)
      throws Exception {
    harness.processElement(incident, 0);
    List<Incident> told = harness.extractOutputValues();
    return told.get(told.size() - 1).getSimilar();
  }

  private static Incident incident(
      String id, String environment, String service, IncidentStatus status) {
    boolean isResolved = status == IncidentStatus.RESOLVED;
    return Incident.newBuilder()
        .setId(id)
        .setRevision(1)
        .setEnvironment(environment)
        .setStatus(status)
        .setChange(isResolved ? IncidentChangeKind.RESOLVED : IncidentChangeKind.OPENED)
        .setChangedAt(BEGINNING)
        .setChangedBy("test")
        .setReason("")
        .setTitle(service + ": slow")
        .setSeverity(Severity.WARNING)
        .setStartsAt(BEGINNING)
        .setOpenedAt(BEGINNING)
        .setLastAlertAt(BEGINNING)
        .setResolvedAt(isResolved ? BEGINNING : null)
        .setResolution(isResolved ? "restarted " + id : null)
        .setAlertCount(1)
        .setFiringCount(1)
        .setAlerts(List.of())
        .setServices(List.of(new AffectedService(service, 1, 1, Severity.WARNING, BEGINNING)))
        .build();
  }
}
