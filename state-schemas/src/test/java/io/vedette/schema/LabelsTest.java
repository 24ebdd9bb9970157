package io.vedette.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelsTest {

  private static final Labels UP = Labels.of("instance", "a:9100", "__name__", "up");

  @Test
  void areAscendingByName() {
    assertThat(UP.size()).isEqualTo(2);
    assertThat(UP.name(0)).isEqualTo("__name__");
    assertThat(UP.value(0)).isEqualTo("up");
    assertThat(UP.name(1)).isEqualTo("instance");
    assertThat(UP.value(1)).isEqualTo("a:9100");
  }

  @Test
  void areTheSameFromAMapAndInAnyOrder() {
    assertThat(Labels.of(Map.of("__name__", "up", "instance", "a:9100"))).isEqualTo(UP);
    assertThat(Labels.of("__name__", "up", "instance", "a:9100"))
        .isEqualTo(UP)
        .hasSameHashCodeAs(UP);
  }

  @Test
  void takeTheLastValueOfANameGivenTwice() {
    assertThat(Labels.of("a", "1", "a", "2")).isEqualTo(Labels.of("a", "2"));
  }

  @Test
  void findByName() {
    assertThat(UP.get("instance")).isEqualTo("a:9100");
    assertThat(UP.get("job")).isNull();
    assertThat(UP.metric()).isEqualTo("up");
    assertThat(Labels.none().metric()).isEmpty();
    assertThat(UP.withoutMetric()).containsExactly(entry("instance", "a:9100"));
  }

  @Test
  void printAsASelector() {
    assertThat(UP).hasToString("up{instance=\"a:9100\"}");
    assertThat(Labels.of("__name__", "up")).hasToString("up");
    assertThat(Labels.of("a", "1", "b", "q\"\\\n")).hasToString("{a=\"1\",b=\"q\\\"\\\\\\n\"}");
  }

  @Test
  void refuseAnOddNumberOfStrings() {
    assertThatThrownBy(() -> Labels.of("a", "b", "c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 3 strings");
  }
}
