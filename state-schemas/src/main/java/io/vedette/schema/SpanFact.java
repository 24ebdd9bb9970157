package io.vedette.schema;

/**
 * What a span says once its trace is known: work that a service did, a call between two, or where
 * its time went.
 */
public sealed interface SpanFact permits OperationFact, CallFact, WorkFact {

  /** What has a fate of its own. */
  String environment();

  /** The service it is counted for: who did the work, or who called. */
  String service();

  /** Event time, milliseconds since the epoch, by the clock of the trace's first host. */
  long end();

  /** How many spans it stands for. */
  double weight();
}
