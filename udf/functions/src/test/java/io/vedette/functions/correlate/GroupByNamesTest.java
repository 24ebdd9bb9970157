package io.vedette.functions.correlate;

import static io.vedette.functions.correlate.GroupingHarness.alert;
import static io.vedette.functions.correlate.GroupingHarness.clusters;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.correlate.TrainedNames;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.model.NamesFigures;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.DeadLetterReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Alerts grouped by trained names: installed, swapped, taken back, refused, restored. */
class GroupByNamesTest {

  private static final GroupingOptions REPLAYED =
      GroupingOptions.defaults().withPatience(Duration.ZERO);
  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long TEN_MINUTES = 600_000;

  /** Written once by the test below it; never written again. */
  private static final String WRITTEN_BY_0_5 =
      "src/test/resources/snapshots/group-alerts-0.5.snapshot";

  @Test
  void aModelOfItsEnvironmentPutsTogetherWhatSpellingDoesNot() throws Exception {
    try (GroupingHarness grouping = GroupingHarness.start(REPLAYED, null)) {
      grouping.tell(model("prod", "r1", "cart", "redis"));
      pair(grouping, "prod", "a", BEGINNING);
      pair(grouping, "test", "b", BEGINNING);
      grouping.eventTime(BEGINNING + TEN_MINUTES);
      List<AlertCluster> said = grouping.said();
      Map<String, String> clusters = clusters(said);
      assertThat(clusters.get("a-redis")).isEqualTo(clusters.get("a-cart"));
      assertThat(clusters.get("b-redis")).isNotEqualTo(clusters.get("b-cart"));
      assertThat(said)
          .allSatisfy(
              one ->
                  assertThat(one.getNamesVersion())
                      .isEqualTo(one.getEnvironment().equals("prod") ? "r1" : null));
      assertThat(grouping.audits()).as("nothing was grouped otherwise before").isEmpty();
    }
  }

  @Test
  void anotherModelIsUsedFromTheNextSlotOnAndNoIdChanges() throws Exception {
    GroupingHarness grouping = GroupingHarness.start(REPLAYED, null);
    pair(grouping, "prod", "a", BEGINNING);
    grouping.eventTime(BEGINNING + 5000);
    List<AlertCluster> said = new ArrayList<>(grouping.said());
    Map<String, String> before = clusters(said);
    assertThat(new HashSet<>(before.values())).hasSize(2);

    grouping.tell(model("prod", "r1", "search", "mail"));
    grouping.push(alert("prod", "more", BEGINNING + 6000, "cart", "errors"));
    grouping.push(alert("prod", "s", BEGINNING + 6000, "search", "slow"));
    grouping.push(alert("prod", "m", BEGINNING + 7000, "mail", "slow"));
    grouping.eventTime(BEGINNING + 10_000);
    said.addAll(grouping.said());
    Map<String, String> after = clusters(said);
    assertThat(after).containsAllEntriesOf(before);
    assertThat(after.get("more")).isEqualTo(before.get("a-cart"));
    assertThat(after.get("m")).isEqualTo(after.get("s")).isNotIn(before.values());
    Audit audit = only(grouping.audits());
    assertThat(audit.getKind()).isEqualTo(AuditKind.NAMES_CHANGED);
    assertThat(audit.getCause()).isEqualTo("names/prod");
    assertThat(audit.getBefore()).isEqualTo("spelling");
    assertThat(audit.getAfter()).isEqualTo("r1");
    assertThat(audit.getMessage())
        .isEqualTo("alerts of prod are grouped by the names of run r1, which finds much");

    var snapshot = grouping.snapshot();
    grouping.close();
    grouping = GroupingHarness.start(REPLAYED, snapshot);
    grouping.push(alert("prod", "m2", BEGINNING + 11_000, "mail", "down"));
    grouping.eventTime(BEGINNING + 15_000);
    List<AlertCluster> restored = grouping.said();
    assertThat(clusters(restored)).containsEntry("m2", Objects.requireNonNull(after.get("s")));
    assertThat(only(restored).getNamesVersion()).isEqualTo("r1");
    assertThat(grouping.audits()).as("told before the restart").isEmpty();

    grouping.tell(takenBack("prod"));
    grouping.push(alert("prod", "s2", BEGINNING + 5 * TEN_MINUTES, "search", "a"));
    grouping.push(alert("prod", "m3", BEGINNING + 5 * TEN_MINUTES + 1, "mail", "b"));
    grouping.eventTime(BEGINNING + 6 * TEN_MINUTES);
    Map<String, String> apart = clusters(grouping.said());
    assertThat(apart.get("m3")).isNotEqualTo(apart.get("s2"));
    assertThat(only(grouping.audits()).getMessage())
        .isEqualTo("alerts of prod are grouped by the spelling of names alone");
    grouping.close();
  }

