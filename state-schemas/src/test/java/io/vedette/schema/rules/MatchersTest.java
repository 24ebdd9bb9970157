package io.vedette.schema.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.LabelMatcher;
import io.vedette.schema.Labels;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchersTest {

  @Test
  void allMustHold() {
    Matchers matchers = Matchers.parse("matchers", List.of("service=cart", "severity!=info"));
    assertThat(matchers.match(Labels.of("service", "cart"))).isTrue();
    assertThat(matchers.match(Labels.of("service", "cart", "severity", "info"))).isFalse();
    assertThat(matchers.match(Labels.of("service", "shop"))).isFalse();
  }

  /** As in Alertmanager: a silence that matches the empty label set would silence everything. */
  @ParameterizedTest
  @CsvSource({"service=", "service!=cart", "service=~.*", "service!~cart.+"})
  void matchersThatHoldBackEverythingAreRefused(String matcher) {
    assertThatThrownBy(() -> Matchers.parse("matchers", List.of(matcher)))
        .hasMessageContaining("match alerts without any label");
    assertThat(Matchers.parse("matchers", List.of(matcher, "a=b")).all()).hasSize(2);
  }

  @Test
  void noneAndTooManyAreRefused() {
    assertThatThrownBy(() -> Matchers.parse("source", List.of()))
        .hasMessage("source must be 1 to 20 matchers, are 0");
    assertThatThrownBy(() -> Matchers.parse("source", Collections.nCopies(21, "a=b")))
        .hasMessage("source must be 1 to 20 matchers, are 21");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {"a=b,b", "a!=b,none", "a=~b,none", "a=,none", "a!~b,none"})
  void onlyAnEqualityHasOneValue(String text, String value) {
    LabelMatcher matcher = LabelMatcher.parse(text);
    assertThat(matcher.label()).isEqualTo("a");
    assertThat(matcher.onlyValue()).isEqualTo(value);
  }
}
