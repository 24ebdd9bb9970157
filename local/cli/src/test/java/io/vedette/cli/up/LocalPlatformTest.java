package io.vedette.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocalPlatformTest {

  private static final URI GATEWAY = URI.create("http://127.0.0.1:8080");

  @Test
  void theDemoShopSendsHistoryToAJobThatKnowsNothing() {
    assertThat(LocalPlatform.demoOptions(GATEWAY, 0, true).historyBeforeStart())
        .isEqualTo(Duration.ofHours(2));
  }

  @Test
  void theDemoShopSendsNoHistoryASecondTimeWhichWouldBeLate() {
    assertThat(LocalPlatform.demoOptions(GATEWAY, 0, false).historyBeforeStart())
        .isEqualTo(Duration.ZERO);
  }
}
