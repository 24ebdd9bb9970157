package io.vedette.functions.noise;

import static io.vedette.functions.noise.NoiseHarness.BEGINNING;
import static io.vedette.functions.noise.NoiseHarness.HOUR;
import static io.vedette.functions.noise.NoiseHarness.MINUTE;
import static io.vedette.functions.noise.NoiseHarness.SECOND;
import static io.vedette.functions.noise.NoiseHarness.flapping;
import static io.vedette.functions.noise.NoiseHarness.inhibition;
import static io.vedette.functions.noise.NoiseHarness.silence;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** State of an earlier release goes on: rules, what they hold back, flapping, timers. */
class NoiseSnapshotTest {

  private static final long T0 = BEGINNING;

  /** Written once by the test below it; never written again. */
  private static final String WRITTEN_BY_0_3 =
      "src/test/resources/snapshots/apply-noise-rules-0.3.snapshot";

  @Test
  void whatRelease03WroteIsRestored() throws Exception {
    try (NoiseHarness noise =
        NoiseHarness.restored(OperatorSnapshotUtil.readStateHandle(WRITTEN_BY_0_3))) {
      noise.clock(T0 + MINUTE);
      noise.fires("errors", T0 + MINUTE, "service", "db");
      assertThat(noise.passed()).as("the silence holds").isEmpty();
      noise.resolves("NodeDown", T0, T0 + MINUTE);
      noise.clock(T0 + 2 * MINUTE);
      assertThat(noise.passed())
          .as("what it inhibited")
          .containsExactly("-NodeDown-" + T0, "+pod-" + T0);
      noise.clock(T0 + 30 * MINUTE);
      assertThat(noise.passed())
          .as("what flapped keeps still")
          .containsExactly("-flaps-" + (T0 + 2 * SECOND));
      noise.resolves("known", T0, T0 + 30 * MINUTE);
      assertThat(noise.passed()).containsExactly("-known-" + T0);
      noise.clock(T0 + HOUR);
      assertThat(noise.passed())
          .as("the silence ends")
          .containsExactlyInAnyOrder("+slow-" + T0, "+errors-" + (T0 + MINUTE));
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "vedette.snapshot", matches = ".*apply-noise-rules.*")
  void writesTheSnapshotWhenItIsNotThereYet() throws Exception {
    Path file = Path.of(System.getProperty("vedette.snapshot"));
    assertThat(file).as("a released snapshot is never written again").doesNotExist();
    try (NoiseHarness noise = NoiseHarness.live()) {
      noise.rule("silence/move", silence(T0, T0 + HOUR, "service=db"));
      noise.rule("inhibition/node", inhibition("alertname=NodeDown", "alertname=pod"));
      noise.rule("flapping/strict", flapping(3, "alertname=flaps"));
      noise.fires("known", T0);
      noise.fires("slow", T0, "service", "db");
      noise.fires("NodeDown", T0);
      noise.fires("pod", T0);
      noise.fires("flaps", T0);
      noise.resolves("flaps", T0, T0 + SECOND);
      noise.clock(T0 + 2 * SECOND);
      noise.fires("flaps", T0 + 2 * SECOND);
      noise.resolves("flaps", T0 + 2 * SECOND, T0 + 3 * SECOND);
      OperatorSnapshotUtil.writeStateHandle(noise.snapshot(), file.toString());
    }
  }
}
