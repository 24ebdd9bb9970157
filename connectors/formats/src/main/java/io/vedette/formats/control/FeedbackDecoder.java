package io.vedette.formats.control;

import io.vedette.schema.SeriesFeedback;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.control.FeedbackCommand;
import io.vedette.schema.control.FeedbackKind;
import io.vedette.schema.control.Repetition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads a {@link FeedbackCommand} of the topic of commands. */
public final class FeedbackDecoder implements ControlDecoder {

  /** Longest id of a command. */
  public static final int MAX_ID = 100;

  /** Longest name of an author. */
  public static final int MAX_AUTHOR = 200;

  /** Longest comment. */
  public static final int MAX_COMMENT = 1000;

  private static final long serialVersionUID = 1L;
  private static final long LONGEST_WINDOW = Duration.ofDays(366).toMillis();

  @Override
  public SeriesFeedback decode(String key, byte @Nullable [] value) {
    if (value == null) {
      throw new IllegalArgumentException("a command without a value");
    }
    FeedbackCommand command = StrictJson.read(value, FeedbackCommand.class);
    Texts.requireLength("id", command.getId(), 1, MAX_ID);
    Texts.requireLength("author", command.getAuthor(), 0, MAX_AUTHOR);
    Texts.requireLength("comment", command.getComment(), 0, MAX_COMMENT);
    if (command.getTimestamp() <= 0) {
      throw new IllegalArgumentException("timestamp must be above 0, is " + command.getTimestamp());
    }
    requireFieldsOfItsKind(command);
    if (command.getKind() == FeedbackKind.EXPECTED) {
      requireWindow(command);
    }
    return new SeriesFeedback(SeriesHash.ofHex(command.getSeriesId()), command);
  }

  private static void requireFieldsOfItsKind(FeedbackCommand command) {
    FeedbackKind kind = command.getKind();
    if ((kind == FeedbackKind.UNDO) != (command.getUndoes() != null)) {
      throw new IllegalArgumentException("undoes belongs to UNDO, and UNDO needs it: " + kind);
    }
    boolean hasWindow =
        command.getFrom() != null
            || command.getTo() != null
            || command.getRepeat() != Repetition.ONCE;
    if (hasWindow && kind != FeedbackKind.EXPECTED) {
      throw new IllegalArgumentException("from, to and repeat belong to EXPECTED, not to " + kind);
    }
  }

  private static void requireWindow(FeedbackCommand command) {
    Texts.requireZone(command.getZone());
    Long from = command.getFrom();
    Long to = command.getTo();
    if ((from == null) != (to == null)) {
      throw new IllegalArgumentException("from and to go together");
    }
    if (from == null || to == null) {
      return;
    }
    long longest =
        switch (command.getRepeat()) {
          case ONCE -> LONGEST_WINDOW;
          case DAILY -> Duration.ofDays(1).toMillis();
          case WEEKLY -> Duration.ofDays(7).toMillis();
        };
    if (from <= 0 || to <= from || to - from > longest) {
      throw new IllegalArgumentException(
          "the window from "
              + from
              + " to "
              + to
              + " must begin after 0, end after it begins, and be no longer than "
              + Duration.ofMillis(longest));
    }
  }
}
