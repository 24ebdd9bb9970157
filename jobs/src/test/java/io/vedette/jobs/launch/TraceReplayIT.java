package io.vedette.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.jobs.config.StreamingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded spans through the graph: scored series and calls. */
class TraceReplayIT {

  private static final long BEGINNING = 1_700_000_040_000L;

  @TempDir Path folder;

  @Test
  void spansOfCsvAndOtlpAreScoredAndTellWhoCallsWhom() throws Exception {
    Path traces = Files.createDirectory(folder.resolve("traces"));
    StringBuilder csv =
        new StringBuilder(
            "TraceID,SpanID,ParentID,PodName,OperationName,StartTimeUnixNano,EndTimeUnixNano,Duration\n");
    for (int i = 0; i < 4; i++) {
      long at = BEGINNING + i * 30_000L;
      csv.append(row(i, "a1", "root", "web-6f6cfc45b-d9pnv", at, at + 90));
      csv.append(row(i, "b2", "a1", "cart-7d9bb6d6c8-x2x5z", at + 10, at + 60));
    }
    csv.append("no,row\n");
    Files.writeString(traces.resolve("a.csv"), csv);
    Files.writeString(
        traces.resolve("b.jsonl"),
        ("{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":"
                + "{\"stringValue\":\"cart\"}}]},\"scopeSpans\":[{\"spans\":[{\"traceId\":\"%032x\","
                + "\"spanId\":\"00000000000000c3\",\"parentSpanId\":\"00000000000000b2\",\"kind\":3,"
                + "\"name\":\"q\",\"startTimeUnixNano\":\"%d\",\"endTimeUnixNano\":\"%d\",\"attributes\":"
                + "[{\"key\":\"db.system\",\"value\":{\"stringValue\":\"redis\"}}]}]}]}]}\n")
            .formatted(0x100, (BEGINNING + 20) * 1_000_000, (BEGINNING + 50) * 1_000_000));
    Path out = folder.resolve("out");

    Replay.run(
        new ReplayOptions(
            null,
            null,
            null,
            null,
            null,
            traces,
            out,
            StreamingSettings.resolve(Map.of(), Map.of(), null)),
        (read, total, points) -> {});

    List<String> calls = Files.readAllLines(out.resolve(Replay.CALLS));
    assertThat(calls).hasSize(5);
    assertThat(calls)
        .filteredOn(line -> line.contains("\"callee\":\"cart\""))
        .hasSize(4)
        .allMatch(line -> line.contains("\"caller\":\"web\""));
    assertThat(calls).filteredOn(line -> line.contains("\"callee\":\"redis\"")).hasSize(1);
    assertThat(Files.readAllLines(out.resolve(Replay.SCORES)))
        .filteredOn(line -> line.contains("traces_service_requests_total") && line.contains("cart"))
        .hasSize(4);
    assertThat(Files.readAllLines(out.resolve(Replay.DEAD_LETTERS)))
        .singleElement()
        .asString()
        .contains("a.csv:10", "2 cells where the header has 8");
  }

  private static String row(int trace, String id, String parent, String pod, long start, long end) {
    return "%032x,%s,%s,%s,call,%d,%d,%d%n"
        .formatted(
            0x100 + trace,
            id,
            parent,
            pod,
            start * 1_000_000,
            end * 1_000_000,
            (end - start) * 1_000);
  }
}
