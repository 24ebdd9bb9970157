package io.vedette.cli.up;

import io.vedette.broker.BrokerProcess;
import io.vedette.cli.Problem;
import io.vedette.cli.Terminal;
import io.vedette.demo.DemoClient;
import io.vedette.demo.DemoOptions;
import io.vedette.demo.DemoShop;
import io.vedette.gateway.Gateway;
import io.vedette.gateway.demo.DemoFaults;
import io.vedette.jobs.config.StreamingSettings;
import io.vedette.jobs.launch.StreamingJob;
import io.vedette.kafka.KafkaSettings;
import io.vedette.kafka.Topics;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import io.vedette.store.ResultStore;
import io.vedette.store.StoreException;
import io.vedette.store.kafka.StoreService;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All parts on one machine, started in the order of their needs and stopped the other way round.
 *
 * <p>Every sample the gateway acknowledges is scored exactly once in what is committed, whatever
 * ends this process: a clean stop leaves a savepoint, anything else the last checkpoint, and the
 * next start goes on from the newer of the two.
 */
final class LocalPlatform {

  private static final Logger LOG = LoggerFactory.getLogger(LocalPlatform.class);

  /** Earlier runs whose checkpoints or savepoint are kept, to fall back to. */
  static final int KEPT_RUNS = 3;

  private static final long LOOK_EVERY_MS = 500;

  private final LocalOptions options;
  private final DataFolder data;
  private final PrintWriter out;
  private final StopRequest stop;
  private final Deque<Part> started = new ArrayDeque<>();

  private final RestartWatch restarts = new RestartWatch();

  private @Nullable BrokerProcess broker;
  private @Nullable LocalFlink flink;
  private @Nullable StoreService writer;
  private @Nullable ResultStore results;
  private @Nullable JobID job;
  private @Nullable String death;
  private boolean anew;

  LocalPlatform(LocalOptions options, DataFolder data, PrintWriter out, StopRequest stop) {
    this.options = options;
    this.data = data;
    this.out = out;
    this.stop = stop;
  }

  /** What is stopped at the end. */
  private record Part(String name, AutoCloseable running) {}

  /** A stop was asked for while parts were still starting. */
  private static final class StoppedEarly extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Runs until asked to stop, or until a part dies for good.
   *
   * @return the exit code
   * @throws Problem when it cannot start, saying why; what was started is stopped
   */
  int run() throws Exception {
    long begin = System.nanoTime();
    try {
      start(begin);
      awaitEnd();
    } catch (StoppedEarly asked) {
      LOG.info("stopped while starting");
    } finally {
      stopAll();
    }
    if (death != null) {
      out.println("vedette: " + death + "; the log is " + data.logs().resolve("vedette.log"));
      return 1;
    }
    return 0;
  }

