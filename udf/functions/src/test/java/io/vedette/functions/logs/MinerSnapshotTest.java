package io.vedette.functions.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.schema.result.LogTemplate;
import io.vedette.schema.result.TemplateStatus;
import java.nio.file.Path;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Restores what release 0.3 wrote of log templates. The file is never written again, and no
 * expectation here is changed to suit newer code. It was written once, by
 *
 * <pre>
 *   mvn -pl udf/functions -am test -Dtest=MinerSnapshotTest -Dsurefire.failIfNoSpecifiedTests=false \\
 *       -Dvedette.snapshot=src/test/resources/snapshots/mine-log-template-0.3.snapshot
 * </pre>
 */
class MinerSnapshotTest {

  private static final String WRITTEN_BY_0_3 =
      "src/test/resources/snapshots/mine-log-template-0.3.snapshot";

  private static final MineOptions OPTIONS = MineLogTemplateTest.options(10, 10);

  @Test
  void templatesKeepTheirIdsCountsGoOnAndFindingsAreResolved() throws Exception {
    try (MinerHarness miner =
        MinerHarness.start(OPTIONS, OperatorSnapshotUtil.readStateHandle(WRITTEN_BY_0_3))) {
      assertThat(miner.eventTimers()).isEqualTo(2);

      MineLogTemplateTest.tellSecondHalf(miner);

      assertThat(miner.templates())
          .extracting(LogTemplate::getStatus, LogTemplate::getId, LogTemplate::getTemplate)
          .containsExactly(
              tuple(TemplateStatus.NEW, "b164991f9a0011a4", "login of user news"),
              tuple(TemplateStatus.MERGED, "b164991f9a0011a4", "login of user news"),
              tuple(TemplateStatus.GENERALISED, "c7b28e75ea4fb1f1", "login of user <*>"));
      assertThat(miner.said())
          .containsExactly(
              "FIRING LogBurst order <*> placed@1700000820000",
              "RESOLVED LogBurst order <*> placed@1700000820000",
              "RESOLVED NewLogTemplate it is on fire@1700000700000");
      assertThat(miner.counts())
          .contains(
              "cart 72b042fd5de8e720 @1700000820000 1",
              "cart 72b042fd5de8e720 @1700000880000 40",
              "cart b29367e50b9c627c @1700000880000 0",
              "shop c7b28e75ea4fb1f1 @1700000880000 1");
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "vedette.snapshot", matches = ".*mine-log-template.*")
  void writesTheSnapshotWhenItIsNotThereYet() throws Exception {
    Path file = Path.of(System.getProperty("vedette.snapshot"));
    assertThat(file).as("a released snapshot is never written again").doesNotExist();
    try (MinerHarness miner = MinerHarness.start(OPTIONS)) {
      MineLogTemplateTest.tellFirstHalf(miner);
      OperatorSnapshotUtil.writeStateHandle(miner.snapshot(), file.toString());
    }
  }
}
