package io.vedette.demo;

import io.vedette.schema.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The metrics of the shop as a function of time, faults and seed: the same three give the same
 * values, in whatever order moments are asked for. No clock, no I/O, no threads, no memory of
 * earlier calls.
 *
 * <p>A moment costs about a microsecond for each ten series, so a month of samples each minute is
 * computed in seconds. Instances may be shared by threads.
 *
 * <pre>{@code
 * ShopModel shop = new ShopModel(42);
 * double[] values = new double[shop.series().size()];
 * for (long t = begin; t < end; t += 60_000) {
 *   shop.fill(t, faults, values);
 * }
 * }</pre>
 */
public final class ShopModel {

  /** Value of a series that has none at that moment, since its instance is down. */
  public static final double ABSENT = Double.NaN;

  /** Value of the label {@code job}. */
  public static final String JOB = "demo-shop";

  /** Value of the label {@code environment} unless another is given. */
  public static final String ENVIRONMENT = "demo";

  private static final long WANDERING_MS = 120_000;
  private static final double INSTANCE_BIAS = 0.03;
  private static final double CPU_IDLE = 0.08;
  private static final double CPU_AT_PEAK = 0.5;
  private static final double CPU_LIMIT = 0.99;
  private static final double DEPTH_AT_PEAK = 60;
  private static final int TRAFFIC_STREAM = 1_000_000;
  private static final int BIAS_STREAM = 2_000_000;

  private final String environment;
  private final ShopGraph graph;
  private final ShopWiring wiring;
  private final ShopState peak;
  private final Rhythm rhythm;
  private final Noise noise;
  private final double[] bias;
  private final List<Column> columns;
  private final List<Labels> series;

  /** What stands at one position of the values. */
  private record Column(int service, int instance, ShopMetric metric, double memoryBytes) {}

  /** Everything that goes on at one moment. */
  record Moment(ShopState state, FaultEffects effects) {}

  /** A shop whose days are as long as real ones. */
  public ShopModel(long seed) {
    this(seed, 1);
  }

  /**
   * A shop whose days pass faster or slower.
   *
   * @param seed chooses the noise
   * @param speed days of the shop in one real day, above 0; faults and noise keep real time. Beyond
   *     10 the rhythm itself may look anomalous to a quick detector.
   */
  public ShopModel(long seed, double speed) {
    this(seed, speed, ENVIRONMENT);
  }

