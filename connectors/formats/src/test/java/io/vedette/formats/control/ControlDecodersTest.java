package io.vedette.formats.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.ModelKey;
import io.vedette.schema.NamesModel;
import io.vedette.schema.NamesModelKey;
import io.vedette.schema.RuleChange;
import io.vedette.schema.SeriesFeedback;
import io.vedette.schema.SeriesModel;
import io.vedette.schema.control.DetectorRule;
import io.vedette.schema.control.FeedbackCommand;
import io.vedette.schema.control.FeedbackKind;
import io.vedette.schema.control.Repetition;
import io.vedette.schema.control.WatchedSides;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.model.ModelFigures;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.model.NamesFigures;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.schema.model.NamesRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlDecodersTest {

  private static final String FEEDBACK =
      """
      {"id":"f-1","kind":"EXPECTED","seriesId":"00000000000000ff","timestamp":1700000000000,
       "author":"ann","comment":"sale","from":1700000000000,"to":1700003600000,"repeat":"WEEKLY",
       "zone":"Europe/Zurich"}
      """;

  private static final String RULE =
      """
      {"matchers":["service=cart","zone=~\\"eu-.*\\""],"sides":"ABOVE","minimumDeviation":0.5,
       "off":false,"order":3}
      """;

  private static final String MODEL_ID = "00000000000000ff";

  @Test
  void feedbackIsRead() {
    assertThat(new FeedbackDecoder().decode("any", utf8(FEEDBACK)))
        .isEqualTo(
            new SeriesFeedback(
                255,
                FeedbackCommand.newBuilder()
                    .setId("f-1")
                    .setKind(FeedbackKind.EXPECTED)
                    .setSeriesId("00000000000000ff")
                    .setTimestamp(1_700_000_000_000L)
                    .setAuthor("ann")
                    .setComment("sale")
                    .setFrom(1_700_000_000_000L)
                    .setTo(1_700_003_600_000L)
                    .setRepeat(Repetition.WEEKLY)
                    .setZone("Europe/Zurich")
                    .build()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"kind\":\"EXPECTED\" | \"kind\":\"WRONG\" | FeedbackCommand.kind must be one of [ANOMALY,",
        "\"author\" | \"autor\" | FeedbackCommand has no field 'autor'; it has [id, kind,",
        "\"id\":\"f-1\" | \"id\":\"\" | id must have 1 to 100 characters, has 0",
        "\"id\":\"f-1\" | \"id\":7 | FeedbackCommand.id must be a string, is 7",
        "\"id\":\"f-1\", | '' | FeedbackCommand: field id is missing",
        "00000000000000ff | xyz | 'xyz' is not 16 hexadecimal digits",
        "\"timestamp\":1700000000000 | \"timestamp\":-1 | timestamp must be above 0, is -1",
        "\"timestamp\":1700000000000 | \"timestamp\":1.5 | timestamp must be a whole number, is 1.5",
        "\"to\":1700003600000 | \"to\":1699999999999 | end after it begins",
        "\"to\":1700003600000 | \"to\":1800000000000 | be no longer than PT168H",
        ",\"to\":1700003600000 | '' | from and to go together",
        "Europe/Zurich | Europe/Zuerich | zone 'Europe/Zuerich' is not known",
        "EXPECTED | ANOMALY | from, to and repeat belong to EXPECTED, not to ANOMALY",
        "EXPECTED | UNDO | undoes belongs to UNDO, and UNDO needs it: UNDO",
        "\"author\":\"ann\" | \"author\":\"ann\",\"author\":\"bob\" | Duplicate field 'author'",
        "Zurich\"} | Zurich\"} 17 | not JSON: ",
      })
  void whatIsWrongWithFeedbackIsSaid(String right, String wrong, String message) {
    String text = FEEDBACK.replace(right, wrong.equals("''") ? "" : wrong);
    assertThat(text).isNotEqualTo(FEEDBACK);
    assertThatThrownBy(() -> new FeedbackDecoder().decode("", utf8(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void commandWithoutAValueIsRefused() {
    assertThatThrownBy(() -> new FeedbackDecoder().decode("", null))
        .hasMessage("a command without a value");
  }

  @Test
  void ruleIsReadAndRemoved() {
    assertThat(new RuleDecoder().decode("narrow", utf8(RULE)))
        .isEqualTo(
            new RuleChange(
                "narrow",
                DetectorRule.newBuilder()
                    .setMatchers(List.of("service=cart", "zone=~\"eu-.*\""))
                    .setSides(WatchedSides.ABOVE)
                    .setMinimumDeviation(0.5)
                    .setOff(false)
                    .setOrder(3)
                    .build()));
    assertThat(new RuleDecoder().decode("narrow", null)).isEqualTo(new RuleChange("narrow", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "eu-.* | eu-(.* | not a regex of RE2: missing closing )",
        "eu-.* | eu-(?=x) | not a regex of RE2",
        "service=cart | service | 'service' is none of name=value, name!=value,",
        "\"off\":false | \"off\":\"no\" | DetectorRule.off must be true or false, is \"no\"",
        "\"minimumDeviation\":0.5 | \"minimumDeviation\":0 | minimumDeviation must be above 0",
        "\"sides\":\"ABOVE\" | \"side\":\"ABOVE\" | DetectorRule has no field 'side'",
        "\"service=cart\",\"zone=~\\\"eu-.*\\\"\" | '' | a rule has 1 to 20 matchers, this one 0",
      })
  void whatIsWrongWithARuleIsSaid(String right, String wrong, String message) {
    String text = RULE.replace(right, wrong.equals("''") ? "" : wrong);
    assertThat(text).isNotEqualTo(RULE);
    assertThatThrownBy(() -> new RuleDecoder().decode("id", utf8(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void ruleNeedsAnId() {
    assertThatThrownBy(() -> new RuleDecoder().decode("", utf8(RULE)))
        .hasMessageContaining("the rule's id, must have 1 to 100 characters, has 0");
  }

  @Test
  void modelIsReadByItsPlaceAndTakenBack() {
    ModelRecord model = model();
    assertThat(new ModelDecoder().decode(MODEL_ID + "/shadow", ResultJson.write(model)))
        .isEqualTo(new SeriesModel(255, ModelStatus.SHADOW, model));
    assertThat(new ModelDecoder().decode(MODEL_ID, null))
        .isEqualTo(new SeriesModel(255, ModelStatus.CHAMPION, null));
  }

  @Test
  void modelUnderAnotherKeyIsRefused() {
    byte[] json = ResultJson.write(model());
    assertThatThrownBy(() -> new ModelDecoder().decode(MODEL_ID, json))
        .hasMessage("the key 00000000000000ff is not that of the model, " + ModelKey.of(model()));
    assertThatThrownBy(() -> new ModelDecoder().decode("cart", json))
        .hasMessage("'cart' is not the key of a model");
  }

  @Test
  void modelOfNamesIsReadByItsPlaceAndTakenBack() {
    NamesModelRecord model = namesModel();
    assertThat(new ModelDecoder().decode("names/a/b", ResultJson.write(model)))
        .isEqualTo(new NamesModel(new NamesModelKey("a/b", ModelStatus.CHAMPION), model));
    assertThat(new ModelDecoder().decode("names-rejected/a", null))
        .isEqualTo(new NamesModel(new NamesModelKey("a", ModelStatus.REJECTED), null));
    assertThatThrownBy(
            () -> new ModelDecoder().decode("names-rejected/a/b", ResultJson.write(model)))
        .hasMessage("the key names-rejected/a/b is not that of the model, names/a/b");
    assertThatThrownBy(() -> new NamesModelKey("a", ModelStatus.SHADOW))
        .hasMessage("a model of names is champion or rejected, not in shadow");
  }

  private static NamesModelRecord namesModel() {
    return NamesModelRecord.newBuilder()
        .setEnvironment("a/b")
        .setVersion("run-1")
        .setStatus(ModelStatus.CHAMPION)
        .setTrainedAt(1)
        .setFrom(1)
        .setTo(2)
        .setFigures(
            NamesFigures.newBuilder()
                .setArea(0.9)
                .setRecall(0.5)
                .setSpellingRecall(0.1)
                .setChampionRecall(0.2)
                .build())
        .setNames(
            new NamesRecord(1, 1, 0.5, List.of("<cart>"), ByteBuffer.allocate(4).putFloat(0, 2)))
        .build();
  }

  private static ModelRecord model() {
    return ModelRecord.newBuilder()
        .setSeriesId(MODEL_ID)
        .setSeries("up")
        .setVersion("run-1")
        .setStatus(ModelStatus.SHADOW)
        .setTrainedAt(1)
        .setFrom(1)
        .setTo(2)
        .setStep(1)
        .setFigures(
            ModelFigures.newBuilder()
                .setMase(1)
                .setCoverage(1)
                .setNaiveMase(1)
                .setComparedError(1)
                .setChampionError(1)
                .build())
        .build();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
