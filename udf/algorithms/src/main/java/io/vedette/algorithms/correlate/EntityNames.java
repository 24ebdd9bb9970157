package io.vedette.algorithms.correlate;

import org.jspecify.annotations.Nullable;

/** What the name of an instance says of its service. */
public final class EntityNames {

  private EntityNames() {}

  /**
   * The name without the numbers of the instance at its end: {@code cart} of {@code cart-2}, of
   * {@code cart2-0} and of {@code cart}; null where nothing but digits and dots is left, as of an
   * address.
   */
  public static @Nullable String service(String name) {
    int end = name.length();
    while (end > 0 && isDigit(name.charAt(end - 1))) {
      end--;
      while (end > 0 && isDigit(name.charAt(end - 1))) {
        end--;
      }
      if (end > 0 && name.charAt(end - 1) == '-') {
        end--;
      }
    }
    for (int i = 0; i < end; i++) {
      char c = name.charAt(i);
      if (!isDigit(c) && c != '.') {
        return name.substring(0, end);
      }
    }
    return null;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
