package io.vedette.algorithms.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class TemplatePropertiesTest {

  private static final MinerParameters SMALL = new MinerParameters(20, 16, 200);

  @Property(tries = 200)
  void aLineTwiceInARowHasTheSameTemplate(
      @ForAll @Size(max = 60) List<@StringLength(max = 60) String> lines) {
    MinerOfTests miner = new MinerOfTests(SMALL);
    for (String line : lines) {
      Template once = miner.miner.next(line);
      assertThat(miner.miner.next(line)).isSameAs(miner.now(once));
    }
  }

  @Property(tries = 200)
  void thereAreNeverMoreTemplatesThanAllowedAndEachHasAPlaceOfItsOwn(@ForAll long seed) {
    MinerOfTests miner = new MinerOfTests(SMALL);
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      Template template = miner.miner.next(sentence(random));
      assertThat(miner.miner.size()).isLessThanOrEqualTo(SMALL.maxTemplates());
      assertThat(miner.miner.at(template.slot())).isSameAs(template);
    }
  }

  @Property(tries = 100)
  void theOrderOfParametersDoesNotMatter(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add("Received block blk_" + random.nextInt() + " of size " + random.nextInt(1000));
      lines.add("user u" + random.nextInt(100) + " logged in from 10.0.0." + random.nextInt(255));
    }
    Collections.shuffle(lines, random);

    assertThat(MinerOfTests.textsOf(lines))
        .containsOnly("Received block <*> of size <*>", "user <*> logged in from <*>");
  }

  @Property(tries = 100)
  void anIdNeverChangesAndTheSameLinesGiveTheSame(@ForAll long seed) {
    MinerOfTests one = new MinerOfTests(SMALL);
    MinerOfTests other = new MinerOfTests(SMALL);
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      String line = sentence(random);
      Template template = one.miner.next(line);
      assertThat(other.miner.next(line).id()).isEqualTo(template.id());
      assertThat(other.miner.next(line).text()).isEqualTo(one.miner.next(line).text());
    }
    assertThat(other.told).isEqualTo(one.told);
  }

  @Property(tries = 300)
  void theTextOfATemplateMatchesTheMaskedLine(@ForAll @StringLength(max = 250) String line) {
    MinerOfTests miner = new MinerOfTests(SMALL);
    String masked = new LineParser(SMALL).parse(line).toString();

    assertThat(miner.miner.next(line).text().replace(" ", "")).isEqualTo(masked.replace(" ", ""));
  }

  private static String sentence(Random random) {
    String[] words = {
      "user", "root", "news", "for", "opened", "closed", "RUNNING", "x1", "a=b", "(", "7"
    };
    StringBuilder sentence = new StringBuilder();
    int length = 1 + random.nextInt(5);
    for (int i = 0; i < length; i++) {
      sentence.append(words[random.nextInt(words.length)]).append(' ');
    }
    return sentence.toString();
  }
}
