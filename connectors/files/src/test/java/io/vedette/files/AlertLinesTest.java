package io.vedette.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.AlertRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.TakenAlert;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertLinesTest {

  @Test
  void aLineMayBeABodyAsItWasSent() throws IOException {
    List<String> read =
        read(
            """
            {"alerts":[{"status":"firing","labels":{"alertname":"A","service":"a"},"startsAt":"2023-11-14T22:00:00Z"},
             {"status":"resolved","labels":{"alertname":"B"},"startsAt":"2023-11-14T22:00:00Z","endsAt":"2023-11-14T22:01:00Z"}]}
            [{"labels":{"alertname":"C"},"startsAt":"2023-11-14T22:02:00Z"},{"labels":{}}]
            {"name":"D","ts":1700000000}
            {"alerts":[{"labels":{"alertname":"E"}}]}
            """
                .replace("},\n {", "},{"));

    assertThat(read)
        .containsExactly(
            "FIRING A@1699999200000",
            "RESOLVED B@1699999260000",
            "FIRING C@1699999320000",
            "MALFORMED f:2: alerts[1]: an alert needs a name",
            "FIRING D@1700000000000",
            "FIRING E@1700000000000");
  }

  @Test
  void aBodyThatSaysNoTimeAndHasNoneBeforeItIsRefused() throws IOException {
    assertThat(read("[{\"labels\":{\"alertname\":\"A\"}}]\n"))
        .containsExactly("MALFORMED f:1: it says no time");
  }

  private static List<String> read(String text) throws IOException {
    List<String> read = new ArrayList<>();
    try (AlertLines lines =
        new AlertLines("f", new ByteArrayInputStream(text.getBytes(UTF_8)), FileLimits.DEFAULT)) {
      for (AlertRecord record = lines.next(); record != null; record = lines.next()) {
        if (record instanceof TakenAlert taken) {
          read.add(
              taken.alert().getStatus()
                  + " "
                  + taken.alert().getName()
                  + "@"
                  + taken.alert().getTs());
        } else if (record instanceof Rejected rejected) {
          read.add(rejected.letter().getReason() + " " + rejected.letter().getMessage());
        }
      }
    }
    return read;
  }
}
