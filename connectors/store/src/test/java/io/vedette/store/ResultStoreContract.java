package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.AnomalyStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store must do; each has a test class that extends this. */
abstract class ResultStoreContract extends SeriesStoreContract {

  @Test
  void anEmptyStoreAnswers() {
    assertThat(store.incidents(IncidentQuery.ALL, FIRST)).isEqualTo(new Page<>(List.of(), null));
    assertThat(store.incident("none")).isEmpty();
    assertThat(store.revisions("none")).isEmpty();
    assertThat(store.alerts(AlertQuery.ALL, FIRST).items()).isEmpty();
    assertThat(store.alert("none")).isEmpty();
    assertThat(store.anomalies(AnomalyQuery.ALL, FIRST).items()).isEmpty();
    assertThat(store.series(SeriesQuery.ALL, FIRST).items()).isEmpty();
    assertThat(store.series(Results.seriesId(1))).isEmpty();
    assertThat(store.points(Results.seriesId(1), 0, NOON, FIRST).items()).isEmpty();
    assertThat(store.audit(AuditQuery.ALL, FIRST).items()).isEmpty();
    assertThat(store.topology(new TopologyQuery(null, NOON, Duration.ofHours(1), 10))).isEmpty();
    assertThat(store.positions()).isEmpty();
    assertThat(store.usage().points()).isZero();
    store.write(batch());
  }

  @Test
  void anIncidentComesBackAsItWas() {
    Incident incident =
        Results.incident("a1", NOON, "cart", "db")
            .setTitle("It's \\ \"bad\" \n\t\0 ümlaut 😀 '; DROP TABLE incidents; --")
            .setResolution(null)
            .setAcknowledgedAt(NOON + 1)
            .build();

    store.write(batch().add(incident, 1));

    assertThat(store.incident("a1")).contains(incident);
    assertThat(store.incidents(IncidentQuery.ALL, FIRST).items()).containsExactly(incident);
    assertThat(store.incident("a1' OR '1'='1")).isEmpty();
    assertThat(store.incident("a1\\' OR 1=1 --")).isEmpty();
  }

  @Test
  void theHighestVersionCountsInWhateverOrder() {
    Incident opened = Results.incident("a1", NOON, "cart").build();
    Incident resolved =
        Incident.newBuilder(opened)
            .setRevision(2)
            .setStatus(IncidentStatus.RESOLVED)
            .setChange(IncidentChangeKind.RESOLVED)
            .setChangedAt(NOON + MINUTE)
            .build();

    store.write(batch().add(resolved, 8));
    store.write(batch().add(opened, 7));

    assertThat(store.incident("a1")).contains(resolved);
    assertThat(store.incidents(open("OPEN"), FIRST).items()).isEmpty();
    assertThat(store.incidents(open("RESOLVED"), FIRST).items()).containsExactly(resolved);

    store.write(batch().add(opened, 9).add(resolved, 10).add(opened, 6));

    assertThat(store.incident("a1")).contains(resolved);
    assertThat(store.incidents(IncidentQuery.ALL, FIRST).items()).hasSize(1);
  }

  private static IncidentQuery open(String status) {
    return new IncidentQuery(
        Set.of(IncidentStatus.valueOf(status)),
        Set.of(),
        null,
        null,
        null,
        null,
        null,
        IncidentQuery.Sort.CHANGED_AT,
        true);
  }

  @Test
  void aBatchWrittenAgainChangesNothing() {
    StoreBatch batch =
        batch()
            .add(Results.incident("a1", NOON, "cart").build(), 1)
            .add(Results.alert("f-1", NOON, "cart").build(), 2)
            .add(Results.anomaly(Results.seriesId(1), NOON, "cart").build(), 3)
            .add(Results.audit(Results.seriesId(1), NOON, "ann").build(), 3, 4)
            .add(Results.calls("cart", "db", NOON, 5), 5)
            .add(Results.point(1, NOON, 1), 6)
            .add(Results.point(1, NOON + 1000, 2), 7)
            .add(new Position("scores", 0, "topic", 0, 8));
    store.write(batch);
    List<Object> before = everything();

    store.write(batch);

    assertThat(everything()).isEqualTo(before);
    assertThat(before).hasSize(9);
  }

