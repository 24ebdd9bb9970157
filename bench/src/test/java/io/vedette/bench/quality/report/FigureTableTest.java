package io.vedette.bench.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.bench.quality.report.FigureTable.Row;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FigureTableTest {

  private static final Row SCORE = new Row("NAB", "standard", "> 75.1", 1);
  private static final Row ERROR = new Row("NAB", "error, %", "", 3);

  @Test
  void aRowAFigureAColumnAMethod() throws Exception {
    FigureTable table = new FigureTable("Title");
    table.put(SCORE, "ours", 76.04);
    table.put(SCORE, "theirs", 52);
    table.put(new Row("M4", "OWA", "", 1), "ours", 0.5);
    table.put(ERROR, "theirs", 0.12345);
    table.put(ERROR, "nobody's", Double.NaN);

    assertThat(table.toMarkdown())
        .isEqualTo(
            """
            | data | figure | goal | ours | theirs | nobody's |
            |---|---|---|---:|---:|---:|
            | NAB | standard | > 75.1 | 76.0 | 52.0 | - |
            |  | error, % |  | - | 0.123 | - |
            | M4 | OWA |  | 0.5 | - | - |
            """);
    assertThat(table.toCsv())
        .isEqualTo(
            """
            data,figure,goal,method,value
            NAB,standard,> 75.1,ours,76.04
            NAB,standard,> 75.1,theirs,52.0
            NAB,"error, %",,theirs,0.12345
            NAB,"error, %",,nobody's,NaN
            M4,OWA,,ours,0.5
            """);
  }

  @Test
  void onlyTheMarkedPartOfAPageIsReplaced() throws Exception {
    String page = "before\n<!-- quality:begin -->\nold\n<!-- quality:end -->\nafter\n";

    assertThat(MarkedSection.replace(page, "quality", "new\n", "page.md"))
        .isEqualTo("before\n<!-- quality:begin -->\nnew\n<!-- quality:end -->\nafter\n");
    assertThatThrownBy(() -> MarkedSection.replace("nothing", "quality", "new", "page.md"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("page.md")
        .hasMessageContaining("<!-- quality:begin -->");
  }
}
