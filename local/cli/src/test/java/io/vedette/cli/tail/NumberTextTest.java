package io.vedette.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "0.123456, 0.1235",
    "99.99999, 100",
    "-12.5, -12.5",
    "1234567, 1235000",
    "1.2345e12, 1.235e12",
    "0.000012345, 1.234e-5",
    "NaN, -",
    "Infinity, +Inf",
    "-Infinity, -Inf",
  })
  void fourDigitsThatCount(double value, String text) {
    assertThat(NumberText.of(value)).isEqualTo(text);
  }
}
