package io.vedette.algorithms.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RarityTest {

  @ParameterizedTest(name = "{0} every {1} ms")
  @CsvSource(
      delimiter = '|',
      value = {
        "0.02    | 100     | about once in 5 seconds",
        "0.01    | 1000    | about once in 2 minutes",
        "0.02    | 1000    | about once in 50 seconds",
        "0.002   | 1000    | about once in 8 minutes",
        "0.001   | 1000    | about once in 15 minutes",
        "0.001   | 15000   | about once in 4 hours",
        "0.01    | 900000  | about once in 25 hours",
        "0.001   | 300000  | about once in 3 days",
        "0.00016 | 300000  | about once in 3 weeks",
        "0.0002  | 3600000 | about once in 7 months",
        "0.0002  | 86400000| about once in 14 years",
        "0.0025  | 0       | about once in 400 samples",
        "0.01    | 0.5     | about once in 1 second",
      })
  void probabilityIsToldByTheIntervalOfTheSeries(
      double probability, double intervalMillis, String words) {
    assertThat(Rarity.of(probability, intervalMillis, 8000, 8000)).isEqualTo(words);
  }

  @ParameterizedTest(name = "{0} after {1} samples")
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0003  | 3456  | 3456 | about once in 12 days",
        "0.00028 | 3456  | 3456 | less than once in the 12 days it was watched",
        "1e-8    | 3456  | 3456 | less than once in the 12 days it was watched",
        "0       | 3456  | 3456 | less than once in the 12 days it was watched",
        "1e-8    | 90000 | 8191 | less than once in the last 4 weeks",
        "1e-8    | 8192  | 8191 | less than once in the last 4 weeks",
        "0.01    | 50    | 50   | less than once in the 4 hours it was watched",
      })
  void nothingIsClaimedBeyondWhatWasSeen(
      double probability, long samples, long remembered, String words) {
    assertThat(Rarity.of(probability, 300_000, samples, remembered)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"NaN, 8000", "0.1, 8000", "0.5, 8000", "1, 8000", "0.001, 9"})
  void whatIsNotKnownOrNotRareIsNotTold(double probability, long samples) {
    assertThat(Rarity.of(probability, 1_000, samples, samples)).isEmpty();
  }
}
