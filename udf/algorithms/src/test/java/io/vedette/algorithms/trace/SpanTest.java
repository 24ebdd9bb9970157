package io.vedette.algorithms.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpanTest {

  @Test
  void endsAfterItsDuration() {
    Span span = new Span("t", "b", "a", "cart", null, "GET /", 1_000, 250, false);

    assertThat(span.end()).isEqualTo(1_250);
    assertThat(span.isRoot()).isFalse();
  }

  @Test
  void refusesNegativeDuration() {
    assertThatThrownBy(() -> new Span("t", "b", null, "cart", null, "GET /", 0, -1, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("duration must not be negative, is -1 in span b of t");
  }
}
