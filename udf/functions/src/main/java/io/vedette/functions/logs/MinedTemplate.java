package io.vedette.functions.logs;

import io.vedette.algorithms.logs.Template;
import io.vedette.schema.LogLevel;
import io.vedette.schema.logs.MinedTemplateRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of one template of a service: the template as the miner needs it, its counts, what
 * was told of it, and lines for evidence. Mutable; a line changes numbers only.
 */
public final class MinedTemplate {

  /** No burst is open. */
  static final long NEVER = -1;

  /** What was told of its being new. */
  enum Newness {
    UNTOLD,
    TOLD,
    OVER
  }

  /** Lines are kept at these counts: the first, and some that show what varies. */
  private static final long SECOND_SAMPLE = 10;

  private static final long THIRD_SAMPLE = 100;

  final Long id;
  final long born;
  long lastUsed;
  List<String> tokens;
  long firstSeen;
  long lines;
  long now;
  long next;
  double usual;
  long intervals;
  LogLevel level = LogLevel.UNKNOWN;
  Newness newness = Newness.UNTOLD;
  long burstSince = NEVER;
  final List<String> samples = new ArrayList<>();

  /** Whether its series was announced by this task; not kept. */
  boolean announced;

  private MinedTemplate(long id, long born, List<String> tokens) {
    this.id = id;
    this.born = born;
    this.tokens = tokens;
  }

  /** A template that is new. */
  static MinedTemplate of(Template template, long firstSeen) {
    MinedTemplate mined = new MinedTemplate(template.id(), template.born(), template.tokens());
    mined.firstSeen = firstSeen;
    return mined;
  }

  /** The living form of what was stored. */
  public static MinedTemplate fromStored(MinedTemplateRecord stored) {
    MinedTemplate mined =
        new MinedTemplate(stored.getId(), stored.getBorn(), List.copyOf(stored.getTokens()));
    mined.lastUsed = stored.getLastUsed();
    mined.firstSeen = stored.getFirstSeen();
    mined.lines = stored.getLines();
    mined.now = stored.getNow();
    mined.next = stored.getNext();
    mined.usual = stored.getUsual();
    mined.intervals = stored.getIntervals();
    mined.level = LogLevel.ofCode(stored.getLevel());
    mined.newness = newness(stored.getNewness());
    mined.burstSince = stored.getBurstSince();
    mined.samples.addAll(stored.getSamples());
    return mined;
  }

  /** The form to store. */
  public MinedTemplateRecord toStored() {
    return MinedTemplateRecord.newBuilder()
        .setId(id)
        .setBorn(born)
        .setLastUsed(lastUsed)
        .setTokens(tokens)
        .setFirstSeen(firstSeen)
        .setLines(lines)
        .setNow(now)
        .setNext(next)
        .setUsual(usual)
        .setIntervals(intervals)
        .setLevel(level.code())
        .setNewness(
            switch (newness) {
              case UNTOLD -> 0;
              case TOLD -> 1;
              case OVER -> 2;
            })
        .setBurstSince(burstSince)
        .setSamples(List.copyOf(samples))
        .build();
  }

  /** A copy that shares nothing mutable with this. */
  public MinedTemplate copy() {
    MinedTemplate copy = new MinedTemplate(id, born, tokens);
    copy.lastUsed = lastUsed;
    copy.firstSeen = firstSeen;
    copy.lines = lines;
    copy.now = now;
    copy.next = next;
    copy.usual = usual;
    copy.intervals = intervals;
    copy.level = level;
    copy.newness = newness;
    copy.burstSince = burstSince;
    copy.samples.addAll(samples);
    return copy;
  }

  private static Newness newness(int code) {
    return switch (code) {
      case 0 -> Newness.UNTOLD;
      case 1 -> Newness.TOLD;
      default -> Newness.OVER;
    };
  }

  /**
   * Counts a line.
   *
   * @return whether the line should be kept as a sample
   */
  boolean count(boolean isNext, LogLevel of) {
    lines++;
    if (isNext) {
      next++;
    } else {
      now++;
    }
    if (of.compareTo(level) > 0) {
      level = of;
    }
    return lines == 1 || lines == SECOND_SAMPLE || lines == THIRD_SAMPLE;
  }

  /** Takes over what was counted of a template that is part of this one from now on. */
  void absorb(MinedTemplate other) {
    lines += other.lines;
    now += other.now;
    next += other.next;
    usual += other.usual;
    intervals = Math.max(intervals, other.intervals);
    if (other.level.compareTo(level) > 0) {
      level = other.level;
    }
  }

  /** Whether it was grave: an error or worse. */
  boolean isGrave() {
    return level.compareTo(LogLevel.ERROR) >= 0;
  }
}
