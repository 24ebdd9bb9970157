package io.vedette.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.algorithms.rootcause.HistoryBounds;
import io.vedette.functions.rootcause.RankingOptions;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CauseSettingsTest {

  @Test
  void defaultsAreThoseOfTheRanking() {
    assertThat(CauseSettings.options(resolve(Map.of()), true)).isEqualTo(RankingOptions.defaults());
  }

  @Test
  void everySettingHasItsPlace() {
    RankingOptions options =
        CauseSettings.options(
            resolve(
                Map.ofEntries(
                    Map.entry("causes.shown", "3"),
                    Map.entry("causes.evidence-shown", "4"),
                    Map.entry("causes.graph-nodes-shown", "21"),
                    Map.entry("causes.graph-calls-shown", "22"),
                    Map.entry("causes.signs", "50"),
                    Map.entry("causes.remembered", "6"),
                    Map.entry("causes.graph-nodes", "70"),
                    Map.entry("causes.graph-edges", "80"),
                    Map.entry("causes.edge-retention", "9h"),
                    Map.entry("causes.edge-half-life", "10m"),
                    Map.entry("causes.callees-per-service", "12"),
                    Map.entry("causes.history-intervals", "13"),
                    Map.entry("causes.history-detailed", "14"),
                    Map.entry("causes.history-operations", "15"),
                    Map.entry("causes.window", "16m"),
                    Map.entry("traces.interval", "20s"),
                    Map.entry("traces.wait", "3s"),
                    Map.entry("traces.grace", "4s"),
                    Map.entry("causes.retention", "11d"))),
            true);

    assertThat(options.causes()).isEqualTo(3);
    assertThat(options.evidence()).isEqualTo(4);
    assertThat(options.graphNodesShown()).isEqualTo(21);
    assertThat(options.graphCallsShown()).isEqualTo(22);
    assertThat(options.parameters().signs()).isEqualTo(50);
    assertThat(options.parameters().incidents()).isEqualTo(6);
    assertThat(options.graph().nodes()).isEqualTo(70);
    assertThat(options.graph().edges()).isEqualTo(80);
    assertThat(options.topologyEdges()).isEqualTo(80);
    assertThat(options.graph().retention()).isEqualTo(Duration.ofHours(9));
    assertThat(options.graph().halfLife()).isEqualTo(Duration.ofMinutes(10));
    assertThat(options.callees()).isEqualTo(12);
    assertThat(options.history()).isEqualTo(new HistoryBounds(13, 14, 15, Duration.ofMinutes(16)));
    assertThat(options.knownAfter()).isEqualTo(Duration.ofSeconds(20 + 3 + 1 + 4));
    assertThat(options.isRecorded()).isFalse();
    assertThat(options.retention()).isEqualTo(Duration.ofDays(11));
  }

  @Test
  void incidentsTellAsManyAlertsAsAreRanked() {
    Map<String, String> flags =
        Map.of(
            "incidents.alerts-shown", "12",
            "incidents.alerts-kept", "300",
            "causes.alerts-ranked", "200");

    assertThat(CauseSettings.incidents(resolve(flags)).alertsShown()).isEqualTo(200);
    assertThat(CauseSettings.options(resolve(flags), false).alertsShown()).isEqualTo(12);
    Map<String, String> few = Map.of("incidents.alerts-kept", "150");
    assertThat(CauseSettings.incidents(resolve(few)).alertsShown())
        .as("no more than are kept")
        .isEqualTo(150);
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> resolve(Map.of("causes.shown", "0")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("causes.shown");
  }

  private static Settings resolve(Map<String, String> flags) {
    return StreamingSettings.resolve(flags, Map.of(), null);
  }
}
