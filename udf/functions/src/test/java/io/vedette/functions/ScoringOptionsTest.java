package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.algorithms.detect.DetectorParameters;
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
                DetectorParameters.defaults(),
                Hysteresis.defaults(),
                SeverityThresholds.defaults(),
                Duration.ofDays(7),
                List.of("service", "service_name", "app", "job"),
                true,
                ModelOptions.defaults(),
                FeedbackOptions.defaults(),
                500,
                Duration.ofHours(1),
                false));
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
                    options.models(),
                    options.feedback(),
                    options.mostRules(),
                    options.repeatEvery(),
                    false))
        .hasMessageContaining("PT0.999S");
  }

  @Test
  void thereMayBeARule() {
    assertThatThrownBy(() -> ScoringOptions.defaults().withMostRules(0))
        .hasMessage("mostRules must be at least 1, is 0");
  }

  @Test
  void functionTravelsToTheTaskManagers() throws Exception {
    byte[] bytes = InstantiationUtil.serializeObject(new ScoreMetric(ScoringOptions.defaults()));
    Object function =
        InstantiationUtil.deserializeObject(bytes, ScoringOptionsTest.class.getClassLoader());
    assertThat(function).isInstanceOf(ScoreMetric.class);
  }
}
