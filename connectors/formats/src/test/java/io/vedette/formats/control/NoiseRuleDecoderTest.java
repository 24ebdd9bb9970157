package io.vedette.formats.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.NoiseRuleChange;
import io.vedette.schema.RuleChange;
import io.vedette.schema.control.FlappingRule;
import io.vedette.schema.control.InhibitionRule;
import io.vedette.schema.control.MaintenanceWindow;
import io.vedette.schema.control.NoiseRule;
import io.vedette.schema.control.Silence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseRuleDecoderTest {

  private static final Map<String, String> RULES =
      Map.of(
          "silence/a",
          """
          {"matchers":["service=db"],"startsAt":1700000000000,"endsAt":1700003600000,"author":"ann",
           "comment":"move"}
          """,
          "maintenance/a",
          """
          {"matchers":["service=db"],"startsAt":"2026-12-05T02:00","zone":"Europe/Zurich",
           "durationMs":7200000,"recurrence":"FREQ=WEEKLY;BYDAY=SA","owner":"ops"}
          """,
          "inhibition/a",
          """
          {"source":["alertname=NodeDown"],"target":["severity=~warning|info"],"equal":["node"]}
          """,
          "flapping/a",
          """
          {"matchers":["service=db"],"transitions":6,"withinMs":600000}
          """);

  @Test
  void eachKindIsReadByItsKey() {
    assertThat(read("silence/a").getSilence())
        .isEqualTo(
            Silence.newBuilder()
                .setMatchers(List.of("service=db"))
                .setStartsAt(1_700_000_000_000L)
                .setEndsAt(1_700_003_600_000L)
                .setAuthor("ann")
                .setComment("move")
                .build());
    assertThat(read("maintenance/a").getMaintenance())
        .isEqualTo(
            MaintenanceWindow.newBuilder()
                .setMatchers(List.of("service=db"))
                .setStartsAt("2026-12-05T02:00")
                .setZone("Europe/Zurich")
                .setDurationMs(7_200_000)
                .setRecurrence("FREQ=WEEKLY;BYDAY=SA")
                .setOwner("ops")
                .build());
    assertThat(read("inhibition/a").getInhibition())
        .isEqualTo(
            InhibitionRule.newBuilder()
                .setSource(List.of("alertname=NodeDown"))
                .setTarget(List.of("severity=~warning|info"))
                .setEqual(List.of("node"))
                .build());
    assertThat(read("flapping/a").getFlapping())
        .isEqualTo(
            FlappingRule.newBuilder()
                .setMatchers(List.of("service=db"))
                .setTransitions(6)
                .setWithinMs(600_000L)
                .build());
  }

  private static NoiseRule read(String key) {
    if (new RulesDecoder().decode(key, utf8(RULES.getOrDefault(key, "")))
            instanceof NoiseRuleChange change
        && change.rule() != null) {
      return change.rule();
    }
    throw new AssertionError("no rule of noise: " + key);
  }

  @Test
  void aRecordWithoutAValueRemoves() {
    assertThat(new RulesDecoder().decode("silence/a", null))
        .isEqualTo(new NoiseRuleChange("silence/a", null));
    assertThat(new RulesDecoder().decode("quiet", null)).isEqualTo(new RuleChange("quiet", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "silence/a | service=db | service=~( | not a regex of RE2: missing closing )",
        "silence/a | service=db | service!=db | match alerts without any label; one must ask for a value",
        "silence/a | \"service=db\" | '' | matchers must be 1 to 20 matchers, are 0",
        "silence/a | 1700003600000 | 1700000000000 | the end (1700000000000) must be after the start",
        "silence/a | 1700003600000 | 1900000000000 | a silence begins after 0 and lasts 366 days at most",
        "silence/a | \"ann\" | \"\" | author must have 1 to 200 characters, has 0",
        "silence/a | \"author\" | \"remindBeforeMs\":-1,\"author\" | remindBeforeMs must be from 0",
        "silence/a | \"author\" | \"auhtor\" | Silence has no field 'auhtor'; it has [matchers,",
        "maintenance/a | Europe/Zurich | Mars | zone 'Mars' is not known",
        "maintenance/a | BYDAY=SA | BYDAY=XX | BYDAY takes MO, TU, WE, TH, FR, SA, SU, not 'XX'",
        "maintenance/a | 7200000 | 0 | durationMs must be from 1 to 2678400000, is 0",
        "maintenance/a | T02:00 | ' '02:00 | startsAt must be yyyy-MM-ddTHH:mm",
        "inhibition/a | \"node\" | \"node\",\"node\" | equal must be up to 20 labels, each once, is of 2",
        "inhibition/a | \"node\" | \"no de\" | equal: 'no de' is no name of a label",
        "inhibition/a | alertname=NodeDown | alertname=~.* | source [alertname=~.*] match alerts without",
        "flapping/a | 6 | 2 | transitions must be from 3 to 64, is 2",
        "flapping/a | 600000 | 5 | withinMs must be from 1000 to 604800000, is 5",
        "flapping/a | \"transitions\" | \"off\":true,\"transitions\" | off and limits exclude each other",
      })
  void whatIsWrongIsSaid(String key, String right, String wrong, String message) {
    String whole = RULES.getOrDefault(key, "");
    String text = whole.replace(right, wrong.equals("''") ? "" : wrong);
    assertThat(text).isNotEqualTo(whole);
    assertThatThrownBy(() -> new NoiseRuleDecoder().decode(key, utf8(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void keysAreKeptApart() {
    assertThatThrownBy(() -> new NoiseRuleDecoder().decode("quiet", null))
        .hasMessage(
            "the key 'quiet' begins with none of [silence/, maintenance/, inhibition/, flapping/]");
    assertThatThrownBy(() -> new NoiseRuleDecoder().decode("silence/", null))
        .hasMessage("the id behind silence/ must have 1 to 100 characters, has 0");
    assertThatThrownBy(() -> new RuleDecoder().decode("silence/a", null))
        .hasMessage("the id 'silence/a' is that of a rule of noise, not of the detector");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
