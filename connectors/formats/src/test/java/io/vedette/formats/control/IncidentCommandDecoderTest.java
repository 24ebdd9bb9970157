package io.vedette.formats.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.IncidentControl;
import io.vedette.schema.SeriesFeedback;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.control.IncidentCommandKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentCommandDecoderTest {

  private static final String A = "00000000000000a1";
  private static final CommandDecoder DECODER = new CommandDecoder();

  @Test
  void aCommandForAnIncidentIsRead() {
    assertThat(
            DECODER.decode(
                A,
                """
                {"id":"c-1","kind":"SPLIT","author":"ann","incidentId":"00000000000000a1",
                 "timestamp":1700000000000,"comment":"not ours","alerts":["x","y"]}
                """
                    .getBytes(UTF_8)))
        .isEqualTo(
            new IncidentControl(
                IncidentCommand.newBuilder()
                    .setId("c-1")
                    .setKind(IncidentCommandKind.SPLIT)
                    .setIncidentId(A)
                    .setTimestamp(1_700_000_000_000L)
                    .setAuthor("ann")
                    .setComment("not ours")
                    .setAlerts(List.of("x", "y"))
                    .build()));
  }

  @Test
  void feedbackIsStillReadAndToldApartByItsFieldsAlone() {
    byte[] feedback =
        """
        {"id":"incidentId","comment":"\\"incidentId\\":1","kind":"ANOMALY","seriesId":"00000000000000ff",
         "timestamp":1700000000000,"author":"ann"}
        """
            .getBytes(UTF_8);
    assertThat(DECODER.decode("any", feedback)).isInstanceOf(SeriesFeedback.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"kind\":\"SNOOZE\"'                                | until belongs to SNOOZE",
        "'\"kind\":\"RESOLVE\",\"until\":1700000000000'       | until belongs to SNOOZE",
        "'\"kind\":\"MERGE\"'                                 | into belongs to MERGE",
        "'\"kind\":\"MERGE\",\"into\":\"b\"'                  | 16 hexadecimal digits",
        "'\"kind\":\"SPLIT\"'                                 | SPLIT needs some",
        "'\"kind\":\"COMMENT\"'                               | COMMENT needs a comment",
        "'\"kind\":\"ACKNOWLEDGE\",\"timestamp\":0'           | timestamp must be above 0",
        "'\"kind\":\"DELETE\"'                                | must be one of",
        "'\"kind\":\"RESOLVE\",\"colour\":\"red\"'            | has no field 'colour'",
      })
  void whatCannotBeACommandIsRefusedWithAReason(String fields, String reason) {
    String rest = fields.contains("timestamp") ? "" : ",\"timestamp\":1700000000000";
    String json = "{\"id\":\"c\",\"incidentId\":\"" + A + "\"," + fields + rest + "}";
    assertThatThrownBy(() -> DECODER.decode(A, json.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void limitsHold() {
    String alerts = "\"x\",".repeat(1000) + "\"x\"";
    String json =
        "{\"id\":\"c\",\"incidentId\":\"%s\",\"kind\":\"SPLIT\",\"timestamp\":1,\"alerts\":[%s]}"
            .formatted(A, alerts);
    assertThatThrownBy(() -> DECODER.decode(A, json.getBytes(UTF_8)))
        .hasMessageContaining("1001 alerts");
    assertThatThrownBy(() -> DECODER.decode(A, "{\"incidentId\"".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DECODER.decode(A, null)).hasMessageContaining("without a value");
  }
}
