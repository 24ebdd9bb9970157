package io.vedette.algorithms.logs;

import static io.vedette.algorithms.logs.MinerOfTests.textsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TemplateMinerTest {

  @Test
  void twoNamesAfterUserAreEnoughAndTheOlderIdStays() {
    MinerOfTests miner = MinerOfTests.withDefaults();
    Template root = miner.miner.next("session opened for user root");
    long id = root.id();

    Template news = miner.miner.next("session opened for user news");

    assertThat(news).isSameAs(root);
    assertThat(news.id()).isEqualTo(id);
    assertThat(news.text()).isEqualTo("session opened for user <*>");
    assertThat(miner.miner.size()).isEqualTo(1);
    assertThat(miner.told)
        .containsExactly(
            "born session opened for user root",
            "born session opened for user news",
            "merged session opened for user news",
            "generalised session opened for user <*>");
  }

  @Test
  void whatWasDoneIsNoParameter() {
    assertThat(
            textsOf(
                List.of(
                    "session opened for it", "session closed for it", "session resumed for it")))
        .doesNotHaveDuplicates();
    assertThat(
            textsOf(
                Stream.of("READY", "LOST", "DOWN", "UP", "GONE", "NEW", "IDLE", "BUSY")
                    .map(state -> "node is " + state + " now")
                    .toList()))
        .doesNotHaveDuplicates();
  }

  @Test
  void elsewhereSixWordsAreEnough() {
    String[] words = {"red", "green", "blue", "black", "white", "grey"};
    List<String> lines = new ArrayList<>();
    for (String word : words) {
      lines.add("paint of " + "colour " + word + " is dry");
    }

    assertThat(textsOf(lines.subList(0, 5))).doesNotHaveDuplicates();
    assertThat(textsOf(lines)).containsOnly("paint of colour <*> is dry");
  }

  @Test
  void aWordWhereAParameterWasSeenIsOneToo() {
    assertThat(textsOf(List.of("lookup of key a1 took long", "lookup of key main took long")))
        .containsOnly("lookup of key <*> took long");
  }

  @Test
  void whatStandsRoundAParameterStays() {
    assertThat(textsOf(List.of("login by user:root, fine", "login by user:news, fine")))
        .as("the word before it is by")
        .doesNotHaveDuplicates();
    assertThat(
            textsOf(
                List.of(
                    "login by user:root, fine",
                    "login by user:news, fine",
                    "login by user:bin, fine")))
        .containsOnly("login by user:<*>, fine");
  }

  @Test
  void theTemplateNotSeenForLongestIsForgotten() {
    MinerOfTests miner = new MinerOfTests(new MinerParameters(10, 16, 100));
    for (int i = 0; i < 10; i++) {
      miner.miner.next("x".repeat(i + 1));
    }
    miner.miner.next("x");

    miner.miner.next("y y");

    assertThat(miner.miner.size()).isEqualTo(10);
    assertThat(miner.told).contains("evicted xx").doesNotContain("evicted x");
    Template again = miner.miner.next("xx");
    assertThat(again.text()).isEqualTo("xx");
    assertThat(again.born()).isEqualTo(11);
    assertThat(again.id())
        .as("the same line has the same id again")
        .isEqualTo(new MinerOfTests(MinerParameters.defaults()).miner.next("xx").id());
  }

  @Test
  void whatIsRestoredGoesOn() {
    MinerOfTests before = MinerOfTests.withDefaults();
    before.miner.next("session opened for user root");
    Template general = before.miner.next("session opened for user news");
    Template other = before.miner.next("disk full");
    MinerOfTests after = MinerOfTests.withDefaults();

    assertThat(restore(after, other)).isNotNull();
    assertThat(restore(after, general)).isNotNull();

    assertThat(after.miner.next("session opened for user cyrus").id()).isEqualTo(general.id());
    assertThat(after.miner.next("disk full").id()).isEqualTo(other.id());
    assertThat(after.miner.next("disk empty").born()).isEqualTo(3);
    assertThat(after.told).containsExactly("born disk empty");
  }

  private static @Nullable Template restore(MinerOfTests into, Template template) {
    return into.miner.restore(
        template.id(), template.born(), template.lastUsed(), template.tokens());
  }

  @Test
  void boundsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new MinerParameters(9, 128, 4096)).hasMessageContaining("is 9");
    assertThatThrownBy(() -> new MinerParameters(10, 7, 4096)).hasMessageContaining("is 7");
    assertThatThrownBy(() -> new MinerParameters(10, 8, 63)).hasMessageContaining("is 63");
  }
}
