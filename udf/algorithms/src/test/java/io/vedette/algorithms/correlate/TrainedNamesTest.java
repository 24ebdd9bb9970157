package io.vedette.algorithms.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.schema.model.NamesRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrainedNamesTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final SkipGramParameters SMALL =
      new SkipGramParameters(8, 3, 4, 5, 0.05, 2, 100, 1000, 7);
  private static final SkipGramParameters DEFAULTS = SkipGramParameters.defaults();
  private static final long BEGINNING = 1_700_000_000_000L;

  /** The judge is {@code src/test/python/golden_names.py}: numpy, and none of our code. */
  @Test
  void vectorsAreThoseOfNumpy() throws IOException {
    List<List<String>> sentences =
        Files.readAllLines(GOLDEN.resolve("names-sentences.csv")).stream()
            .map(line -> List.of(line.split(" ", -1)))
            .toList();
    Map<String, float[]> parts = SkipGramTrainer.train(sentences, SMALL);
    List<String> golden = Files.readAllLines(GOLDEN.resolve("names-vectors.csv"));
    assertThat(parts).hasSize(golden.size());
    for (String line : golden) {
      String[] row = line.split(",", -1);
      float[] vector = Objects.requireNonNull(parts.get(row[0]), row[0]);
      for (int i = 0; i < vector.length; i++) {
        assertThat((double) vector[i])
            .as(row[0] + " " + i)
            .isCloseTo(Double.parseDouble(row[i + 1]), within(1e-7));
      }
    }
  }

  @Test
  void whatAlertsTogetherIsNearAndWhatDoesNotIsFar() {
    NameTraining training = NameTraining.train(twoSystems(600, 1), null, DEFAULTS);
    assertThat(training.trial().area()).isGreaterThan(0.95);
    TrainedNames names = Objects.requireNonNull(training.names());
    assertThat(cosine(names, "cart", "redis")).isGreaterThan(names.leastCosine());
    assertThat(cosine(names, "cart", "ledger")).isLessThan(names.leastCosine());
    assertThat(cosine(names, "prod/CartService-2", "redis"))
        .as("the same by another tool's name")
        .isGreaterThan(names.leastCosine());
    assertThat(names.vector("unheard")).containsOnly(0);
  }

  @Test
  void theSameHistoryGivesTheSameVectors() {
    assertThat(SkipGramTrainer.train(twoSystems(100, 2), SMALL))
        .usingRecursiveComparison()
        .isEqualTo(SkipGramTrainer.train(twoSystems(100, 2), SMALL));
  }

  @Test
  void aChallengerThatTellsNothingIsNotUsed() {
    List<List<String>> noise = new ArrayList<>();
    Random random = new Random(5);
    for (int i = 0; i < 400; i++) {
      List<String> names = new ArrayList<>(List.of("ab", "cd", "ef", "gh", "ij", "kl", "mn", "op"));
      Collections.shuffle(names, random);
      noise.add(names.subList(0, 2));
    }
    assertThat(NameTraining.train(noise, null, DEFAULTS).names()).isNull();
    assertThat(NameTraining.train(List.of(), null, DEFAULTS).names()).isNull();
  }

  @Test
  void aChampionIsReplacedByABetterOneOnly() {
    List<List<String>> history = twoSystems(600, 1);
    TrainedNames champion =
        Objects.requireNonNull(NameTraining.train(history, null, DEFAULTS).names());
    NameTraining again = NameTraining.train(history, champion, DEFAULTS);
    assertThat(again.incumbent().recall()).isGreaterThanOrEqualTo(again.trial().recall());
    assertThat(again.names()).as("no better").isNull();
  }

  @Test
  void alertsOfOneMomentAreASentence() {
    AlertSentences heard = new AlertSentences(2);
    heard.hear(firing(0, "front-0", "cart-1"));
    heard.hear(firing(1000, null, "cart-2"));
    heard.hear(firing(2000, "cart-2", "redis-0"));
    heard.hear(firing(60_000, null, "billing"));
    heard.hear(firing(60_500, null, "10.0.0.7"));
    heard.hear(firing(120_000, "a", "b"));
    heard.hear(firing(180_000, "c", "d"));
    assertThat(heard.all())
        .as("one name, or an address, is no sentence; of three the oldest goes")
        .containsExactly(List.of("a", "b"), List.of("c", "d"));
    AlertSentences all = new AlertSentences(10);
    all.hear(firing(0, "front-0", "cart-1"));
    all.hear(firing(2000, "cart-2", "redis-0"));
    assertThat(all.all()).containsExactly(List.of("front", "cart", "redis"));
  }

  @Test
  void aModelConnectsServicesWhoseAlertsSayNothingOfEachOther() {
    TrainedNames names =
        Objects.requireNonNull(NameTraining.train(twoSystems(600, 1), null, DEFAULTS).names());
    assertThat(clusters(null)).as("by spelling").isEqualTo(3);
    assertThat(clusters(names)).isEqualTo(2);
  }

  private static int clusters(@Nullable TrainedNames names) {
    AlertGrouper grouper = new AlertGrouper(CorrelateParameters.defaults(), "test");
    grouper.use(names);
    grouper.add(firing(0, null, "cart"));
    grouper.add(firing(1000, null, "redis"));
    grouper.add(firing(2000, null, "ledger"));
    return grouper.openClusters();
  }

  @Test
  void aModelConnectsWhatIsKnownAlreadyAndDisconnectsItWhenItIsTakenBack() {
    TrainedNames names = trained();
    AlertGrouper grouper = new AlertGrouper(CorrelateParameters.defaults(), "test");
    long cart = grouper.add(firing(0, null, "cart"));
    long redis = grouper.add(firing(1000, null, "redis"));
    assertThat(redis).as("by spelling").isNotEqualTo(cart);

    grouper.use(names);
    assertThat(grouper.openClusters()).as("a model by itself changes no cluster").isEqualTo(2);
    assertThat(grouper.add(firing(400_000, null, "cart"))).as("the cluster recurs").isEqualTo(cart);
    assertThat(grouper.add(firing(401_000, null, "redis"))).isEqualTo(cart);

    grouper.use(null);
    assertThat(grouper.add(firing(402_000, null, "ledger"))).isNotIn(cart, redis);
    long later = 10_000_000;
    assertThat(grouper.add(firing(later, null, "redis")))
        .isNotEqualTo(grouper.add(firing(later + 1000, null, "cart")));
  }

  /** With a model in use, taken back, and used again, stored at every step. */
  @Test
  void aStoredGroupingGoesOnAsOneThatWasNot() {
    TrainedNames names = trained();
    assertThat(story(names, true)).isEqualTo(story(names, false)).contains(0L);
  }

  private static List<Long> story(TrainedNames names, boolean isStored) {
    List<String> services = List.of("cart", "redis", "ledger", "bank", "search", "front-1", "cart");
    AlertGrouper grouper = new AlertGrouper(CorrelateParameters.defaults(), "test");
    List<Long> clusters = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      TrainedNames inUse = i / 10 % 2 == 0 ? null : names;
      if (isStored) {
        grouper =
            AlertGrouper.fromStored(CorrelateParameters.defaults(), "test", grouper.toStored());
      }
      grouper.use(inUse);
      String caller = i % 7 == 5 ? "cart" : null;
      clusters.add(
          grouper.add(firing(40_000L * i + 900_000L * (i / 20), caller, services.get(i % 7))));
      clusters.add((long) grouper.drain().size() / 100);
    }
    return clusters;
  }

  @Test
  void anEdgeOfACallOutlivesTheModelThatKnewItToo() {
    AlertGrouper grouper = new AlertGrouper(CorrelateParameters.defaults(), "test");
    grouper.use(trained());
    long together = grouper.add(firing(0, null, "cart"));
    assertThat(grouper.add(firing(1000, null, "redis"))).isEqualTo(together);
    assertThat(grouper.add(firing(2000, "cart", "redis"))).isEqualTo(together);
    grouper.use(null);
    long later = grouper.add(firing(5_000_000, null, "cart"));
    assertThat(grouper.add(firing(5_001_000, null, "redis"))).isEqualTo(later);
  }

  @Test
  void aModelIsStoredToTheByteAndReadBack() {
    TrainedNames names = trained();
    assertThat(trained().toStored()).isEqualTo(names.toStored());
    TrainedNames read = TrainedNames.fromStored(names.toStored());
    assertThat(read.id()).isEqualTo(names.id());
    assertThat(read.vector("CartService")).isEqualTo(names.vector("CartService"));
    assertThat(read.leastCosine()).isEqualTo(names.leastCosine());
    assertThat(read.toStored()).isEqualTo(names.toStored());
    assertThat(new TrainedNames(names.parts(), 0.5).id()).isNotEqualTo(names.id());
  }

  @Test
  void whatIsNoModelIsRefusedWithTheReason() {
    assertRefused(one -> one.setVersion(2), "names of version 2; this release knows 1");
    assertRefused(one -> one.setDimensions(0), "dimensions must be 1 to 512, are 0");
    assertRefused(one -> one.setDimensions(4), "vectors of 16 bytes; 2 parts have others");
    assertRefused(one -> one.setParts(List.of()), "parts times dimensions must be 1 to 2000000");
    assertRefused(one -> one.setLeastCosine(0), "leastCosine must be above 0, at most 1, is 0.0");
    assertRefused(one -> one.setLeastCosine(Double.NaN), "leastCosine must be above 0");
    assertRefused(one -> one.setParts(List.of("<a>", "<a>")), "the part '<a>' is empty or there");
    assertRefused(
        one -> one.setVectors(ByteBuffer.allocate(16).putFloat(0, Float.NaN)),
        "the vector of '<a>' is not finite");
  }

  private static void assertRefused(Consumer<NamesRecord> change, String message) {
    NamesRecord record = new NamesRecord(1, 2, 0.5, List.of("<a>", "<b>"), ByteBuffer.allocate(16));
    assertThat(TrainedNames.fromStored(record).dimensions()).isEqualTo(2);
    change.accept(record);
    assertThatThrownBy(() -> TrainedNames.fromStored(record))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  /** The champion has seen all but the last 40 sentences, so these are what counts. */
  @Test
  void championAndChallengerAreJudgedByWhatNeitherHasSeen() {
    List<NameHistory.Sentence> sentences = new ArrayList<>();
    for (List<String> names : twoSystems(600, 1)) {
      sentences.add(new NameHistory.Sentence(sentences.size(), names));
    }
    NameHistory history = new NameHistory(sentences, List.of());
    TrainedNames useless =
        new TrainedNames(Map.of("<cart>", new float[] {1, 0}, "<bank>", new float[] {0, 1}), 0.9);
    NameTraining all = train(history, null);
    NameTraining last = train(history, new NameTraining.Champion(useless, 559));
    assertThat(all.trial().together()).isGreaterThan(last.trial().together() - 1);
    assertThat(last.names()).as("better than a champion that knows nothing").isNotNull();
    assertThat(last.reason()).matches("finds \\d+ %, spelling \\d+ %, the champion 0 % of .*");
    NameTraining none = train(history, new NameTraining.Champion(useless, 599));
    assertThat(none.names()).isNull();
    assertThat(none.reason())
        .isEqualTo(
            "too little history to compare: 0 pairs of names belong together in what neither was"
                + " trained on");
    assertThat(train(new NameHistory(List.of(), List.of()), null).reason())
        .isEqualTo("too little history: fewer than two names are heard often enough");
  }

  private static NameTraining train(NameHistory history, NameTraining.@Nullable Champion champion) {
    return NameTraining.train(history, champion, DEFAULTS);
  }

  /** Half of the names are in calls alone before the last quarter, where they alert together. */
  @Test
  void callPathsAreTakenAlongWhereTheyFindMore() {
    List<NameHistory.Sentence> sentences = new ArrayList<>();
    for (List<String> names : twoSystems(600, 1)) {
      boolean isLast = sentences.size() >= 450;
      sentences.add(
          new NameHistory.Sentence(
              sentences.size(),
              isLast
                  ? names
                  : names.stream().filter(name -> !"search bank".contains(name)).toList()));
    }
    CallPaths calls = new CallPaths(1000);
    for (int i = 0; i < 40; i++) {
      for (String callee : List.of("cart", "redis", "frontend", "checkout")) {
        calls.add("search-" + i, callee);
      }
      for (String callee : List.of("ledger", "billing", "invoice", "audit")) {
        calls.add("bank-" + i, callee);
      }
    }
    assertThat(calls.all()).hasSize(8).contains(List.of("search", "cart"));
    NameTraining without = train(new NameHistory(sentences, List.of()), null);
    NameTraining with = train(new NameHistory(sentences, calls.all()), null);
    assertThat(with.trial().recall()).isGreaterThanOrEqualTo(without.trial().recall());
    assertThat(with.paths()).isIn(0, 8);
  }

  @Test
  void callsFollowEachOtherAndAreBounded() {
    CallPaths calls = new CallPaths(3);
    assertThat(calls.add("b", "c")).isTrue();
    assertThat(calls.add("a-1", "b-2")).isTrue();
    assertThat(calls.add("b", "a")).isTrue();
    assertThat(calls.add("a", "b")).as("known").isTrue();
    assertThat(calls.add("10.0.0.1", "b")).as("an address says nothing").isTrue();
    assertThat(calls.add("x", "y")).as("one too many").isFalse();
    assertThat(calls.all())
        .containsExactly(List.of("a", "b"), List.of("b", "a"), List.of("b", "c"));
    CallPaths more = new CallPaths(10);
    more.add("b", "c");
    more.add("b", "a");
    more.add("a", "b");
    assertThat(more.all())
        .containsExactly(
            List.of("a", "b"), List.of("b", "a"), List.of("b", "c"), List.of("a", "b", "c"));
  }

  private static TrainedNames trained() {
    return Objects.requireNonNull(NameTraining.train(twoSystems(600, 1), null, DEFAULTS).names());
  }

  @Test
  void parametersAreChecked() {
    assertThatThrownBy(() -> new SkipGramParameters(1, 3, 4, 5, 0.05, 2, 100, 1000, 7))
        .hasMessage("dimensions must be 2 to 512, are 1");
  }

  private static double cosine(NameEmbedding names, String one, String other) {
    return NameEmbedding.cosine(names.vector(one), names.vector(other));
  }

  private static Firing firing(long after, @Nullable String caller, String entity) {
    return new Firing(
        entity + after,
        BEGINNING + after,
        Firing.keyOf(caller, entity),
        null,
        entity,
        caller,
        null,
        "slow",
        true);
  }

  private static List<List<String>> twoSystems(int sentences, long seed) {
    Random random = new Random(seed);
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < sentences; i++) {
      List<String> names =
          new ArrayList<>(
              random.nextBoolean()
                  ? List.of("cart", "redis", "frontend", "checkout", "search")
                  : List.of("ledger", "billing", "invoice", "bank", "audit"));
      Collections.shuffle(names, random);
      all.add(List.copyOf(names.subList(0, 2 + random.nextInt(3))));
    }
    return all;
  }
}
