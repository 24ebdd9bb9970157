package io.vedette.serializers;

import io.vedette.schema.AlertRecord;
import io.vedette.schema.BucketSample;
import io.vedette.schema.ChangeRecord;
import io.vedette.schema.ControlRecord;
import io.vedette.schema.EventInput;
import io.vedette.schema.LogLine;
import io.vedette.schema.LogRecord;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.MinedLine;
import io.vedette.schema.NoiseRuleChange;
import io.vedette.schema.RuleChange;
import io.vedette.schema.Sample;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.SpanFact;
import io.vedette.schema.SpanRecord;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.alert.ChangeEvent;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.correlate.TopologyEdge;
import io.vedette.schema.event.EventRecord;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.AlertState;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.LogTemplate;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.schema.rootcause.RankingInput;
import io.vedette.schema.rootcause.ServiceWork;
import io.vedette.schema.silence.SeriesTransition;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/** The type information of every record that travels between operators. */
public final class VedetteTypes {

  /** A sample, one of a bucket, or a rejection. */
  public static final TypeInformation<MetricRecord> METRIC_RECORD =
      new SerializerTypeInfo<>(MetricRecord.class, MetricRecordSerializer.INSTANCE);

  /** A sample or a control of a series. */
  public static final TypeInformation<ScoringInput> SCORING_INPUT =
      new SerializerTypeInfo<>(ScoringInput.class, ScoringInputSerializer.INSTANCE);

  /** A control or a rejection. */
  public static final TypeInformation<ControlRecord> CONTROL_RECORD =
      new SerializerTypeInfo<>(ControlRecord.class, ControlRecordSerializer.INSTANCE);

  /** A rule that is new, changed or removed. */
  public static final TypeInformation<RuleChange> RULE_CHANGE =
      new SerializerTypeInfo<>(RuleChange.class, RuleChangeSerializer.INSTANCE);

  /** A rule of noise that is new, changed or removed. */
  public static final TypeInformation<NoiseRuleChange> NOISE_RULE_CHANGE =
      new SerializerTypeInfo<>(NoiseRuleChange.class, NoiseRuleChangeSerializer.INSTANCE);

  /** A sample. */
  public static final TypeInformation<Sample> SAMPLE =
      new SerializerTypeInfo<>(Sample.class, SampleSerializer.INSTANCE);

  /** A sample of a histogram's bucket. */
  public static final TypeInformation<BucketSample> BUCKET_SAMPLE =
      new SerializerTypeInfo<>(BucketSample.class, BucketSampleSerializer.INSTANCE);

  /** An anomaly. */
  public static final TypeInformation<Anomaly> ANOMALY = new AvroTypeInfo<>(Anomaly.class);

  /** What a service did in an interval. */
  public static final TypeInformation<ServiceWork> SERVICE_WORK =
      new AvroTypeInfo<>(ServiceWork.class);

  /** What the ranking of causes is told. */
  public static final TypeInformation<RankingInput> RANKING_INPUT =
      new AvroTypeInfo<>(RankingInput.class);

  /** An alert. */
  public static final TypeInformation<Alert> ALERT = new AvroTypeInfo<>(Alert.class);

  /** What changed how a series is judged. */
  public static final TypeInformation<Audit> AUDIT = new AvroTypeInfo<>(Audit.class);

  /** A scored point. */
  public static final TypeInformation<ScoredPoint> SCORED_POINT =
      new AvroTypeInfo<>(ScoredPoint.class);

  /** A dead letter. */
  public static final TypeInformation<DeadLetter> DEAD_LETTER =
      new AvroTypeInfo<>(DeadLetter.class);

  /** What a series tells its source. */
  public static final TypeInformation<SeriesTransition> SERIES_TRANSITION =
      new AvroTypeInfo<>(SeriesTransition.class);

  /** An alert from outside, or a rejection. */
  public static final TypeInformation<AlertRecord> ALERT_RECORD =
      new SerializerTypeInfo<>(AlertRecord.class, AlertRecordSerializer.INSTANCE);

