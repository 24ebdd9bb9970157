package io.vedette.functions;

import io.vedette.schema.control.FeedbackCommand;
import io.vedette.schema.control.FeedbackKind;
import io.vedette.schema.result.Direction;
import io.vedette.schema.state.FeedbackEntryRecord;
import io.vedette.schema.state.FeedbackStateRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people said of one series lately, and what follows from it. What holds is always computed
 * from the commands that were not taken back, so taking one back leaves what the others say.
 *
 * <p>Mutable: changed by commands, not by samples. Some 200 bytes a command.
 */
public final class FeedbackLog {

  /** Bounds of the factor on the threshold, whatever is said how often. */
  static final double LEAST_FACTOR = 0.5;

  static final double LARGEST_FACTOR = 4;

  /** A false positive makes the threshold at least so much higher ... */
  private static final double LESS_SENSITIVE = 1.5;

  /** ... and so far beyond what was wrongly alerted. */
  private static final double BEYOND = 1.1;

  private static final double MORE_SENSITIVE = 0.9;

  private static final byte[] NOTHING = new byte[0];
  private static final double LN_2 = Math.log(2);

  private final List<Entry> entries = new ArrayList<>();

  /** One command and what it met. */
  static final class Entry {
    final FeedbackCommand command;
    final long appliedAt;
    final long run;
    final Direction direction;
    final double peakScore;
    final @Nullable ExpectedWindow window;
    byte[] before;
    boolean undone;

    private Entry(
        FeedbackCommand command,
        long appliedAt,
        long run,
        Direction direction,
        double peakScore,
        byte[] before,
        boolean undone) {
      this.command = command;
      this.appliedAt = appliedAt;
      this.run = run;
      this.direction = direction;
      this.peakScore = peakScore;
      this.before = before;
      this.undone = undone;
      this.window = command.getKind() == FeedbackKind.EXPECTED ? ExpectedWindow.of(command) : null;
    }

    /** A command that meets the present state of its series. */
    static Entry now(FeedbackCommand command, ScoreState state) {
      long newest = state.isFirstSample() ? command.getTimestamp() : state.lastTimestamp;
      return new Entry(
          command, newest, state.startsAt, state.direction, state.peakScore, NOTHING, false);
    }

    boolean is(FeedbackKind kind) {
      return !undone && command.getKind() == kind;
    }

    /** Takes it back. */
    void undo() {
      undone = true;
      before = NOTHING;
    }

    /** By what the threshold is multiplied when nothing of it has faded yet. */
    private double factor() {
      return switch (command.getKind()) {
        case FALSE_POSITIVE ->
            Math.min(LARGEST_FACTOR, Math.max(LESS_SENSITIVE, BEYOND * thresholds(peakScore)));
        case ANOMALY -> MORE_SENSITIVE;
        default -> 1;
      };
    }

    private boolean expects(long timestamp, Direction side) {
      return is(FeedbackKind.EXPECTED)
          && window != null
          && window.covers(timestamp)
          && (run == ScoreState.NEVER || side == direction);
    }
  }

  /** Nothing was said yet. */
  public FeedbackLog() {}

  /** The living form of what was stored. */
  public static FeedbackLog fromStored(FeedbackStateRecord stored) {
    FeedbackLog log = new FeedbackLog();
    for (FeedbackEntryRecord entry : stored.getEntries()) {
      byte[] before = new byte[entry.getBefore().remaining()];
      entry.getBefore().duplicate().get(before);
      log.entries.add(
          new Entry(
              entry.getCommand(),
              entry.getAppliedAt(),
              entry.getRun(),
              entry.getDirection(),
              entry.getPeakScore(),
              before,
              entry.getUndone()));
    }
    return log;
  }

  /** The form to store. */
  public FeedbackStateRecord toStored() {
    List<FeedbackEntryRecord> stored = new ArrayList<>();
    for (Entry entry : entries) {
      stored.add(
          new FeedbackEntryRecord(
              entry.command,
              entry.appliedAt,
              entry.run,
              entry.direction,
              entry.peakScore,
              entry.undone,
              ByteBuffer.wrap(entry.before)));
    }
    return new FeedbackStateRecord(stored);
  }

  /** A copy that shares nothing mutable with this. */
  public FeedbackLog copy() {
    return fromStored(toStored());
  }

  /** The command of an id, taken back or not; null when it is not remembered. */
  @Nullable Entry find(String id) {
    for (Entry entry : entries) {
      if (entry.command.getId().equals(id)) {
        return entry;
      }
    }
    return null;
  }

  /** Remembers a command; the oldest is forgotten when there are too many. */
  void add(Entry entry, int most) {
    entries.add(entry);
    while (entries.size() > most) {
      entries.remove(0);
    }
  }

  /** Whether any command has an effect. */
  boolean isInEffect() {
    return entries.stream().anyMatch(entry -> !entry.undone);
  }

  /**
   * By what the threshold is multiplied at a time: the product of what each command says, each
   * fading to 1, within bounds.
   *
   * @param halfLife of a change, milliseconds
   */
  double factorAt(long timestamp, long halfLife) {
    double logarithm = 0;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.is(FeedbackKind.FALSE_POSITIVE) || entry.is(FeedbackKind.ANOMALY)) {
        double age = Math.max(0, timestamp - entry.appliedAt) / (double) halfLife;
        logarithm += Math.log(entry.factor()) * Math.exp(-LN_2 * age);
      }
    }
    return Math.max(LEAST_FACTOR, Math.min(LARGEST_FACTOR, Math.exp(logarithm)));
  }

  /** The command by which a deviation is expected at a time, or null. */
  @Nullable FeedbackCommand expecting(long timestamp, Direction side) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).expects(timestamp, side)) {
        return entries.get(i).command;
      }
    }
    return null;
  }

  /**
   * Whether a run of anomalies was confirmed, so that it must not become normal.
   *
   * @param run when it began
   * @param longest milliseconds for which that holds
   */
  boolean isConfirmed(long run, long timestamp, long longest) {
    if (run == ScoreState.NEVER || timestamp - run > longest) {
      return false;
    }
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).is(FeedbackKind.ANOMALY) && entries.get(i).run == run) {
        return true;
      }
    }
    return false;
  }

  /** How many times as surprising as the threshold a score is. */
  private static double thresholds(double score) {
    return -Math.log1p(-Math.min(score, 1 - 1e-12)) / LN_2;
  }
}
