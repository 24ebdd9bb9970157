package io.vedette.algorithms.incident;

import java.time.Instant;

/** What people read. */
final class Texts {

  /** Longest name shown in a title or a reason. */
  static final int NAME = 80;

  private Texts() {}

  static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 3) + "...";
  }

  /** Who, as a sentence has it. */
  static String by(String author) {
    return author.isEmpty() ? "somebody" : author;
  }

  static String time(long at) {
    return Instant.ofEpochMilli(at).toString();
  }

  /** A sentence with what the person said, if anything. */
  static String with(String sentence, String comment) {
    return comment.isEmpty() ? sentence : sentence + ": " + comment;
  }
}
