package io.vedette.gateway.ingest;

import java.util.Map;

/** Answers of Zipkin's API: 202 without a body; in words when some spans are refused. */
final class ZipkinAnswers implements Answers {

  /** The one instance. */
  static final ZipkinAnswers INSTANCE = new ZipkinAnswers();

  private ZipkinAnswers() {}

  @Override
  public Answer accepted(Verdict verdict) {
    return verdict.refused() == 0
        ? Answer.empty(202, Map.of())
        : Answer.text(202, verdict.refusedInWords() + "; the others are stored", Map.of());
  }

  @Override
  public Answer refused(Refusal refusal) {
    return TextAnswers.INSTANCE.refused(refusal);
  }
}