  /** The same, in an environment of its own. */
  public ShopModel(long seed, double speed, String environment) {
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("speed must be above 0, not " + speed);
    }
    this.environment = environment;
    graph = ShopGraph.standard();
    wiring = new ShopWiring(graph);
    peak = ShopState.atPeak(wiring);
    rhythm = new Rhythm(speed);
    noise = new Noise(seed);
    bias = new double[wiring.instances()];
    columns = new ArrayList<>();
    series = new ArrayList<>();
    for (int s = 0; s < wiring.services; s++) {
      describe(s, graph.services().get(s));
    }
  }

  private void describe(int s, ShopService service) {
    for (int number = 0; number < service.instances(); number++) {
      int instance = wiring.first[s] + number;
      bias[instance] = 1 + INSTANCE_BIAS * (2 * noise.uniform(BIAS_STREAM, instance) - 1);
      for (ShopMetric metric : ShopMetric.values()) {
        if (metric.fits(service.role())) {
          columns.add(new Column(s, instance, metric, service.memoryBytes()));
          series.add(
              Labels.of(
                  Labels.METRIC_NAME,
                  metric.metricName(),
                  "environment",
                  environment,
                  "instance",
                  service.instance(number),
                  "job",
                  JOB,
                  "service",
                  service.name()));
        }
      }
    }
  }

  /** Services and calls. */
  public ShopGraph graph() {
    return graph;
  }

  /** Every series, in the order of the values; the order never changes. Unmodifiable. */
  public List<Labels> series() {
    return Collections.unmodifiableList(series);
  }

  /**
   * Position of a series in the values.
   *
   * @param instance number of the instance, from 0
   * @throws IllegalArgumentException when the shop has no such series
   */
  public int position(String service, int instance, ShopMetric metric) {
    int s = graph.index(service);
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column.service() == s
          && column.instance() == wiring.first[s] + instance
          && column.metric() == metric) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        service + " has no " + metric.metricName() + " of instance " + instance);
  }

  /** The values of one moment; {@link #ABSENT} where an instance is down. */
  public double[] values(Instant time, List<Fault> faults) {
    double[] values = new double[columns.size()];
    fill(time.toEpochMilli(), faults, values);
    return values;
  }

  /**
   * Writes the values of one moment.
   *
   * @param timeMs milliseconds since the epoch
   * @param faults all that may be felt then; others do no harm
   * @param into as long as {@link #series}; {@link #ABSENT} where an instance is down
   */
  public void fill(long timeMs, List<Fault> faults, double[] into) {
    Moment moment = moment(timeMs, faults);
    FaultEffects effects = moment.effects();
    ShopState state = moment.state();
    for (int i = 0; i < into.length; i++) {
      Column column = columns.get(i);
      into[i] = noisy(i, column.metric(), value(column, state, effects), timeMs);
    }
  }

  /** What goes on at one moment, before the noise of what is measured. */
  Moment moment(long timeMs, List<Fault> faults) {
    FaultEffects effects =
        faults.isEmpty() ? wiring.noEffects : FaultEffects.at(timeMs, faults, graph, wiring.first);
    ShopState state = new ShopState(wiring, peak);
    double weather = 1 + 0.01 * noise.slow(TRAFFIC_STREAM, timeMs, WANDERING_MS);
    state.settle(rhythm.traffic(timeMs) * weather, effects);
    return new Moment(state, effects);
  }

  /** Value of the label {@code environment}. */
  String environment() {
    return environment;
  }

  ShopWiring wiring() {
    return wiring;
  }

  private double value(Column column, ShopState state, FaultEffects effects) {
    int s = column.service();
    int i = column.instance();
    if (effects.down[i]) {
      return column.metric() == ShopMetric.UP ? 0 : ABSENT;
    }
    double load = state.utilisation[s] * bias[i];
    return switch (column.metric()) {
      case UP -> 1;
      case REQUESTS -> state.rate[s] / state.alive[s] * bias[i];
      case ERROR_RATIO -> state.errorRatio[i];
      case LATENCY_P50 -> state.p50[i];
      case LATENCY_P99 -> state.p99[i];
      case CPU -> cpu(load, effects.cpu[i]);
      case MEMORY -> column.memoryBytes() * (0.9 + 0.1 * Math.min(load, 2)) * effects.memory[i];
      case POOL -> Math.min(1, state.poolDemand[s] * bias[i]);
      case QUEUE_DEPTH ->
          DEPTH_AT_PEAK * (0.3 + 0.7 * load) * state.consumerDelay[s]
              + state.rate[s] * effects.backlogSeconds[s];
    };
  }

  private static double cpu(double load, double burnt) {
    double asked = Math.min(CPU_LIMIT, CPU_IDLE + (CPU_AT_PEAK - CPU_IDLE) * load);
    return asked + burnt * (CPU_LIMIT - asked);
  }

  private double noisy(int stream, ShopMetric metric, double value, long timeMs) {
    if (metric.quickNoise() == 0 || Double.isNaN(value)) {
      return value;
    }
    double noisy =
        value
            * (1
                + metric.quickNoise() * noise.quick(stream, timeMs)
                + metric.slowNoise() * noise.slow(stream, timeMs, WANDERING_MS));
    return switch (metric) {
      case ERROR_RATIO, CPU, POOL -> Math.min(1, noisy);
      case QUEUE_DEPTH -> Math.rint(noisy);
      default -> noisy;
    };
  }
}
