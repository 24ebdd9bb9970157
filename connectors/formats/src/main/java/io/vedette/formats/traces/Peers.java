package io.vedette.formats.traces;

import io.vedette.schema.NodeKind;
import io.vedette.schema.SpanKind;
import io.vedette.schema.SpanPeer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a call, by what the calling span says.
 *
 * <pre>
 *   messaging.destination.name            queue of that name
 *   peer.service                          that service; with db.system, that database
 *   db.system.name, server.address        database at that host, unless it is an IP address
 *   db.system.name, db.namespace          database system/namespace, else system
 *   server.address, network.peer.address  something external at that host
 * </pre>
 *
 * <p>Of a Kubernetes service's full name ({@code cart.shop.svc.cluster.local}) the first part is
 * kept.
 */
final class Peers {

  private static final String CLUSTER = ".svc.cluster.local";
  private static final String SERVICE = ".svc";

  private Peers() {}

  /** The peer; null when the span does not say. */
  static @Nullable SpanPeer of(SpanKind kind, Attributes span, int maxText) {
    String destination = span.first(Attribute.DESTINATION, Attribute.OLD_DESTINATION);
    if (!destination.isEmpty() && kind != SpanKind.SERVER) {
      return peer(NodeKind.QUEUE, destination, maxText);
    }
    if (kind.isEntry()) {
      return null;
    }
    String service = span.get(Attribute.PEER_SERVICE);
    String database =
        span.first(Attribute.DB_SYSTEM, Attribute.OLD_DB_SYSTEM, Attribute.DB_TYPE)
            .toLowerCase(Locale.ROOT);
    if (!service.isEmpty()) {
      return peer(database.isEmpty() ? NodeKind.SERVICE : NodeKind.DATABASE, service, maxText);
    }
    String host = hostName(address(span));
    if (!database.isEmpty()) {
      boolean named = !host.isEmpty() && !isAddress(host);
      return peer(NodeKind.DATABASE, named ? host : database(database, span), maxText);
    }
    return host.isEmpty() || kind == SpanKind.INTERNAL || kind == SpanKind.UNKNOWN
        ? null
        : peer(NodeKind.EXTERNAL, host, maxText);
  }

  private static String address(Attributes span) {
    String name =
        span.first(Attribute.SERVER_ADDRESS, Attribute.PEER_NAME, Attribute.PEER_HOSTNAME);
    return name.isEmpty() ? span.first(Attribute.PEER_ADDRESS, Attribute.SOCKET_ADDRESS) : name;
  }

  private static String database(String system, Attributes span) {
    String namespace = span.first(Attribute.DB_NAMESPACE, Attribute.DB_NAME);
    return namespace.isEmpty() ? system : system + "/" + namespace;
  }

  private static String hostName(String address) {
    String host = address;
    if (host.endsWith(CLUSTER)) {
      host = host.substring(0, host.length() - CLUSTER.length());
    } else if (host.endsWith(SERVICE)) {
      host = host.substring(0, host.length() - SERVICE.length());
    } else {
      return host;
    }
    int dot = host.indexOf('.');
    return dot > 0 ? host.substring(0, dot) : host;
  }

  /** Whether it is an IP address or this host: no name for a database that others would know. */
  private static boolean isAddress(String host) {
    if (host.equals("localhost") || host.indexOf(':') >= 0) {
      return true;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if ((c < '0' || c > '9') && c != '.') {
        return false;
      }
    }
    return true;
  }

  private static SpanPeer peer(NodeKind kind, String name, int maxText) {
    return new SpanPeer(kind, name.length() > maxText ? name.substring(0, maxText) : name);
  }
}
