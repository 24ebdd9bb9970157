package io.vedette.algorithms.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "0.1, 0.1",
    "1.9249999, 1.925",
    "123456, 123500",
    "-0.00012345, -0.0001234",
    "0.000012, 0.000012",
    "1.5e9, 1.5E+9",
    "1e-7, 1E-7",
    "Infinity, Infinity"
  })
  void numberHasFourDigits(double value, String text) {
    assertThat(NumberText.of(value)).isEqualTo(text);
  }
}
