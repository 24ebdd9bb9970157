package io.vedette.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the shop sends for ticks: changes first, then metrics, then the spans of an earlier
 * interval, since a span is told of when it is over and its exporter has gathered some.
 *
 * <p>A function of seed, time and faults, as the model is; no clock, no I/O.
 */
public final class ShopTelemetry {

  /** Most samples in one body, which keeps it under 512 KiB. */
  static final int MOST_SAMPLES = 10_000;

  /** Most spans in one body, which keeps it under 512 KiB; those of a trace stay together. */
  static final int MOST_SPANS = 2_000;

  private final ShopModel model;
  private final ShopTraces traces;
  private final long interval;

  /**
   * Of a shop.
   *
   * @param seed chooses the requests that are traced
   * @param interval between ticks
   */
  public ShopTelemetry(ShopModel model, long seed, Duration interval) {
    this.model = model;
    this.traces = new ShopTraces(model, seed);
    this.interval = interval.toMillis();
  }

  /** Where metrics come from. */
  public ShopModel model() {
    return model;
  }

  /** Most ticks that are made at once. */
  int mostTicks() {
    return Math.max(1, MOST_SAMPLES / model.series().size());
  }

  /** How far before a tick what is sent with it may have happened, milliseconds. */
  long reach() {
    return 2 * interval;
  }

  /**
   * The bodies of some ticks, in the order in which they are to be sent.
   *
   * @param first time of the first tick, milliseconds
   * @param ticks at least one
   * @param felt every fault felt from {@link #reach} before the first
   */
  List<Delivery> of(long first, int ticks, List<Fault> felt) {
    List<Delivery> deliveries = new ArrayList<>();
    for (byte[] body : changes(first, ticks, felt)) {
      deliveries.add(new Delivery(Delivery.Route.CHANGES, body));
    }
    deliveries.add(new Delivery(Delivery.Route.METRICS, metrics(first, ticks, felt)));
    for (byte[] body : spans(first, ticks, felt)) {
      deliveries.add(new Delivery(Delivery.Route.SPANS, body));
    }
    return deliveries;
  }

  private byte[] metrics(long first, int ticks, List<Fault> felt) {
    long[] times = new long[ticks];
    double[][] values = new double[ticks][model.series().size()];
    for (int row = 0; row < ticks; row++) {
      times[row] = first + row * interval;
      model.fill(times[row], felt, values[row]);
    }
    return PushBody.of(model.series(), times, values);
  }

  /** Changes that are told with some ticks, JSON of docs/inputs.md, one a body. */
  public List<byte[]> changes(long first, int ticks, List<Fault> felt) {
    long last = first + (ticks - 1) * interval;
    return ChangeBody.of(felt, model.environment(), first - interval, last);
  }

  /** Spans that are told with some ticks, OTLP as protobuf, whole traces in each body. */
  public List<byte[]> spans(long first, int ticks, List<Fault> felt) {
    List<ShopSpan> spans = traces.spans(first - 2 * interval, first + (ticks - 2) * interval, felt);
    List<byte[]> bodies = new ArrayList<>();
    for (int from = 0; from < spans.size(); ) {
      int to = Math.min(from + MOST_SPANS, spans.size());
      while (to < spans.size() && spans.get(to).traceLow() == spans.get(to - 1).traceLow()) {
        to++;
      }
      bodies.add(SpanBody.of(spans.subList(from, to), model.environment()));
      from = to;
    }
    return bodies;
  }
}
