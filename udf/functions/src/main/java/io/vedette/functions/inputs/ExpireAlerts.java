package io.vedette.functions.inputs;

import io.vedette.schema.JobMetric;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.inputs.FiringRecord;
import io.vedette.schema.result.AlertStatus;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Gives each firing of an alert of another tool one id, whoever sends it and however often, and
 * resolves it when it is sent no more.
 *
 * <pre>
 *   fires, none open             a firing begins; under a new id when its own was used by one that is over
 *   fires, one open              sent again: passes under the open one's id, and expires later
 *   fires, of one that is over   passed over shortly after its end; begins anew later, or when it had expired
 *   resolved, one open           passes under the open one's id
 *   resolved, none open          passes the first time, then is passed over
 *   not sent until it expires    resolved here, at the time it expired
 * </pre>
 *
 * <p>Guarantee: behind this operator an id fires, perhaps often, and is then resolved once; so an
 * alert never joins what is over. Prometheus relies on expiry: it says with each alert, sent every
 * minute, that it is over in four.
 *
 * <p>Time is the clock's, since a sender that is silent moves no event time; one timer an open
 * alert. What leaks: nothing; the last firing is forgotten after the retention.
 */
public final class ExpireAlerts extends KeyedProcessFunction<String, IncomingAlert, IncomingAlert> {

  private static final long serialVersionUID = 1L;
  private static final long NO_TIMER = -1;

  /** As long as Alertmanager tries to deliver a message: its default group interval. */
  private static final long ON_ITS_WAY = 5 * 60_000L;

  /** The same of a message that says until when it fires, and that this is not over. */
  private static final long SHORTLY = 30_000;

  private final ExpiryOptions options;

  private transient ValueState<FiringRecord> firings;
  private transient Counter expired;
  private transient Counter outdated;
  private transient long notBefore;

  /** By these options. */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public ExpireAlerts(ExpiryOptions options) {
    this.options = options;
  }

  /** What fires, in which environment: two senders may use one name for two things. */
  public static String keyOf(IncomingAlert alert) {
    String name = nameOf(alert);
    String sender = name.equals(alert.getFingerprint()) ? "" : alert.getSender();
    return alert.getEnvironment() + '\0' + (sender == null ? "" : sender) + '\0' + name;
  }

  /**
   * The fingerprint, or the id where the sender chose that itself, since it then tells one firing
   * from another.
   */
  private static String nameOf(IncomingAlert alert) {
    return alert.getId().startsWith(alert.getFingerprint() + "-")
        ? alert.getFingerprint()
        : alert.getId();
  }

  @Override
  public void open(OpenContext context) {
    firings = getRuntimeContext().getState(ExpireAlertsStates.firing(options.retention()));
    expired = getRuntimeContext().getMetricGroup().counter(JobMetric.ALERTS_EXPIRED.id());
    outdated = getRuntimeContext().getMetricGroup().counter(JobMetric.ALERTS_OUTDATED.id());
    notBefore = 0;
  }

  /** When the first may expire after a start, which is when the clock is first looked at. */
  private long notBefore(TimerService clock) {
    if (notBefore == 0) {
      notBefore = clock.currentProcessingTime() + options.grace().toMillis();
    }
    return notBefore;
  }

  @Override
  public void processElement(IncomingAlert alert, Context context, Collector<IncomingAlert> out)
      throws Exception {
    FiringRecord last = firings.value();
    boolean isOpen = last != null && last.getEndedAt() == null;
    if (alert.getStatus() == AlertStatus.FIRING) {
      if (last != null && isOpen) {
        isSentAgain(alert, last, context, out);
      } else {
        begins(alert, last, context, out);
      }
    } else if (last == null) {
      firings.update(over(alert.getId(), began(alert), alert.getTs(), false));
      out.collect(alert);
    } else if (isOpen) {
      ends(alert, last, out);
    } else {
      outdated.inc();
    }
  }

  private void begins(
      IncomingAlert alert,
      @Nullable FiringRecord last,
      Context context,
      Collector<IncomingAlert> out)
      throws Exception {
    Long startsAt = alert.getStartsAt();
    boolean isOver = last != null && startsAt != null && startsAt <= end(last);
    if (last != null && isOver && isStraggler(alert, last, context)) {
      outdated.inc();
      return;
    }
    TimerService clock = context.timerService();
    if (last != null && (isOver || last.getId().equals(alert.getId()))) {
      // what was resolved stays so
      alert.setTs(Math.max(received(context), end(last) + 1));
      alert.setId(nameOf(alert) + "-" + alert.getTs());
    }
    keep(
        alert,
        FiringRecord.newBuilder().setId(alert.getId()).setStartsAt(began(alert)).build(),
        clock);
    out.collect(alert);
  }

