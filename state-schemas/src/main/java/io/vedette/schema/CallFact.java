package io.vedette.schema;

/**
 * A call.
 *
 * @param environment what has a fate of its own
 * @param service who called
 * @param callerKind SERVICE, or QUEUE where a message is taken out of one
 * @param callee who was called
 * @param calleeKind what that is
 * @param end event time, milliseconds since the epoch
 * @param clientDuration as the caller saw it, nanoseconds; {@link #UNSEEN} when it has no span of
 *     it
 * @param serverDuration as the callee saw it, nanoseconds; {@link #UNSEEN} when it has no span of
 *     it
 * @param failed whether either says that it failed
 * @param weight how many it stands for
 */
public record CallFact(
    String environment,
    String service,
    NodeKind callerKind,
    String callee,
    NodeKind calleeKind,
    long end,
    long clientDuration,
    long serverDuration,
    boolean failed,
    double weight)
    implements SpanFact {

  /** No duration. */
  public static final long UNSEEN = -1;
}
