package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.Labels;
import org.junit.jupiter.api.Test;

class LabelPackingTest {

  @Test
  void labelsComeOutAsTheyWentIn() {
    assertThat(roundTrip(Labels.none())).isEqualTo(Labels.none());
    Labels labels =
        Labels.of(
            "__name__",
            "up",
            "ascii",
            "x".repeat(127),
            "empty",
            "",
            "long",
            "y".repeat(128),
            "longer",
            "z".repeat(20_000),
            "other",
            "\u00fc\u4e2d\uD83D\uDED2");
    assertThat(roundTrip(labels)).isEqualTo(labels);
  }

  @Test
  void aValueTakesItsBytesAndOneOfLength() {
    assertThat(LabelPacking.values(Labels.of("a", "12345", "b", "1")))
        .containsExactly(5, '1', '2', '3', '4', '5', 1, '1');
  }

  @Test
  void seriesWithTheSameNamesShareThem() {
    String[] names = LabelPacking.names(Labels.of("__name__", "up", "job", "node"));
    assertThat(LabelPacking.names(Labels.of("__name__", "down", "job", "shop"))).isSameAs(names);
    assertThat(LabelPacking.names(Labels.of("__name__", "up", "pod", "p"))).isNotSameAs(names);
  }

  private static Labels roundTrip(Labels labels) {
    return LabelPacking.unpack(LabelPacking.names(labels), LabelPacking.values(labels));
  }
}
