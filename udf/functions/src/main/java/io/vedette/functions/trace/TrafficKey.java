package io.vedette.functions.trace;

import io.vedette.schema.CallFact;
import io.vedette.schema.NodeKind;
import io.vedette.schema.OperationFact;
import io.vedette.schema.SpanFact;
import io.vedette.schema.SpanKind;
import io.vedette.schema.TracedSpan;

/**
 * What a service is kept by, and each of its operations and edges: texts, since state keeps no
 * Kryo.
 *
 * <pre>
 *   service    its name; in another environment than the default one, or for a queue: kind,
 *              environment, 0, name
 *   operation  'E' (entry) or 'I' (within), kind, name
 *   edge       'C', kind of the callee, name
 * </pre>
 */
final class TrafficKey {

  /** The name of those beyond the limit. */
  static final String OTHER = "other";

  private static final char ENTRY = 'E';
  private static final char WITHIN = 'I';
  private static final char CALL = 'C';

  private TrafficKey() {}

  /** The key of the service a fact is counted for. */
  static String ofService(SpanFact fact) {
    NodeKind kind = kindOf(fact);
    return kind == NodeKind.SERVICE && fact.environment().equals(TracedSpan.DEFAULT_ENVIRONMENT)
        ? fact.service()
        : String.valueOf((char) kind.code()) + fact.environment() + '\0' + fact.service();
  }

  /** What the service a fact is counted for is. */
  static NodeKind kindOf(SpanFact fact) {
    return fact instanceof CallFact call ? call.callerKind() : NodeKind.SERVICE;
  }

  /** The key of the operation or edge a fact is counted for. */
  static String of(SpanFact fact) {
    if (fact instanceof OperationFact operation) {
      return key(
          operation.entry() ? ENTRY : WITHIN, operation.kind().code(), operation.operation());
    }
    CallFact call = (CallFact) fact;
    return key(CALL, call.calleeKind().code(), call.callee());
  }

  /** The key of those like this one beyond the limit. */
  static String other(String key) {
    char type = key.charAt(0);
    return type == CALL
        ? key(CALL, NodeKind.EXTERNAL.code(), OTHER)
        : key(type, SpanKind.UNKNOWN.code(), OTHER);
  }

  private static String key(char type, int kind, String name) {
    return String.valueOf(type) + (char) kind + name;
  }

  static boolean isCall(String key) {
    return key.charAt(0) == CALL;
  }

  static boolean isEntry(String key) {
    return key.charAt(0) == ENTRY;
  }

  static String name(String key) {
    return key.substring(2);
  }

  static SpanKind spanKind(String key) {
    return SpanKind.ofCode(key.charAt(1));
  }

  static NodeKind calleeKind(String key) {
    return NodeKind.ofCode(key.charAt(1));
  }
}
