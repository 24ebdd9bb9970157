package io.vedette.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  private enum Backend {
    HASH_MAP,
    ROCKSDB
  }

  private static final Setting<Integer> PORT =
      Setting.ofInt("server.port", 8080, "Port.").between(1, 65_535).renamedFrom("port");
  private static final Setting<Duration> INTERVAL =
      Setting.ofDuration("tick-interval", Duration.ofSeconds(90), "How often.");
  private static final Setting<Long> SIZE = Setting.ofBytes("size", 16 << 20, "How much.");
  private static final Setting<List<String>> NAMES =
      Setting.ofList("names", List.of("a", "b"), "Who.");
  private static final Setting<Backend> BACKEND =
      Setting.ofEnum("backend", Backend.HASH_MAP, "Where.");
  private static final Setting<String> TOKEN = Setting.ofOptionalString("token", "Key.").secret();
  private static final List<Setting<?>> ALL = List.of(PORT, INTERVAL, SIZE, NAMES, BACKEND, TOKEN);

  @TempDir Path folder;

  @Test
  void defaults() {
    Settings settings = Settings.resolve(ALL, Map.of(), Map.of(), null);
    assertThat(settings.get(PORT)).isEqualTo(8080);
    assertThat(settings.get(INTERVAL)).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.get(SIZE)).isEqualTo(16L << 20);
    assertThat(settings.get(NAMES)).containsExactly("a", "b");
    assertThat(settings.get(BACKEND)).isEqualTo(Backend.HASH_MAP);
    assertThat(settings.find(TOKEN)).isEmpty();
    assertThatThrownBy(() -> settings.get(TOKEN)).hasMessage("token is not set");
  }

  @Test
  void flagsBeatTheEnvironmentWhichBeatsTheFile() throws IOException {
    Path file =
        write(
            "server:\n  port: 1\ntick-interval: 1s\nsize: 1KiB\nnames: [x, y]\nbackend: rocksdb\n");
    Settings settings =
        Settings.resolve(
            ALL,
            Map.of("server.port", "3"),
            Map.of("VEDETTE_SERVER_PORT", "2", "VEDETTE_TICK_INTERVAL", "2m"),
            file);
    assertThat(settings.get(PORT)).isEqualTo(3);
    assertThat(settings.get(INTERVAL)).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.get(SIZE)).isEqualTo(1024);
    assertThat(settings.get(NAMES)).containsExactly("x", "y");
    assertThat(settings.get(BACKEND)).isEqualTo(Backend.ROCKSDB);
  }

  @Test
  void aFormerKeyLivesOn() {
    assertThat(Settings.resolve(ALL, Map.of("port", "9"), Map.of(), null).get(PORT)).isEqualTo(9);
  }

  @Test
  void saysEveryProblemAtOnce() throws IOException {
    Path file = write("sizes: 3\n");
    assertThatThrownBy(
            () ->
                Settings.resolve(
                    ALL,
                    Map.of("server.port", "70000", "tick-interval", "soon", "backend", "disk"),
                    Map.of(),
                    file))
        .asInstanceOf(type(SettingsException.class))
        .satisfies(
            wrong ->
                assertThat(wrong.problems())
                    .containsExactlyInAnyOrder(
                        "sizes in " + file + ": there is no such setting; did you mean size?",
                        "server.port = '70000': must be from 1 to 65535",
                        "tick-interval = 'soon': not of type duration",
                        "backend = 'disk': not of type hash-map | rocksdb"));
  }

  @Test
  void neverPrintsASecret() {
    Setting<Integer> pin = Setting.ofInt("pin", 1, "Pin.").secret();
    assertThatThrownBy(() -> Settings.resolve(List.of(pin), Map.of("pin", "abc"), Map.of(), null))
        .hasMessage("pin = ***: not of type integer");
    Settings settings =
        Settings.resolve(ALL, Map.of("token", "s3cret", "size", "1"), Map.of(), null);
    assertThat(settings.describe(ALL)).isEqualTo("size=1\ntoken=***");
  }

  @Test
  void missingOrBrokenFilesAreProblems() throws IOException {
    Path none = folder.resolve("none.yaml");
    assertThatThrownBy(() -> Settings.resolve(ALL, Map.of(), Map.of(), none))
        .hasMessage(none + ": there is no such settings file");
    Path broken = write("a: [1\n");
    assertThatThrownBy(() -> Settings.resolve(ALL, Map.of(), Map.of(), broken))
        .hasMessageContaining(broken + ": not readable as YAML");
  }

  @Test
  void documentsItself() {
    assertThat(SettingsTable.of(List.of(PORT, BACKEND, TOKEN)))
        .isEqualTo(
            """
            | key | type | default | meaning |
            |---|---|---|---|
            | `server.port` | integer | `8080` | Port. Value must be from 1 to 65535. |
            | `backend` | hash-map \\| rocksdb | `hash-map` | Where. |
            | `token` | string | (none) | Key. |
            """);
  }

  @Test
  void printsDefaultsAsOneWouldWriteThem() {
    assertThat(INTERVAL.defaultText()).contains("90s");
    assertThat(SIZE.defaultText()).contains("16MiB");
    assertThat(Setting.ofDuration("d", Duration.ofDays(7), "").defaultText()).contains("7d");
    assertThat(Setting.ofDuration("d", Duration.ofMillis(1500), "").defaultText())
        .contains("1500ms");
    assertThat(PORT.environmentVariable()).isEqualTo("VEDETTE_SERVER_PORT");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("vedette.yaml"), yaml);
  }
}
