package io.vedette.functions.incident;

import io.vedette.algorithms.incident.AlertActor;
import io.vedette.algorithms.incident.IncidentActor;
import io.vedette.algorithms.incident.IncidentMemory;
import io.vedette.algorithms.incident.IncidentParameters;
import io.vedette.algorithms.incident.Outbox;
import io.vedette.algorithms.incident.ServiceActor;
import io.vedette.schema.JobMetric;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.incident.AlertPlaceRecord;
import io.vedette.schema.incident.IncidentMemberRecord;
import io.vedette.schema.incident.IncidentMessage;
import io.vedette.schema.incident.IncidentMessageKind;
import io.vedette.schema.incident.IncidentStateRecord;
import io.vedette.schema.incident.ServiceChangesRecord;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.Incident;
import io.vedette.serializers.VedetteTypes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Incidents of a recording: the same actors as on StateFun, in one operator, in the order of event
 * time.
 *
 * <p>A letter waits until event time has come to it; letters of one time are taken in the order of
 * addressee, key and text, so that the same recording gives the same incidents whatever order two
 * streams come in. Time of a decision is event time. What incidents send themselves for a time
 * after the newest letter is not delivered, but for records still to be told: a recording says
 * nothing of what came after it.
 */
public final class TrackIncidentInOrder
    extends KeyedProcessFunction<String, IncidentLetter, Incident> {

  /** What was done. */
  public static final OutputTag<Audit> AUDITS = new OutputTag<>("audits", VedetteTypes.AUDIT);

  /** Commands that could not be applied. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", VedetteTypes.DEAD_LETTER);

  private static final long serialVersionUID = 1L;

  private static final Comparator<IncidentLetter> SAME_TIME =
      Comparator.comparing(IncidentLetter::to)
          .reversed()
          .thenComparing(letter -> letter.message().getKind())
          .thenComparing(IncidentLetter::key)
          .thenComparing(letter -> letter.message().toString());

  private final IncidentParameters parameters;

  private transient MapState<Long, List<IncidentLetter>> waiting;
  private transient MapState<Long, List<IncidentLetter>> later;
  private transient MapState<String, IncidentStateRecord> lives;
  private transient MapState<String, Map<String, IncidentMemberRecord>> members;
  private transient MapState<String, AlertPlaceRecord> places;
  private transient MapState<String, ServiceChangesRecord> changes;
  private transient ValueState<Long> newest;
  private transient IncidentActor incidentActor;
  private transient AlertActor alertActor;
  private transient ServiceActor serviceActor;
  private transient Map<JobMetric, Counter> counters;

  /** By these parameters. */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public TrackIncidentInOrder(IncidentParameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public void open(OpenContext context) {
    waiting = getRuntimeContext().getMapState(TrackIncidentStates.waiting());
    later = getRuntimeContext().getMapState(TrackIncidentStates.later());
    lives = getRuntimeContext().getMapState(TrackIncidentStates.lives());
    members = getRuntimeContext().getMapState(TrackIncidentStates.members());
    places = getRuntimeContext().getMapState(TrackIncidentStates.places());
    changes = getRuntimeContext().getMapState(TrackIncidentStates.changes());
    newest = getRuntimeContext().getState(TrackIncidentStates.newest());
    incidentActor = new IncidentActor(parameters);
    alertActor = new AlertActor(parameters);
    serviceActor = new ServiceActor(parameters);
    counters = new EnumMap<>(JobMetric.class);
  }

  @Override
  public void processElement(IncidentLetter letter, Context context, Collector<Incident> out)
      throws Exception {
    Long stamp = context.timestamp();
    long time = Math.max(stamp == null ? 0 : stamp, context.timerService().currentWatermark() + 1);
    add(waiting, time, letter);
    Long before = newest.value();
    newest.update(before == null ? time : Math.max(before, time));
    context.timerService().registerEventTimeTimer(time);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Incident> out) throws Exception {
    List<IncidentLetter> letters = take(later, time);
    if (time > newest.value()) {
      letters.removeIf(letter -> letter.message().getKind() != IncidentMessageKind.TELL);
    }
    List<IncidentLetter> arrived = take(waiting, time);
    arrived.sort(SAME_TIME);
    letters.addAll(arrived);
    Post post = new Post(new ArrayDeque<>(letters), time, context, out);
    post.deliver();
  }

  private static void add(MapState<Long, List<IncidentLetter>> state, long time, IncidentLetter one)
      throws Exception {
    List<IncidentLetter> letters = state.get(time);
    if (letters == null) {
      letters = new ArrayList<>();
    }
    letters.add(one);
    state.put(time, letters);
  }

  private static List<IncidentLetter> take(MapState<Long, List<IncidentLetter>> state, long time)
      throws Exception {
    List<IncidentLetter> letters = state.get(time);
    if (letters == null) {
      return new ArrayList<>();
    }
    state.remove(time);
    return letters;
  }

  /** Everything that is said at one time, delivered in the order it was said. */
  private final class Post {

    private final Queue<IncidentLetter> letters;
    private final long now;
    private final OnTimerContext context;
    private final Collector<Incident> out;

    Post(Queue<IncidentLetter> letters, long now, OnTimerContext context, Collector<Incident> out) {
      this.letters = letters;
      this.now = now;
      this.context = context;
      this.out = out;
    }

    void deliver() throws Exception {
      for (IncidentLetter letter = letters.poll(); letter != null; letter = letters.poll()) {
        String key = letter.key();
        IncidentMessage message = letter.message();
        Outbox outbox = new Letters(key);
        switch (letter.to()) {
          case INCIDENT -> incident(key, message, outbox);
          case ALERT -> places.put(key, alertActor.receive(message, places.get(key), outbox, now));
          case SERVICE -> changes.put(key, serviceActor.receive(message, changes.get(key), outbox));
        }
      }
    }

    private void incident(String id, IncidentMessage message, Outbox outbox) throws Exception {
      Map<String, IncidentMemberRecord> alerts = members.get(id);
      Memory memory = new Memory(lives.get(id), alerts == null ? new LinkedHashMap<>() : alerts);
      incidentActor.receive(id, message, memory, outbox, now);
      IncidentStateRecord life = memory.life();
      if (life == null) {
        lives.remove(id);
        members.remove(id);
      } else {
        lives.put(id, life);
        members.put(id, memory.members);
      }
    }

    private final class Letters implements Outbox {

      private final String sender;

      Letters(String sender) {
        this.sender = sender;
      }

      @Override
      public void toIncident(String incident, IncidentMessage message) {
        letters.add(new IncidentLetter(Addressee.INCIDENT, incident, message));
      }

      @Override
      public void toAlert(String alert, IncidentMessage message) {
        letters.add(new IncidentLetter(Addressee.ALERT, alert, message));
      }

      @Override
      public void toService(String service, IncidentMessage message) {
        letters.add(new IncidentLetter(Addressee.SERVICE, service, message));
      }

      @Override
      public void later(IncidentMessage message) {
        long due = Math.max(message.getAt(), now + 1);
        try {
          add(later, due, new IncidentLetter(Addressee.INCIDENT, sender, message));
        } catch (Exception broken) {
          throw new IllegalStateException("cannot keep a message for later", broken);
        }
        context.timerService().registerEventTimeTimer(due);
      }

      @Override
      public void tell(Incident incident) {
        out.collect(incident);
      }

      @Override
      public void audit(Audit audit) {
        context.output(AUDITS, audit);
      }

      @Override
      public void refuse(IncidentCommand command, String reason) {
        context.output(DEAD_LETTERS, RefusedCommands.letter(command, reason));
      }

      @Override
      public void count(JobMetric metric) {
        counters
            .computeIfAbsent(metric, one -> getRuntimeContext().getMetricGroup().counter(one.id()))
            .inc();
      }
    }
  }

  private static final class Memory implements IncidentMemory {

    private @Nullable IncidentStateRecord life;
    private final Map<String, IncidentMemberRecord> members;

    Memory(@Nullable IncidentStateRecord life, Map<String, IncidentMemberRecord> members) {
      this.life = life;
      this.members = members;
    }

    @Override
    public @Nullable IncidentStateRecord life() {
      return life;
    }

    @Override
    public void keep(IncidentStateRecord value) {
      life = value;
    }

    @Override
    public @Nullable IncidentMemberRecord member(String alert) {
      return members.get(alert);
    }

    @Override
    public void keep(IncidentMemberRecord member) {
      members.put(member.getAlert().getId(), member);
    }

    @Override
    public void drop(String alert) {
      members.remove(alert);
    }

    @Override
    public Iterable<IncidentMemberRecord> members() {
      return members.values();
    }

    @Override
    public void dropMembers() {
      members.clear();
    }

    @Override
    public void forget() {
      life = null;
      members.clear();
    }
  }
}
