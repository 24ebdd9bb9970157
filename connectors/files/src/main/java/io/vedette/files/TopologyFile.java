package io.vedette.files;

import io.vedette.schema.correlate.TopologyEdge;
import io.vedette.schema.correlate.TopologyEdgeKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recorded topology: who calls whom, what runs where, what is an instance of what.
 *
 * <pre>
 *   caller,callee            CSV, a call a row; from,to and source,target mean the same. A column
 *   cart,redis               kind (or label, relation) tells other relations from calls
 *
 *   ,cart,redis              CSV, a row and a column an entity: a row calls the columns that are
 *   cart,0,1                 not 0
 *
 *   {"edges": [{"source": "cart-1", "target": "node-3", "label": "hosted_on"}]}
 *                            JSON; also a list of edges, or one edge a line
 * </pre>
 *
 * <p>Relations by name: none, {@code call}, {@code depends_on}, {@code control_flow}, {@code
 * data_flow} and the like are CALL; {@code hosted_on}, {@code runs_on} HOST; {@code instance_of}
 * INSTANCE; {@code hosts}, {@code runs}, {@code has_instance}, {@code discovers} the reverse of one
 * of these. A relation of another name is left out: it may mean anything.
 *
 * <p>Read as a whole: it must fit into memory. An entity is not related to itself; the same edge
 * twice is one.
 */
public final class TopologyFile {

  private TopologyFile() {}

  /**
   * Its edges, in the order of the file.
   *
   * @param path CSV or JSON, packed when it ends in {@code .gz}
   * @throws MetricFileException when it cannot be understood, naming file, line and reason
   */
  public static List<TopologyEdge> read(Path path, FileLimits limits) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new MetricFileException(path + ": no such file; expected a topology, CSV or JSON");
    }
    Edges edges = new Edges(path.toString(), limits.maxNameBytes());
    try (InputStream in = MetricFiles.open(path)) {
      byte[] bytes = in.readNBytes(limits.maxUnpackedBytes());
      if (in.read() >= 0) {
        throw new MetricFileException(
            path + ": a topology of more than " + limits.maxUnpackedBytes() + " bytes");
      }
      if (isJson(bytes)) {
        TopologyJson.read(bytes, edges);
      } else {
        TopologyCsv.read(bytes, limits.maxLineBytes(), edges);
      }
    }
    if (edges.all.isEmpty()) {
      throw new MetricFileException(path + ": no calls, hosts or instances in this topology");
    }
    return new ArrayList<>(edges.all);
  }

  private static boolean isJson(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '{' || b == '[') {
        return true;
      }
      // blanks, and a byte order mark
      if (b > ' ') {
        return false;
      }
    }
    return false;
  }

  /** The edges found so far. */
  static final class Edges {

    private final String file;
    private final int maxNameBytes;
    private final Set<TopologyEdge> all = new LinkedHashSet<>();

    Edges(String file, int maxNameBytes) {
      this.file = file;
      this.maxNameBytes = maxNameBytes;
    }

    String file() {
      return file;
    }

    /**
     * Takes an edge.
     *
     * @param relation as the file names it, null where it does not
     * @param place in the file, for messages
     */
    void add(@Nullable String from, @Nullable String to, @Nullable String relation, String place)
        throws MetricFileException {
      String first = required(from, place);
      String second = required(to, place);
      Relation read = Relation.of(relation);
      if (read == null || first.equals(second)) {
        return;
      }
      all.add(
          read.isReversed
              ? new TopologyEdge(second, first, read.kind)
              : new TopologyEdge(first, second, read.kind));
    }

    private String required(@Nullable String name, String place) throws MetricFileException {
      if (name == null || name.isBlank()) {
        throw new MetricFileException(file + ":" + place + ": an edge needs both of its ends");
      }
      if (name.length() > maxNameBytes) {
        throw new MetricFileException(
            file + ":" + place + ": a name of more than " + maxNameBytes + " characters");
      }
      return name.strip();
    }
  }

  /** What an edge means, by the name of its relation. */
  private record Relation(TopologyEdgeKind kind, boolean isReversed) {

    static @Nullable Relation of(@Nullable String name) {
      if (name == null || name.isBlank()) {
        return new Relation(TopologyEdgeKind.CALL, false);
      }
      return switch (name.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_')) {
        case "call",
            "calls",
            "depends_on",
            "uses",
            "control_flow",
            "data_flow",
            "registers_with",
            "http",
            "grpc",
            "rpc" ->
            new Relation(TopologyEdgeKind.CALL, false);
        case "called_by", "discovers" -> new Relation(TopologyEdgeKind.CALL, true);
        case "host", "hosted_on", "runs_on", "deployed_on" ->
            new Relation(TopologyEdgeKind.HOST, false);
        case "hosts", "runs" -> new Relation(TopologyEdgeKind.HOST, true);
        case "instance", "instance_of" -> new Relation(TopologyEdgeKind.INSTANCE, false);
        case "has_instance" -> new Relation(TopologyEdgeKind.INSTANCE, true);
        default -> null;
      };
    }
  }
}
