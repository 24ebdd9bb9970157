package io.vedette.algorithms.logs;

/**
 * Cuts a line into tokens and masks their parameters, one rule for all systems.
 *
 * <pre>
 *   Receiving block blk_-1608999687919862906 src: /10.250.19.102:54106 dest: /10.250.19.102:50010
 *   Receiving block &lt;*&gt; src: &lt;*&gt; dest: &lt;*&gt;
 *
 *   close, 1327 bytes (1.29 KB) sent, lifetime &lt;1 sec        close, &lt;*&gt; sent, lifetime &lt;*&gt;
 *   connection from 84.102.20.2 () at Sun Jul  2 02:10:01     connection from &lt;*&gt; at &lt;*&gt;
 *   authentication failure; uid=0 tty=ssh rhost=              authentication failure; uid=&lt;*&gt; tty=&lt;*&gt; rhost=
 * </pre>
 *
 * <p>Tokens end at blanks. What is masked in a token is said by {@link Pieces}, and the value of
 * every {@code key=value}; then what two lines of one statement may have more or less of is folded:
 * adjacent parameters, units behind a number, dates, brackets with nothing but a parameter behind
 * one. So a list of three values and one of five are the same template.
 *
 * <p>Cost: each character is looked at about three times, no allocation; not thread-safe.
 */
final class LineMasker {

  private static final int LONGEST_QUOTE = 256;

  private final int mostTokens;
  private final MaskedLine raw;
  private final MaskedLine masked;
  private final int[] starts;
  private final int[] ends;

  /**
   * A masker of lines of bounded size.
   *
   * @param longest characters of a line that are looked at
   * @param mostTokens of a line that are looked at
   */
  LineMasker(int longest, int mostTokens) {
    this.mostTokens = mostTokens;
    this.raw = new MaskedLine(longest + 1, mostTokens);
    this.masked = new MaskedLine(longest + 1, mostTokens);
    this.starts = new int[mostTokens];
    this.ends = new int[mostTokens];
  }

  /** The tokens of a range of a line; valid until the next call. */
  MaskedLine mask(String line, int from, int to) {
    int count = split(line, from, to);
    raw.clear();
    for (int i = 0; i < count; i++) {
      int start = starts[i];
      int end = ends[i];
      if (!swallowUnit(line, i)) {
        if (!maskDate(line, i, count)) {
          maskToken(line, start, end);
        }
      }
    }
    fold();
    masked.seal();
    return masked;
  }

  private int split(String line, int from, int to) {
    int count = 0;
    int i = from;
    while (count < mostTokens) {
      while (i < to && Chars.isBlank(line.charAt(i))) {
        i++;
      }
      if (i >= to) {
        break;
      }
      starts[count] = i;
      while (i < to && !Chars.isBlank(line.charAt(i))) {
        int close = line.charAt(i) == '=' ? closingQuote(line, starts[count], i, to) : -1;
        i = close < 0 ? i + 1 : close + 1;
      }
      ends[count++] = i;
    }
    return count;
  }

  /** A unit belongs to the number before it: {@code 1.29 KB)} is {@code <*>)}. */
  private boolean swallowUnit(String line, int token) {
    if (token == 0
        || raw.tokens == 0
        || !Chars.isDigit(line.charAt(ends[token - 1] - 1))
        || !raw.endsWithParameter(raw.tokens - 1)) {
      return false;
    }
    int wordEnd = wordEnd(line, token);
    if (!Words.UNITS.contains(line, starts[token], wordEnd)) {
      return false;
    }
    raw.endLast(copy(line, wordEnd, ends[token], raw.text, raw.length()));
    return true;
  }

