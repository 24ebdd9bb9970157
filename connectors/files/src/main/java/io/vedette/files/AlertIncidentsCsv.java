package io.vedette.files;

import io.vedette.schema.alert.ClusterMember;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.ClusterChangeKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Which cluster each alert is in at the end, as {@code alert_id,incident_id}, one row an alert in
 * the order they joined: after all that was moved or merged. Alerts whose cluster never opened have
 * no row. The file appears whole when the input ends, and not at all when the job fails. Keeps
 * every alert's id until then. Parallelism 1.
 */
public final class AlertIncidentsCsv implements Sink<AlertCluster> {

  /** The first line. */
  public static final String HEADER = "alert_id,incident_id";

  private static final long serialVersionUID = 1L;

  private final String path;

  /** Writes to a file. */
  public AlertIncidentsCsv(Path path) {
    this.path = path.toString();
  }

  @Override
  public SinkWriter<AlertCluster> createWriter(WriterInitContext context) throws IOException {
    OneWriter.require(context, path);
    return new Writer(new WholeFile(Path.of(path)));
  }

  @Override
  @Deprecated // Flink 1.20 still declares it, and calls the other one
  public SinkWriter<AlertCluster> createWriter(InitContext context) {
    throw new UnsupportedOperationException("superseded by createWriter(WriterInitContext)");
  }

  private static final class Writer implements SinkWriter<AlertCluster> {

    private final WholeFile file;
    private final Map<String, String> clusters = new LinkedHashMap<>();
    private final Map<String, String> merged = new HashMap<>();

    Writer(WholeFile file) {
      this.file = file;
    }

    @Override
    public void write(AlertCluster change, Context context) {
      for (ClusterMember member : change.getJoined()) {
        clusters.put(member.getAlertId(), change.getId());
      }
      String into = change.getMergedInto();
      if (change.getChange() == ClusterChangeKind.MERGED && into != null) {
        merged.put(change.getId(), into);
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (!endOfInput) {
        return;
      }
      OutputStream out = file.out();
      out.write((HEADER + '\n').getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, String> alert : clusters.entrySet()) {
        String row = cell(alert.getKey()) + ',' + last(alert.getValue()) + '\n';
        out.write(row.getBytes(StandardCharsets.UTF_8));
      }
      file.complete();
    }

    private String last(String cluster) {
      String at = cluster;
      for (String into = merged.get(at); into != null; into = merged.get(at)) {
        at = into;
      }
      return at;
    }

    private static String cell(String text) {
      return text.contains(",") || text.contains("\"") || text.contains("\n")
          ? '"' + text.replace("\"", "\"\"") + '"'
          : text;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
