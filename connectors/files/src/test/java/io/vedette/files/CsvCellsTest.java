package io.vedette.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellsTest {

  @Test
  void commasSeparateCells() {
    assertThat(split("a,b,,c")).containsExactly("a", "b", "", "c");
    assertThat(split(",")).containsExactly("", "");
    assertThat(split("a")).containsExactly("a");
  }

  @Test
  void quotesKeepCommasQuotesAndBlanks() {
    assertThat(split("1,\"up{job=\"\"node\"\",x=\"\"\"\"}\",\" 2 \""))
        .containsExactly("1", "up{job=\"node\",x=\"\"}", " 2 ");
  }

  @Test
  void blanksRoundACellAreNotPartOfIt() {
    assertThat(split(" a ,\tb c\t, \"d\" ")).containsExactly("a", "b c", "d");
  }

  @Test
  void aQuoteWithinACellIsACharacter() {
    assertThat(split("a\"b,c")).containsExactly("a\"b", "c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a", "a,\"b", "\"a\"b", "\"a\"\"", "\""})
  void refusesAQuoteThatIsNotClosedAndTextBehindAClosedOne(String line) {
    byte[] bytes = line.getBytes(UTF_8);

    assertThat(new CsvCells().split(bytes, 0, bytes.length)).isFalse();
  }

  @Property
  void readsBackWhatIsQuoted(
      @ForAll @Size(min = 1, max = 40) List<@CharRange(from = ' ', to = '~') String> cells) {
    List<String> quoted = new ArrayList<>();
    for (String cell : cells) {
      quoted.add("\"" + cell.replace("\"", "\"\"") + "\"");
    }

    assertThat(split(String.join(",", quoted))).isEqualTo(cells);
  }

  private static List<String> split(String line) {
    byte[] bytes = ("##" + line + "##").getBytes(UTF_8);
    CsvCells cells = new CsvCells();
    assertThat(cells.split(bytes, 2, bytes.length - 2)).as(line).isTrue();
    return cells.texts();
  }
}
