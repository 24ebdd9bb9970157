package io.vedette.bench.store;

import io.vedette.schema.incident.AffectedService;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.schema.result.Severity;
import io.vedette.settings.Settings;
import io.vedette.store.IncidentQuery;
import io.vedette.store.Page;
import io.vedette.store.PageRequest;
import io.vedette.store.Position;
import io.vedette.store.ResultStore;
import io.vedette.store.SeriesCatalog;
import io.vedette.store.StoreBatch;
import io.vedette.store.StoredPoint;
import io.vedette.store.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scored points a second written, from their JSON on as the writer does it, and what a page of a
 * list of incidents costs.
 *
 * <p>Arguments: the store (duckdb, clickhouse or both), points, incidents.
 */
public final class StoreBenchmark {

  private static final int SERIES = 5_000;
  private static final int BATCH = 50_000;
  private static final int ROUNDS = 30;
  private static final long MINUTE = 60_000;
  private static final PageRequest PAGE = PageRequest.first(50);

  private final ResultStore store;
  private final String name;
  private final long now = Clock.systemUTC().millis();

  private StoreBenchmark(ResultStore store, String name) {
    this.store = store;
    this.name = name;
  }

  /** Runs it; ClickHouse is started from Debian's package. */
  public static void main(String[] args) throws Exception {
    String which = args.length > 0 ? args[0] : "both";
    int points = args.length > 1 ? Integer.parseInt(args[1]) : 5_000_000;
    int incidents = args.length > 2 ? Integer.parseInt(args[2]) : 100_000;
    Path folder = Files.createTempDirectory("vedette-bench-store");
    try {
      if (!which.equals("clickhouse")) {
        Settings settings =
            Settings.of(
                Map.of(
                    "store.type",
                    "duckdb",
                    "store.duckdb.file",
                    folder.resolve("bench.duckdb").toString()));
        run(settings, "DuckDB", points, incidents);
      }
      if (!which.equals("duckdb")) {
        try (LocalClickHouse server = LocalClickHouse.start(folder.resolve("clickhouse"))) {
          Settings settings =
              Settings.of(
                  Map.of(
                      "store.type", "clickhouse", "store.clickhouse.url", server.url().toString()));
          run(settings, "ClickHouse", points, incidents);
        }
      }
    } finally {
      LocalClickHouse.delete(folder);
    }
    // DuckDB's driver leaves a thread behind that is no daemon
    System.exit(0);
  }

  private static void run(Settings settings, String name, int points, int incidents) {
    try (ResultStore store = Stores.open(settings, Clock.systemUTC()).orElseThrow()) {
      StoreBenchmark benchmark = new StoreBenchmark(store, name);
      benchmark.writePoints(points);
      benchmark.readPoints();
      benchmark.writeIncidents(incidents);
      benchmark.listIncidents(incidents);
    }
  }

  private void writePoints(int points) {
    SeriesCatalog catalog = new SeriesCatalog(List.of("service"), 200_000);
    int batches = points / BATCH;
    long spent = 0;
    for (int batch = 0; batch < batches; batch++) {
      List<byte[]> bodies = bodies(batch); // made by the job, so not counted
      long begin = System.nanoTime();
      StoreBatch rows = new StoreBatch(catalog);
      long offset = (long) batch * BATCH;
      for (byte[] body : bodies) {
        rows.add(ResultJson.read(body, ScoredPoint.class), offset++);
      }
      rows.add(new Position("vedette.scores", 0, "bench", 0, offset));
      store.write(rows);
      spent += System.nanoTime() - begin;
    }
    double seconds = spent / 1e9;
    say(
        "%s: %,d points written in %.1f s: %,.0f points/s",
        name, points, seconds, points / seconds);
    say(
        "%s: %.1f bytes a point on disk",
        name, (double) store.usage().bytes() / store.usage().points());
  }

