package io.vedette.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vedette.jobs.config.ScoringSettings;
import io.vedette.jobs.config.StreamingSettings;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {

  @TempDir Path folder;

  @Test
  void aFlagBeatsTheFile() throws Exception {
    Path file = Files.writeString(folder.resolve("s.yaml"), "job: {name: a, parallelism: 2}\n");
    Settings settings =
        Arguments.parse("--settings", file.toString(), "--set", "job.name=b=c")
            .resolve(Map.of("VEDETTE_SCORES_PUBLISH", "true"));
    assertThat(settings.get(StreamingSettings.JOB_NAME)).isEqualTo("b=c");
    assertThat(settings.get(StreamingSettings.PARALLELISM)).isEqualTo(2);
    assertThat(settings.get(ScoringSettings.PUBLISH_SCORES)).isTrue();
  }

  @Test
  void whatIsNotUnderstoodIsNamed() {
    assertThatThrownBy(() -> Arguments.parse("go", "--set", "x", "--settings"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("'go' is not understood\n--set 'x' is not key=value\n--settings needs a value behind it");
  }

  @Test
  void theProblemsAreReadable() {
    SettingsException wrong =
        catchThrowableOfType(
            SettingsException.class,
            () -> Arguments.parse("--set", "job.paralelism=2").resolve(Map.of()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StreamingJob.complain(wrong, new PrintStream(out, true, UTF_8));
    assertThat(out.toString(UTF_8))
        .startsWith("vedette: the streaming job cannot start:\n  job.paralelism")
        .contains("did you mean job.parallelism?")
        .contains("usage:");
  }
}
