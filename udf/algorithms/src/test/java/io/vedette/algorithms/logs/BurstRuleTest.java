package io.vedette.algorithms.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurstRuleTest {

  private static final BurstRule RULE = BurstRule.defaults();

  @ParameterizedTest(name = "{0} lines where {1} are usual")
  @CsvSource({
    "19, 0, false",
    "20, 0, true",
    "20, 2, true",
    "20, 4, false",
    "25, 4, true",
    "139, 100, false",
    "199, 100, false",
    "200, 100, true",
    "10500, 10000, false",
    "0, 0, false"
  })
  void isABurstWhenFarBeyondWhatIsUsual(long lines, double usual, boolean burst) {
    assertThat(RULE.isBurst(lines, usual)).isEqualTo(burst);
  }

  @Test
  void whatIsUsualIsTheMeanAtFirstAndFadesThen() {
    double usual = 0;
    for (int i = 0; i < 10; i++) {
      usual = RULE.learn(usual, i, i);
    }
    assertThat(usual).isCloseTo(4.5, Offset.offset(1e-9));
    assertThat(RULE.learn(60, 1_000, 0)).isEqualTo(59);
  }

  @Test
  void parametersThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new BurstRule(0, 20, 60)).hasMessageContaining("is 0.0");
    assertThatThrownBy(() -> new BurstRule(Double.NaN, 20, 60)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new BurstRule(6, 0, 60)).hasMessageContaining("is 0");
    assertThatThrownBy(() -> new BurstRule(6, 20, 1)).hasMessageContaining("is 1");
  }
}
