package io.vedette.algorithms.logs;

import io.vedette.schema.LogLevel;

/**
 * Finds where a line's header ends and what was logged begins, in whatever way it was written:
 *
 * <pre>
 *   2015-10-18 18:01:47,978 INFO [main] org.apache.hadoop.Foo: |Created MRAppMaster
 *   Jun 14 15:16:01 combo sshd(pam_unix)[19939]: |authentication failure
 *   [Sun Dec 04 04:47:44 2005] [error] |mod_jk child workerEnv in error state 6
 *   I0102 15:04:05.000000       1 reflector.go:123] |Listing and watching
 *   2024-01-01 00:00:00,000 - app.server - INFO - |Request handled
 *   03-17 16:13:38.811  1702  2395 D WindowManager: |printing
 * </pre>
 *
 * <p>A header begins with a time, or is nothing but a level in brackets or before a colon; without
 * either the whole line is content. Behind a time it has more times, zones, levels, numbers (of
 * processes and threads), up to two brackets, and ends with the one who logged: before a colon, or
 * before a dash that stands alone. What is taken for header and is none costs words of a template;
 * what is not seen to be header makes two of one.
 *
 * <p>Cost: each character of the header once or twice; no allocation; not thread-safe.
 */
final class LineHeader {

  private static final int MOST_BRACKETS = 2;
  private static final int LONGEST_BRACKET = 512;

  private final HeaderTokens tokens = new HeaderTokens();

  private String line = "";
  private int length;
  private int token;
  private int done;
  private int brackets;
  private boolean time;
  private boolean syslog;
  private boolean tag;
  private boolean over;
  private int levelFrom;
  private int levelTo;

  /**
   * Where the content of a line begins.
   *
   * @param to where the line ends, or is cut
   */
  int contentStart(String text, int to) {
    line = text;
    length = to;
    tokens.reset(text, to);
    token = 0;
    done = 0;
    brackets = 0;
    time = false;
    syslog = false;
    tag = false;
    over = false;
    levelFrom = 0;
    levelTo = 0;
    while (!over && tokens.has(token) && takeOne()) {}
    if (!tokens.has(done)) {
      return hasBegun() && done > 0 ? tokens.end(done - 1) : 0;
    }
    return done > 0 ? tokens.start(done) : 0;
  }

  /** The level that the header of the last line names. */
  LogLevel level() {
    return LogLevel.ofWord(line, levelFrom, levelTo);
  }

  /** Takes one part of the header; false when what comes is none. */
  private boolean takeOne() {
    if (isSeparator(token)) {
      return takeSeparator();
    }
    if (tag) {
      return false;
    }
    if (Times.isTime(line, tokens.start(token), tokens.end(token))) {
      time = true;
      return take(1);
    }
    if (takeWrittenDate() || takeGlogLevel() || takeLevel()) {
      return true;
    }
    return time
        && (takeZoneOrNumber()
            || takeBracket()
            || skipToNextTime()
            || takeFileAndLine()
            || takeTag());
  }

  private boolean hasBegun() {
    return time || levelTo > levelFrom;
  }

  private boolean hasLevel() {
    return levelTo > levelFrom;
  }

  private boolean take(int count) {
    token += count;
    done = token;
    return true;
  }

  /** A separator behind a bracket or a tag ends the header, but before a level. */
  private boolean takeSeparator() {
    token++;
    if (hasBegun()) {
      done = token;
    }
    if (brackets > 0 || tag) {
      if (hasLevel() || !tokens.has(token) || !isLevel(token) || !isUpperCase(token)) {
        return false;
      }
      tag = false;
    }
    return true;
  }

