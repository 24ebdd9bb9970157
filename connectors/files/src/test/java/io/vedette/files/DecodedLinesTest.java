package io.vedette.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.formats.changes.MappedChangeDecoder;
import io.vedette.formats.mapping.BuiltInMappings;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.schema.ChangeRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.TakenChange;
import io.vedette.schema.alert.ChangeEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecodedLinesTest {

  @Test
  void whatSaysNoTimeHappenedAtThatOfTheRecordBefore() throws IOException {
    assertThat(
            read(
                """
                {"service":"a","ts":1700000000}
                [{"service":"b"},{"service":"c","ts":1700000060.5}]
                {"service":"d"}
                """))
        .containsExactly(
            "a@1700000000000", "b@1700000000000", "c@1700000060500", "d@1700000060500");
  }

  @Test
  void whatCannotBeReadIsALetterAndTheRestIsRead() throws IOException {
    List<String> read =
        read(
            "{\"service\":\"a\"}\n{\n{\"service\":\"b\",\"ts\":1}\n{\"kind\":\"flag\"}\n{\"service\":\""
                + "c".repeat(200)
                + "\",\"ts\":2}\n");

    assertThat(read)
        .hasSize(5)
        .startsWith("MALFORMED f:1: it says no time")
        .endsWith(
            "b@1000",
            "MALFORMED f:4: changes[0]: a change needs a service",
            "TOO_LARGE f:5: the line is too long");
    assertThat(read.get(1)).startsWith("MALFORMED f:2: the body is not JSON");
  }

  private static List<String> read(String text) throws IOException {
    DecodedLines<ChangeEvent, ChangeRecord> decoded =
        new DecodedLines<>(
            new MappedChangeDecoder(
                BuiltInMappings.of(BuiltInMappings.CHANGES).orElseThrow(), DecoderLimits.DEFAULT),
            TakenChange::new,
            rejected -> rejected,
            ChangeEvent::getTs,
            FileLimits.DEFAULT);
    List<String> read = new ArrayList<>();
    try (LineReader lines = new LineReader(new ByteArrayInputStream(text.getBytes(UTF_8)), 128)) {
      while (lines.next()) {
        decoded.read(lines, "f:" + lines.number(), decoded.lastTime());
        for (ChangeRecord record = decoded.next(); record != null; record = decoded.next()) {
          if (record instanceof TakenChange taken) {
            read.add(taken.change().getService() + "@" + taken.change().getTs());
          } else if (record instanceof Rejected rejected) {
            read.add(rejected.letter().getReason() + " " + rejected.letter().getMessage());
          }
        }
      }
    }
    return read;
  }
}