  private List<Object> everything() {
    List<Object> all = new ArrayList<>();
    all.addAll(store.incidents(IncidentQuery.ALL, FIRST).items());
    all.addAll(store.revisions("a1"));
    all.addAll(store.alerts(AlertQuery.ALL, FIRST).items());
    all.addAll(store.anomalies(AnomalyQuery.ALL, FIRST).items());
    all.addAll(store.audit(AuditQuery.ALL, FIRST).items());
    all.addAll(store.topology(new TopologyQuery(null, NOON, Duration.ofHours(1), 10)));
    all.addAll(store.series(SeriesQuery.ALL, FIRST).items());
    all.addAll(store.points(Results.seriesId(1), 0, NOON + DAY, FIRST).items());
    return all;
  }

  @Test
  void whatWasWrittenIsThereAfterAStart() throws Exception {
    store.write(
        batch()
            .add(Results.incident("a1", NOON, "cart").build(), 1)
            .add(new Position("incidents", 3, "topic", 2, 77)));
    store.close();

    store = reopen(RETENTION, at(NOON));

    assertThat(store.incident("a1")).isPresent();
    assertThat(store.positions()).containsExactly(new Position("incidents", 3, "topic", 2, 77));
  }

  @Test
  void aPositionNeverGoesBackButForATopicMadeAnew() {
    store.write(batch().add(new Position("t", 0, "first", 0, 500)));
    store.write(batch().add(new Position("t", 0, "first", 0, 400)));
    assertThat(store.positions()).containsExactly(new Position("t", 0, "first", 0, 500));

    store.write(batch().add(new Position("t", 0, "second", 1, 3)));
    assertThat(store.positions()).containsExactly(new Position("t", 0, "second", 1, 3));
  }

  @Test
  void incidentsAreFiltered() {
    Incident cart = Results.incident("a1", NOON, "cart", "db").build();
    Incident mail =
        Results.incident("a2", NOON + MINUTE, "mail")
            .setSeverity(Severity.CRITICAL)
            .setEnvironment("staging")
            .setStatus(IncidentStatus.ACKNOWLEDGED)
            .build();
    store.write(batch().add(cart, 1).add(mail, 2));

    assertThat(ids(q(Set.of(), Set.of(Severity.CRITICAL), null, null, null, null, null)))
        .containsExactly("a2");
    assertThat(ids(q(Set.of(IncidentStatus.OPEN), Set.of(), null, null, null, null, null)))
        .containsExactly("a1");
    assertThat(ids(q(Set.of(), Set.of(), "staging", null, null, null, null))).containsExactly("a2");
    assertThat(ids(q(Set.of(), Set.of(), null, "db", null, null, null))).containsExactly("a1");
    assertThat(ids(q(Set.of(), Set.of(), null, "d", null, null, null))).isEmpty();
    assertThat(ids(q(Set.of(), Set.of(), null, null, NOON + 1, null, null))).containsExactly("a2");
    assertThat(ids(q(Set.of(), Set.of(), null, null, null, NOON + 1, null))).containsExactly("a1");
    assertThat(ids(q(Set.of(), Set.of(), null, null, null, null, "LATENCY of c")))
        .containsExactly("a1");
    assertThat(ids(q(Set.of(), Set.of(), null, null, null, null, "%"))).isEmpty();
    assertThat(ids(q(Set.of(), Set.of(), null, null, null, null, "')) OR 1=1 --"))).isEmpty();
    assertThat(ids(q(Set.of(), Set.of(), null, null, null, null, "\\"))).isEmpty();
  }

