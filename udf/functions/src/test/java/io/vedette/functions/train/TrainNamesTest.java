package io.vedette.functions.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.algorithms.correlate.NameEmbedding;
import io.vedette.algorithms.correlate.SkipGramParameters;
import io.vedette.algorithms.correlate.TrainedNames;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.correlate.TopologyEdge;
import io.vedette.schema.correlate.TopologyEdgeKind;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.schema.result.AlertStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** One environment at a time, its timer fired by the last watermark, as batch execution does it. */
class TrainNamesTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final List<String> SHOP =
      List.of("cart", "redis", "frontend", "checkout", "search");
  private static final List<String> BANK = List.of("ledger", "billing", "invoice", "bank", "audit");

  private static TrainNamesOptions options(String run) {
    return new TrainNamesOptions(run, 5, 20_000, 100, 100_000, SkipGramParameters.defaults());
  }

  @Test
  void anEnvironmentWithoutAModelGetsOne() throws Exception {
    NamesModelRecord model = only(train(options("monday"), history(600, 0, 1), List.of()));
    assertThat(model.getStatus()).isEqualTo(ModelStatus.CHAMPION);
    assertThat(model.getEnvironment()).isEqualTo("prod");
    assertThat(model.getVersion()).isEqualTo("monday");
    assertThat(model.getTrainedAt()).isEqualTo(5);
    assertThat(model.getFrom()).isEqualTo(BEGINNING);
    assertThat(model.getSentences()).isEqualTo(600);
    assertThat(model.getReason()).matches("finds \\d+ %, spelling \\d+ % of what .* together");
    assertThat(model.getFigures().getRecall()).isGreaterThan(0.9);
    assertThat(model.getFigures().getChampionRecall()).isNaN();
    TrainedNames names = TrainedNames.fromStored(Objects.requireNonNull(model.getNames()));
    assertThat(NameEmbedding.cosine(names.vector("cart"), names.vector("redis")))
        .isGreaterThan((float) names.leastCosine());
    assertThat(NameEmbedding.cosine(names.vector("cart"), names.vector("ledger")))
        .isLessThan((float) names.leastCosine());
  }

  /** Alerts of one moment in any order, sent twice, resolved: the same bytes. */
  @Test
  void theSameHistoryGivesTheSameRecord() throws Exception {
    List<IncomingAlert> alerts = history(600, 0, 1);
    NamesModelRecord model = only(train(options("r"), alerts, calls(1)));
    for (long seed = 1; seed <= 3; seed++) {
      List<IncomingAlert> otherwise = new ArrayList<>(alerts);
      otherwise.addAll(alerts.subList(0, 300));
      alerts.subList(300, 400).forEach(one -> otherwise.add(resolved(one)));
      Collections.shuffle(otherwise, new Random(seed));
      otherwise.sort(Comparator.comparingLong(IncomingAlert::getTs));
      assertThat(only(train(options("r"), otherwise, calls(seed)))).isEqualTo(model);
    }
    assertThat(model.getAlerts()).isEqualTo(alerts.size());
  }

  @Test
  void anEnvironmentOfThisRunIsNotTrainedAgain() throws Exception {
    NamesModelRecord done = only(train(options("r"), history(600, 0, 1), List.of()));
    assertThat(train(options("r"), history(600, 0, 1), List.of(told(done)))).isEmpty();
    done.setStatus(ModelStatus.REJECTED);
    assertThat(train(options("r"), history(600, 0, 1), List.of(told(done)))).isEmpty();
  }

  @Test
  void onTheSameHistoryTheChampionStays() throws Exception {
    NamesModelRecord champion = only(train(options("monday"), history(600, 0, 1), List.of()));
    NamesModelRecord again =
        only(train(options("tuesday"), history(600, 0, 1), List.of(told(champion))));
    assertThat(again.getStatus()).isEqualTo(ModelStatus.REJECTED);
    assertThat(again.getNames()).isNull();
    assertThat(again.getReason()).startsWith("too little history to compare: 0 pairs");
    assertThat(again.getFigures().getChampionVersion()).isEqualTo("monday");
  }

  /** What alerts together changed: the champion does not know it, the challenger has half of it. */
  @Test
  void whoFindsMoreOnWhatNeitherHasSeenTakesThePlace() throws Exception {
    NamesModelRecord champion = only(train(options("monday"), history(600, 0, 1), List.of()));
    champion.setTo(BEGINNING);
    List<IncomingAlert> changed = new ArrayList<>();
    for (IncomingAlert alert : history(900, 0, 2)) {
      IncomingAlert renamed = IncomingAlert.newBuilder(alert).build();
      renamed.setService(
          "new"
              + (char)
                  ('a'
                      + (SHOP.contains(alert.getService()) ? 0 : 13)
                      + Math.max(
                          SHOP.indexOf(alert.getService()), BANK.indexOf(alert.getService())))
              + "q");
      changed.add(renamed);
    }
    NamesModelRecord better = only(train(options("tuesday"), changed, List.of(told(champion))));
    assertThat(better.getStatus()).isEqualTo(ModelStatus.CHAMPION);
    assertThat(better.getReason()).contains(", the champion 0 % of what alerts together");
    assertThat(better.getFigures().getChampionRecall()).isZero();
  }

  @Test
  void aChampionThatCannotBeReadIsNoRivalAndThatIsSaid() throws Exception {
    NamesModelRecord champion = only(train(options("monday"), history(600, 0, 1), List.of()));
    Objects.requireNonNull(champion.getNames()).setVersion(9);
    NamesModelRecord next =
        only(train(options("tuesday"), history(600, 0, 1), List.of(told(champion))));
    assertThat(next.getStatus()).isEqualTo(ModelStatus.CHAMPION);
    assertThat(next.getReason())
        .endsWith("; the champion cannot be read: names of version 9; this release knows 1");
    assertThat(next.getFigures().getChampionVersion()).isNull();
  }

  @Test
  void tooLittleHistoryIsAReason() throws Exception {
    NamesModelRecord model = only(train(options("r"), history(2, 0, 1), List.of()));
    assertThat(model.getStatus()).isEqualTo(ModelStatus.REJECTED);
    assertThat(model.getReason()).startsWith("too little history");
    assertThat(model.getFrom()).isLessThan(model.getTo());
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> new TrainNamesOptions(" ", 1, 1, 1, 1, SkipGramParameters.defaults()))
        .hasMessage("the run needs a name");
    assertThatThrownBy(() -> new TrainNamesOptions("r", 1, 0, 1, 1, SkipGramParameters.defaults()))
        .hasMessageStartingWith("sentences and remembered must be at least 1");
  }

  private static List<NamesModelRecord> train(
      TrainNamesOptions options, List<IncomingAlert> alerts, List<GroupingControl> told)
      throws Exception {
    try (KeyedTwoInputStreamOperatorTestHarness<
            String, IncomingAlert, GroupingControl, NamesModelRecord>
        harness =
            new KeyedTwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                    new TrainNames(options), List.of(TrainNames.descriptor())),
                IncomingAlert::getEnvironment,
                null,
                Types.STRING)) {
      harness.open();
      for (GroupingControl control : told) {
        harness.processElement2(control, 0);
      }
      for (IncomingAlert alert : alerts) {
        harness.processElement1(alert, alert.getTs());
      }
      harness.processBothWatermarks(Watermark.MAX_WATERMARK);
      return harness.extractOutputValues();
    }
  }

  private static NamesModelRecord only(List<NamesModelRecord> models) {
    assertThat(models).hasSize(1);
    return models.get(0);
  }

  private static GroupingControl told(NamesModelRecord model) {
    return GroupingControl.newBuilder()
        .setEnvironment(model.getEnvironment())
        .setNames(model)
        .build();
  }

  /** Of the shop, in an order of their own; one of another environment among them. */
  private static List<GroupingControl> calls(long seed) {
    List<GroupingControl> calls = new ArrayList<>();
    for (String callee : SHOP.subList(1, SHOP.size())) {
      calls.add(
          GroupingControl.newBuilder()
              .setEdge(new TopologyEdge("cart", callee, TopologyEdgeKind.CALL))
              .build());
    }
    calls.add(
        GroupingControl.newBuilder()
            .setEnvironment("test")
            .setEdge(new TopologyEdge("cart", "ledger", TopologyEdgeKind.CALL))
            .build());
    Collections.shuffle(calls, new Random(seed));
    return calls;
  }

  private static IncomingAlert resolved(IncomingAlert alert) {
    return IncomingAlert.newBuilder(alert).setStatus(AlertStatus.RESOLVED).build();
  }

  /** Moments a minute apart, in each of which two to four services of one system alert. */
  private static List<IncomingAlert> history(int moments, long after, long seed) {
    Random random = new Random(seed);
    List<IncomingAlert> alerts = new ArrayList<>();
    for (int i = 0; i < moments; i++) {
      List<String> services = new ArrayList<>(random.nextBoolean() ? SHOP : BANK);
      Collections.shuffle(services, random);
      int count = 2 + random.nextInt(3);
      for (int j = 0; j < count; j++) {
        alerts.add(
            IncomingAlert.newBuilder()
                .setId("a" + i + "-" + j)
                .setFingerprint("00000000000000aa")
                .setTs(BEGINNING + after + 60_000L * i + (j / 2) * 1000L)
                .setStatus(AlertStatus.FIRING)
                .setEnvironment("prod")
                .setService(services.get(j))
                .setName("slow")
                .build());
      }
    }
    return alerts;
  }
}
