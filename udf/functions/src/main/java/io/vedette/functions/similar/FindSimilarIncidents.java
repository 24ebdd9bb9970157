package io.vedette.functions.similar;

import io.vedette.algorithms.similar.PastIncidents;
import io.vedette.schema.JobMetric;
import io.vedette.schema.incident.SimilarIncident;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives every record of an incident the past incidents of its environment that are like it.
 *
 * <p>Guarantee: every record comes out once, in order, with nothing changed but {@code similar}. An
 * incident is compared with those that were resolved when it was told, never with itself; one that
 * is resolved is remembered from then on, with what was done; one that is open again or lives on in
 * another is forgotten until it is resolved again. A record that comes twice changes nothing.
 *
 * <p>Cost of a record: the features of all remembered incidents, see {@link PastIncidents}. What
 * leaks: nothing; memory is bounded in number and in time.
 */
public final class FindSimilarIncidents extends KeyedProcessFunction<String, Incident, Incident> {

  private static final long serialVersionUID = 1L;

  private final SimilarOptions options;

  private transient ValueState<PastIncidents> past;
  private transient Counter found;

  /** By these options. */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public FindSimilarIncidents(SimilarOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    past = getRuntimeContext().getState(FindSimilarIncidentsStates.past(options.retention()));
    found = getRuntimeContext().getMetricGroup().counter(JobMetric.INCIDENTS_WITH_SIMILAR.id());
  }

  @Override
  public void processElement(Incident incident, Context context, Collector<Incident> out)
      throws Exception {
    if (incident.getChange() == IncidentChangeKind.FORGOTTEN) {
      out.collect(incident);
      return;
    }
    PastIncidents known = past.value();
    if (known == null) {
      known = new PastIncidents();
    }
    List<SimilarIncident> similar = known.find(incident, options.parameters());
    if (!similar.isEmpty()) {
      found.inc();
    }
    boolean hasChanged =
        incident.getStatus() == IncidentStatus.RESOLVED
            ? known.remember(incident, options.parameters())
            : known.forget(incident.getId());
    if (hasChanged) {
      past.update(known);
    }
    out.collect(Incident.newBuilder(incident).setSimilar(similar).build());
  }
}
