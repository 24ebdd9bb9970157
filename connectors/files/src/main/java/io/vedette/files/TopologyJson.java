package io.vedette.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.files.TopologyFile.Edges;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A topology as JSON: an object with edges, a list of them, or one a line. */
final class TopologyJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> EDGES = List.of("edges", "links", "calls");
  private static final List<String> FROM = List.of("caller", "from", "source", "parent");
  private static final List<String> TO = List.of("callee", "to", "target", "child");
  private static final List<String> RELATION = List.of("kind", "label", "relation", "type");

  private TopologyJson() {}

  static void read(byte[] bytes, Edges edges) throws IOException {
    int count = 0;
    try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(bytes)) {
      while (values.hasNextValue()) {
        count = add(values.nextValue(), count, edges);
      }
    } catch (JsonProcessingException wrong) {
      throw new MetricFileException(
          edges.file()
              + ":"
              + (wrong.getLocation() == null ? 1 : wrong.getLocation().getLineNr())
              + ": no JSON: "
              + wrong.getOriginalMessage());
    }
  }

  private static int add(JsonNode value, int before, Edges edges) throws MetricFileException {
    int count = before;
    if (value.isArray()) {
      for (JsonNode edge : value) {
        count = add(edge, count, edges);
      }
      return count;
    }
    for (String name : EDGES) {
      if (value.path(name).isArray()) {
        return add(value.get(name), count, edges);
      }
    }
    count++;
    edges.add(text(value, FROM), text(value, TO), text(value, RELATION), "edge " + count);
    return count;
  }

  private static @Nullable String text(JsonNode edge, List<String> names) {
    for (String name : names) {
      if (edge.path(name).isValueNode() && !edge.path(name).isNull()) {
        return edge.get(name).asText();
      }
    }
    return null;
  }
}
