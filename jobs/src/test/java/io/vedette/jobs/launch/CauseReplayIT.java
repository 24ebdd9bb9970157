package io.vedette.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.incident.RankedCause;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Incident;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded alerts and a topology through the whole graph to incidents that name their cause. */
class CauseReplayIT {

  @TempDir Path folder;

  @Test
  void incidentsNameWhereErrorsBegin() throws Exception {
    Path alerts = folder.resolve("alerts.jsonl");
    Files.writeString(
        alerts,
        """
        {"id":"a","ts":1700000000,"entity":"checkout-0","caller":"front-0","name":"POST /order","kind":"trace","type":"500"}
        {"id":"b","ts":1700000001,"entity":"payment-1","caller":"checkout-0","name":"charge","kind":"trace","type":"500"}
        {"id":"c","ts":1700000002,"entity":"payment-1","host":"node-3","name":"heap_used","kind":"metric","direction":"up"}
        {"id":"d","ts":1700000004,"entity":"front-0","name":"http_latency","kind":"metric","direction":"up"}
        """);
    Path topology = folder.resolve("topology.csv");
    Files.writeString(topology, "caller,callee\nfront,checkout\ncheckout,payment\n");

    Incident incident = replay(alerts, topology, "first");

    assertThat(incident.getAlerts()).hasSize(4);
    assertThat(incident.getAlerts().get(1).getCaller()).isEqualTo("checkout-0");
    List<RankedCause> causes = incident.getCauses();
    assertThat(causes.get(0).getEntity()).isEqualTo("payment-1");
    assertThat(causes.get(0).getPath()).containsExactly("payment-1", "checkout-0", "front-0");
    assertThat(causes.get(0).getConfidence()).isBetween(0.3, 0.85);
    assertThat(replay(alerts, topology, "again")).isEqualTo(incident);
  }

  private Incident replay(Path alerts, Path topology, String name) throws Exception {
    Path out = folder.resolve(name);
    Replay.run(
        new ReplayOptions(
            null, null, alerts, topology, out, ReplaySettings.resolve(Map.of(), Map.of(), null)),
        (read, total, points) -> {});
    List<String> lines = Files.readAllLines(out.resolve(Replay.INCIDENTS));
    assertThat(lines).hasSize(1);
    return ResultJson.read(lines.get(0).getBytes(StandardCharsets.UTF_8), Incident.class);
  }
}
