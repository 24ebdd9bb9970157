package io.vedette.bench.demo;

import io.vedette.demo.Fault;
import io.vedette.demo.ShopModel;
import io.vedette.demo.ShopTelemetry;
import io.vedette.formats.RecordVisitor;
import io.vedette.formats.changes.MappedChangeDecoder;
import io.vedette.formats.mapping.BuiltInMappings;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.formats.traces.SpanDecoder;
import io.vedette.formats.traces.SpanDecoders;
import io.vedette.formats.traces.SpanFormat;
import io.vedette.formats.traces.SpanLimits;
import io.vedette.formats.traces.SpanVisitor;
import io.vedette.schema.ChangeRecord;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.SpanRecord;
import io.vedette.schema.TakenChange;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.alert.ChangeEvent;
import io.vedette.schema.result.DeadLetterReason;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the shops of some trials, which begin at one time, send tick after tick. */
final class ShopTape implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Ticks after which every series is announced again. */
  private static final int ANNOUNCE_EVERY = 500;

  private final List<FaultTrial> trials;
  private final long begin;
  private transient @Nullable List<Shop> shops;

  ShopTape(List<FaultTrial> trials) {
    this.trials = List.copyOf(trials);
    this.begin = trials.get(0).begin().toEpochMilli();
  }

  static int ticks() {
    return (int) FaultTrial.WHOLE.dividedBy(FaultTrial.TICK);
  }

  private long time(int tick) {
    return begin + tick * FaultTrial.TICK.toMillis();
  }

  private List<Shop> shops() {
    if (shops == null) {
      shops = trials.stream().map(Shop::new).toList();
    }
    return shops;
  }

  void samples(int tick, Consumer<MetricRecord> out) {
    for (Shop shop : shops()) {
      shop.samples(time(tick), tick % ANNOUNCE_EVERY == 0, out);
    }
  }

  void spans(int tick, Consumer<SpanRecord> out) {
    for (Shop shop : shops()) {
      shop.spans(time(tick), out);
    }
  }

  void changes(int tick, Consumer<ChangeRecord> out) {
    for (Shop shop : shops()) {
      shop.changes(time(tick), out);
    }
  }

  /** One shop. */
  private static final class Shop {

    private static final MappedChangeDecoder CHANGES =
        new MappedChangeDecoder(
            BuiltInMappings.of(BuiltInMappings.CHANGES).orElseThrow(), DecoderLimits.DEFAULT);

    private final ShopTelemetry telemetry;
    private final List<Fault> faults;
    private final List<Series> series;
    private final double[] values;
    private final SpanDecoder spans =
        SpanDecoders.create(SpanFormat.OTLP_PROTO, SpanLimits.DEFAULT);

    Shop(FaultTrial trial) {
      telemetry =
          new ShopTelemetry(
              new ShopModel(trial.shopSeed(), 1, trial.environment()),
              trial.shopSeed(),
              FaultTrial.TICK);
      faults = List.of(trial.fault());
      series = new ArrayList<>();
      for (Labels labels : telemetry.model().series()) {
        series.add(new Series(labels, MetricKind.GAUGE));
      }
      values = new double[series.size()];
    }

    void samples(long time, boolean announce, Consumer<MetricRecord> out) {
      telemetry.model().fill(time, faults, values);
      for (int i = 0; i < values.length; i++) {
        if (!Double.isNaN(values[i])) {
          Series of = series.get(i);
          out.accept(
              announce
                  ? new Sample(of, time, values[i])
                  : new Sample(of.labels().hash(), time, values[i]));
        }
      }
    }

    void spans(long time, Consumer<SpanRecord> out) {
      for (byte[] body : telemetry.spans(time, 1, faults)) {
        try {
          spans.decode(body, 0, body.length, new Taken(out));
        } catch (UnreadableBodyException unreadable) {
          throw new IllegalStateException("the shop sent an unreadable body", unreadable);
        }
      }
    }

    void changes(long time, Consumer<ChangeRecord> out) {
      for (byte[] body : telemetry.changes(time, 1, faults)) {
        try {
          CHANGES.decode(body, 0, body.length, time, new TakenChanges(out));
        } catch (UnreadableBodyException unreadable) {
          throw new IllegalStateException("the shop sent an unreadable body", unreadable);
        }
      }
    }
  }

  private record TakenChanges(Consumer<ChangeRecord> out) implements RecordVisitor<ChangeEvent> {

    @Override
    public void take(ChangeEvent change) {
      out.accept(new TakenChange(change));
    }

    @Override
    public void rejected(DeadLetterReason reason, String message, int count) {
      throw new IllegalStateException("a change of the shop was refused: " + message);
    }
  }

  private record Taken(Consumer<SpanRecord> out) implements SpanVisitor {

    @Override
    public void span(TracedSpan span) {
      out.accept(span);
    }

    @Override
    public void rejected(DeadLetterReason reason, String message, int count) {
      throw new IllegalStateException("a span of the shop was refused: " + message);
    }
  }
}