  private void start(long begin) throws Exception {
    // with a job elsewhere this is as near as it gets; one that runs here knows better
    anew = !Files.exists(data.kafka().resolve("broker.pid"));
    PreviousBroker previous = new PreviousBroker(data);
    previous.awaitEnd(() -> out.println("waiting for the Kafka broker of the last run to end"));
    Ports.requireDistinct(
        Map.of(
            "--kafka-port", options.kafkaPort(),
            "--gateway-port", options.gatewayPort(),
            "--web-port", options.webPort()));
    int kafkaPort = Ports.require(options.kafkaPort(), "Kafka", "--kafka-port");
    int gatewayPort = Ports.require(options.gatewayPort(), "gateway", "--gateway-port");
    int webPort = options.job() ? Ports.require(options.webPort(), "Flink", "--web-port") : 0;
    int demoPort = options.demo() ? Ports.require(options.demoPort(), "demo", "--demo-port") : 0;
    Settings settings =
        LocalSettings.withFlink(
            LocalSettings.of(
                options.settings(), data.store().resolve("vedette.duckdb"), kafkaPort, gatewayPort),
            webPort);
    if (options.demo()) {
      settings = LocalSettings.withHistory(settings, DemoOptions.DEFAULT_HISTORY);
    }
    LOG.info("settings beside the defaults: {}", settings.texts().keySet());

    out.println("Vedette is starting; everything it keeps is in " + data.root());
    startBroker(kafkaPort, previous);
    Topics.createMissing(settings);
    if (options.job()) {
      startJob(settings, webPort);
    }
    startStore(settings);
    URI gateway = startGateway(settings, demoPort);
    if (options.demo()) {
      startDemo(gateway, demoPort);
    }
    new Summary(options, data, gateway, kafkaPort, webPort, demoPort)
        .print(out, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
  }

  private void startBroker(int port, PreviousBroker remembered) throws IOException {
    BrokerProcess process;
    try {
      process = BrokerProcess.start(data.kafka(), port, brokerOverrides());
    } catch (IOException refused) {
      throw new Problem(String.valueOf(refused.getMessage()), refused);
    }
    broker = process;
    started("Kafka", process);
    remembered.remember(process.pid());
  }

  /** What the broker must allow for the job's transactions. */
  static Map<String, String> brokerOverrides() {
    return Map.of("transaction.max.timeout.ms", Long.toString(TimeUnit.DAYS.toMillis(7)));
  }

  private void startJob(Settings settings, int webPort) throws Exception {
    Configuration configuration =
        LocalFlink.configuration(StreamingJob.configuration(settings), data, webPort);
    LocalFlink cluster = LocalFlink.start(configuration, LocalSettings.SLOTS);
    flink = cluster;
    started("Flink", cluster);
    RestorePoints points = new RestorePoints(data.checkpoints(), data.savepoints(), LOG::warn);
    if (options.ignoreState()) {
      abortOpenTransactions(settings);
      DiscardedState.setAside(data, Instant.now(), LOG::warn).ifPresent(this::sayDiscarded);
    }
    Optional<RestorePoint> point = points.newest();
    anew = point.isEmpty();
    out.println(
        point
            .map(from -> "  job       goes on from " + data.root().relativize(from.folder()))
            .orElse("  job       starts anew"));
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
    StreamingJob.build(env, settings);
    StreamGraph plan = env.getStreamGraph();
    plan.setJobName(settings.get(StreamingSettings.JOB_NAME));
    JobGraph graph = plan.getJobGraph();
    JobID id = graph.getJobID();
    started("job", () -> stopJob(cluster, id));
    cluster.submit(graph, point, stop::isAsked);
    job = id;
    // only now: the point it was restored from must be there until it runs
    points.prune(KEPT_RUNS, id.toHexString());
    requireNotStopped();
  }

  private void abortOpenTransactions(Settings settings) throws InterruptedException {
    int aborted =
        OpenTransactions.abort(
            settings.get(SharedSettings.KAFKA_BOOTSTRAP_SERVERS),
            settings.get(KafkaSettings.TRANSACTIONAL_ID_PREFIX));
    if (aborted > 0) {
      out.println("  Kafka     aborted " + aborted + " transactions the last job left open");
    }
  }

  private void sayDiscarded(Path aside) {
    out.println("  state     so far was moved to " + data.root().relativize(aside));
  }

  private void startStore(Settings settings) {
    try {
      StoreService.start(settings)
          .ifPresent(
              service -> {
                writer = service;
                results = service.store();
                started("store", service);
              });
    } catch (StoreException unusable) {
      throw new Problem(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  private URI startGateway(Settings settings, int demoPort) {
    DemoFaults faults =
        options.demo() ? new ShopFaults(new DemoClient(DemoClient.url(demoPort))) : null;
    Gateway gateway = Gateway.start(settings, results, PostedSeries.scorer(settings), faults);
    started("gateway", gateway);
    if (writer != null) {
      gateway.tellOf(writer::writerStatus);
    }
    return URI.create("http://127.0.0.1:" + gateway.port());
  }

  private void startDemo(URI gateway, int port) throws IOException {
    started("demo shop", DemoShop.start(demoOptions(gateway, port, anew)));
  }

  /**
   * The shop of this platform.
   *
   * @param anew whether nothing was learned yet; else history would only be late
   */
  static DemoOptions demoOptions(URI gateway, int port, boolean anew) {
    DemoOptions shop = DemoOptions.of(gateway).withControlPort(port);
    return anew ? shop : shop.withTimes(shop.interval(), Duration.ZERO);
  }

  private void started(String name, AutoCloseable part) {
    started.push(new Part(name, part));
    requireNotStopped();
  }

  private void requireNotStopped() {
    if (stop.isAsked()) {
      throw new StoppedEarly();
    }
  }

  private void awaitEnd() throws InterruptedException {
    while (!stop.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
      if (broker != null && !broker.isAlive()) {
        death = "the Kafka broker ended; see " + data.kafka().resolve("broker.log");
        return;
      }
      Optional<JobResult> ended =
          flink == null || job == null ? Optional.empty() : flink.result(job);
      if (ended.isPresent()) {
        death = LocalFlink.describe(ended.get()) + " and will not come back";
        return;
      }
      sayRestarts();
    }
  }

  /** Without a limit on restarts, a job that fails for ever would look well from outside. */
  private void sayRestarts() throws InterruptedException {
    if (flink != null && job != null) {
      flink
          .health(job)
          .flatMap(health -> restarts.look(health, System.currentTimeMillis()))
          .ifPresent(line -> out.println("vedette: " + Terminal.printable(line)));
      out.flush();
    }
  }

  private void stopAll() {
    if (!started.isEmpty()) {
      out.println("stopping; once more Ctrl-C ends at once");
    }
    while (!started.isEmpty()) {
      Part part = started.pop();
      try {
        part.running().close();
      } catch (Exception any) { // the others must be stopped all the same
        LOG.warn("The {} did not stop in good order: {}", part.name(), any.toString(), any);
      }
    }
  }

  private void stopJob(LocalFlink cluster, JobID id) throws InterruptedException {
    boolean runs = job != null && cluster.result(id).isEmpty();
    if (!runs || broker == null || !broker.isAlive()) {
      return; // without Kafka nothing can be committed; the last checkpoint stands
    }
    cluster
        .stopWithSavepoint(id, data)
        .ifPresent(
            savepoint -> out.println("savepoint " + Savepoints.readable(savepoint, data.root())));
  }
}
