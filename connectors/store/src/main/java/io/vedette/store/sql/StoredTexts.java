package io.vedette.store.sql;

import java.util.Collection;
import java.util.stream.Collectors;

/** Several texts in one column, each found whole. */
public final class StoredTexts {

  /** No label value and no name has a reason to hold it; one that does loses it. */
  private static final String BETWEEN = "\u001f";

  private StoredTexts() {}

  /** All of them in one text. */
  public static String of(Collection<String> texts) {
    return texts.stream()
        .map(StoredTexts::plain)
        .collect(Collectors.joining(BETWEEN, BETWEEN, BETWEEN));
  }

  /** What to look for in a text of several. */
  public static String enclosed(String text) {
    return BETWEEN + plain(text) + BETWEEN;
  }

  private static String plain(String text) {
    return text.replace(BETWEEN, "");
  }
}