  /**
   * Whether a firing that was resolved is told of by a message that was on its way. One that is
   * told of long after still fires: of a pair of senders one has lost sight of it.
   */
  private static boolean isStraggler(IncomingAlert alert, FiringRecord last, Context context) {
    if (last.getIsExpired()) {
      return false;
    }
    Long until = alert.getExpiresAt();
    boolean saysItFires = until != null && until > context.timerService().currentProcessingTime();
    return received(context) <= end(last) + (saysItFires ? SHORTLY : ON_ITS_WAY);
  }

  /** When it ended; when it began, while it has not. */
  private static long end(FiringRecord firing) {
    Long ended = firing.getEndedAt();
    return ended == null ? firing.getStartsAt() : Math.max(ended, firing.getStartsAt());
  }

  private void isSentAgain(
      IncomingAlert alert, FiringRecord firing, Context context, Collector<IncomingAlert> out)
      throws Exception {
    firing.setStartsAt(Math.min(firing.getStartsAt(), began(alert)));
    alert.setId(firing.getId());
    keep(alert, firing, context.timerService());
    out.collect(alert);
  }

  private void ends(IncomingAlert alert, FiringRecord firing, Collector<IncomingAlert> out)
      throws Exception {
    Long startsAt = alert.getStartsAt();
    if (startsAt != null && startsAt < firing.getStartsAt()) {
      outdated.inc(); // the end of the firing before
      return;
    }
    alert.setId(firing.getId());
    IncomingAlert known = firing.getAlert();
    if (known != null) {
      // a resolution may leave out labels, and is of what fires all the same
      alert.setFingerprint(known.getFingerprint());
    }
    firings.update(over(firing.getId(), firing.getStartsAt(), alert.getTs(), false));
    out.collect(alert);
  }

  /** Remembers an alert that fires, and looks again when it expires. */
  private void keep(IncomingAlert alert, FiringRecord firing, TimerService clock) throws Exception {
    long now = clock.currentProcessingTime();
    Long said = alert.getExpiresAt();
    if (said != null) {
      // no later than it is remembered, else nobody would be left to resolve it
      firing.setExpiresAt(Math.min(said, now + options.longest().toMillis()));
      firing.setIsExpirySaid(true);
    } else if (!firing.getIsExpirySaid()) {
      firing.setExpiresAt(now + options.expireAfter().toMillis());
    }
    // a copy: what is sent on is another operator's
    firing.setAlert(IncomingAlert.newBuilder(alert).build());
    schedule(firing, clock);
    firings.update(firing);
  }

  /** Most are sent again before they expire: the timer that is set stays until it is due. */
  private void schedule(FiringRecord firing, TimerService clock) {
    long due = Math.max(firing.getExpiresAt(), notBefore(clock));
    long timer = firing.getTimer();
    if (timer == NO_TIMER || due < timer) {
      if (timer != NO_TIMER) {
        clock.deleteProcessingTimeTimer(timer);
      }
      clock.registerProcessingTimeTimer(due);
      firing.setTimer(due);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<IncomingAlert> out)
      throws Exception {
    FiringRecord firing = firings.value();
    if (firing == null || firing.getEndedAt() != null) {
      return;
    }
    TimerService clock = context.timerService();
    firing.setTimer(NO_TIMER);
    if (Math.max(firing.getExpiresAt(), notBefore(clock)) > clock.currentProcessingTime()) {
      schedule(firing, clock);
      firings.update(firing);
      return;
    }
    IncomingAlert alert = firing.getAlert();
    if (alert != null) {
      long at = Math.max(firing.getExpiresAt(), alert.getTs());
      firings.update(over(firing.getId(), firing.getStartsAt(), at, true));
      expired.inc();
      out.collect(
          IncomingAlert.newBuilder(alert)
              .setStatus(AlertStatus.RESOLVED)
              .setTs(at)
              .setExpiresAt(null)
              .build());
    }
  }

  private static FiringRecord over(String id, long startsAt, long endedAt, boolean isExpired) {
    return FiringRecord.newBuilder()
        .setId(id)
        .setStartsAt(startsAt)
        .setEndedAt(endedAt)
        .setIsExpired(isExpired)
        .build();
  }

  private static long began(IncomingAlert alert) {
    return alert.getStartsAt() == null ? alert.getTs() : alert.getStartsAt();
  }

  private static long received(Context context) {
    long now = context.timerService().currentProcessingTime();
    Long timestamp = context.timestamp();
    return timestamp == null ? now : Math.min(timestamp, now);
  }
}
