package io.vedette.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cli.Problem;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void aPortInUseIsNamedWithItsPurposeAndTheOptionThatChoosesAnother() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> Ports.require(port, "gateway", "--gateway-port"))
          .isInstanceOf(Problem.class)
          .hasMessage("port " + port + " (gateway) is in use; choose another with --gateway-port");
    }
  }

  @Test
  void zeroGivesAFreePort() {
    assertThat(Ports.require(0, "gateway", "--gateway-port")).isPositive();
  }

  @Test
  void whatIsNoPortIsRefused() {
    assertThatThrownBy(() -> Ports.require(65_536, "Flink", "--web-port"))
        .hasMessage("--web-port 65536: a port is from 0 (any free one) to 65535");
  }

  @Test
  void twoPurposesMayNotShareAPort() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("--gateway-port", 8080);
    ports.put("--web-port", 8080);
    assertThatThrownBy(() -> Ports.requireDistinct(ports))
        .hasMessage("--gateway-port and --web-port are both 8080");
    assertThatCode(() -> Ports.requireDistinct(Map.of("--a", 0, "--b", 0)))
        .doesNotThrowAnyException();
  }
}
