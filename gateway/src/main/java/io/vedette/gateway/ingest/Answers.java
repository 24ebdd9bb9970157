package io.vedette.gateway.ingest;

/** How a protocol says what became of a body. */
interface Answers {

  /** The body is stored, or has nothing to store; the verdict may tell of samples refused in it. */
  Answer accepted(Verdict verdict);

  /** The body is not stored, as far as is known. */
  Answer refused(Refusal refusal);
}