  /** {@code Sun Dec 04 04:47:44 2005}, {@code Jun 14 15:16:01}. */
  private boolean takeWrittenDate() {
    boolean month = isWord(Words.MONTHS, token) && startsWithDigit(token + 1);
    boolean day =
        !month
            && isWord(Words.DAYS, token)
            && (startsWithDigit(token + 1)
                || (tokens.has(token + 1) && isWord(Words.MONTHS, token + 1)));
    if (!month && !day) {
      return false;
    }
    time = true;
    syslog = month;
    take(month ? 2 : 1);
    while (month
        && tokens.has(token)
        && (Times.isTime(line, tokens.start(token), tokens.end(token)) || isYear(token))) {
      take(1);
    }
    return true;
  }

  /** {@code I0102 15:04:05.000000}: the level and the day in one word. */
  private boolean takeGlogLevel() {
    if (tokens.length(token) != 5
        || "IWEF".indexOf(tokens.first(token)) < 0
        || !isNumber(tokens.start(token) + 1, tokens.end(token))
        || !isTime(token + 1)) {
      return false;
    }
    time = true;
    setLevel(tokens.start(token), tokens.start(token) + 1);
    return take(2);
  }

  private boolean takeLevel() {
    if (!isLevel(token)) {
      return false;
    }
    boolean marked = cleanStart(token) > tokens.start(token) || cleanEnd(token) < tokens.end(token);
    if (!time) {
      boolean opens = isTime(token + 1) || tokens.first(token) == '[' || tokens.last(token) == ':';
      if (!opens || (!marked && !isUpperCase(token))) {
        return false;
      }
    }
    setLevel(cleanStart(token), cleanEnd(token));
    return take(1);
  }

  private boolean takeZoneOrNumber() {
    int from = tokens.start(token);
    int to = tokens.end(token);
    if (Words.ZONES.contains(line, cleanStart(token), cleanEnd(token))) {
      return take(1);
    }
    if (to - from == 1 && "VDIWEF".indexOf(tokens.first(token)) >= 0) {
      setLevel(from, to);
      return take(1);
    }
    if (line.charAt(from) == '[' || line.charAt(from) == '(') {
      from++;
    }
    if (to > from && line.charAt(to - 1) == ':') {
      to--;
    }
    if (to > from && (line.charAt(to - 1) == ']' || line.charAt(to - 1) == ')')) {
      to--;
    }
    return isNumber(from, to) && take(1);
  }

  /** {@code [main]}, {@code [QuorumPeer[myid=1]/0:0:0:0:2181]}: to the bracket that closes it. */
  private boolean takeBracket() {
    if (tokens.first(token) != '[' || brackets == MOST_BRACKETS) {
      return false;
    }
    int depth = 0;
    int from = tokens.start(token);
    int limit = Math.min(length, from + LONGEST_BRACKET);
    for (int i = from; i < limit; i++) {
      char c = line.charAt(i);
      if (c == '[') {
        depth++;
      } else if (c == ']' && --depth == 0) {
        return endBracket(i + 1);
      }
    }
    return false;
  }

  private boolean endBracket(int end) {
    if (end < length
        && !Chars.isBlank(line.charAt(end))
        && line.charAt(end) != ':'
        && line.charAt(end) != '|') {
      return false;
    }
    brackets++;
    while (tokens.has(token) && tokens.start(token) < end) {
      token++;
    }
    done = token;
    return true;
  }

  /** Another time within three tokens: what stands between is header, as a host named twice. */
  private boolean skipToNextTime() {
    if (hasLevel()) {
      return false;
    }
    for (int next = token; next < token + 4 && tokens.has(next); next++) {
      boolean written = isWord(Words.MONTHS, next) && startsWithDigit(next + 1);
      if (next > token && (written || isTime(next))) {
        token = next;
        return true;
      }
      if (tokens.last(next) == ':') {
        return false;
      }
    }
    return false;
  }

