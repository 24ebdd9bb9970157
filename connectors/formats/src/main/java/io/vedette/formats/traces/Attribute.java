package io.vedette.formats.traces;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes and tags that are read; all others are passed over without being decoded. Names of
 * OpenTelemetry's semantic conventions, present and past, and of OpenTracing and Jaeger.
 */
enum Attribute {
  SERVICE("service.name"),
  POD("k8s.pod.name"),
  INSTANCE("service.instance.id"),
  HOST("host.name"),
  JAEGER_HOST("hostname"),
  ENVIRONMENT("deployment.environment.name"),
  OLD_ENVIRONMENT("deployment.environment"),
  PEER_SERVICE("peer.service"),
  DB_SYSTEM("db.system.name"),
  OLD_DB_SYSTEM("db.system"),
  DB_TYPE("db.type"),
  DB_NAMESPACE("db.namespace"),
  DB_NAME("db.name"),
  SERVER_ADDRESS("server.address"),
  PEER_NAME("net.peer.name"),
  PEER_HOSTNAME("peer.hostname"),
  PEER_ADDRESS("network.peer.address"),
  SOCKET_ADDRESS("net.sock.peer.addr"),
  DESTINATION("messaging.destination.name"),
  OLD_DESTINATION("messaging.destination"),
  MESSAGING_SYSTEM("messaging.system"),
  TRACE_STATE("w3c.tracestate"),
  SAMPLING_PRIORITY("sampling.priority"),
  SAMPLE_RATE("SampleRate"),
  SAMPLER_TYPE("sampler.type"),
  SAMPLER_PARAM("sampler.param"),
  KIND("span.kind"),
  ERROR("error"),
  STATUS("otel.status_code");

  private static final Map<String, Attribute> BY_NAME = new HashMap<>();
  private static final Attribute[] BY_HASH = new Attribute[256];
  private static final byte[][] KEYS = new byte[BY_HASH.length][];

  static {
    for (Attribute attribute : values()) {
      BY_NAME.put(attribute.name, attribute);
      byte[] key = attribute.name.getBytes(StandardCharsets.UTF_8);
      int slot = slot(key, 0, key.length);
      while (BY_HASH[slot] != null) {
        slot = (slot + 1) & (BY_HASH.length - 1);
      }
      BY_HASH[slot] = attribute;
      KEYS[slot] = key;
    }
  }

  private final String name;

  Attribute(String name) {
    this.name = name;
  }

  /** The attribute of a name; null for one that is not read. */
  static @Nullable Attribute of(String name) {
    return BY_NAME.get(name);
  }

  /** The same of a name in UTF-8, without making a string of it. */
  static @Nullable Attribute of(byte[] from, int at, int length) {
    int slot = slot(from, at, length);
    while (BY_HASH[slot] != null) {
      if (Arrays.equals(KEYS[slot], 0, KEYS[slot].length, from, at, at + length)) {
        return BY_HASH[slot];
      }
      slot = (slot + 1) & (BY_HASH.length - 1);
    }
    return null;
  }

  private static int slot(byte[] from, int at, int length) {
    if (length == 0) {
      return 0;
    }
    int hash = length * 31 + from[at];
    hash = hash * 31 + from[at + length / 2];
    hash = hash * 31 + from[at + length - 1];
    return (hash ^ hash >>> 8) & (BY_HASH.length - 1);
  }
}