  /** An alert of any origin. */
  public static final TypeInformation<IncomingAlert> INCOMING_ALERT =
      new AvroTypeInfo<>(IncomingAlert.class);

  /** What became of an alert before grouping. */
  public static final TypeInformation<AlertState> ALERT_STATE =
      new AvroTypeInfo<>(AlertState.class);

  /** What became of a cluster of alerts. */
  public static final TypeInformation<AlertCluster> ALERT_CLUSTER =
      new AvroTypeInfo<>(AlertCluster.class);

  /** A relation between two entities. */
  public static final TypeInformation<TopologyEdge> TOPOLOGY_EDGE =
      new AvroTypeInfo<>(TopologyEdge.class);

  /** What the grouping is told beside the alerts. */
  public static final TypeInformation<GroupingControl> GROUPING_CONTROL =
      new AvroTypeInfo<>(GroupingControl.class);

  /** An incident after its last change. */
  public static final TypeInformation<Incident> INCIDENT = new AvroTypeInfo<>(Incident.class);

  /** A change, or a rejection. */
  public static final TypeInformation<ChangeRecord> CHANGE_RECORD =
      new SerializerTypeInfo<>(ChangeRecord.class, ChangeRecordSerializer.INSTANCE);

  /** An event, or a rejection. */
  public static final TypeInformation<EventInput> EVENT_INPUT =
      new SerializerTypeInfo<>(EventInput.class, EventInputSerializer.INSTANCE);

  /** Something that happened to an object of a platform. */
  public static final TypeInformation<EventRecord> EVENT_RECORD =
      new AvroTypeInfo<>(EventRecord.class);

  /** A deployment or another change of a service. */
  public static final TypeInformation<ChangeEvent> CHANGE_EVENT =
      new AvroTypeInfo<>(ChangeEvent.class);

  /** What a person does with an incident. */
  public static final TypeInformation<IncidentCommand> INCIDENT_COMMAND =
      new AvroTypeInfo<>(IncidentCommand.class);

  /** A trained model. */
  public static final TypeInformation<ModelRecord> MODEL_RECORD =
      new AvroTypeInfo<>(ModelRecord.class);

  /** A trained model of names. */
  public static final TypeInformation<NamesModelRecord> NAMES_MODEL_RECORD =
      new AvroTypeInfo<>(NamesModelRecord.class);

  /** A log line or a rejection. */
  public static final TypeInformation<LogRecord> LOG_RECORD =
      new SerializerTypeInfo<>(LogRecord.class, LogRecordSerializer.INSTANCE);

  /** A log line. */
  public static final TypeInformation<LogLine> LOG_LINE =
      new SerializerTypeInfo<>(LogLine.class, LogLineSerializer.INSTANCE);

  /** Which template a line is of. */
  public static final TypeInformation<MinedLine> MINED_LINE =
      new SerializerTypeInfo<>(MinedLine.class, MinedLineSerializer.INSTANCE);

  /** What became of a log template. */
  public static final TypeInformation<LogTemplate> LOG_TEMPLATE =
      new AvroTypeInfo<>(LogTemplate.class);

  /** A span or a rejection. */
  public static final TypeInformation<SpanRecord> SPAN_RECORD =
      new SerializerTypeInfo<>(SpanRecord.class, SpanRecordSerializer.INSTANCE);

  /** A span. */
  public static final TypeInformation<TracedSpan> TRACED_SPAN =
      new SerializerTypeInfo<>(TracedSpan.class, TracedSpanSerializer.INSTANCE);

  /** What a span says. */
  public static final TypeInformation<SpanFact> SPAN_FACT =
      new SerializerTypeInfo<>(SpanFact.class, SpanFactSerializer.INSTANCE);

  /** Calls between two in an interval. */
  public static final TypeInformation<CallEdge> CALL_EDGE = new AvroTypeInfo<>(CallEdge.class);

  private VedetteTypes() {}
}
