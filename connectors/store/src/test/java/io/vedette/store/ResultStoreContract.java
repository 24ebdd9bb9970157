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
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.schema.result.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do; each has a test class that extends this. */
abstract class ResultStoreContract {

  static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
  static final long MINUTE = 60_000;
  static final long DAY = Duration.ofDays(1).toMillis();
  static final Retention RETENTION =
      new Retention(
          Duration.ofDays(7),
          Duration.ofDays(30),
          Duration.ofDays(60),
          Duration.ofMinutes(10),
          1L << 40);
  static final PageRequest FIRST = PageRequest.first(100);

  ResultStore store;

  /** An empty store. */
  abstract ResultStore create(Retention retention, Clock clock) throws Exception;

  /** The same store, opened again. */
  abstract ResultStore reopen(Retention retention, Clock clock) throws Exception;

  static Clock at(long millis) {
    return Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  static StoreBatch batch() {
    return new StoreBatch(new SeriesCatalog(List.of("job"), 1000));
  }

  @BeforeEach
  final void open() throws Exception {
    store = create(RETENTION, at(NOON));
  }

  @AfterEach
  final void close() {
    store.close();
  }

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

  @Test
  void seriesAreFound() {
    store.write(
        batch()
            .add(Results.point(1, NOON, 1), 1)
            .add(Results.point(2, NOON, 1), 2)
            .add(Results.point(3, NOON, 1), 3));

    assertThat(store.series(Results.seriesId(2)))
        .contains(
            new StoredSeries(
                Results.seriesId(2),
                "latency{job=\"svc-2\",path=\"/a,b\"}",
                "latency",
                "svc-2",
                Map.of("job", "svc-2", "path", "/a,b"),
                NOON));
    assertThat(found(new SeriesQuery("SVC-3", "latency", "svc-3", Map.of("path", "/a,b"))))
        .containsExactly(Results.seriesId(3));
    assertThat(found(new SeriesQuery(null, null, null, Map.of("path", "/a")))).isEmpty();
    assertThat(found(new SeriesQuery(null, null, null, Map.of("job", "svc-1"))))
        .containsExactly(Results.seriesId(1));
    Page<StoredSeries> page = store.series(SeriesQuery.ALL, PageRequest.first(2));
    assertThat(page.items()).hasSize(2);
    assertThat(store.series(SeriesQuery.ALL, new PageRequest(2, page.next())).items())
        .extracting(StoredSeries::seriesId)
        .containsExactly(Results.seriesId(3));
  }

  private List<String> found(SeriesQuery query) {
    return store.series(query, FIRST).items().stream().map(StoredSeries::seriesId).toList();
  }

  @Test
  void pointsComeInOrderEachOnceAndAmended() {
    store.write(batch().add(Results.point(1, NOON + 2000, 3), 3).add(Results.point(2, NOON, 9), 4));
    store.write(batch().add(Results.point(1, NOON, 1), 1).add(Results.point(1, NOON + 1000, 2), 2));
    ScoredPoint amended =
        ScoredPoint.newBuilder(Results.point(1, NOON + 1000, 7))
            .setOutcome(ScoreOutcome.CORRECTED)
            .setAnomaly(true)
            .setLower(Double.NEGATIVE_INFINITY)
            .setUpper(Double.NaN)
            .build();
    ScoredPoint repeated =
        ScoredPoint.newBuilder(Results.point(1, NOON + 2000, 3))
            .setOutcome(ScoreOutcome.DUPLICATE)
            .setScore(0)
            .build();
    store.write(batch().add(amended, 5).add(repeated, 6));

    List<StoredPoint> points = store.points(Results.seriesId(1), NOON, NOON + 5000, FIRST).items();

    assertThat(points)
        .extracting(StoredPoint::timestamp, StoredPoint::value, StoredPoint::outcome)
        .containsExactly(
            tuple(NOON, 1.0, ScoreOutcome.SCORED),
            tuple(NOON + 1000, 7.0, ScoreOutcome.CORRECTED),
            tuple(NOON + 2000, 3.0, ScoreOutcome.SCORED));
    assertThat(points.get(1))
        .isEqualTo(
            new StoredPoint(
                NOON + 1000,
                0,
                1,
                7,
                7,
                7,
                7,
                Double.NEGATIVE_INFINITY,
                Double.NaN,
                0.25,
                1,
                ScoreOutcome.CORRECTED));
    Page<StoredPoint> page =
        store.points(Results.seriesId(1), NOON, NOON + 2000, PageRequest.first(1));
    assertThat(page.items()).hasSize(1);
    page = store.points(Results.seriesId(1), NOON, NOON + 2000, new PageRequest(1, page.next()));
    assertThat(page.items()).extracting(StoredPoint::value).containsExactly(7.0);
    assertThat(page.next()).isNull();
    assertThatThrownBy(() -> store.points("1", 0, 1, FIRST))
        .hasMessageContaining("not 16 hexadecimal digits");
  }

  @Test
  void oldPointsAreRolledUpThenDropped() throws Exception {
    long old = NOON - 8 * DAY;
    store.write(
        batch()
            .add(Results.point(1, old, 1), 1)
            .add(Results.point(1, old + 1000, Double.NaN), 2)
            .add(Results.point(1, old + 2000, 5), 3)
            .add(Results.point(1, old + 2000, 6), 4) // amends the one before
            .add(
                ScoredPoint.newBuilder(Results.point(1, old + 3000, 2)).setAnomaly(true).build(), 5)
            .add(Results.point(1, old + 600_000, Double.NaN), 6)
            .add(Results.point(1, NOON - DAY, 4), 7)
            .add(Results.incident("gone", NOON - 61 * DAY, "cart").build(), 8)
            .add(Results.incident("kept", NOON - 59 * DAY, "cart").build(), 9)
            .add(Results.alert("f-1", NOON - 91 * DAY, "cart").build(), 10)
            .add(Results.anomaly(Results.seriesId(1), NOON - 91 * DAY, "cart").build(), 11));

    StoreUsage usage = store.maintain();

    assertThat(usage.points()).isEqualTo(1);
    assertThat(usage.rolledUp()).isEqualTo(2);
    assertThat(usage.bytes()).isPositive();
    List<StoredPoint> points = store.points(Results.seriesId(1), 0, NOON, FIRST).items();
    assertThat(points).hasSize(3);
    assertThat(points.get(0))
        .isEqualTo(
            new StoredPoint(old, 600_000, 4, 3, 1, 6, 3, 0, 7, 0.25, 1, ScoreOutcome.SCORED));
    assertThat(points.get(1).value()).isNaN();
    assertThat(points.get(1).count()).isEqualTo(1);
    assertThat(points.get(2).step()).isZero();
    assertThat(store.incidents(IncidentQuery.ALL, FIRST).items())
        .extracting(Incident::getId)
        .containsExactly("kept");
    assertThat(store.alerts(AlertQuery.ALL, FIRST).items()).isEmpty();
    assertThat(store.anomalies(AnomalyQuery.ALL, FIRST).items()).isEmpty();

    // what comes after its step was rolled up takes no place of more
    store.write(batch().add(Results.point(1, old + 5000, 100), 12));
    store.maintain();
    assertThat(store.points(Results.seriesId(1), 0, NOON, FIRST).items()).isEqualTo(points);

    store.close();
    store = reopen(RETENTION, at(NOON + 20 * DAY));
    assertThat(store.maintain().rolledUp()).isEqualTo(3);
    assertThat(store.usage().points()).isZero();
    assertThat(store.incidents(IncidentQuery.ALL, FIRST).items()).isEmpty();
    store.close();
    store = reopen(RETENTION, at(NOON + 60 * DAY));
    assertThat(store.maintain().rolledUp()).isZero();
    assertThat(store.series(SeriesQuery.ALL, FIRST).items()).isEmpty();
  }

  @Test
  void overTheDiskLimitTheOldestPointsGoFirstAndIncidentsStay() throws Exception {
    for (int day = 6; day > 0; day--) {
      StoreBatch batch = batch();
      for (int i = 0; i < 200_000; i++) {
        batch.add(Results.point(i % 100, NOON - day * DAY + i, Math.sin(i * 17.0)), i);
      }
      store.write(batch);
    }
    store.write(batch().add(Results.incident("a1", NOON - DAY, "cart").build(), 1));
    StoreUsage before = store.maintain();
    assertThat(before.points()).isEqualTo(1_200_000);
    store.close();
    Retention tight =
        new Retention(
            RETENTION.points(),
            RETENTION.rollups(),
            RETENTION.results(),
            RETENTION.step(),
            before.bytes() / 2);
    store = reopen(tight, at(NOON));

    StoreUsage after = store.maintain();

    assertThat(after.bytes()).isLessThanOrEqualTo(before.bytes() / 2);
    assertThat(after.points()).isBetween(200_000L, 800_000L);
    assertThat(after.oldestPoint()).isGreaterThan(before.oldestPoint());
    assertThat(after.rolledUp()).isPositive();
    assertThat(store.incident("a1")).isPresent();
    long newest = NOON - DAY + 199_999;
    assertThat(store.points(Results.seriesId(99), newest, newest + 1, FIRST).items()).hasSize(1);
  }
}
