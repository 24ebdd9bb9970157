package io.vedette.functions.train;

import io.vedette.algorithms.correlate.CallPaths;
import io.vedette.algorithms.correlate.NameHistory;
import io.vedette.algorithms.correlate.NameTraining;
import io.vedette.algorithms.correlate.NameTrial;
import io.vedette.algorithms.correlate.TrainedNames;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.correlate.TopologyEdge;
import io.vedette.schema.correlate.TopologyEdgeKind;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.model.NamesFigures;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.schema.model.NamesRecord;
import io.vedette.schema.result.AlertStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Trains the names of one environment after the other from its alerts and from who calls whom, and
 * lets the new model challenge the one in use.
 *
 * <p>Guarantee: every environment with alerts leaves exactly one record of this run, whatever
 * becomes of it; the same alerts and calls in any order give the same record, to the byte. Run
 * again under the same name, it leaves none where one is known to be there already.
 *
 * <p>Needs batch execution: Flink then hands over all that is broadcast (calls, and the models
 * there are) before any alert, and all alerts of one environment, in the order of their times,
 * before the first of the next. What is kept is one environment a task: up to {@link
 * TrainNamesOptions#sentences} sentences, and the calls and models of all. Nothing of it is Flink
 * state.
 */
public final class TrainNames
    extends KeyedBroadcastProcessFunction<
        String, IncomingAlert, GroupingControl, NamesModelRecord> {

  /** Accumulator: environments trained in this run. */
  public static final String TRAINED = "environmentsTrained";

  /** Accumulator: environments that had a model of this run already. */
  public static final String SKIPPED = "environmentsSkipped";

  private static final long serialVersionUID = 1L;

  private final TrainNamesOptions options;

  private final LongCounter trained = new LongCounter();
  private final LongCounter skipped = new LongCounter();

  private transient Set<GroupingControl> calls;
  private transient Map<String, NamesModelRecord> champions;
  private transient Set<String> done;
  private transient @Nullable String current;
  private transient HeardAlerts heard;

  /** Trains by these options. */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public TrainNames(TrainNamesOptions options) {
    this.options = options;
  }

  /** What is broadcast is kept beside Flink's state, which wants a descriptor all the same. */
  public static MapStateDescriptor<String, String> descriptor() {
    return new MapStateDescriptor<>("unused", Types.STRING, Types.STRING);
  }

  @Override
  public void open(OpenContext context) {
    calls = new HashSet<>();
    champions = new HashMap<>();
    done = new HashSet<>();
    heard = new HeardAlerts(options.sentences(), options.remembered());
    getRuntimeContext().addAccumulator(TRAINED, trained);
    getRuntimeContext().addAccumulator(SKIPPED, skipped);
  }

  @Override
  public void processBroadcastElement(
      GroupingControl control, Context context, Collector<NamesModelRecord> models) {
    TopologyEdge edge = control.getEdge();
    NamesModelRecord model = control.getNames();
    if (edge != null && edge.getKind() == TopologyEdgeKind.CALL) {
      calls.add(control);
    } else if (model != null) {
      if (model.getVersion().equals(options.run())) {
        done.add(model.getEnvironment());
      }
      if (model.getStatus() == ModelStatus.CHAMPION) {
        champions.put(model.getEnvironment(), model);
      }
    }
  }

  @Override
  public void processElement(
      IncomingAlert alert, ReadOnlyContext context, Collector<NamesModelRecord> models) {
    if (!alert.getEnvironment().equals(current)) {
      if (current != null) {
        throw new IllegalStateException(
            "environments come mixed: train-names needs execution.runtime-mode BATCH");
      }
      current = alert.getEnvironment();
      heard = new HeardAlerts(options.sentences(), options.remembered());
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }
    if (alert.getStatus() == AlertStatus.FIRING) {
      heard.add(alert);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<NamesModelRecord> models) {
    String environment = Objects.requireNonNull(current);
    current = null;
    if (done.contains(environment)) {
      skipped.add(1);
      return;
    }
    NameHistory history = new NameHistory(heard.sentences(), paths(environment));
    if (heard.count() > 0) {
      models.collect(train(environment, history));
      trained.add(1);
    }
  }

  /** Beyond the bound calls are left out, those last by name, so that their order says nothing. */
  private List<List<String>> paths(String environment) {
    CallPaths paths = new CallPaths(options.calls());
    calls.stream()
        .filter(call -> call.getEnvironment() == null || call.getEnvironment().equals(environment))
        .map(call -> Objects.requireNonNull(call.getEdge()))
        .sorted()
        .forEach(edge -> paths.add(edge.getFrom(), edge.getTo()));
    return paths.all();
  }

  private NamesModelRecord train(String environment, NameHistory history) {
    NamesModelRecord stored = champions.get(environment);
    NamesRecord inUse = stored == null ? null : stored.getNames();
    NameTraining.Champion champion = null;
    String unreadable = "";
    if (stored != null && inUse != null) {
      try {
        champion = new NameTraining.Champion(TrainedNames.fromStored(inUse), stored.getTo());
      } catch (IllegalArgumentException wrong) {
        unreadable = "; the champion cannot be read: " + wrong.getMessage();
      }
    }
    NameTraining training = NameTraining.train(history, champion, options.parameters());
    TrainedNames names = training.names();
    return NamesModelRecord.newBuilder()
        .setEnvironment(environment)
        .setVersion(options.run())
        .setStatus(names == null ? ModelStatus.REJECTED : ModelStatus.CHAMPION)
        .setReason(training.reason() + unreadable)
        .setTrainedAt(options.startedAt())
        .setFrom(heard.first())
        .setTo(heard.last())
        .setAlerts(heard.count())
        .setSentences(training.sentences())
        .setPaths(training.paths())
        .setFigures(figures(training, champion == null ? null : stored))
        .setNames(names == null ? null : names.toStored())
        .build();
  }

  private static NamesFigures figures(NameTraining training, @Nullable NamesModelRecord champion) {
    NameTrial trial = training.trial();
    NameTrial ofChampion = training.champion();
    return NamesFigures.newBuilder()
        .setPairs(trial.pairs())
        .setTogether(trial.together())
        .setArea(trial.area())
        .setRecall(trial.recall())
        .setSpellingRecall(training.spelling().recall())
        .setChampionVersion(champion == null ? null : champion.getVersion())
        .setChampionRecall(ofChampion == null ? Double.NaN : ofChampion.recall())
        .build();
  }
}
