package io.vedette.bench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.demo.FaultKind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One shop of every kind of fault; {@code bench/run demo} runs twenty of each. */
class DemoFaultsIT {

  private static final int SEED = 1;

  /** Of twenty shops of a kind one may miss, and so may one of these nine. */
  private static final int MAY_MISS = 1;

  @Test
  @Timeout(540) // a guard against hanging; on an idle machine it takes less than a minute
  void aFaultIsOneIncidentAndItsFirstCause() throws Exception {
    List<FaultTrial> trials =
        Arrays.stream(FaultKind.values()).map(kind -> new FaultTrial(kind, SEED)).toList();
    List<Verdict> verdicts = ShopReplay.run(trials);
    assertThat(verdicts).hasSize(9);
    assertThat(verdicts.stream().filter(verdict -> !verdict.isPassed()))
        .hasSizeLessThanOrEqualTo(MAY_MISS);
  }
}
