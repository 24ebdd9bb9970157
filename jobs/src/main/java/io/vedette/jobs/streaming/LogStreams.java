package io.vedette.jobs.streaming;

import io.vedette.functions.logs.MineLogTemplate;
import io.vedette.functions.logs.MineOptions;
import io.vedette.schema.LogLine;
import io.vedette.schema.LogRecord;
import io.vedette.schema.MinedLine;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.LogTemplate;
import io.vedette.serializers.VedetteTypes;
import io.vedette.settings.Settings;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The part of the graph for logs: lines are read and mined, and what comes of it joins the rest.
 */
final class LogStreams {

  private final List<SingleOutputStreamOperator<LogLine>> lines;
  private final SingleOutputStreamOperator<ScoringInput> mined;

  private LogStreams(
      List<SingleOutputStreamOperator<LogLine>> lines,
      SingleOutputStreamOperator<ScoringInput> mined) {
    this.lines = lines;
    this.mined = mined;
  }

  /** Reads the sources, at least one, and mines their lines. */
  static LogStreams build(
      StreamExecutionEnvironment env,
      List<LogSource> sources,
      MineOptions options,
      Settings settings) {
    List<SingleOutputStreamOperator<LogLine>> lines =
        sources.stream().map(source -> read(env, source, settings)).toList();
    SingleOutputStreamOperator<ScoringInput> mined =
        OperatorIds.identify(
            StreamingTopology.union(lines)
                .keyBy(LogLine::service, Types.STRING)
                .process(new MineLogTemplate(options), VedetteTypes.SCORING_INPUT),
            OperatorIds.MINE_LOG_TEMPLATE);
    return new LogStreams(lines, mined);
  }

  private static SingleOutputStreamOperator<LogLine> read(
      StreamExecutionEnvironment env, LogSource source, Settings settings) {
    String id = OperatorIds.READ + source.name();
    SingleOutputStreamOperator<LogRecord> records =
        OperatorIds.identify(
            env.fromSource(
                source.source(),
                LineWatermarks.strategy(source.source(), settings),
                id,
                VedetteTypes.LOG_RECORD),
            id);
    return OperatorIds.identify(
        records.process(new SplitLogs(), VedetteTypes.LOG_LINE), OperatorIds.SPLIT + source.name());
  }

  /** Counts of lines by template, for the scorer. */
  SingleOutputStreamOperator<ScoringInput> samples() {
    return mined;
  }

  /** New templates and bursts. */
  DataStream<Alert> alerts() {
    return mined.getSideOutput(MineLogTemplate.ALERTS);
  }

  /** What became of templates. */
  DataStream<LogTemplate> templates() {
    return mined.getSideOutput(MineLogTemplate.TEMPLATES);
  }

  /** The template of every line. */
  DataStream<MinedLine> minedLines() {
    return mined.getSideOutput(MineLogTemplate.LINES);
  }

  /** What could not become lines. */
  List<DataStream<DeadLetter>> deadLetters() {
    return lines.stream()
        .<DataStream<DeadLetter>>map(source -> source.getSideOutput(SplitLogs.DEAD_LETTERS))
        .toList();
  }
}
