package io.vedette.jobs.streaming;

import io.vedette.functions.similar.FindSimilarIncidents;
import io.vedette.functions.similar.SimilarOptions;
import io.vedette.schema.result.Incident;
import io.vedette.serializers.VedetteTypes;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Past incidents like those of a stream. */
final class SimilarIncidents {

  private SimilarIncidents() {}

  /**
   * The same records in the same order, each with the past incidents of its environment like it.
   */
  static SingleOutputStreamOperator<Incident> find(
      DataStream<Incident> incidents, SimilarOptions options) {
    return OperatorIds.identify(
        incidents
            .keyBy(Incident::getEnvironment, Types.STRING)
            .process(new FindSimilarIncidents(options), VedetteTypes.INCIDENT),
        OperatorIds.FIND_SIMILAR_INCIDENTS);
  }
}
