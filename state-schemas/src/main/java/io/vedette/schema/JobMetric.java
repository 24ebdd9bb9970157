package io.vedette.schema;

/**
 * Every metric our Flink operators report, by name, unit and meaning. They balance:
 *
 * <pre>
 *   samplesRead - bucketsRead + quantilesDerived
 *                 = samplesScored + samplesWarmingUp + samplesStale + samplesDuplicate
 *                 + samplesLate + samplesPaused + samplesAmended + samplesCorrected
 *   bucketsRead   = bucketsTaken + bucketsDuplicate + bucketsLate + bucketsUnknown + bucketsUnusable
 *   histogramScrapes = histogramScrapesDerived + histogramScrapesFirst + histogramScrapesIncomplete
 *                 + histogramScrapesChanged + histogramScrapesSkipped + histogramScrapesEnded
 *   bodiesRead    = bodies decoded whole + bodiesRejected
 *   linesRead     = linesMined
 *   spansRead + spansLinked = spansInTime + spansLate + spansRepeated + spansBeyondLimit
 *   noiseTaken    = noisePassed + noiseHeld + noiseDuplicate
 *   deadLetters   = one or more for every rejected body and every late sample
 * </pre>
 *
 * <p>Where buckets are scored as well, bucketsRead is not taken off.
 */
