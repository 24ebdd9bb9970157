package io.vedette.gateway.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names a gateway without tokens answers to.
 *
 * <p>A web page open in a browser on this machine may have its own name resolve to 127.0.0.1 (DNS
 * rebinding) and then reads and writes here as if it were us. Its requests still name its host.
 */
public final class OwnHosts {

  /** What is accepted, in words. */
  public static final String RULE =
      "the header Host must be 127.0.0.1, localhost, [::1] or gateway.host, with any port, as long"
          + " as gateway.token-files is not set";

  private final Set<String> names;

  /** Loopback's names and the host listened on. */
  public OwnHosts(String configured) {
    String own = configured.toLowerCase(Locale.ROOT);
    boolean bareIpv6 = own.indexOf(':') >= 0 && !own.startsWith("[");
    String asInUrl = bareIpv6 ? "[" + own + "]" : own;
    names = Set.copyOf(List.of("127.0.0.1", "localhost", "[::1]", asInUrl));
  }

  /** Whether a Host header names us; without one nobody is named. */
  public boolean contains(@Nullable String header) {
    if (header == null) {
      return false;
    }
    int port = header.indexOf(':', header.startsWith("[") ? header.indexOf(']') + 1 : 0);
    if (port >= 0 && !isPort(header, port + 1)) {
      return false;
    }
    String name = port < 0 ? header : header.substring(0, port);
    return names.contains(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isPort(String text, int from) {
    return from < text.length()
        && text.chars().skip(from).allMatch(digit -> digit >= '0' && digit <= '9');
  }
}
