package io.vedette.algorithms.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
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
