package io.vedette.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.control.NoiseRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseRuleFileTest {

  private static final FileLimits LIMITS = new FileLimits(64, 16, 1 << 10, 1 << 10, 64, 1024, 10);

  @TempDir Path folder;

  @Test
  void yamlAndJsonSayTheSame() throws Exception {
    Map<String, NoiseRule> fromYaml =
        read(
            "rules.yaml",
            """
            silence/move:
              matchers: ["service=db"]
              startsAt: 1700000000000
              endsAt: 1700003600000
              author: ann
              comment: the database moves
            flapping/ci:
              matchers: ["team=ci"]
              off: true
            """);
    Map<String, NoiseRule> fromJson =
        read(
            "rules.json",
            """
            {"silence/move": {"matchers": ["service=db"], "startsAt": 1700000000000,
                              "endsAt": 1700003600000, "author": "ann", "comment": "the database moves"},
             "flapping/ci": {"matchers": ["team=ci"], "off": true}}
            """);
    assertThat(fromYaml).isEqualTo(fromJson).containsOnlyKeys("silence/move", "flapping/ci");
    assertThat(fromYaml)
        .extractingByKey("silence/move")
        .extracting(rule -> rule.getSilence().getEndsAt())
        .isEqualTo(1_700_003_600_000L);
    assertThat(fromYaml)
        .extractingByKey("flapping/ci")
        .extracting(rule -> rule.getFlapping().getMatchers())
        .isEqualTo(List.of("team=ci"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "silence/a: {matchers: [\"a=b\"]} | silence/a: Silence: field startsAt is missing",
        "detector-1: {off: true} | detector-1: the key 'detector-1' begins with none of",
        "'[1, 2]' | expected rules by their keys, e.g. silence/db-move",
        "'a: [' | neither YAML nor JSON",
        "'flapping/a: {matchers: [\"a=b\"]}\nflapping/b: {matchers: [\"a=b\"]}\nflapping/c: {}'"
            + " | 3 rules, and noise.rules allows 2",
      })
  void whatCannotBeUsedIsRefusedByFileRuleAndReason(String text, String says) {
    assertThatThrownBy(() -> read("rules.yaml", text.replace("\\n", "\n")))
        .isInstanceOf(MetricFileException.class)
        .hasMessageStartingWith(folder.resolve("rules.yaml").toString())
        .hasMessageContaining(says);
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() {
    assertThatThrownBy(() -> read("rules.yaml", "#" + "x".repeat(2000)))
        .hasMessageContaining("rules of more than 1024 bytes");
  }

  private Map<String, NoiseRule> read(String name, String text) throws Exception {
    return NoiseRuleFile.read(Files.writeString(folder.resolve(name), text), 2, LIMITS);
  }
}
