package io.vedette.gateway.ingest;

import java.util.Map;

/** Answers in words: one status when all is stored, another when some of it is refused. */
final class TextAnswers implements Answers {

  /** 204, and 202 with words for a part. */
  static final TextAnswers INSTANCE = new TextAnswers(204, 202);

  /** 200 for both: Alertmanager's clients take nothing else. */
  static final TextAnswers ALERTMANAGER = new TextAnswers(200, 200);

  private final int whole;
  private final int part;

  private TextAnswers(int whole, int part) {
    this.whole = whole;
    this.part = part;
  }

  @Override
  public Answer accepted(Verdict verdict) {
    return verdict.refused() == 0
        ? Answer.empty(whole, Map.of())
        : Answer.text(part, verdict.refusedInWords() + "; the others are stored", Map.of());
  }

  @Override
  public Answer refused(Refusal refusal) {
    return Answer.text(refusal.status(), refusal.message(), refusal.headers());
  }
}