  private List<byte[]> bodies(int batch) {
    Random random = new Random(batch);
    List<byte[]> bodies = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      int series = i % SERIES;
      long tick = (long) batch * (BATCH / SERIES) + i / SERIES;
      double value = 100 + 10 * random.nextGaussian();
      bodies.add(
          ResultJson.write(
              ScoredPoint.newBuilder()
                  .setSeriesId(seriesId(series))
                  .setSeries(
                      "http_requests_total{code=\"200\",instance=\"10.0.0."
                          + series % 250
                          + ":9100\",service=\"service-"
                          + series % 300
                          + "\"}")
                  .setTimestamp(now - Duration.ofDays(1).toMillis() + tick * 15_000)
                  .setValue(value)
                  .setExpected(100)
                  .setLower(70)
                  .setUpper(130)
                  .setScore(Math.abs(value - 100) / 60)
                  .setAnomaly(value > 130)
                  .setOutcome(ScoreOutcome.SCORED)
                  .build()));
    }
    return bodies;
  }

  private static String seriesId(int series) {
    return String.format(Locale.ROOT, "%016x", series * 0x9E3779B97F4A7C15L);
  }

  private void readPoints() {
    measure(
        "a series, every point",
        () -> {
          Page<StoredPoint> page =
              store.points(seriesId(7), 0, Long.MAX_VALUE, PageRequest.first(10_000));
          return page.items().size();
        });
  }

  private void writeIncidents(int incidents) {
    StoreBatch batch = new StoreBatch(new SeriesCatalog(List.of(), 1));
    long begin = System.nanoTime();
    for (int i = 0; i < incidents; i++) {
      batch.add(incident(i, incidents), i);
      if (batch.records() == 5_000) {
        store.write(batch);
        batch = new StoreBatch(new SeriesCatalog(List.of(), 1));
      }
    }
    store.write(batch);
    say(
        "%s: %,d incidents of 20 alerts written in %.1f s",
        name, incidents, (System.nanoTime() - begin) / 1e9);
  }

  private Incident incident(int i, int of) {
    long at = now - (long) (of - i) * MINUTE;
    List<String> services = List.of("service-" + i % 300, "service-" + (i + 7) % 300);
    boolean open = i % 50 == 0;
    return Incident.newBuilder()
        .setId(String.format(Locale.ROOT, "%016x", i * 0x9E3779B97F4A7C15L))
        .setRevision(3)
        .setEnvironment("production")
        .setStatus(open ? IncidentStatus.OPEN : IncidentStatus.RESOLVED)
        .setChange(open ? IncidentChangeKind.UPDATED : IncidentChangeKind.RESOLVED)
        .setChangedAt(at)
        .setChangedBy("vedette")
        .setReason("two alerts of one service and its caller")
        .setTitle("Latency of " + services.get(0) + " and 19 more alerts")
        .setSeverity(List.of(Severity.values()).get(i % 3))
        .setStartsAt(at - 10 * MINUTE)
        .setOpenedAt(at - 9 * MINUTE)
        .setLastAlertAt(at)
        .setAlertCount(20)
        .setFiringCount(open ? 20 : 0)
        .setAlerts(IntStream.range(0, 20).mapToObj(n -> alert(n, services.get(n % 2), at)).toList())
        .setServices(
            services.stream()
                .map(service -> new AffectedService(service, 10, 0, Severity.WARNING, at))
                .toList())
        .build();
  }

  private static IncidentAlert alert(int n, String service, long at) {
    return IncidentAlert.newBuilder()
        .setId("00000000000000" + (10 + n) + "-" + at)
        .setFingerprint("00000000000000" + (10 + n))
        .setStatus(AlertStatus.RESOLVED)
        .setName("MetricAboveBand")
        .setService(service)
        .setSeverity(Severity.WARNING)
        .setStartsAt(at)
        .setSummary("request_duration_seconds of " + service + " is 4.2, expected 0.4 to 0.9")
        .build();
  }

  private void listIncidents(int incidents) {
    String of = String.format(Locale.ROOT, " of %,d incidents", incidents);
    list("newest" + of, query(Set.of(), Set.of(), null, null, IncidentQuery.Sort.CHANGED_AT));
    list(
        "open and critical" + of,
        query(
            Set.of(IncidentStatus.OPEN),
            Set.of(Severity.CRITICAL),
            null,
            null,
            IncidentQuery.Sort.STARTS_AT));
    list(
        "of a service" + of,
        query(Set.of(), Set.of(), "service-42", null, IncidentQuery.Sort.SEVERITY));
    list(
        "by text" + of,
        query(Set.of(), Set.of(), null, "latency of service-29", IncidentQuery.Sort.CHANGED_AT));
  }

  private static IncidentQuery query(
      Set<IncidentStatus> statuses,
      Set<Severity> severities,
      @Nullable String service,
      @Nullable String text,
      IncidentQuery.Sort sort) {
    return new IncidentQuery(statuses, severities, null, service, null, null, text, sort, true);
  }

  private void list(String what, IncidentQuery query) {
    measure(what, () -> store.incidents(query, PAGE).items().size());
  }

  private void measure(String what, Supplier<Integer> ask) {
    List<Double> millis = new ArrayList<>();
    int found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      found = ask.get();
      millis.add((System.nanoTime() - begin) / 1e6);
    }
    double first = millis.get(0);
    millis.sort(null);
    say(
        "%s: %s: %d found, median %.0f ms, slowest %.0f ms, first %.0f ms",
        name, what, found, millis.get(ROUNDS / 2), millis.get(ROUNDS - 1), first);
  }

  private static void say(String form, Object... values) {
    System.out.println(String.format(Locale.ROOT, form, values));
  }
}
