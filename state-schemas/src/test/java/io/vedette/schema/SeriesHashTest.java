package io.vedette.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SeriesHashTest {

  /** See src/test/python/series_hash.py: another implementation of XXH3 is the judge. */
  @Test
  void agreesWithAnIndependentImplementation() throws IOException {
    String[] rows;
    try (InputStream golden =
        Objects.requireNonNull(getClass().getResourceAsStream("/golden/series-hash.csv"))) {
      rows = new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n", -1);
    }
    assertThat(rows).hasSize(44);
    for (String row : rows) {
      String[] cells = row.split(",", -1);
      String[] pairs = Arrays.copyOfRange(cells, 1, cells.length);
      assertThat(SeriesHash.toHex(Labels.of(pairs).hash())).as(row).isEqualTo(cells[0]);
    }
  }

  @Test
  void hashesBytesWhereTheyLie() {
    byte[] body = "xxupyy".getBytes(StandardCharsets.UTF_8);
    assertThat(SeriesHash.of(body, 2, 2)).isEqualTo(SeriesHash.of("up"));
  }

  @Test
  void tellsNamesFromValues() {
    assertThat(Labels.of("a", "b").hash()).isNotEqualTo(Labels.of("b", "a").hash());
    assertThat(Labels.of("a", "bc").hash()).isNotEqualTo(Labels.of("ab", "c").hash());
    assertThat(Labels.of("a", "b", "c", "d").hash())
        .isNotEqualTo(Labels.of("a", "d", "c", "b").hash());
  }

  @Test
  void printsLeadingZeros() {
    assertThat(SeriesHash.toHex(0x00AB)).isEqualTo("00000000000000ab");
  }
}
