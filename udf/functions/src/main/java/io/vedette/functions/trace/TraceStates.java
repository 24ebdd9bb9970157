package io.vedette.functions.trace;

import io.vedette.algorithms.trace.KnownSpan;
import io.vedette.algorithms.trace.TraceSpans;
import io.vedette.algorithms.trace.Traffic;
import io.vedette.functions.StateRetention;
import java.time.Duration;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;

/** The states of {@link PairSpans} and {@link DeriveSpanMetrics}, named once. */
public final class TraceStates {

  private TraceStates() {}

  /**
   * {@code arrivals} of {@link PairSpans}, keyed by trace: spans that came since its last timer,
   * some 150 bytes each. A list, so that a span is added without reading the others. Goes with the
   * next timer.
   */
  public static ListStateDescriptor<KnownSpan> arrivals() {
    return new ListStateDescriptor<>("arrivals", new KnownSpanSerializer());
  }

  /**
   * {@code known} of {@link PairSpans}, keyed by trace: how many spans both others hold, and the
   * timer set last, so that neither has to be asked; see {@link KnownCount}.
   */
  static ValueStateDescriptor<Long> known() {
    return new ValueStateDescriptor<>("known", LongSerializer.INSTANCE);
  }

  /**
   * {@code trace} of {@link PairSpans}, keyed by trace: its spans that came before its last timer
   * and wait still or are kept, some 200 bytes each on the heap. Goes when the last is forgotten,
   * by a timer.
   */
  public static ValueStateDescriptor<TraceSpans> trace() {
    return new ValueStateDescriptor<>("trace", new TraceSpansSerializer());
  }

  /**
   * {@code traffic} of {@link DeriveSpanMetrics}, keyed by service: each of its operations and
   * edges, at most {@code maxOperations} and {@code maxEdges} and one for the others; some 2 KiB
   * for each interval that is open, of which there are two or three.
   */
  public static MapStateDescriptor<String, Traffic> traffic(Duration retention) {
    MapStateDescriptor<String, Traffic> traffic =
        new MapStateDescriptor<>("traffic", StringSerializer.INSTANCE, new TrafficSerializer());
    traffic.enableTimeToLive(StateRetention.ofEntries(retention));
    return traffic;
  }

  /**
   * {@code work} of {@link DeriveSpanMetrics}, keyed by service: where its time went in the
   * intervals that are open, two or three; some 150 bytes an operation and callee, at most {@code
   * maxOperations} times four of them an interval.
   */
  static ValueStateDescriptor<OpenWork> work(Duration retention) {
    ValueStateDescriptor<OpenWork> work =
        new ValueStateDescriptor<>("work", new OpenWorkSerializer());
    work.enableTimeToLive(StateRetention.afterLastWrite(retention));
    return work;
  }

  /** {@code clock} of {@link DeriveSpanMetrics}: what is kept of a service beside them. */
  static ValueStateDescriptor<ServiceClock> clock(Duration retention) {
    ValueStateDescriptor<ServiceClock> clock =
        new ValueStateDescriptor<>("clock", new ServiceClockSerializer());
    clock.enableTimeToLive(StateRetention.afterLastWrite(retention));
    return clock;
  }
}
