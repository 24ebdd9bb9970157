package io.vedette.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void aStaleMarkerIsOneNanOfMany() {
    assertThat(new Sample(1, 2, Double.longBitsToDouble(Sample.STALE_NAN_BITS)).isStaleMarker())
        .isTrue();
    assertThat(new Sample(1, 2, Double.NaN).isStaleMarker()).isFalse();
    assertThat(new Sample(1, 2, 0).isStaleMarker()).isFalse();
  }

  @Test
  void aCopyStaysAsItWas() {
    Sample sample = new Sample(Series.of(Labels.of("__name__", "up")), 1_000, 1);
    Sample copy = sample.copy();
    sample.set(7, 8, 9, null);
    assertThat(copy).isEqualTo(new Sample(Series.of(Labels.of("__name__", "up")), 1_000, 1));
  }
}