  /** {@code reflector.go:123]} ends the header of glog. */
  private boolean takeFileAndLine() {
    int end = tokens.end(token) - 1;
    int digits = end;
    while (digits > tokens.start(token) && Chars.isDigit(line.charAt(digits - 1))) {
      digits--;
    }
    if (tokens.last(token) != ']'
        || digits == end
        || digits - 1 <= tokens.start(token)
        || line.charAt(digits - 1) != ':') {
      return false;
    }
    over = true;
    return take(1);
  }

  /** Who logged: a name before a colon or a dash, with the host before it where syslog has one. */
  private boolean takeTag() {
    if (hasLevel() && hasDot(token) && isSeparator(token + 1, ':')) {
      over = true;
      return take(2);
    }
    tag = true;
    if (isTag(token)) {
      return take(1);
    }
    if (syslog && tokens.has(token + 1) && isTag(token + 1)) {
      return take(2);
    }
    if (brackets == 0 && tokens.has(token + 1) && isSeparator(token + 1)) {
      return take(1);
    }
    if (brackets == 0 && !hasLevel() && isSeparator(token + 2, '-')) {
      return take(2);
    }
    return false;
  }

  private boolean isTag(int index) {
    return tokens.last(index) == ':'
        && tokens.length(index) > 1
        && tokens.first(index) != '"'
        && indexOf('=', index) < 0;
  }

  private boolean isSeparator(int index) {
    int size = tokens.length(index);
    if (size > 3) {
      return false;
    }
    char c = tokens.first(index);
    if (size == 1) {
      return c == '-' || c == '|' || c == ':' || c == '*';
    }
    return c == '-'
        && tokens.last(index) == '-'
        && (size == 2 || line.charAt(tokens.start(index) + 1) == '-');
  }

  private boolean isSeparator(int index, char c) {
    return tokens.has(index) && tokens.length(index) == 1 && tokens.first(index) == c;
  }

  private boolean isTime(int index) {
    return tokens.has(index) && Times.isTime(line, tokens.start(index), tokens.end(index));
  }

  private boolean isLevel(int index) {
    return Words.LEVELS.contains(line, cleanStart(index), cleanEnd(index));
  }

  private boolean isUpperCase(int index) {
    for (int i = cleanStart(index); i < cleanEnd(index); i++) {
      char c = line.charAt(i);
      if (c < 'A' || c > 'Z') {
        return false;
      }
    }
    return true;
  }

  private void setLevel(int from, int to) {
    levelFrom = from;
    levelTo = to;
  }

  private boolean isWord(WordSet words, int index) {
    int from = tokens.start(index);
    int to = tokens.end(index);
    while (from < to && HeaderTokens.isBracketOrComma(line.charAt(from))) {
      from++;
    }
    while (to > from && HeaderTokens.isBracketOrComma(line.charAt(to - 1))) {
      to--;
    }
    return words.contains(line, from, to);
  }

  private boolean startsWithDigit(int index) {
    return tokens.has(index) && Chars.isDigit(tokens.first(index));
  }

  private boolean isYear(int index) {
    int to = tokens.end(index) - (tokens.last(index) == ']' ? 1 : 0);
    return to - tokens.start(index) == 4 && isNumber(tokens.start(index), to);
  }

  private boolean isNumber(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Chars.isDigit(line.charAt(i))) {
        return false;
      }
    }
    return to > from;
  }

  private boolean hasDot(int index) {
    return indexOf('.', index) >= 0;
  }

  private int indexOf(char c, int index) {
    for (int i = tokens.start(index); i < tokens.end(index); i++) {
      if (line.charAt(i) == c) {
        return i;
      }
    }
    return -1;
  }

  private int cleanStart(int index) {
    int from = tokens.start(index);
    while (from < tokens.end(index) && HeaderTokens.isLevelWrapping(line.charAt(from))) {
      from++;
    }
    return from;
  }

  private int cleanEnd(int index) {
    int to = tokens.end(index);
    while (to > tokens.start(index) && HeaderTokens.isLevelWrapping(line.charAt(to - 1))) {
      to--;
    }
    return to;
  }
}
