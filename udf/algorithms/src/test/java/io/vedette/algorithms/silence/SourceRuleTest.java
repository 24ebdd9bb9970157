package io.vedette.algorithms.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.silence.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceRuleTest {

  private static final SourceRule RULE = new SourceRule(0.5);

  @ParameterizedTest(name = "{0} present, {1} lagging, {2} overdue, {3} ended")
  @CsvSource({
    "499, 0, 1, 0, false",
    "251, 0, 249, 0, false",
    "250, 0, 250, 0, true",
    "0, 0, 500, 0, true",
    "0, 300, 200, 0, false",
    "0, 0, 1, 0, false",
    "0, 0, 2, 0, true",
    "3, 0, 2, 2, true",
    "0, 0, 0, 500, false",
    "0, 0, 0, 0, false"
  })
  void aSourceIsSilentWhenMostOfItsSeriesAre(
      long present, long lagging, long overdue, long ended, boolean silent) {
    assertThat(RULE.isSilent(source(present, lagging, overdue, ended))).isEqualTo(silent);
  }

  @ParameterizedTest(name = "{0} present, {1} overdue, {2} ended")
  @CsvSource({"5, 0, 300, true", "300, 0, 5, false", "0, 0, 1, false", "0, 0, 2, true"})
  void aSourceIsOverWhenMostOfItsSeriesEnded(long present, long overdue, long ended, boolean over) {
    assertThat(RULE.isOver(source(present, 0, overdue, ended))).isEqualTo(over);
  }

  @ParameterizedTest(name = "{0} present, {1} lagging")
  @CsvSource({
    "100, 0, false, true",
    "51, 49, false, false",
    "50, 50, true, false",
    "74, 26, false, false",
    "76, 24, false, true",
    "0, 0, false, true"
  })
  void aSourceLagsAtHalfOfItsSeriesAndHasCaughtUpBelowAQuarter(
      long present, long lagging, boolean lags, boolean caughtUp) {
    SourceRecord source = source(present, lagging, 0, 0);

    assertThat(RULE.isLagging(source)).isEqualTo(lags);
    assertThat(RULE.hasCaughtUp(source)).isEqualTo(caughtUp);
  }

  @Test
  void aShareThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> new SourceRule(0)).hasMessageContaining("is 0.0");
    assertThatThrownBy(() -> new SourceRule(1.1)).hasMessageContaining("is 1.1");
    assertThatThrownBy(() -> new SourceRule(Double.NaN)).hasMessageContaining("NaN");
  }

  private static SourceRecord source(long present, long lagging, long overdue, long ended) {
    return SourceRecord.newBuilder()
        .setPresent(present)
        .setLagging(lagging)
        .setOverdue(overdue)
        .setEnded(ended)
        .build();
  }
}
