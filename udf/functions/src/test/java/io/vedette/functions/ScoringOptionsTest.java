package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.algorithms.detect.EwmaParameters;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.algorithms.detect.SeverityThresholds;
import java.time.Duration;
import java.util.List;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class ScoringOptionsTest {

  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(ScoringOptions.defaults())
        .isEqualTo(
            new ScoringOptions(
                EwmaParameters.defaults(),
                Hysteresis.defaults(),
                SeverityThresholds.defaults(),
                Duration.ofDays(7),
                List.of("service", "service_name", "app", "job"),
                true,
                false));
  }

  @Test
  void shiftMayNotBeNormalBeforeItFires() {
    ScoringOptions options =
        ScoringOptions.defaults()
            .withDetector(EwmaParameters.defaults().withWarmUp(5, 10))
            .withHysteresis(new Hysteresis(3, 10, 5));
    assertThatThrownBy(() -> options.withHysteresis(new Hysteresis(3, 11, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("11 samples")
        .hasMessageContaining("adoptAfter (10 samples)");
  }

  @Test
  void retentionIsAtLeastASecond() {
    ScoringOptions options = ScoringOptions.defaults();
    assertThatThrownBy(
            () ->
                new ScoringOptions(
                    options.detector(),
                    options.hysteresis(),
                    options.severity(),
                    Duration.ofMillis(999),
                    List.of(),
                    true,
                    false))
        .hasMessageContaining("PT0.999S");
  }

  @Test
  void functionTravelsToTheTaskManagers() throws Exception {
    byte[] bytes = InstantiationUtil.serializeObject(new ScoreMetric(ScoringOptions.defaults()));
    Object function =
        InstantiationUtil.deserializeObject(bytes, ScoringOptionsTest.class.getClassLoader());
    assertThat(function).isInstanceOf(ScoreMetric.class);
  }
}
