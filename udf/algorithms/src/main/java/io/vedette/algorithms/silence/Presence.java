package io.vedette.algorithms.silence;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import io.vedette.schema.silence.PresenceRecord;
import io.vedette.schema.silence.SeriesPresence;

/**
 * How one series reports: its learned interval, what its source was told of it, its pending timer,
 * and its run of zeros. Mutable: changed in place.
 *
 * <p>64 bytes on the heap, about 40 stored as {@link PresenceRecord}, which says what each field
 * means.
 */
public final class Presence {

  /** A time before all others: none. */
  public static final long NEVER = Long.MIN_VALUE;

  private static final int ZERO_TOLD = 1;
  private static final int SEEN = 2;

  float typicalGap;
  float longestGap;
  byte gaps;
  byte zeros;
  boolean zeroTold;
  long lastZero = NEVER;
  long zeroSince = NEVER;

  private SeriesPresence presence = SeriesPresence.UNKNOWN;
  private long since = NEVER;
  private long timerAt = NEVER;
  private boolean seen;

  /** Of a series not met before. */
  public Presence() {}

  /** The living form of what was stored. */
  public static Presence fromStored(PresenceRecord stored) {
    Presence presence = new Presence();
    presence.typicalGap = stored.getTypicalGap();
    presence.longestGap = stored.getLongestGap();
    presence.gaps = (byte) stored.getGaps();
    presence.zeros = (byte) stored.getZeros();
    presence.zeroTold = stored.getZeroTold();
    presence.lastZero = stored.getLastZero();
    presence.zeroSince = stored.getZeroSince();
    presence.presence = stored.getPresence();
    presence.since = stored.getSince();
    presence.timerAt = stored.getTimerAt();
    presence.seen = stored.getSeen();
    return presence;
  }

  /** The form to store; {@link #fromStored} of it goes on exactly as this would. */
  public PresenceRecord toStored() {
    return PresenceRecord.newBuilder()
        .setTypicalGap(typicalGap)
        .setLongestGap(longestGap)
        .setGaps(gaps)
        .setPresence(presence)
        .setSince(since)
        .setTimerAt(timerAt)
        .setSeen(seen)
        .setLastZero(lastZero)
        .setZeroSince(zeroSince)
        .setZeros(zeros)
        .setZeroTold(zeroTold)
        .build();
  }

  /** Writes the form to store; {@link #read} of it goes on exactly as this would. */
  public void write(StateWriter to) {
    to.writeFloat(typicalGap);
    to.writeFloat(longestGap);
    to.writeByte(gaps);
    to.writeByte(zeros);
    to.writeByte((zeroTold ? ZERO_TOLD : 0) | (seen ? SEEN : 0));
    to.writeLong(lastZero);
    to.writeLong(zeroSince);
    to.writeByte(code(presence));
    to.writeLong(since);
    to.writeLong(timerAt);
  }

  /** Reads what {@link #write} wrote. */
  public static Presence read(StateReader from) {
    Presence presence = new Presence();
    presence.typicalGap = from.readFloat();
    presence.longestGap = from.readFloat();
    presence.gaps = from.readByte();
    presence.zeros = from.readByte();
    int flags = from.readByte();
    presence.zeroTold = (flags & ZERO_TOLD) != 0;
    presence.seen = (flags & SEEN) != 0;
    presence.lastZero = from.readLong();
    presence.zeroSince = from.readLong();
    presence.presence = ofCode(from.readByte());
    presence.since = from.readLong();
    presence.timerAt = from.readLong();
    return presence;
  }

  private static int code(SeriesPresence presence) {
    return switch (presence) {
      case UNKNOWN -> 0;
      case PRESENT -> 1;
      case LAGGING -> 2;
      case OVERDUE -> 3;
      case ENDED -> 4;
    };
  }

  private static SeriesPresence ofCode(int code) {
    return switch (code) {
      case 0 -> SeriesPresence.UNKNOWN;
      case 1 -> SeriesPresence.PRESENT;
      case 2 -> SeriesPresence.LAGGING;
      case 3 -> SeriesPresence.OVERDUE;
      case 4 -> SeriesPresence.ENDED;
      default -> throw new IllegalArgumentException("stored presence has code " + code);
    };
  }

  /** A copy that shares nothing with this. */
  public Presence copy() {
    Presence copy = new Presence();
    copy.typicalGap = typicalGap;
    copy.longestGap = longestGap;
    copy.gaps = gaps;
    copy.zeros = zeros;
    copy.zeroTold = zeroTold;
    copy.lastZero = lastZero;
    copy.zeroSince = zeroSince;
    copy.presence = presence;
    copy.since = since;
    copy.timerAt = timerAt;
    copy.seen = seen;
    return copy;
  }

  /** Whether a sample in time changes nothing here: a timer is pending, and it was not missed. */
  public boolean isOrdinary() {
    return timerAt != NEVER
        && (presence == SeriesPresence.PRESENT || presence == SeriesPresence.UNKNOWN);
  }

  /** What its source was last told. */
  public SeriesPresence presence() {
    return presence;
  }

  /** Event time since when it lags, is overdue or ended, milliseconds; {@link #NEVER} otherwise. */
  public long since() {
    return since;
  }

  /** Takes note of what its source is told. */
  public void become(SeriesPresence now, long at) {
    presence = now;
    since = at;
  }

  /** Event time of the pending timer, milliseconds; {@link #NEVER} when there is none. */
  public long timerAt() {
    return timerAt;
  }

  /** Takes note of the one timer that is pending from now on, or {@link #NEVER}. */
  public void setTimer(long at) {
    timerAt = at;
    seen = false;
  }

  /** Whether a sample came since the timer was set. */
  public boolean wasSeen() {
    return seen;
  }

  /** Takes note of a sample. */
  public void see() {
    seen = true;
  }

  /** Event time of the first zero of the present or latest run, milliseconds. */
  public long zeroSince() {
    return zeroSince;
  }

  /** Whether a run of zeros goes on, in a series that was reliably above zero before. */
  public boolean isAtZero() {
    return zeros > 0;
  }

  /** Whether a finding says that it fell to zero. */
  public boolean isZeroTold() {
    return zeroTold;
  }

  /** Takes note of whether a finding says so. */
  public void tellZero(boolean told) {
    zeroTold = told;
  }

  @Override
  public String toString() {
    return toStored().toString();
  }
}
