package io.vedette.algorithms.trace;

import io.vedette.schema.SpanFact;

/** Is told what the spans of a trace say. */
public interface FactListener {

  /** Work that was done, or a call. */
  void fact(SpanFact fact);

  /** A span was told of without its parent, which it names and which has not come. */
  void orphan();

  /** A parent came after its child was told of; their call is told of now. */
  void late();
}
