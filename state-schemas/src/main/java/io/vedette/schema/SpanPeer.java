package io.vedette.schema;

/**
 * Who is at the other end of a call, as the span that makes the call names it.
 *
 * @param kind what it is
 * @param name of the service, database, queue or address; never empty
 */
public record SpanPeer(NodeKind kind, String name) {}
