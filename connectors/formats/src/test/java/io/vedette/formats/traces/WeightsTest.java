package io.vedette.formats.traces;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adjusted counts, by the examples of OpenTelemetry's specification where there are some. */
class WeightsTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "ot=th:0, 1",
        "ot=th:8, 2",
        "ot=th:c;rv:12345678901234, 4",
        "ot=rv:12345678901234;th:ff, 256",
        "'vendor=x;th:8, ot=th:e', 8",
        "ot=th:fd70a3d70a3d71, 100",
        "ot=p:0, 1",
        "ot=p:5, 32",
        "ot=p:63, 0",
        "ot=th:, 0",
        "ot=th:xyz, 0",
        "ot=th:123456789012345, 0",
        "ot=th:ffffffffffffff, 1000000",
        "vendor=ot=th:8, 0",
        "'', 0"
      })
  void traceStateSaysHowManyASpanStandsFor(String state, double expected) {
    assertThat(Weights.of(state, new Attributes(), 1e6)).isCloseTo(expected, within(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "SAMPLE_RATE, 10, 10",
    "SAMPLE_RATE, -3, 0",
    "SAMPLE_RATE, NaN, 0",
    "SAMPLING_PRIORITY, 1, 1",
    "SAMPLING_PRIORITY, 0, 0",
    "SAMPLER_PARAM, 0.01, 0"
  })
  void attributesSayItToo(Attribute attribute, String value, double expected) {
    Attributes attributes = new Attributes();
    attributes.put(attribute, value);
    assertThat(Weights.of("", attributes, 1e6)).isEqualTo(expected);
    assertThat(Weights.of("ot=th:8", attributes, 1e6)).isEqualTo(2);
  }

  private static Offset<Double> within(double expected) {
    return Offset.offset(1e-9 * Math.max(1, expected));
  }
}
