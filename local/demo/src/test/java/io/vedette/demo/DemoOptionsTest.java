package io.vedette.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoOptionsTest {

  private static final URI GATEWAY = URI.create("http://127.0.0.1:8080");

  @Test
  void defaults() {
    assertThat(DemoOptions.of(GATEWAY))
        .isEqualTo(
            new DemoOptions(
                GATEWAY,
                Optional.empty(),
                8089,
                Duration.ofSeconds(5),
                1,
                true,
                Duration.ofHours(2),
                1));
  }

  @Test
  void eachChangeLeavesTheRestAsItWas() {
    Duration second = Duration.ofSeconds(1);
    assertThat(
            DemoOptions.of(GATEWAY)
                .withBearerToken("t")
                .withControlPort(9)
                .withScheduledFaults(false)
                .withTimes(second, Duration.ZERO))
        .isEqualTo(
            new DemoOptions(GATEWAY, Optional.of("t"), 9, second, 1, false, Duration.ZERO, 1));
  }

  @Test
  void theTokenIsNotPrinted() {
    assertThat(DemoOptions.of(GATEWAY).withBearerToken("s3cret").toString())
        .contains("token=***")
        .doesNotContain("s3cret");
  }

  @Test
  void wrongValuesAreNamed() {
    DemoOptions options = DemoOptions.of(GATEWAY);
    assertThatThrownBy(() -> DemoOptions.of(URI.create("ftp://x")))
        .hasMessage("gateway URL must be http(s)://host:port, not ftp://x");
    assertThatThrownBy(() -> options.withControlPort(70_000))
        .hasMessage("control port must be from 0 to 65535, not 70000");
    assertThatThrownBy(() -> options.withTimes(Duration.ZERO, Duration.ZERO))
        .hasMessage("interval must be from 100ms to 1h, not PT0S");
    assertThatThrownBy(() -> options.withTimes(Duration.ofSeconds(1), Duration.ofDays(9)))
        .hasMessage("history must be from 0 to 100000 intervals, not PT216H");
  }
}
