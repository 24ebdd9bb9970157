package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.broker.BrokerProcess;
import io.vedette.kafka.Topics;
import io.vedette.settings.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rules on a real Kafka, as the command line leaves them. */
@Timeout(120)
class RuleCommandIT {

  @TempDir Path folder;

  @Test
  void rulesAreSetListedReplacedAndRemoved() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(folder, 0, Map.of())) {
      String servers = broker.bootstrapServers();
      Topics.createMissing(Settings.of(Map.of("kafka.bootstrap-servers", servers)));
      assertThat(rule(servers, "list")).isEmpty();

      rule(servers, "set", "quiet", "--match", "service=~batch-.*", "--off", "--author", "ann");
      rule(servers, "set", "loud", "--match", "service=cart", "--threshold", "1", "--author", "");
      assertThat(rule(servers, "list").lines())
          .containsExactly(
              "loud  {\"matchers\":[\"service=cart\"],\"order\":0,\"threshold\":1.0,\"holidays\":[],"
                  + "\"author\":\"\",\"comment\":\"\"}",
              "quiet  {\"matchers\":[\"service=~batch-.*\"],\"order\":0,\"off\":true,\"holidays\":[],"
                  + "\"author\":\"ann\",\"comment\":\"\"}");

      rule(servers, "set", "quiet", "--match", "a=b", "--sides", "above", "--author", "bob");
      rule(servers, "remove", "loud");
      rule(servers, "remove", "never-set");
      assertThat(rule(servers, "list").lines())
          .containsExactly(
              "quiet  {\"matchers\":[\"a=b\"],\"order\":0,\"sides\":\"ABOVE\",\"holidays\":[],"
                  + "\"author\":\"bob\",\"comment\":\"\"}");
    }
  }

  private static String rule(String servers, String... arguments) {
    List<String> all = new ArrayList<>(List.of("rule"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--bootstrap", servers));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(new PrintWriter(out), new PrintWriter(err))
            .execute(all.toArray(new String[0]));
    assertThat(code).as(err.toString()).isZero();
    return out.toString();
  }
}