  private static IncidentQuery q(
      Set<IncidentStatus> statuses,
      Set<Severity> severities,
      @Nullable String environment,
      @Nullable String service,
      @Nullable Long since,
      @Nullable Long until,
      @Nullable String text) {
    return new IncidentQuery(
        statuses,
        severities,
        environment,
        service,
        since,
        until,
        text,
        IncidentQuery.Sort.CHANGED_AT,
        true);
  }

  private List<String> ids(IncidentQuery query) {
    return store.incidents(query, FIRST).items().stream().map(Incident::getId).toList();
  }

  @Test
  void pagesHoldEveryIncidentOnceInEveryOrder() {
    StoreBatch batch = batch();
    for (int i = 0; i < 25; i++) {
      batch.add(
          Results.incident("id" + i, NOON + i / 3 * MINUTE, "cart")
              .setSeverity(List.of(Severity.values()).get(i % 3))
              .setAlertCount(i / 2)
              .build(),
          i + 1);
    }
    store.write(batch);

    for (IncidentQuery.Sort sort : IncidentQuery.Sort.values()) {
      for (boolean descending : new boolean[] {true, false}) {
        IncidentQuery query =
            new IncidentQuery(Set.of(), Set.of(), null, null, null, null, null, sort, descending);
        List<Incident> whole = store.incidents(query, FIRST).items();
        List<Incident> paged = new ArrayList<>();
        Page<Incident> page = store.incidents(query, PageRequest.first(4));
        paged.addAll(page.items());
        while (page.next() != null) {
          assertThat(page.items()).hasSize(4);
          page = store.incidents(query, new PageRequest(4, page.next()));
          paged.addAll(page.items());
        }
        assertThat(paged).hasSize(25).doesNotHaveDuplicates().isEqualTo(whole);
        assertThat(whole.stream().map(incident -> sortValue(incident, sort)).toList())
            .isSortedAccordingTo(
                descending ? Comparator.reverseOrder() : Comparator.naturalOrder());
      }
    }
  }

  private static Long sortValue(Incident incident, IncidentQuery.Sort sort) {
    return switch (sort) {
      case STARTS_AT -> incident.getStartsAt();
      case CHANGED_AT -> incident.getChangedAt();
      case SEVERITY ->
          (long)
              List.of(Severity.INFO, Severity.WARNING, Severity.CRITICAL)
                  .indexOf(incident.getSeverity());
      case ALERTS -> (long) incident.getAlertCount();
    };
  }

