package io.vedette.cli.up;

import java.io.PrintWriter;
import java.net.URI;
import java.util.Locale;

/** What a person needs to know once everything runs. */
record Summary(
    LocalOptions options, DataFolder data, URI gateway, int kafkaPort, int webPort, int demoPort) {

  private static final int DEFAULT_KAFKA_PORT = 9092;

  void print(PrintWriter out, long tookMillis) {
    out.printf(Locale.ROOT, "%nVedette is up (%.1f s)%n", tookMillis / 1000.0);
    line(
        out,
        "gateway",
        gateway + "   remote write /api/v1/write, OTLP /v1/metrics, JSON /api/v1/push");
    if (options.job()) {
      line(out, "Flink", "http://127.0.0.1:" + webPort);
    }
    line(out, "Kafka", "127.0.0.1:" + kafkaPort);
    line(out, "data", data.root() + "   log: logs/vedette.log");
    String bootstrap = kafkaPort == DEFAULT_KAFKA_PORT ? "" : " --bootstrap 127.0.0.1:" + kafkaPort;
    out.println();
    out.println("Next, in another terminal:");
    out.println("  ./vedette tail alerts" + bootstrap);
    if (options.demo()) {
      out.println("  ./vedette demo fault latency --service cart" + portOption());
    }
    out.println("Ctrl-C stops with a savepoint; the next start goes on from there.");
    out.flush();
  }

  private String portOption() {
    return demoPort == io.vedette.demo.DemoOptions.DEFAULT_CONTROL_PORT
        ? ""
        : " --port " + demoPort;
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf(Locale.ROOT, "  %-9s %s%n", name, value);
  }
}
