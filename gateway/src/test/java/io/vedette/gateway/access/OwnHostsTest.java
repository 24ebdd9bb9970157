package io.vedette.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnHostsTest {

  private final OwnHosts hosts = new OwnHosts("Box.Local");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:8080",
        "localhost",
        "LocalHost:1",
        "[::1]",
        "[::1]:8080",
        "box.local",
        "BOX.local:9",
      })
  void loopbackAndTheConfiguredHostAreOurs(String header) {
    assertThat(hosts.contains(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":8080",
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "127.0.0.1.evil.example:8080",
        "localhost:",
        "localhost:80x",
        "localhost:80:80",
        "[::1",
        "[::1]evil",
        "[::1]:",
        "::1",
        "user@localhost",
      })
  void everyOtherHostIsNot(String header) {
    assertThat(hosts.contains(header)).isFalse();
  }

  @Test
  void withoutAHostNobodyIsNamed() {
    assertThat(hosts.contains(null)).isFalse();
  }

  @Test
  void aConfiguredIpv6AddressIsNamedInBrackets() {
    OwnHosts six = new OwnHosts("0:0:0:0:0:0:0:1");
    assertThat(six.contains("[0:0:0:0:0:0:0:1]:8080")).isTrue();
    assertThat(six.contains("0:0:0:0:0:0:0:1")).isFalse();
  }
}