  @Test
  void aCursorThatIsNoneIsRefused() {
    for (String cursor : List.of("", "x", "????", "bm9uZQ", "a".repeat(5000))) {
      assertThatThrownBy(() -> store.incidents(IncidentQuery.ALL, new PageRequest(1, cursor)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cursor");
    }
    store.write(
        batch()
            .add(Results.alert("f-1", NOON, "cart").build(), 1)
            .add(Results.alert("f-2", NOON, "cart").build(), 2));
    String other = store.alerts(AlertQuery.ALL, PageRequest.first(1)).next();
    assertThatThrownBy(() -> store.incidents(IncidentQuery.ALL, new PageRequest(1, other)))
        .hasMessageContaining("another list");
  }

  @Test
  void revisionsAreThoseThatHold() {
    Incident first = Results.incident("a1", NOON, "cart").build();
    Incident second = revision(first, 2, IncidentChangeKind.ACKNOWLEDGED);
    Incident third = revision(first, 3, IncidentChangeKind.RESOLVED);
    store.write(batch().add(first, 1).add(second, 2).add(third, 3));
    assertThat(store.revisions("a1"))
        .extracting(IncidentRevision::revision, IncidentRevision::change)
        .containsExactly(
            tuple(1L, IncidentChangeKind.OPENED),
            tuple(2L, IncidentChangeKind.ACKNOWLEDGED),
            tuple(3L, IncidentChangeKind.RESOLVED));

    // after a failure the incident goes back
    store.write(batch().add(revision(first, 2, IncidentChangeKind.SNOOZED), 4));

    assertThat(store.revisions("a1"))
        .extracting(IncidentRevision::change)
        .containsExactly(IncidentChangeKind.OPENED, IncidentChangeKind.SNOOZED);
    assertThat(store.incident("a1").orElseThrow().getRevision()).isEqualTo(2);
  }

  private static Incident revision(Incident of, long number, IncidentChangeKind change) {
    return Incident.newBuilder(of).setRevision(number).setChange(change).build();
  }

  @Test
  void alertsAreFilteredAndResolved() {
    Alert cart = Results.alert("f-1", NOON, "cart").build();
    Alert mail = Results.alert("f-2", NOON + MINUTE, "mail").build();
    Alert over =
        Alert.newBuilder(cart).setStatus(AlertStatus.RESOLVED).setEndsAt(NOON + DAY).build();
    store.write(batch().add(cart, 1).add(mail, 2));
    store.write(batch().add(over, 3));

    assertThat(store.alert("f-1")).contains(over);
    assertThat(store.alerts(AlertQuery.ALL, FIRST).items()).containsExactly(mail, over);
    assertThat(
            store
                .alerts(
                    new AlertQuery(
                        Set.of(AlertStatus.FIRING), Set.of(), null, null, null, null, null),
                    FIRST)
                .items())
        .containsExactly(mail);
    assertThat(
            store
                .alerts(
                    new AlertQuery(
                        Set.of(),
                        Set.of(Severity.CRITICAL),
                        "cart",
                        "00000000000000bb",
                        NOON,
                        NOON + 1,
                        "F-1"),
                    FIRST)
                .items())
        .containsExactly(over);
  }

  @Test
  void aRetractedAnomalyIsNotTold() {
    String series = Results.seriesId(1);
    store.write(
        batch()
            .add(Results.anomaly(series, NOON, "cart").build(), 1)
            .add(Results.anomaly(series, NOON + 1, "cart").build(), 2)
            .add(Results.anomaly(Results.seriesId(2), NOON + 2, "mail").build(), 3));
    store.write(
        batch()
            .add(
                Results.anomaly(series, NOON, "cart").setStatus(AnomalyStatus.RETRACTED).build(),
                4));

    assertThat(store.anomalies(new AnomalyQuery(series, "cart", NOON, NOON + 5), FIRST).items())
        .containsExactly(Results.anomaly(series, NOON + 1, "cart").build());
    assertThat(store.anomalies(AnomalyQuery.ALL, FIRST).items()).hasSize(2);
  }

  @Test
  void auditLinesAreEachKept() {
    Audit line = Results.audit(Results.seriesId(1), NOON, "ann").build();
    Audit ofIncident =
        Results.audit(Results.seriesId(1), NOON + 1, "bob")
            .setSeriesId(null)
            .setIncidentId("a1")
            .build();
    store.write(batch().add(line, 0, 1).add(line, 0, 2).add(line, 1, 1).add(ofIncident, 1, 2));

    assertThat(store.audit(AuditQuery.ALL, FIRST).items())
        .containsExactly(ofIncident, line, line, line);
    assertThat(store.audit(new AuditQuery(null, "a1", "bob", NOON, NOON + 2), FIRST).items())
        .containsExactly(ofIncident);
  }

  @Test
  void topologyIsThatOfTheMoment() {
    CallEdge early = Results.calls("cart", "db", NOON, 5);
    CallEdge late = Results.calls("cart", "db", NOON + MINUTE, 6);
    CallEdge other = Results.calls("mail", "db", NOON, 7);
    store.write(batch().add(early, 1).add(late, 2).add(other, 3));

    assertThat(store.topology(new TopologyQuery(null, NOON + 1, Duration.ofMinutes(5), 10)))
        .containsExactlyInAnyOrder(early, other);
    assertThat(
            store.topology(
                new TopologyQuery("default", NOON + MINUTE + 1, Duration.ofMinutes(5), 10)))
        .containsExactlyInAnyOrder(late, other);
    assertThat(store.topology(new TopologyQuery("staging", NOON, Duration.ofMinutes(5), 10)))
        .isEmpty();
  }
}