  /** Names of days and months are parameters beside the numbers of a date. */
  private boolean maskDate(String line, int token, int count) {
    int from = wordStart(line, token);
    int to = wordEnd(line, token);
    if (to - from < 3) {
      return false;
    }
    boolean month = Words.MONTHS.contains(line, from, to);
    if (!month && !Words.DAYS.contains(line, from, to)) {
      return false;
    }
    boolean beforeNumber = false;
    boolean beforeMonth = false;
    if (token + 1 < count) {
      int next = wordStart(line, token + 1);
      beforeNumber = next < ends[token + 1] && Chars.isDigit(line.charAt(next));
      beforeMonth = Words.MONTHS.contains(line, next, wordEnd(line, token + 1));
    }
    boolean behindNumber = month && raw.tokens > 0 && raw.endsWithParameter(raw.tokens - 1);
    if (!beforeNumber && !(beforeMonth && !month) && !behindNumber) {
      return false;
    }
    int at = copy(line, starts[token], from, raw.text, raw.length());
    raw.text[at++] = Chars.PARAMETER;
    raw.endToken(copy(line, to, ends[token], raw.text, at));
    return true;
  }

  private void maskToken(String line, int start, int end) {
    char[] text = raw.text;
    int begin = raw.length();
    int at = begin;
    int i = start;
    int from = wordStart(line, start, end);
    int to = wordEnd(line, start, end);
    if (Pieces.isColonAddress(line, from, to)) {
      at = copy(line, start, from, text, at);
      text[at++] = Chars.PARAMETER;
      raw.endToken(copy(line, to, end, text, at));
      return;
    }
    // the piece before the delimiters before this one
    int keyFrom = start;
    int keyTo = start;
    while (i < end) {
      char c = line.charAt(i);
      if (endsPiece(line, i, start, end)) {
        int close = c == '=' ? endOfValue(line, start, i, end, keyFrom, keyTo) : -1;
        if (close > 0) {
          text[at++] = c;
          at = parameter(line, text, begin, at, i + 1, i + 1, i + 1);
          i = close;
          continue;
        }
        boolean absorbed = (c == '<' || c == '>') && at > begin && text[at - 1] == Chars.PARAMETER;
        if (!absorbed) {
          text[at++] = c;
          at = withoutBracket(text, begin, at);
        }
        i++;
        continue;
      }
      int pieceEnd = i + 1;
      while (pieceEnd < end && !endsPiece(line, pieceEnd, start, end)) {
        pieceEnd++;
      }
      if (Pieces.isValue(line, i, pieceEnd)) {
        at = parameter(line, text, begin, at, i, keyFrom, keyTo);
      } else {
        at = copy(line, i, pieceEnd, text, at);
      }
      keyFrom = i;
      keyTo = pieceEnd;
      i = pieceEnd;
    }
    raw.endToken(at);
  }

  /** A delimiter, or one of the dots that lead from a word to its value. */
  private static boolean endsPiece(String line, int at, int start, int end) {
    char c = line.charAt(at);
    return Chars.isDelimiter(c)
        || (c == '.'
            && ((at > start && line.charAt(at - 1) == '.')
                || (at + 1 < end && line.charAt(at + 1) == '.')));
  }

  /**
   * Where the quoted value of key="value" ends, which may have blanks; -1 where there is none, or
   * it is the message itself.
   */
  private static int closingQuote(String line, int start, int equals, int to) {
    int quoted = equals + 1;
    if (quoted >= to || (line.charAt(quoted) != '"' && line.charAt(quoted) != '\'')) {
      return -1;
    }
    int key = equals;
    while (key > start && !Chars.isDelimiter(line.charAt(key - 1))) {
      key--;
    }
    if (key == equals || Words.MESSAGE_KEYS.contains(line, key, equals)) {
      return -1;
    }
    int close = line.indexOf(line.charAt(quoted), quoted + 1);
    return close < to && close - quoted <= LONGEST_QUOTE ? close : -1;
  }

