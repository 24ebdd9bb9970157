package io.vedette.formats.control;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Limits on what a person writes. */
final class Texts {

  private static final int SHOWN = 60;

  private Texts() {}

  /** Enough of a text to recognise it. */
  static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  /**
   * Refuses the name of a zone that is not known.
   *
   * @throws IllegalArgumentException naming it
   */
  static void requireZone(String zone) {
    try {
      ZoneId.of(zone);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException("zone '" + shortened(zone) + "' is not known", unknown);
    }
  }

  /**
   * Refuses a text that is too short or too long.
   *
   * @throws IllegalArgumentException naming the field
   */
  static void requireLength(String field, String text, int least, int most) {
    if (text.length() < least || text.length() > most) {
      throw new IllegalArgumentException(
          field + " must have " + least + " to " + most + " characters, has " + text.length());
    }
  }
}
