package io.vedette.jobs.streaming;

import io.vedette.functions.trace.DeriveSpanMetrics;
import io.vedette.functions.trace.PairSpans;
import io.vedette.functions.trace.TraceOptions;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.SpanRecord;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.rootcause.ServiceWork;
import io.vedette.serializers.VedetteTypes;
import io.vedette.settings.Settings;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The part of the graph for traces: spans are read, paired and counted, and what comes of it joins
 * the rest.
 */
final class TraceStreams {

  private final List<SingleOutputStreamOperator<TracedSpan>> spans;
  private final SingleOutputStreamOperator<ScoringInput> derived;

  private TraceStreams(
      List<SingleOutputStreamOperator<TracedSpan>> spans,
      SingleOutputStreamOperator<ScoringInput> derived) {
    this.spans = spans;
    this.derived = derived;
  }

  /** Reads the sources, at least one, and counts what their spans say. */
  static TraceStreams build(
      StreamExecutionEnvironment env,
      List<SpanSource> sources,
      TraceOptions options,
      Settings settings) {
    List<SingleOutputStreamOperator<TracedSpan>> spans =
        sources.stream().map(source -> read(env, source, settings)).toList();
    SingleOutputStreamOperator<ScoringInput> derived =
        OperatorIds.identify(
            OperatorIds.identify(
                    StreamingTopology.union(spans)
                        .keyBy(TracedSpan::traceKey, Types.LONG)
                        .process(new PairSpans(options), VedetteTypes.SPAN_FACT),
                    OperatorIds.PAIR_SPANS)
                .keyBy(DeriveSpanMetrics::keyOf, Types.STRING)
                .process(new DeriveSpanMetrics(options), VedetteTypes.SCORING_INPUT),
            OperatorIds.DERIVE_SPAN_METRICS);
    return new TraceStreams(spans, derived);
  }

  private static SingleOutputStreamOperator<TracedSpan> read(
      StreamExecutionEnvironment env, SpanSource source, Settings settings) {
    String id = OperatorIds.READ + source.name();
    SingleOutputStreamOperator<SpanRecord> records =
        OperatorIds.identify(
            env.fromSource(
                source.source(),
                SpanWatermarks.strategy(source.source(), settings),
                id,
                VedetteTypes.SPAN_RECORD),
            id);
    return OperatorIds.identify(
        records.process(new SplitSpans(), VedetteTypes.TRACED_SPAN),
        OperatorIds.SPLIT + source.name());
  }

  /** Rate, errors and durations, for the scorer. */
  SingleOutputStreamOperator<ScoringInput> samples() {
    return derived;
  }

  /** Who called whom. */
  DataStream<CallEdge> edges() {
    return derived.getSideOutput(DeriveSpanMetrics.EDGES);
  }

  /** What each service did. */
  DataStream<ServiceWork> work() {
    return derived.getSideOutput(DeriveSpanMetrics.WORK);
  }

  /** What could not become spans. */
  List<DataStream<DeadLetter>> deadLetters() {
    return spans.stream()
        .<DataStream<DeadLetter>>map(source -> source.getSideOutput(SplitSpans.DEAD_LETTERS))
        .toList();
  }
}