  /**
   * Where the value of key=value or key="value" ends; -1 where there is none, or it is the message
   * itself.
   */
  private static int endOfValue(
      String line, int start, int equals, int to, int keyFrom, int keyTo) {
    int close = closingQuote(line, start, equals, to);
    if (close > 0) {
      return close + 1;
    }
    if (keyTo == start || keyTo != equals || Words.MESSAGE_KEYS.contains(line, keyFrom, keyTo)) {
      return -1;
    }
    int end = equals + 1;
    while (end < to && !Chars.endsValue(line.charAt(end))) {
      end++;
    }
    return end > equals + 1 ? end : -1;
  }

  /** Writes a parameter, which takes with it what belongs to it before. */
  private static int parameter(
      String line, char[] text, int begin, int at, int from, int keyFrom, int keyTo) {
    // host:port
    if (keyTo == from - 1
        && line.charAt(keyTo) == ':'
        && text[at - 1] == ':'
        && at - 1 - begin >= keyTo - keyFrom
        && Pieces.isDotted(line, keyFrom, keyTo)
        && text[at - 2] != Chars.PARAMETER) {
      at -= 1 + keyTo - keyFrom;
    }
    int joint = at;
    while (joint > begin && Chars.isJoint(text[joint - 1])) {
      joint--;
    }
    if (joint > begin && text[joint - 1] == Chars.PARAMETER) {
      return joint;
    }
    while (at > begin && (text[at - 1] == '<' || text[at - 1] == '>')) {
      at--;
    }
    text[at++] = Chars.PARAMETER;
    return at;
  }

  /** Takes back a bracket round nothing but a parameter that stands right behind one. */
  private static int withoutBracket(char[] text, int begin, int at) {
    char close = text[at - 1];
    boolean closed =
        (close == ')' || close == ']' || close == '}')
            && at - begin >= 4
            && text[at - 2] == Chars.PARAMETER
            && text[at - 4] == Chars.PARAMETER
            && (text[at - 3] == '(' || text[at - 3] == '[' || text[at - 3] == '{');
    return closed ? at - 3 : at;
  }

  /** Folds adjacent parameters, and brackets round nothing but a parameter behind one. */
  private void fold() {
    masked.clear();
    for (int token = 0; token < raw.tokens; token++) {
      int from = raw.start(token);
      int to = raw.end(token);
      if (masked.tokens > 0) {
        int last = masked.tokens - 1;
        if (masked.endsWithParameter(last)) {
          int rest = behindBracket(from, to);
          if (rest > 0) {
            masked.endLast(append(rest, to));
            continue;
          }
          if (raw.isParameter(token)) {
            continue;
          }
        }
        if (masked.isParameter(last) && raw.text[from] == Chars.PARAMETER) {
          masked.endLast(append(from + 1, to));
          continue;
        }
      }
      masked.endToken(append(from, to));
    }
  }

  /** Where a token goes on behind {@code ()}, {@code (<*>)} or their square kind; 0 for none. */
  private int behindBracket(int from, int to) {
    char open = raw.text[from];
    if (open != '(' && open != '[') {
      return 0;
    }
    int close = from + 1;
    if (close < to && raw.text[close] == Chars.PARAMETER) {
      close++;
    }
    return close < to && (raw.text[close] == ')' || raw.text[close] == ']') ? close + 1 : 0;
  }

  private int append(int from, int to) {
    int at = masked.length();
    System.arraycopy(raw.text, from, masked.text, at, to - from);
    return at + to - from;
  }

  private int wordStart(String line, int token) {
    return wordStart(line, starts[token], ends[token]);
  }

  private int wordEnd(String line, int token) {
    return wordEnd(line, starts[token], ends[token]);
  }

  private static int wordStart(String line, int from, int to) {
    int i = from;
    while (i < to && Chars.isPunctuation(line.charAt(i))) {
      i++;
    }
    return i;
  }

  private static int wordEnd(String line, int from, int to) {
    int i = to;
    while (i > from && Chars.isPunctuation(line.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private static int copy(String line, int from, int to, char[] text, int at) {
    line.getChars(from, Math.max(from, to), text, at);
    return at + Math.max(0, to - from);
  }
}
