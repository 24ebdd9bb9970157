package io.vedette.demo;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shop, running: pushes its telemetry to the gateway and takes faults over HTTP on 127.0.0.1.
 *
 * <p>Does not need the gateway to be up: it tries again as {@link PushLoop} says. One thread
 * pushes; {@link #close} ends it within a few seconds.
 */
public final class DemoShop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DemoShop.class);

  private static final Duration AFTER_A_FAULT_OF_OURS = Duration.ofSeconds(5);

  private final PushLoop loop;
  private final ControlServer control;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread named = new Thread(task, "demo-shop-push");
            named.setDaemon(true);
            return named;
          });

  private DemoShop(PushLoop loop, ControlServer control) {
    this.loop = loop;
    this.control = control;
  }

  /**
   * Starts the shop and returns at once; the history is pushed meanwhile.
   *
   * @throws IOException when the control port cannot be had; the message names it
   */
  public static DemoShop start(DemoOptions options) throws IOException {
    Clock clock = Clock.systemUTC();
    return start(
        options, clock, new HttpPusher(options.gatewayBaseUrl(), options.bearerToken(), clock));
  }

  static DemoShop start(DemoOptions options, Clock clock, Pusher pusher) throws IOException {
    Optional<FaultSchedule> schedule =
        options.scheduledFaults()
            ? Optional.of(new FaultSchedule(options.seed(), clock.instant()))
            : Optional.empty();
    FaultBook faults = new FaultBook(clock, schedule);
    ShopModel model = new ShopModel(options.seed(), options.speed());
    PushLoop loop =
        new PushLoop(
            new ShopTelemetry(model, options.seed(), options.interval()),
            faults,
            pusher,
            clock,
            options.interval(),
            options.historyBeforeStart());
    DemoShop shop = new DemoShop(loop, ControlServer.start(options.controlPort(), faults, clock));
    LOG.info("demo shop open, control at {}: {}", shop.controlUrl(), options);
    shop.thread.execute(shop::stepAndComeBack);
    return shop;
  }

  private void stepAndComeBack() {
    Duration wait;
    try {
      wait = loop.step();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException bug) {
      LOG.error("demo shop: a step failed, the next follows", bug);
      wait = AFTER_A_FAULT_OF_OURS;
    }
    try {
      var unused = thread.schedule(this::stepAndComeBack, wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      LOG.debug("demo shop closed");
    }
  }

  /** Port of the control server. */
  public int controlPort() {
    return control.port();
  }

  /** Where the control server answers. */
  public URI controlUrl() {
    return DemoClient.url(control.port());
  }

  /** What became of the ticks so far. */
  public PushCounts counts() {
    return loop.counts();
  }

  /** Stops pushing and answering; waits at most 5 s for the thread. */
  @Override
  public void close() {
    control.close();
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("demo shop: the pushing thread did not end within 5 s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
