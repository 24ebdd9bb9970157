package io.vedette.algorithms.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.result.Severity;
import io.vedette.schema.state.EwmaStateRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(EwmaParameters.defaults())
        .isEqualTo(new EwmaParameters(0.02, 30, 4.0, 1e-9, 0.01, Sides.BOTH, 120));
    assertThat(Hysteresis.defaults()).isEqualTo(new Hysteresis(3, 5, 5));
    assertThat(SeverityThresholds.defaults()).isEqualTo(new SeverityThresholds(0.5, 0.9));
  }

  @ParameterizedTest
  @CsvSource({
    "0,    30, 4,   1,   0,   120, alpha must be above 0 and below 1 is 0.0",
    "1,    30, 4,   1,   0,   120, alpha must be above 0 and below 1 is 1.0",
    "NaN,  30, 4,   1,   0,   120, alpha must be above 0 and below 1 is NaN",
    "0.02, 1,  4,   1,   0,   120, warmUp must be at least 2 is 1",
    "0.02, 30, 0,   1,   0,   120, threshold must be above 0 and finite is 0.0",
    "0.02, 30, NaN, 1,   0,   120, threshold must be above 0 and finite is NaN",
    "0.02, 30, 4,   0,   0,   120, minimumDeviation must be above 0 and finite is 0.0",
    "0.02, 30, 4,   1,  -0.1, 120, minimumRelativeDeviation must be at least 0 and finite is -0.1"
  })
  void refusesWhatIsOutOfRangeAndPrintsIt(
      double alpha,
      int warmUp,
      double threshold,
      double absolute,
      double relative,
      int adoptAfter,
      String message) {
    assertThatThrownBy(
            () ->
                new EwmaParameters(
                    alpha, warmUp, threshold, absolute, relative, Sides.BOTH, adoptAfter))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message.replace(" is ", ", is "));
  }

  @Test
  void refusesToAdoptALevelFromFewerSamplesThanItWarmsUpWith() {
    assertThatThrownBy(() -> EwmaParameters.defaults().withWarmUp(30, 29))
        .hasMessageContaining("adoptAfter must be at least warmUp")
        .hasMessageContaining("29")
        .hasMessageContaining("30");
  }

  @ParameterizedTest
  @CsvSource({"0.49, INFO", "0.5, WARNING", "0.89, WARNING", "0.9, CRITICAL", "1.0, CRITICAL"})
  void severityFollowsTheScore(double score, Severity severity) {
    assertThat(SeverityThresholds.defaults().of(score)).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({"-0.1,0.9", "1.1,1.2", "0.5,0.5", "0.5,1.01", "NaN,0.9", "0.5,NaN"})
  void refusesThresholdsThatDoNotRise(double warning, double critical) {
    assertThatThrownBy(() -> new SeverityThresholds(warning, critical))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void stateOfALaterReleaseIsRefusedWithAReason() {
    EwmaStateRecord later = new EwmaState().toStored();
    later.setVersion(2);
    assertThatThrownBy(() -> EwmaState.fromStored(later))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 2")
        .hasMessageContaining("reads version 1");
  }
}
