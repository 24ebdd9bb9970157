package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.vedette.schema.result.Incident;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do with series and points, within retention and disk limit. */
abstract class SeriesStoreContract {

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
