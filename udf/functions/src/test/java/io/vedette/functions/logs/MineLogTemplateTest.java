package io.vedette.functions.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.algorithms.logs.BurstRule;
import io.vedette.algorithms.logs.MinerParameters;
import io.vedette.schema.JobMetric;
import io.vedette.schema.LogLevel;
import io.vedette.schema.MinedLine;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.LogTemplate;
import io.vedette.schema.result.Severity;
import io.vedette.schema.result.TemplateStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MineLogTemplateTest {

  private static final long MINUTE = 60_000;
  private static final long BEGINNING = 1_700_000_040_000L; // a full minute
  private static final long GRACE = 10_000;

  /** Ten minutes of learning, ten minutes of zeros. */
  private static final MineOptions OPTIONS = options(10, 10);

  static MineOptions options(int maxTemplates, int findings) {
    return new MineOptions(
        new MinerParameters(maxTemplates, 32, 500),
        BurstRule.defaults(),
        Duration.ofMinutes(1),
        Duration.ofMillis(GRACE),
        Duration.ofMinutes(10),
        Duration.ofMinutes(10),
        Duration.ofMinutes(5),
        findings,
        40,
        Duration.ofDays(1),
        true);
  }

  private static long minute(int minutes) {
    return BEGINNING + minutes * MINUTE;
  }

  @Test
  void linesAreCountedByTemplateAndInterval() throws Exception {
    try (MinerHarness miner = MinerHarness.start(OPTIONS)) {
      miner.line("cart", minute(0) + 1, "order 1 placed");
      miner.line("cart", minute(0) + 2, "order 2 placed");
      miner.line("cart", minute(1) + 2, "order 3 placed");
      miner.line("cart", minute(0) + 3, "order 4 placed");
      assertThat(miner.counts()).isEmpty();

      miner.eventTime(minute(1) + GRACE);

      assertThat(miner.plainCounts()).containsExactly("@" + minute(1) + " 3");
      miner.eventTime(minute(2) + GRACE - 1);
      assertThat(miner.counts()).isEmpty();
      miner.eventTime(minute(2) + GRACE);
      assertThat(miner.plainCounts()).containsExactly("@" + minute(2) + " 1");
      assertThat(miner.eventTimers()).isEqualTo(1);
      assertThat(miner.count(JobMetric.LINES_MINED)).isEqualTo(4);
      assertThat(miner.count(JobMetric.TEMPLATES_BORN)).isEqualTo(1);
    }
  }

  @Test
  void aSeriesIsNamedByServiceAndTemplateAndTheLineByNumber() throws Exception {
    try (MinerHarness miner = MinerHarness.start(OPTIONS)) {
      miner.line("cart", minute(0), "order 1 placed");
      miner.eventTime(minute(1) + GRACE);

      LogTemplate template = miner.templates().get(0);
      assertThat(template.getTemplate()).isEqualTo("order <*> placed");
      assertThat(template.getStatus()).isEqualTo(TemplateStatus.NEW);
      assertThat(template.getSamples()).containsExactly("order 1 placed");
      assertThat(miner.counts())
          .containsExactly("cart " + template.getId() + " @" + minute(1) + " 1");
      assertThat(miner.side(MineLogTemplate.LINES))
          .containsExactly(new MinedLine("cart", 1, Long.parseUnsignedLong(template.getId(), 16)));
    }
  }

  @Test
  void aServiceThatLogsNoMoreCountsZeroForAWhileAndThenNothing() throws Exception {
    try (MinerHarness miner = MinerHarness.start(OPTIONS)) {
      miner.line("cart", minute(0), "order 1 placed");
      miner.eventTime(minute(60));

      List<String> counts = miner.plainCounts();
      assertThat(counts).hasSize(11);
      assertThat(counts.get(0)).isEqualTo("@" + minute(1) + " 1");
      assertThat(counts.get(10)).isEqualTo("@" + minute(11) + " 0");
      assertThat(miner.eventTimers()).isZero();

      miner.line("cart", minute(70), "order 2 placed");
      miner.eventTime(minute(71) + GRACE);
      assertThat(miner.plainCounts()).containsExactly("@" + minute(71) + " 1");
    }
  }

  @Test
  void aServiceThatLoggedNothingForTheRetentionIsForgotten() throws Exception {
    try (MinerHarness miner = MinerHarness.start(OPTIONS)) {
      miner.clock(0);
      miner.line("cart", minute(0), "order 1 placed");
      miner.eventTime(minute(60));
      miner.clock(OPTIONS.retention().toMillis());
      assertThat(miner.entries()).isEqualTo(2);

      miner.clock(OPTIONS.retention().toMillis() + 1);

      assertThat(miner.entries()).isZero();
      miner.line("cart", minute(70), "order 2 placed");
      assertThat(miner.count(JobMetric.TEMPLATES_BORN)).isEqualTo(2);
    }
  }

  @Test
  void withoutEventTimeLinesThemselvesEndIntervals() throws Exception {
    try (MinerHarness miner = MinerHarness.start(OPTIONS)) {
      miner.line("cart", minute(0), "order 1 placed");
      miner.line("cart", minute(2) + GRACE, "order 2 placed");
      assertThat(miner.plainCounts())
          .containsExactly("@" + minute(1) + " 1", "@" + minute(2) + " 0");
      miner.line("cart", minute(100), "order 3 placed");
      assertThat(miner.plainCounts()).hasSize(11).first().isEqualTo("@" + minute(3) + " 1");

      miner.eventTime(Long.MAX_VALUE);

      assertThat(miner.plainCounts()).containsExactly("@" + minute(101) + " 1");
      assertThat(miner.eventTimers()).isZero();
    }
  }

  @Test
  void aNewTemplateIsToldOfWhenItsServiceIsKnownAndForAWhile() throws Exception {
    try (MinerHarness miner = MinerHarness.start(OPTIONS)) {
      miner.line("cart", minute(0), "order 1 placed");
      miner.line("cart", minute(11), "2024-01-01 00:00:00 ERROR cannot reach db, password=hunter2");
      miner.eventTime(minute(12) + GRACE);

      assertThat(miner.said())
          .containsExactly("FIRING NewLogTemplate cannot reach db, password=***@" + minute(11));
      Alert alert = miner.alerts().get(0);
      assertThat(alert.getSeverity()).isEqualTo(Severity.WARNING);
      assertThat(alert.getService()).isEqualTo("cart");
      assertThat(alert.getLabels())
          .containsEntry("level", "ERROR")
          .containsEntry("sample", "2024-01-01 00:00:00 ERROR cannot reach d");

      miner.eventTime(minute(16) + GRACE);
      assertThat(miner.said().subList(1, 2))
          .containsExactly("RESOLVED NewLogTemplate cannot reach db, password=***@" + minute(11));
      assertThat(miner.alerts().get(1).getId()).isEqualTo(alert.getId());
      assertThat(miner.count(JobMetric.LOG_FINDINGS_FIRED)).isEqualTo(1);
      assertThat(miner.count(JobMetric.LOG_FINDINGS_RESOLVED)).isEqualTo(1);
    }
  }

  @Test
  void notMoreNewTemplatesAreToldOfThanAllowed() throws Exception {
    try (MinerHarness miner = MinerHarness.start(options(10, 2))) {
      miner.line("cart", minute(0), "order 1 placed");
      for (String line : List.of("a b c", "d e f", "g h i", "j k l")) {
        miner.line("cart", minute(11), line);
      }
      miner.eventTime(minute(12) + GRACE);

      assertThat(miner.said()).hasSize(2);
      assertThat(miner.count(JobMetric.LOG_FINDINGS_NOT_TOLD)).isEqualTo(2);
    }
  }

  @Test
  void aBurstIsToldOfAndItsEnd() throws Exception {
    try (MinerHarness miner = MinerHarness.start(OPTIONS)) {
      for (int minute = 0; minute < 15; minute++) {
        miner.line("cart", minute(minute), LogLevel.FATAL, "retry 1 of 3");
      }
      for (int i = 0; i < 30; i++) {
        miner.line("cart", minute(15) + i, "retry 2 of 3");
      }
      miner.line("cart", minute(16), "retry 1 of 3");
      miner.eventTime(minute(17) + GRACE);

      assertThat(miner.said())
          .containsExactly(
              "FIRING LogBurst retry <*> of <*>@" + minute(15),
              "RESOLVED LogBurst retry <*> of <*>@" + minute(15));
      Alert burst = miner.alerts().get(0);
      assertThat(burst.getValue()).isEqualTo(30);
      assertThat(burst.getExpected()).isEqualTo(1);
      assertThat(burst.getUpper()).isEqualTo(20);
      assertThat(burst.getSummary())
          .isEqualTo("cart logs 30 times in 60 s what it logs 1.0 times usually: retry <*> of <*>");
    }
  }

  @Test
  void aTemplateThatIsMergedEndsItsSeriesAndItsLinesCountOn() throws Exception {
    try (MinerHarness miner = MinerHarness.start(OPTIONS)) {
      miner.line("cart", minute(0), "login of user root");
      miner.line("cart", minute(0), "login for a user news");
      miner.eventTime(minute(1) + GRACE);
      miner.line("cart", minute(1), "login for a user root");

      assertThat(miner.templates())
          .extracting(LogTemplate::getStatus)
          .containsExactly(
              TemplateStatus.NEW,
              TemplateStatus.NEW,
              TemplateStatus.NEW,
              TemplateStatus.MERGED,
              TemplateStatus.GENERALISED);
      LogTemplate merged = miner.templates().get(3);
      assertThat(merged.getMergedInto()).isEqualTo(miner.templates().get(1).getId());
      assertThat(miner.counts()).hasSize(2);
      miner.eventTime(minute(2) + GRACE);
      assertThat(miner.plainCounts())
          .containsExactly("@" + minute(2) + " 0", "@" + minute(2) + " 1");
      assertThat(miner.count(JobMetric.TEMPLATES_MERGED)).isEqualTo(1);
    }
  }

  @Test
  void aTemplateThatIsForgottenEndsItsSeries() throws Exception {
    try (MinerHarness miner = MinerHarness.start(OPTIONS)) {
      for (int i = 1; i <= 10; i++) {
        miner.line("cart", minute(0), "x".repeat(i));
      }
      miner.eventTime(minute(1) + GRACE);
      String oldest = miner.counts().get(0);
      miner.line("cart", minute(1) + 30_000, "y");

      assertThat(miner.counts())
          .containsExactly(
              oldest.replace("@" + minute(1) + " 1", "@" + (minute(1) + 30_000) + " end"));
      assertThat(miner.count(JobMetric.TEMPLATES_FORGOTTEN)).isEqualTo(1);
      assertThat(miner.templates().get(10).getStatus()).isEqualTo(TemplateStatus.FORGOTTEN);
    }
  }

  @Test
  void servicesDoNotMix() throws Exception {
    try (MinerHarness miner = MinerHarness.start(OPTIONS)) {
      miner.line("cart", minute(0), "login of user root");
      miner.line("shop", minute(0), "login of user news");
      miner.eventTime(minute(1) + GRACE);

      assertThat(miner.templates())
          .extracting(LogTemplate::getTemplate)
          .containsExactly("login of user root", "login of user news");
      assertThat(miner.plainCounts()).hasSize(2);
      assertThat(miner.eventTimers()).isEqualTo(2);
    }
  }

  @Test
  void goesOnFromASnapshotAsIfThereHadBeenNone() throws Exception {
    try (MinerHarness plain = MinerHarness.start(OPTIONS);
        MinerHarness before = MinerHarness.start(OPTIONS)) {
      tellFirstHalf(plain);
      tellFirstHalf(before);
      try (MinerHarness after = MinerHarness.start(OPTIONS, before.snapshot())) {
        plain.counts();
        int told = plain.templates().size();
        tellSecondHalf(plain);
        tellSecondHalf(after);

        assertThat(after.counts()).containsExactlyInAnyOrderElementsOf(plain.counts());
        assertThat(after.templates())
            .isEqualTo(plain.templates().subList(told, plain.templates().size()));
        assertThat(after.said()).isEqualTo(plain.said().subList(1, 4));
      }
    }
  }

  @Test
  void whatIsCountedAfterASnapshotBeganIsNotInIt() throws Exception {
    try (MinerHarness before = MinerHarness.start(OPTIONS)) {
      before.line("cart", minute(0), "order 1 placed");
      var snapshot = before.snapshot();
      before.line("cart", minute(0), "order 2 placed");
      try (MinerHarness after = MinerHarness.start(OPTIONS, snapshot)) {
        after.eventTime(minute(1) + GRACE);
        assertThat(after.plainCounts()).containsExactly("@" + minute(1) + " 1");
      }
      before.eventTime(minute(1) + GRACE);
      assertThat(before.plainCounts()).containsExactly("@" + minute(1) + " 2");
    }
  }

  @Test
  void fewerTemplatesAreTakenBackWhenFewerAreAllowed() throws Exception {
    try (MinerHarness before = MinerHarness.start(options(20, 10))) {
      for (int i = 1; i <= 20; i++) {
        before.line("cart", minute(0), "x".repeat(i));
      }
      try (MinerHarness after = MinerHarness.start(OPTIONS, before.snapshot())) {
        after.eventTime(minute(1) + GRACE);
        assertThat(after.counts()).hasSize(10);
      }
    }
  }

  @Test
  void optionsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(
            () ->
                new MineOptions(
                    MinerParameters.defaults(),
                    BurstRule.defaults(),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(2),
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    1,
                    1,
                    Duration.ofDays(1),
                    false))
        .hasMessageContaining("grace (PT2M)");
  }

  static void tellFirstHalf(MinerHarness miner) throws Exception {
    for (int minute = 0; minute < 12; minute++) {
      miner.line("cart", minute(minute), "order " + minute + " placed");
      miner.line("shop", minute(minute), "login of user root");
    }
    miner.line("cart", minute(11), "it is on fire");
    miner.eventTime(minute(12) + GRACE);
    miner.line("cart", minute(12), "order 12 placed");
  }

  static void tellSecondHalf(MinerHarness miner) throws Exception {
    miner.line("shop", minute(13), "login of user news");
    for (int i = 0; i < 40; i++) {
      miner.line("cart", minute(13) + i, "order " + i + " placed");
    }
    miner.eventTime(minute(20));
  }
}
