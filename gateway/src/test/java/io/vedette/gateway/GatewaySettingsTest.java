package io.vedette.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import io.vedette.settings.SettingsTable;
import io.vedette.settings.SharedSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewaySettingsTest {

  private static final Path TABLE = Path.of("../docs/settings-gateway.md");

  private static Settings resolve(Map<String, String> flags) {
    List<Setting<?>> known = new ArrayList<>(GatewaySettings.ALL);
    known.addAll(SharedSettings.ALL);
    return Settings.resolve(known, flags, Map.of(), null);
  }

  @Test
  void defaults() {
    Settings settings = resolve(Map.of());

    assertThat(settings.get(GatewaySettings.HOST)).isEqualTo("127.0.0.1");
    assertThat(settings.get(GatewaySettings.PORT)).isEqualTo(8080);
    assertThat(settings.get(GatewaySettings.TOKEN_FILES)).isEmpty();
    assertThat(settings.get(GatewaySettings.MAPPINGS)).isEmpty();
    assertThat(settings.get(GatewaySettings.MAX_THREADS)).isEqualTo(16);
    assertThat(settings.get(GatewaySettings.CHECK_THREADS)).isEqualTo(2);
    assertThat(settings.get(GatewaySettings.MAX_CONNECTIONS)).isEqualTo(1024);
    assertThat(settings.get(GatewaySettings.IN_FLIGHT_BYTES)).isEqualTo(64L << 20);
    assertThat(settings.get(GatewaySettings.BODY_TIMEOUT)).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.get(GatewaySettings.IDLE_TIMEOUT)).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.get(GatewaySettings.DELIVERY_TIMEOUT)).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.get(GatewaySettings.DRAIN_TIMEOUT)).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.get(GatewaySettings.PROBE_INTERVAL)).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.get(GatewaySettings.SOURCE_REQUESTS)).isEqualTo(2_000);
    assertThat(settings.get(GatewaySettings.SOURCE_BYTES)).isEqualTo(128L << 20);
    assertThat(settings.get(GatewaySettings.SOURCE_BURST)).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.get(GatewaySettings.MAX_SOURCES)).isEqualTo(10_000);
    assertThat(settings.get(GatewaySettings.HEADER_BYTES)).isEqualTo(8_192);
    assertThat(settings.get(GatewaySettings.MESSAGE_CHARS)).isEqualTo(1_024);
    assertThatCode(() -> GatewaySettings.validate(settings)).doesNotThrowAnyException();
  }

  @Test
  void clientPropertiesThatWeakenDeliveryAreRefused(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("client.properties"), "acks=0\n");
    Settings settings =
        resolve(Map.of("gateway.port", "0", "kafka.client-properties", file.toString()));

    assertThatThrownBy(() -> Gateway.start(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("must not say acks");
  }

  @Test
  void fullMapping() {
    Map<String, String> flags = new HashMap<>();
    flags.put("gateway.host", "::1");
    flags.put("gateway.port", "1");
    flags.put("gateway.token-files", "a, b");
    flags.put("gateway.github-secret-file", "e");
    flags.put("gateway.mappings", "c, d");
    flags.put("gateway.max-threads", "7");
    flags.put("gateway.check-threads", "3");
    flags.put("gateway.max-connections", "4");
    flags.put("gateway.in-flight-bytes", "9MiB");
    flags.put("gateway.body-timeout", "6s");
    flags.put("gateway.idle-timeout", "7s");
    flags.put("gateway.delivery-timeout", "8s");
    flags.put("gateway.drain-timeout", "9s");
    flags.put("gateway.probe-interval", "11s");
    flags.put("gateway.source-requests-per-second", "12");
    flags.put("gateway.source-bytes-per-second", "13KiB");
    flags.put("gateway.source-burst", "14s");
    flags.put("gateway.max-sources", "15");
    flags.put("gateway.header-bytes", "2048");
    flags.put("gateway.message-chars", "100");
    Settings settings = resolve(flags);

    // those of the API have a test of their own
    assertThat(flags).hasSize(GatewaySettings.ALL.size() - ApiSettings.ALL.size());
    assertThat(settings.get(GatewaySettings.HOST)).isEqualTo("::1");
    assertThat(settings.get(GatewaySettings.PORT)).isEqualTo(1);
    assertThat(settings.get(GatewaySettings.TOKEN_FILES)).containsExactly("a", "b");
    assertThat(settings.get(GatewaySettings.MAPPINGS)).containsExactly("c", "d");
    assertThat(settings.get(GatewaySettings.MAX_THREADS)).isEqualTo(7);
    assertThat(settings.get(GatewaySettings.CHECK_THREADS)).isEqualTo(3);
    assertThat(settings.get(GatewaySettings.MAX_CONNECTIONS)).isEqualTo(4);
    assertThat(settings.get(GatewaySettings.IN_FLIGHT_BYTES)).isEqualTo(9L << 20);
    assertThat(settings.get(GatewaySettings.BODY_TIMEOUT)).isEqualTo(Duration.ofSeconds(6));
    assertThat(settings.get(GatewaySettings.IDLE_TIMEOUT)).isEqualTo(Duration.ofSeconds(7));
    assertThat(settings.get(GatewaySettings.DELIVERY_TIMEOUT)).isEqualTo(Duration.ofSeconds(8));
    assertThat(settings.get(GatewaySettings.DRAIN_TIMEOUT)).isEqualTo(Duration.ofSeconds(9));
    assertThat(settings.get(GatewaySettings.PROBE_INTERVAL)).isEqualTo(Duration.ofSeconds(11));
    assertThat(settings.get(GatewaySettings.SOURCE_REQUESTS)).isEqualTo(12);
    assertThat(settings.get(GatewaySettings.SOURCE_BYTES)).isEqualTo(13L << 10);
    assertThat(settings.get(GatewaySettings.SOURCE_BURST)).isEqualTo(Duration.ofSeconds(14));
    assertThat(settings.get(GatewaySettings.MAX_SOURCES)).isEqualTo(15);
    assertThat(settings.get(GatewaySettings.HEADER_BYTES)).isEqualTo(2048);
    assertThat(settings.get(GatewaySettings.MESSAGE_CHARS)).isEqualTo(100);
  }

  @Test
  void validations() {
    assertThatThrownBy(() -> resolve(Map.of("gateway.port", "70000")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("gateway.port = '70000': must be from 0 to 65535");
    assertThatThrownBy(() -> resolve(Map.of("gateway.delivery-timeout", "1ms")))
        .hasMessageContaining("must be from 500ms to 10m");
    refused("gateway.in-flight-bytes", "7MiB", "must be at least twice limits.body-bytes");
    refused("gateway.host", "10.0.0.1", "gateway.token-files must be set");
    refused("gateway.host", "no.such.host.invalid", "there is no such host");
  }

  private static void refused(String key, String value, String says) {
    Settings settings = resolve(Map.of(key, value));
    assertThatThrownBy(() -> GatewaySettings.validate(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key + " = ")
        .hasMessageContaining(says);
  }

  @Test
  void theTableOfTheDocumentationIsThatOfTheCode() throws Exception {
    String expected = "# Settings of the gateway\n\n" + SettingsTable.of(GatewaySettings.ALL);
    if (Boolean.getBoolean("vedette.docs.write")) {
      Files.writeString(TABLE, expected);
    }

    assertThat(TABLE)
        .withFailMessage("docs/settings-gateway.md is not current: run with -Dvedette.docs.write")
        .hasContent(expected);
  }
}
