package io.vedette.bench.quality.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GroupingAccuracyTest {

  private static final List<String> LABELS = List.of("a", "a", "b", "b", "c");

  @Test
  void namesDoNotMatterOnlyWhoIsTogether() {
    assertThat(GroupingAccuracy.of(List.of(7, 7, 9, 9, 1), LABELS)).isEqualTo(1);
  }

  @Test
  void aGroupThatIsSplitOrMergedCountsNothing() {
    assertThat(GroupingAccuracy.of(List.of(1, 2, 9, 9, 3), LABELS)).isEqualTo(0.6);
    assertThat(GroupingAccuracy.of(List.of(1, 1, 9, 9, 9), LABELS)).isEqualTo(0.4);
    assertThat(GroupingAccuracy.of(List.of(1, 1, 1, 1, 1), LABELS)).isZero();
  }
}