  @Test
  void aModelThatCannotBeUsedIsToldAndLeavesSpelling() throws Exception {
    try (GroupingHarness grouping = GroupingHarness.start(REPLAYED, null)) {
      grouping.tell(model("prod", "r1", "cart", "redis"));
      GroupingControl broken = model("prod", "r2", "cart", "redis");
      Objects.requireNonNull(Objects.requireNonNull(broken.getNames()).getNames()).setDimensions(3);
      grouping.tell(broken);
      assertThat(grouping.deadLetters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.getReason()).isEqualTo(DeadLetterReason.REFUSED);
                assertThat(letter.getOrigin()).isEqualTo("names/prod");
                assertThat(letter.getMessage())
                    .isEqualTo(
                        "the trained model of names of environment prod is not used, its names are"
                            + " compared by spelling: vectors of 16 bytes; 2 parts have others");
              });
      pair(grouping, "prod", "a", BEGINNING);
      grouping.eventTime(BEGINNING + TEN_MINUTES);
      Map<String, String> clusters = clusters(grouping.said());
      assertThat(clusters.get("a-redis")).isNotEqualTo(clusters.get("a-cart"));
    }
  }

  @Test
  void modelsBeyondTheBoundAreToldAndThoseKnownAreStillReplaced() throws Exception {
    try (GroupingHarness grouping = GroupingHarness.start(REPLAYED.withNamesModels(1), null)) {
      grouping.tell(model("prod", "r1", "x", "y"));
      grouping.tell(model("test", "r1", "cart", "redis"));
      assertThat(grouping.deadLetters())
          .singleElement()
          .satisfies(
              letter ->
                  assertThat(letter.getMessage())
                      .endsWith(
                          "there are models of 1 environments, and grouping.names-models allows no"
                              + " more"));
      grouping.tell(model("prod", "r2", "cart", "redis"));
      grouping.tell(takenBack("prod"));
      grouping.tell(model("test", "r2", "cart", "redis"));
      assertThat(grouping.deadLetters()).isEmpty();
      pair(grouping, "test", "a", BEGINNING);
      grouping.eventTime(BEGINNING + TEN_MINUTES);
      assertThat(new HashSet<>(clusters(grouping.said()).values())).hasSize(1);
    }
  }

  @Test
  void whatRelease05WroteIsRestored() throws Exception {
    try (GroupingHarness grouping =
        GroupingHarness.start(REPLAYED, OperatorSnapshotUtil.readStateHandle(WRITTEN_BY_0_5))) {
      grouping.push(alert("prod", "later", BEGINNING + 8000, "redis", "slow"));
      grouping.eventTime(BEGINNING + 10_000);
      List<AlertCluster> said = grouping.said();
      assertThat(only(said).getNamesVersion()).isEqualTo("r1");
      assertThat(only(said).getAlerts()).isEqualTo(2);
      assertThat(only(said).getServices()).containsExactly("cart", "redis");
      assertThat(grouping.audits()).isEmpty();
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "vedette.snapshot", matches = ".*group-alerts-0.5.*")
  void writesTheSnapshotWhenItIsNotThereYet() throws Exception {
    Path file = Path.of(System.getProperty("vedette.snapshot"));
    assertThat(file).as("a released snapshot is never written again").doesNotExist();
    try (GroupingHarness grouping = GroupingHarness.start(REPLAYED, null)) {
      grouping.tell(model("prod", "r1", "cart", "redis"));
      grouping.push(alert("prod", "first", BEGINNING, "cart", "slow"));
      grouping.eventTime(BEGINNING + 5000);
      OperatorSnapshotUtil.writeStateHandle(grouping.snapshot(), file.toString());
    }
  }

  private static void pair(GroupingHarness grouping, String environment, String id, long time)
      throws Exception {
    grouping.push(alert(environment, id + "-cart", time, "cart", "slow"));
    grouping.push(alert(environment, id + "-redis", time + 1000, "redis", "evictions"));
  }

  private static <T> T only(List<T> all) {
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static GroupingControl takenBack(String environment) {
    return GroupingControl.newBuilder().setEnvironment(environment).setIsRemoved(true).build();
  }

  /** Two services that belong together. */
  private static GroupingControl model(
      String environment, String version, String one, @Nullable String other) {
    TrainedNames names =
        new TrainedNames(
            Map.of("<" + one + ">", new float[] {1, 0}, "<" + other + ">", new float[] {1, 0}),
            0.9);
    return GroupingControl.newBuilder()
        .setEnvironment(environment)
        .setNames(
            NamesModelRecord.newBuilder()
                .setEnvironment(environment)
                .setVersion(version)
                .setStatus(ModelStatus.CHAMPION)
                .setReason("finds much")
                .setTrainedAt(1)
                .setFrom(1)
                .setTo(1)
                .setFigures(
                    NamesFigures.newBuilder()
                        .setArea(1)
                        .setRecall(1)
                        .setSpellingRecall(0)
                        .setChampionRecall(0)
                        .build())
                .setNames(names.toStored())
                .build())
        .build();
  }
}
