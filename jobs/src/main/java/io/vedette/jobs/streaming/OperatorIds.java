package io.vedette.jobs.streaming;

import java.util.regex.Pattern;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The uid of every operator of the streaming graph, which is also its name. A savepoint finds state
 * by these: one that has been released is never changed.
 */
public final class OperatorIds {

  /** Begins the uid of a source; its name follows. */
  public static final String READ = "read-";

  /** Begins the uid of the splitter behind a source; the source's name follows. */
  public static final String SPLIT = "split-";

  /** Makes quantiles of buckets; keyed by histogram. */
  public static final String DERIVE_HISTOGRAM_QUANTILES = "derive-histogram-quantiles";

  /** The scorer; keyed by series. */
  public static final String SCORE_METRIC = "score-metric";

  /** Finds the template of every log line; keyed by service. */
  public static final String MINE_LOG_TEMPLATE = "mine-log-template";

  /** Lets the spans of a trace wait for each other; keyed by trace. */
  public static final String PAIR_SPANS = "pair-spans";

  /** Counts spans by service, operation and call edge; keyed by service. */
  public static final String DERIVE_SPAN_METRICS = "derive-span-metrics";

  /** Brings call edges into the form of a topology. */
  public static final String ADAPT_CALL_EDGES = "adapt-call-edges";

  /** Finds which sources are silent; keyed by source. */
  public static final String FIND_SILENCE = "find-silence";

  /** Brings alerts of series into the form of other tools' alerts. */
  public static final String ADAPT_ALERTS = "adapt-alerts";

  /** Brings edges of a topology into the form of what the grouping is told. */
  public static final String ADAPT_TOPOLOGY = "adapt-topology";

  /** Brings models of names into the form of what the grouping is told. */
  public static final String ADAPT_NAMES = "adapt-names";

  /** One id a firing of another tool's alert, and its end; keyed by what fires. */
  public static final String EXPIRE_ALERTS = "expire-alerts";

  /** Counts events; keyed by series. */
  public static final String COUNT_EVENTS = "count-events";

  /** Makes alerts of some events. */
  public static final String RAISE_EVENT_ALERTS = "raise-event-alerts";

  /** Makes changes of the events of rollouts. */
  public static final String FIND_ROLLOUTS = "find-rollouts";

  /** Holds back alerts that rules of noise say; keyed by environment. */
  public static final String APPLY_NOISE_RULES = "apply-noise-rules";

  /** Groups alerts; keyed by environment. */
  public static final String GROUP_ALERTS = "group-alerts";

  /** Ranks what may have caused incidents; keyed by environment. */
  public static final String RANK_ROOT_CAUSE = "rank-root-cause";

  /** Incidents as the ranking is told them. */
  public static final String ADAPT_INCIDENTS = "adapt-incidents";

  /** Work of services as the ranking is told it. */
  public static final String ADAPT_SERVICE_WORK = "adapt-service-work";

  /** Finds past incidents like a new one; keyed by environment. */
  public static final String FIND_SIMILAR_INCIDENTS = "find-similar-incidents";

  /** Finds which actors alerts concern. */
  public static final String ADDRESS_ALERTS = "address-alerts";

  /** Finds which actors clusters concern. */
  public static final String ADDRESS_CLUSTERS = "address-clusters";

  /** Finds which actors commands concern. */
  public static final String ADDRESS_COMMANDS = "address-commands";

  /** Finds which actors changes concern. */
  public static final String ADDRESS_CHANGES = "address-changes";

  /** Incidents; keyed by actor where the stream is live, else by environment. */
  public static final String TRACK_INCIDENT = "track-incident";

  /** Sink. */
  public static final String WRITE_INCIDENTS = "write-incidents";

  /** Sink. */
  public static final String WRITE_CLUSTERS = "write-clusters";

  /** Sink. */
  public static final String WRITE_ALERT_INCIDENTS = "write-alert-incidents";

  /** Sink. */
  public static final String WRITE_ANOMALIES = "write-anomalies";

  /** Sink. */
  public static final String WRITE_ALERTS = "write-alerts";

  /** Sink. */
  public static final String WRITE_ALERT_STATES = "write-alert-states";

  /** Sink. */
  public static final String WRITE_AUDIT = "write-audit";

  /** Sink. */
  public static final String WRITE_SCORES = "write-scores";

  /** Sink. */
  public static final String WRITE_LOG_TEMPLATES = "write-log-templates";

  /** Sink. */
  public static final String WRITE_TOPOLOGY = "write-topology";

  /** Sink. */
  public static final String WRITE_MINED_LINES = "write-mined-lines";

  /** Sink. */
  public static final String WRITE_DEAD_LETTERS = "write-dead-letters";

  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private OperatorIds() {}

  /** Refuses a source's name that could not be part of a uid. */
  static void requireKebabCase(String name) {
    if (!KEBAB_CASE.matcher(name).matches()) {
      throw new IllegalArgumentException("source name must be kebab-case: '" + name + "'");
    }
  }

  /** Gives an operator its uid, which is also its name. */
  public static <T> SingleOutputStreamOperator<T> identify(
      SingleOutputStreamOperator<T> operator, String id) {
    return operator.uid(id).name(id);
  }

  /** Gives a sink its uid, which is also its name. */
  public static <T> DataStreamSink<T> identify(DataStreamSink<T> sink, String id) {
    return sink.uid(id).name(id);
  }
}
