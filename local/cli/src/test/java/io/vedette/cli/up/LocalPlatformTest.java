package io.vedette.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.jobs.config.TraceSettings;
import io.vedette.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalPlatformTest {

  private static final URI GATEWAY = URI.create("http://127.0.0.1:8080");

  @Test
  void theDemoShopSendsHistoryToAJobThatKnowsNothing() {
    assertThat(LocalPlatform.demoOptions(GATEWAY, 0, true).historyBeforeStart())
        .isEqualTo(Duration.ofHours(2));
  }

  @Test
  void spansOfTheHistoryAreCountedAtTheirOwnTime() {
    Settings settings = LocalSettings.withHistory(Settings.of(Map.of()), Duration.ofHours(2));
    assertThat(settings.get(TraceSettings.MAX_LAG)).isEqualTo(Duration.ofHours(3));

    Settings asked = Settings.of(Map.of("traces.max-lag", "7m"));
    assertThat(LocalSettings.withHistory(asked, Duration.ofHours(2)).get(TraceSettings.MAX_LAG))
        .isEqualTo(Duration.ofMinutes(7));
  }

  @Test
  void theDemoShopSendsNoHistoryASecondTimeWhichWouldBeLate() {
    assertThat(LocalPlatform.demoOptions(GATEWAY, 0, false).historyBeforeStart())
        .isEqualTo(Duration.ZERO);
  }
}