public enum JobMetric {
  /** Source. */
  BODIES_READ("bodiesRead", "bodies", "Kafka records or file blocks handed to a decoder."),
  /** Source. */
  BODIES_REJECTED("bodiesRejected", "bodies", "Bodies of which a part or all could not be read."),
  /** Source. */
  SAMPLES_READ("samplesRead", "samples", "Samples decoded and sent on to the scorer."),
  /** Source. */
  SAMPLES_REJECTED("samplesRejected", "samples", "Samples refused while decoding."),
  /** Source. */
  SERIES_ANNOUNCED("seriesAnnounced", "series", "Times a series was sent on with its labels."),
  /** Source. */
  CONTROLS_READ("controlsRead", "records", "Records of feedback, rules and models read."),
  /** Source. */
  CONTROLS_REJECTED("controlsRejected", "records", "Those of them that could not be read."),
  /** Histograms. */
  BUCKETS_READ("bucketsRead", "samples", "Samples of buckets of histograms."),
  /** Histograms. */
  BUCKETS_TAKEN("bucketsTaken", "samples", "Those that became part of a scrape, or ended one."),
  /** Histograms. */
  BUCKETS_DUPLICATE("bucketsDuplicate", "samples", "Those seen before, ignored."),
  /** Histograms. */
  BUCKETS_LATE("bucketsLate", "samples", "Those of a scrape taken already; dead letters."),
  /** Histograms. */
  BUCKETS_UNKNOWN(
      "bucketsUnknown",
      "samples",
      "Those whose labels did not come, have a bound that is no number, or are one bucket too"
          + " many."),
  /** Histograms. */
  BUCKETS_UNUSABLE(
      "bucketsUnusable", "samples", "Those whose count is negative, infinite or no number."),
  /** Histograms. */
  HISTOGRAM_SCRAPES("histogramScrapes", "scrapes", "Scrapes of histograms taken."),
  /** Histograms. */
  HISTOGRAM_SCRAPES_DERIVED(
      "histogramScrapesDerived", "scrapes", "Those that gave quantiles, with a value or without."),
  /** Histograms. */
  HISTOGRAM_SCRAPES_FIRST(
      "histogramScrapesFirst", "scrapes", "The first of a histogram, or after it ended."),
  /** Histograms. */
  HISTOGRAM_SCRAPES_INCOMPLETE(
      "histogramScrapesIncomplete", "scrapes", "Those in which a bucket was missing."),
  /** Histograms. */
  HISTOGRAM_SCRAPES_CHANGED(
      "histogramScrapesChanged",
      "scrapes",
      "Those with a new bucket of which is not known what it counted before."),
  /** Histograms. */
  HISTOGRAM_SCRAPES_SKIPPED(
      "histogramScrapesSkipped",
      "scrapes",
      "Those that a newer one overtook; they count as part of its interval."),
  /** Histograms. */
  HISTOGRAM_SCRAPES_ENDED(
      "histogramScrapesEnded", "scrapes", "Those that said that the histogram ended."),
  /** Histograms. */
  HISTOGRAM_SCRAPES_FORCED(
      "histogramScrapesForced",
      "scrapes",
      "Those that gave quantiles although a bucket counted less than a lower one."),
  /** Histograms. */
  QUANTILES_DERIVED("quantilesDerived", "samples", "Samples of quantiles sent on to the scorer."),
  /** Scorer. */
  SAMPLES_SCORED("samplesScored", "samples", "Samples scored and learned from."),
  /** Scorer. */
  SAMPLES_WARMING_UP("samplesWarmingUp", "samples", "Samples learned from, too early to score."),
  /** Scorer. */
  SAMPLES_STALE("samplesStale", "samples", "Stale markers and values that are not numbers."),
  /** Scorer. */
  SAMPLES_DUPLICATE("samplesDuplicate", "samples", "Samples seen before, ignored."),
  /** Scorer. */
  SAMPLES_LATE(
      "samplesLate", "samples", "Samples older than the newest of their series, too old to amend."),
  /** Scorer. */
  SAMPLES_PAUSED(
      "samplesPaused", "samples", "Samples scored and learned from while their source lagged."),
  /** Scorer. */
  SAMPLES_AMENDED("samplesAmended", "samples", "Late samples that were scored, not learned from."),
  /** Scorer. */
  SAMPLES_CORRECTED(
      "samplesCorrected", "samples", "Samples that replaced the value of an earlier one."),
  /** Scorer. */
  ANOMALIES("anomalies", "anomalies", "Samples that were found to be anomalies."),
  /** Scorer. */
  ANOMALIES_RETRACTED(
      "anomaliesRetracted", "anomalies", "Anomalies taken back, since their sample was corrected."),
  /** Scorer. */
  ALERTS_FIRED("alertsFired", "alerts", "Alerts that began to fire."),
  /** Scorer. */
  ALERTS_SAID_AGAIN(
      "alertsSaidAgain",
      "alerts",
      "Alerts that go on firing, said again so that none forgets them."),
  /** Scorer. */
  ALERTS_RESOLVED("alertsResolved", "alerts", "Alerts that were resolved."),
  /** Scorer. */
  ANOMALIES_MUTED(
      "anomaliesMuted",
      "anomalies",
      "Samples that left their band and raise nothing, by a rule or because they are expected."),
  /** Scorer. */
  FEEDBACK_APPLIED("feedbackApplied", "commands", "Commands of feedback applied, UNDO included."),
  /** Scorer. */
  FEEDBACK_IGNORED(
      "feedbackIgnored", "commands", "Commands seen before, and UNDO of what is not known."),
  /** Scorer. */
  RULES_REFUSED("rulesRefused", "rules", "New rules beyond rules.most."),
  /** Scorer. */
  MODELS_INSTALLED("modelsInstalled", "models", "Trained models taken, or taken back."),
  /** Scorer. */
  MODELS_IGNORED("modelsIgnored", "models", "Trained models older than the one in use."),
  /** Scorer. */
  MODELS_DROPPED("modelsDropped", "models", "Times a model became stale, or worse live."),
  /** Scorer. */
  MODELS_RESUMED("modelsResumed", "models", "Times a dropped model was taken up again."),
  /** Scorer. */
  SHADOW_ANOMALIES(
      "shadowAnomalies", "anomalies", "Anomalies that models in shadow would have raised."),
  /** Scorer. */
  SHADOW_ALERTS("shadowAlerts", "alerts", "Alerts that models in shadow would have fired."),
  /** Silence. */
  SILENCE_FIRED("silenceFired", "alerts", "Findings of silence that began."),
  /** Silence. */
  SILENCE_RESOLVED("silenceResolved", "alerts", "Findings of silence that ended."),
  /** Silence. */
  SILENCE_NOT_TOLD(
      "silenceNotTold", "series", "Silent series beyond the findings a source may have open."),
  /** Source. */
  SPANS_READ("spansRead", "spans", "Spans decoded and sent on."),
  /** Source. */
  SPANS_REJECTED("spansRejected", "spans", "Spans refused while decoding."),
  /** Source. */
  SPANS_LINKED(
      "spansLinked", "links", "Links of spans to causes in other traces, sent on beside them."),
  /** Pairing. */
  SPANS_IN_TIME("spansInTime", "spans", "Spans, and links, that waited for the others."),
  /** Pairing. */
  SPANS_LATE("spansLate", "spans", "Those that came after they were due, told of at once."),
  /** Pairing. */
  SPANS_REPEATED("spansRepeated", "spans", "Those of them known already, ignored."),
  /** Pairing. */
  SPANS_BEYOND_LIMIT(
      "spansBeyondLimit", "spans", "Those of a trace with too many, told of without the others."),
  /** Pairing. */
  SPANS_ORPHANED(
      "spansOrphaned", "spans", "Spans told of without the parent they name, which had not come."),
  /** Pairing. */
  SPANS_LATE_PARENTS("spansLateParents", "spans", "Those of them whose parent came later."),
  /** Pairing. */
  CALLS_FOUND("callsFound", "calls", "Calls between services, databases and queues."),
  /** Span metrics. */
  FACTS_COUNTED("factsCounted", "facts", "Operations and calls counted in an interval."),
  /** Span metrics. */
  FACTS_LATE(
      "factsLate",
      "facts",
      "Those whose interval was closed: counted in the first open one, or left out."),
  /** Span metrics. */
  FACTS_OTHER(
      "factsOther", "facts", "Those beyond the limit of their service, counted as 'other'."),
  /** Span metrics. */
  TRAFFIC_INTERVALS("trafficIntervals", "intervals", "Intervals of services closed and told of."),
  /** Span metrics. */
  TRAFFIC_FORGOTTEN(
      "trafficForgotten", "series", "Operations and edges not used for long, whose series ended."),
  /** Source. */
  LINES_READ("linesRead", "lines", "Log lines decoded and sent on to the miner."),
  /** Source. */
  LINES_REJECTED("linesRejected", "lines", "Log lines refused while decoding."),
  /** Miner. */
  LINES_MINED("linesMined", "lines", "Log lines whose template was found."),
  /** Miner. */
  TEMPLATES_BORN("templatesBorn", "templates", "Lines that were like none before."),
  /** Miner. */
  TEMPLATES_MERGED("templatesMerged", "templates", "Templates that became part of another one."),
  /** Miner. */
  TEMPLATES_FORGOTTEN(
      "templatesForgotten",
      "templates",
      "Templates not seen for longest when there were too many."),
  /** Miner. */
  LOG_FINDINGS_FIRED("logFindingsFired", "alerts", "New templates and bursts told of."),
  /** Miner. */
  LOG_FINDINGS_RESOLVED("logFindingsResolved", "alerts", "Those of them that are over."),
  /** Miner. */
  LOG_FINDINGS_NOT_TOLD(
      "logFindingsNotTold", "templates", "New templates beyond those told of in an interval."),
  /** Source. */
  ALERTS_READ("alertsRead", "alerts", "Alerts of other tools read."),
  /** Source. */
  ALERTS_REJECTED("alertsRejected", "alerts", "Alerts of other tools that could not be read."),
  /** Expiry. */
  ALERTS_EXPIRED(
      "alertsExpired", "alerts", "Alerts that were over since they were not sent again."),
  /** Expiry. */
  ALERTS_OUTDATED(
      "alertsOutdated", "alerts", "Alerts sent again of a firing that is over, passed over."),
  /** Source. */
  CHANGES_READ("changesRead", "changes", "Deployments and other changes read."),
  /** Source. */
  CHANGES_REJECTED("changesRejected", "changes", "Changes that could not be read."),
  /** Source. */
  EVENTS_READ("eventsRead", "events", "Events of Kubernetes read."),
  /** Source. */
  EVENTS_REJECTED("eventsRejected", "events", "Events that could not be read."),
  /** Counting of events. */
  EVENTS_COUNTED("eventsCounted", "events", "Occurrences counted, repeated events by their count."),
  /** Noise. */
  NOISE_TAKEN("noiseTaken", "alerts", "Alerts of any origin that came to the rules of noise."),
  /** Noise. */
  NOISE_PASSED("noisePassed", "alerts", "Of those, passed on at once: new, sent again, resolved."),
  /** Noise. */
  NOISE_HELD("noiseHeld", "alerts", "Of those, held back by a rule; told on vedette.alert-states."),
  /** Noise. */
  NOISE_DUPLICATE("noiseDuplicate", "alerts", "Of those, known before, ignored."),
  /** Noise. */
  NOISE_RELEASED("noiseReleased", "alerts", "Alerts held back that were passed on later."),
  /** Noise. */
  NOISE_FLAPPING("noiseFlapping", "alerts", "Times an alert began to flap."),
  /** Noise. */
  NOISE_UNTRACKED(
      "noiseUntracked", "alerts", "Alerts beyond noise.alerts, judged without being remembered."),
  /** Noise. */
  NOISE_FORGOTTEN(
      "noiseForgotten", "alerts", "Alerts that fired and of which nothing was heard for long."),
  /** Noise. */
  NOISE_REMINDERS("noiseReminders", "rules", "Owners reminded of a rule that ends soon."),
  /** Noise. */
  NOISE_RULES_REFUSED("noiseRulesRefused", "rules", "New rules of noise beyond noise.rules."),
  /** Noise. */
  NOISE_RULES_UNUSABLE(
      "noiseRulesUnusable", "rules", "Rules of noise in the state that this release cannot read."),
  /** Grouping. */
  ALERTS_GROUPED("alertsGrouped", "alerts", "Alerts put into a cluster."),
  /** Grouping. */
  ALERTS_REPEATED("alertsRepeated", "alerts", "Alerts sent again, counted once."),
  /** Grouping. */
  CLUSTERS_OPENED("clustersOpened", "clusters", "Clusters that opened."),
  /** Grouping. */
  CLUSTERS_SPLIT("clustersSplit", "clusters", "Of those, clusters split from another."),
  /** Grouping. */
  CLUSTERS_MERGED("clustersMerged", "clusters", "Clusters merged into an older one."),
  /** Grouping. */
  TOPOLOGY_EDGES_LEFT_OUT(
      "topologyEdgesLeftOut",
      "edges",
      "Edges of the topology beyond what the grouping keeps (grouping.topology-edges)."),
  /** Grouping. */
  NAMES_MODELS_TAKEN(
      "namesModelsTaken", "models", "Trained models of names taken, or taken back, by each task."),
  /** Grouping. */
  NAMES_MODELS_REFUSED(
      "namesModelsRefused",
      "models",
      "Trained models of names that cannot be used, or are too many (grouping.names-models)."),
  /** Grouping. */
  NAMES_CHANGED(
      "namesChanged", "environments", "Times an environment went over to other names, or to none."),
  /** Incidents. */
  INCIDENTS_OPENED("incidentsOpened", "incidents", "Incidents that opened."),
  /** Incidents. */
  INCIDENT_RECORDS_DROPPED(
      "incidentRecordsDropped",
      "incidents",
      "Incidents whose record was dropped, incidents.records-kept after they were over."),
  /** Incidents. */
  INCIDENTS_CONTINUED(
      "incidentsContinued",
      "incidents",
      "Resolved incidents whose alerts came again and began another."),
  /** Incidents. */
  INCIDENTS_RESOLVED("incidentsResolved", "incidents", "Incidents that are over."),
  /** Incidents. */
  INCIDENTS_MERGED("incidentsMerged", "incidents", "Incidents that became part of another."),
  /** Incidents. */
  INCIDENTS_WITH_SIMILAR(
      "incidentsWithSimilar", "records", "Of those, records that name a past incident like it."),
  /** Root causes. */
  INCIDENTS_RANKED("incidentsRanked", "records", "Records of incidents that name a cause."),
  /** Root causes. */
  RANKING_EDGES_LEFT_OUT(
      "rankingEdgesLeftOut",
      "edges",
      "Edges of topologies beyond the most the ranking of causes knows."),
  /** Incidents. */
  INCIDENTS_TOLD("incidentsTold", "records", "Records of incidents written."),
  /** Incidents. */
  INCIDENT_ALERTS_MOVED(
      "incidentAlertsMoved", "alerts", "Alerts that turned out to belong to another incident."),
  /** Incidents. */
  INCIDENT_ALERTS_NOT_KEPT(
      "incidentAlertsNotKept", "alerts", "Alerts beyond those an incident keeps; only counted."),
  /** Incidents. */
  INCIDENT_COMMANDS_APPLIED(
      "incidentCommandsApplied", "commands", "Commands of people that did something."),
  /** Incidents. */
  INCIDENT_COMMANDS_REPEATED(
      "incidentCommandsRepeated", "commands", "Commands seen before, ignored."),
  /** Incidents. */
  INCIDENT_COMMANDS_REFUSED(
      "incidentCommandsRefused", "commands", "Commands that could not be applied; dead letters.");

  private final String id;
  private final String unit;
  private final String meaning;

  JobMetric(String id, String unit, String meaning) {
    this.id = id;
    this.unit = unit;
    this.meaning = meaning;
  }

  /** Name as registered with Flink. */
  public String id() {
    return id;
  }

  /** What one count stands for. */
  public String unit() {
    return unit;
  }

  /** What is counted. */
  public String meaning() {
    return meaning;
  }
}
