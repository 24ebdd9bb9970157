package io.vedette.algorithms.logs;

/** Tells dates, clocks and times since the epoch, by how they are written alone. */
final class Times {

  private Times() {}

  /**
   * Whether a range of a line, without the brackets and commas round it, is a date or a time:
   * {@code 2015-10-18}, {@code 18:01:47,978}, {@code 17/06/09}, {@code 081109}, {@code 1117838570},
   * {@code 2024-01-01T00:00:00.5Z}. Not an IPv4 address.
   */
  static boolean isTime(String line, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && isWrapping(line.charAt(from))) {
      from++;
    }
    while (to > from && isWrapping(line.charAt(to - 1))) {
      to--;
    }
    int groups = 0;
    int firstGroup = 0;
    int group = 0;
    int longestLater = 0;
    int colons = 0;
    int dots = 0;
    int others = 0;
    char separator = 0;
    boolean same = true;
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if (Chars.isDigit(c)) {
        if (group++ == 0) {
          groups++;
        }
        if (groups == 1) {
          firstGroup = group;
        } else {
          longestLater = Math.max(longestLater, group);
        }
        continue;
      }
      group = 0;
      switch (c) {
        case ':' -> colons++;
        case '.' -> dots++;
        case '-', '/', 'T', 'Z', ',', '+', '_' -> others++;
        default -> {
          return false;
        }
      }
      same &= separator == 0 || separator == c;
      separator = c;
    }
    int digitsAndSeparators = to - from;
    return switch (groups) {
      case 0 -> false;
      case 1 ->
          firstGroup == digitsAndSeparators
              && (firstGroup == 6 || firstGroup == 8 || firstGroup >= 10);
      case 2 ->
          colons > 0
              || (colons + dots + others == 1
                  && ((firstGroup <= 2
                          && longestLater <= 2
                          && separator != ','
                          && others + dots == 1
                          && "-./".indexOf(separator) >= 0)
                      || (firstGroup >= 10 && (separator == '.' || separator == ','))));
      case 3 ->
          colons > 0
              || (same
                  && "-/.".indexOf(separator) >= 0
                  && colons + dots + others == 2
                  && firstGroup <= 4
                  && longestLater <= 4);
      case 4, 5 -> colons > 0 && !(dots == 3 && others == 0 && colons == 1);
      default -> true;
    };
  }

  private static boolean isWrapping(char c) {
    return c == '[' || c == ']' || c == '(' || c == ')' || c == ',' || c == '|';
  }
}
