package io.vedette.cli.up;

import io.vedette.cli.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks for ports before anything starts, so that a port in use is one line and not a stack trace.
 */
public final class Ports {

  private Ports() {}

  /**
   * The port itself when it is free, a free one for 0.
   *
   * @param port 0 to 65535
   * @param purpose what would listen there, in a word
   * @param option the option that chooses another
   * @throws Problem when it is in use
   */
  public static int require(int port, String purpose, String option) {
    if (port < 0 || port > 65_535) {
      throw new Problem(option + " " + port + ": a port is from 0 (any free one) to 65535");
    }
    try (ServerSocket socket = new ServerSocket()) {
      // as servers do, so that connections of the last run that still linger do not count
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (IOException inUse) {
      throw new Problem(
          "port " + port + " (" + purpose + ") is in use; choose another with " + option, inUse);
    }
  }

  /**
   * Refuses two purposes that were given one port.
   *
   * @param ports port by option; 0 never clashes
   */
  public static void requireDistinct(Map<String, Integer> ports) {
    Map<Integer, String> taken = new LinkedHashMap<>();
    ports.forEach(
        (option, port) -> {
          String other = port == 0 ? null : taken.put(port, option);
          if (other != null) {
            throw new Problem(other + " and " + option + " are both " + port);
          }
        });
  }
}
