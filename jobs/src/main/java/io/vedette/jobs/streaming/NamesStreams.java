package io.vedette.jobs.streaming;

import io.vedette.schema.NamesModel;
import io.vedette.schema.NamesModelKey;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.serializers.VedetteTypes;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** Trained models of names, on their way to the grouping of alerts. */
final class NamesStreams {

  private NamesStreams() {}

  /** What the grouping is told of a model. */
  static GroupingControl control(NamesModel model) {
    return GroupingControl.newBuilder()
        .setEnvironment(model.key().environment())
        .setNames(model.model())
        .setIsRemoved(model.model() == null)
        .build();
  }

  /**
   * Adds models to what the grouping is told.
   *
   * @param topology edges
   * @param controls the sources of controls, as {@link SplitControls} leaves them
   * @param sources of models alone
   */
  static DataStream<GroupingControl> join(
      StreamExecutionEnvironment env,
      DataStream<GroupingControl> topology,
      List<? extends SingleOutputStreamOperator<?>> controls,
      List<InputSource<NamesModelRecord>> sources) {
    DataStream<GroupingControl> joined = topology;
    for (SingleOutputStreamOperator<?> source : controls) {
      joined = joined.union(source.getSideOutput(SplitControls.NAMES));
    }
    for (InputSource<NamesModelRecord> source : sources) {
      joined = joined.union(read(env, source));
    }
    return joined;
  }

  /** Of a record that is not the champion's there is nothing to tell. */
  private static SingleOutputStreamOperator<GroupingControl> read(
      StreamExecutionEnvironment env, InputSource<NamesModelRecord> source) {
    String id = OperatorIds.READ + source.name();
    return OperatorIds.identify(
        OperatorIds.identify(
                env.fromSource(
                    source.source(),
                    WatermarkStrategy.noWatermarks(),
                    id,
                    VedetteTypes.NAMES_MODEL_RECORD),
                id)
            .flatMap(
                (NamesModelRecord model, Collector<GroupingControl> out) -> {
                  if (model.getStatus() == ModelStatus.CHAMPION) {
                    out.collect(control(new NamesModel(NamesModelKey.of(model), model)));
                  }
                },
                VedetteTypes.GROUPING_CONTROL),
        OperatorIds.ADAPT_NAMES);
  }
}
