package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private final StringWriter terminal = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();
  private final ProgressBar bar = new ProgressBar(new PrintWriter(terminal), nanos::get);

  @Test
  void halfwayIsHalfABar() {
    nanos.set(TimeUnit.SECONDS.toNanos(2));
    bar.show(50, 100, 3000);
    assertThat(terminal.toString())
        .isEqualTo(
            "\r\u001b[K[" + "#".repeat(15) + " ".repeat(15) + "]  50 %  3,000 points, 1,500/s");
  }

  @Test
  void aFileThatGrewMeanwhileDoesNotBurstTheBar() {
    bar.show(150, 100, 1);
    assertThat(terminal.toString()).contains("[" + "#".repeat(30) + "]");
  }

  @Test
  void withoutAWholeThereIsNoBar() {
    nanos.set(TimeUnit.SECONDS.toNanos(2));
    bar.show(Double.NaN, 500, "samples");
    assertThat(terminal.toString()).isEqualTo("\r\u001b[K500 samples, 250/s");
  }

  @Test
  void nothingIsClearedThatWasNotShown() {
    bar.clear();
    assertThat(terminal.toString()).isEmpty();
  }
}
