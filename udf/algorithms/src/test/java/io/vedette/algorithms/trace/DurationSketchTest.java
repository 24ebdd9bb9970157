package io.vedette.algorithms.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationSketchTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  /** The judge is {@code src/test/python/golden_sketch.py}: the sketch of the paper's authors. */
  @ParameterizedTest
  @ValueSource(strings = {"latency", "two-modes", "wide", "single"})
  void agreesWithTheAuthorsOfThePaper(String name) throws IOException {
    List<String> lines = Files.readAllLines(GOLDEN.resolve("sketch-" + name + ".csv"));
    double[] quantiles = numbers(lines.get(0));
    double[] theirs = numbers(lines.get(1));
    double[] exact = numbers(lines.get(2));
    DurationSketch sketch = new DurationSketch();
    for (String line : lines.subList(3, lines.size())) {
      double[] pair = numbers(line);
      sketch.add((long) pair[0], pair[1]);
    }
    for (int i = 0; i < quantiles.length; i++) {
      double ours = sketch.quantile(quantiles[i]);
      assertThat(ours).isCloseTo(theirs[i], Percentage.withPercentage(1e-6));
      assertThat(ours).isCloseTo(exact[i], Percentage.withPercentage(1.0001));
    }
  }

  @Property(tries = 300)
  void mergedIsTheSameAsAddedInAnyOrder(
      @ForAll @Size(max = 60) List<@LongRange(max = Long.MAX_VALUE) Long> one,
      @ForAll @Size(max = 60) List<@LongRange(max = 10_000_000) Long> other,
      @ForAll @DoubleRange(min = 0, max = 1) double q) {
    DurationSketch left = of(one);
    DurationSketch right = of(other);
    DurationSketch all = of(other);
    for (int i = one.size() - 1; i >= 0; i--) {
      all.add(one.get(i), 1);
    }
    DurationSketch before = right.copy();
    left.merge(right);
    assertThat(left.quantile(q)).isEqualTo(Double.valueOf(all.quantile(q)));
    assertThat(left.count()).isEqualTo(one.size() + other.size());
    assertThat(right.quantile(q)).isEqualTo(Double.valueOf(before.quantile(q)));
    DurationSketch stored = DurationSketch.read(new StateReader(bytes(left)));
    assertThat(stored.quantile(q)).isEqualTo(Double.valueOf(left.quantile(q)));
    assertThat(stored.count()).isEqualTo(left.count());
  }

  @Property(tries = 300)
  void errorIsWithinItsBound(
      @ForAll @Size(min = 1, max = 80)
          List<@LongRange(min = 1_000, max = Long.MAX_VALUE) Long> some,
      @ForAll @DoubleRange(min = 0, max = 1) double q) {
    long[] sorted = some.stream().mapToLong(Long::longValue).sorted().toArray();
    double exact = sorted[(int) Math.floor(q * (sorted.length - 1))];
    assertThat(of(some).quantile(q)).isCloseTo(exact, Percentage.withPercentage(1.0001));
  }

  @Test
  void ofNothingThereIsNoQuantile() {
    assertThat(new DurationSketch().quantile(0.5)).isNaN();
  }

  @Test
  void whatIsNoSketchIsRefused() {
    byte[] bytes = bytes(of(List.of(5_000_000L)));
    bytes[2] = 0x7f;
    assertThatThrownBy(() -> DurationSketch.read(new StateReader(bytes)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a sketch has no bin");
  }

  private static DurationSketch of(List<Long> durations) {
    DurationSketch sketch = new DurationSketch();
    durations.forEach(duration -> sketch.add(duration, 1));
    return sketch;
  }

  private static byte[] bytes(DurationSketch sketch) {
    StateWriter writer = new StateWriter(64);
    sketch.write(writer);
    return writer.toBytes();
  }

  private static double[] numbers(String line) {
    return Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
  }
}
