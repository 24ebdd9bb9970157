package io.vedette.gateway.ingest;

import java.util.Map;

/** Answers in words: 204 when all is stored, 202 with words when some of it is refused. */
final class TextAnswers implements Answers {

  /** The one instance. */
  static final TextAnswers INSTANCE = new TextAnswers();

  private TextAnswers() {}

  @Override
  public Answer accepted(Verdict verdict) {
    return verdict.refused() == 0
        ? Answer.empty(204, Map.of())
        : Answer.text(202, verdict.refusedInWords() + "; the others are stored", Map.of());
  }

  @Override
  public Answer refused(Refusal refusal) {
    return Answer.text(refusal.status(), refusal.message(), refusal.headers());
  }
}
