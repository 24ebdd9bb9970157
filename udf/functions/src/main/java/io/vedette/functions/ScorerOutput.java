package io.vedette.functions;

import io.vedette.schema.result.Alert;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.schema.rootcause.ServiceWork;
import io.vedette.schema.silence.SeriesTransition;
import org.apache.flink.streaming.api.TimerService;

/** Where goes what the scorer finds. */
interface ScorerOutput {

  void anomaly(Anomaly anomaly);

  void alert(Alert alert);

  void audit(Audit audit);

  void score(ScoredPoint point);

  void work(ServiceWork work);

  void transition(SeriesTransition transition);

  void deadLetter(DeadLetter letter);

  /** Timers of the series at hand; asked for only where silence is watched. */
  TimerService timers();

  /** Event time that its source gave to the sample at hand, {@code otherwise} for none. */
  long eventTime(long otherwise);
}
