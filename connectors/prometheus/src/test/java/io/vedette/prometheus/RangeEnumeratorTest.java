package io.vedette.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RangeEnumeratorTest {

  private static List<RangeSplit> splits(long from, long to, long step, long slice) {
    return RangeEnumerator.splits(
        new PrometheusOptions(
            URI.create("http://127.0.0.1:1"),
            List.of("a", "b"),
            from,
            to,
            step,
            slice,
            Map.of(),
            "",
            "",
            "",
            1,
            Duration.ofSeconds(1),
            1,
            Duration.ofSeconds(1),
            new LabelLimits(1, 1, 1)));
  }

  @Test
  void slicesCoverEveryStepOnce() {
    assertThat(splits(0, 1000, 100, 400))
        .containsExactly(
            new RangeSplit("a", 0, 300),
            new RangeSplit("a", 400, 700),
            new RangeSplit("a", 800, 1000),
            new RangeSplit("b", 0, 300),
            new RangeSplit("b", 400, 700),
            new RangeSplit("b", 800, 1000));
  }

  @Test
  void timesAreMultiplesOfTheStepWithinTheRange() {
    assertThat(splits(101, 399, 100, 1000)).first().isEqualTo(new RangeSplit("a", 200, 300));
    assertThat(splits(101, 199, 100, 1000)).isEmpty();
  }

  @Test
  void itsStateComesBack() throws IOException {
    RangeEnumerator.StateSerializer stored = new RangeEnumerator.StateSerializer();
    List<RangeSplit> splits = splits(0, 1000, 100, 400);
    assertThat(stored.deserialize(1, stored.serialize(splits))).isEqualTo(splits);
    assertThat(stored.deserialize(1, stored.serialize(List.of()))).isEmpty();
    assertThatThrownBy(() -> stored.deserialize(2, new byte[0])).hasMessageContaining("version 2");
    RangeSplit.Serializer one = new RangeSplit.Serializer();
    assertThat(one.deserialize(1, one.serialize(splits.get(1)))).isEqualTo(splits.get(1));
  }
}
