package io.vedette.prometheus;

import io.vedette.schema.MetricRecord;
import io.vedette.serializers.VedetteTypes;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * What a Prometheus server has of some series over a stretch of time, as a bounded source: {@code
 * query_range} by selector and slice of time, as many requests at once as there are readers.
 *
 * <p>Guarantee: every sample at least once. A series comes with its labels in every answer. A
 * sample stands for what the selector gives at a step: the newest value of the five minutes before
 * it. The kind of a series is not told by the server and so unknown.
 *
 * <p>A server that is not reached, overloaded or answers what is no answer is asked again, and the
 * job fails when it stays so; an answer that is too large is asked for in parts.
 */
public final class PrometheusSource
    implements Source<MetricRecord, RangeSplit, List<RangeSplit>>,
        ResultTypeQueryable<MetricRecord> {

  private static final long serialVersionUID = 1L;

  private final PrometheusOptions options;

  /** Reads by these options. */
  public PrometheusSource(PrometheusOptions options) {
    this.options = options;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<MetricRecord, RangeSplit> createReader(SourceReaderContext context)
      throws IOException {
    return new PrometheusReader(context, options);
  }

  @Override
  public SplitEnumerator<RangeSplit, List<RangeSplit>> createEnumerator(
      SplitEnumeratorContext<RangeSplit> context) {
    return new RangeEnumerator(context, RangeEnumerator.splits(options));
  }

  @Override
  public SplitEnumerator<RangeSplit, List<RangeSplit>> restoreEnumerator(
      SplitEnumeratorContext<RangeSplit> context, List<RangeSplit> unassigned) {
    return new RangeEnumerator(context, unassigned);
  }

  @Override
  public SimpleVersionedSerializer<RangeSplit> getSplitSerializer() {
    return new RangeSplit.Serializer();
  }

  @Override
  public SimpleVersionedSerializer<List<RangeSplit>> getEnumeratorCheckpointSerializer() {
    return new RangeEnumerator.StateSerializer();
  }

  @Override
  public TypeInformation<MetricRecord> getProducedType() {
    return VedetteTypes.METRIC_RECORD;
  }
}
