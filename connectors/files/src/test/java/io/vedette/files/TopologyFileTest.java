package io.vedette.files;

import static io.vedette.schema.correlate.TopologyEdgeKind.CALL;
import static io.vedette.schema.correlate.TopologyEdgeKind.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.correlate.TopologyEdge;
import io.vedette.schema.correlate.TopologyEdgeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyFileTest {

  @TempDir Path folder;

  @Test
  void aRowIsACall() throws IOException {
    assertThat(read("caller,callee\nfront,cart\ncart,\"redis, main\"\nfront,cart\ncart,cart\n"))
        .containsExactly(
            new TopologyEdge("front", "cart", CALL), new TopologyEdge("cart", "redis, main", CALL));
  }

  @Test
  void aColumnTellsOtherRelations() throws IOException {
    assertThat(
            read(
                """
                kind,Source,Target
                hosted_on,cart-1,node-3
                calls,front,cart
                has-instance,cart,cart-1
                smells_like,a,b
                """))
        .containsExactly(
            new TopologyEdge("cart-1", "node-3", HOST),
            new TopologyEdge("front", "cart", CALL),
            new TopologyEdge("cart-1", "cart", TopologyEdgeKind.INSTANCE));
  }

  @Test
  void aMatrixHasACallerARow() throws IOException {
    assertThat(read(",front,cart,redis\nfront,0,1,0\ncart,0,0,1.0\nredis,,,\n"))
        .containsExactly(
            new TopologyEdge("front", "cart", CALL), new TopologyEdge("cart", "redis", CALL));
  }

  @Test
  void jsonIsAnObjectAListOrLines() throws IOException {
    List<TopologyEdge> expected =
        List.of(
            new TopologyEdge("front", "cart", CALL), new TopologyEdge("cart-1", "node-3", HOST));
    String first = "{\"source\":\"front\",\"target\":\"cart\",\"label\":\"control_flow\"}";
    String second = "{\"source\":\"node-3\",\"target\":\"cart-1\",\"label\":\"hosts\"}";
    assertThat(read("{\"nodes\":[{\"id\":\"x\"}],\"edges\":[" + first + "," + second + "]}"))
        .isEqualTo(expected);
    assertThat(read("[" + first + "," + second + "]")).isEqualTo(expected);
    assertThat(read("\uFEFF" + first + "\n" + second + "\n")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | the file is empty",
        "a,b\\n1,2 | :1: expected the header caller,callee",
        "caller,callee\\nfront, | :2: an edge needs both of its ends",
        "caller,callee\\nfront,cart,redis | :2: 3 cells where the header has 2",
        "caller,callee | no calls, hosts or instances",
        ",a,b\\na,0,x | :2: expected a number in a matrix, found 'x'",
        "{\"edges\":[{\"source\":\"a\"}]} | :edge 1: an edge needs both of its ends",
        "{\"edges\":[ | no JSON",
      })
  void whatIsNotUnderstoodSaysWhereAndWhy(String text, String reason) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOf(MetricFileException.class)
        .hasMessageContaining("topology")
        .hasMessageContaining(reason);
  }

  @Test
  void aMissingFileIsSaid() {
    assertThatThrownBy(() -> TopologyFile.read(folder.resolve("none.csv"), FileLimits.DEFAULT))
        .hasMessageContaining("none.csv: no such file");
  }

  private List<TopologyEdge> read(String text) throws IOException {
    return TopologyFile.read(
        Files.writeString(folder.resolve("topology.txt"), text), FileLimits.DEFAULT);
  }
}
