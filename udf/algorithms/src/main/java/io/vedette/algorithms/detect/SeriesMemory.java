package io.vedette.algorithms.detect;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;

/**
 * The part of a {@link SeriesState} that is needed now and then only: the counts behind {@link
 * Tails}, and the hours of {@link Profile} but the one at hand.
 *
 * <p>About 1,000 bytes on the heap, 620 before its first day is over. The stored form, {@link
 * #write}, is versioned.
 */
public final class SeriesMemory {

  private static final byte VERSION = 1;

  final Histograms histograms;
  final Hours hours;

  /** Of nothing. */
  public SeriesMemory() {
    this(new Histograms(), new Hours());
  }

  SeriesMemory(Histograms histograms, Hours hours) {
    this.histograms = histograms;
    this.hours = hours;
  }

  /** A copy that shares nothing with this. */
  public SeriesMemory copy() {
    return new SeriesMemory(histograms.copy(), hours.copy());
  }

  /** Writes the form to store; {@link #read} of it goes on exactly as this would. */
  public void write(StateWriter to) {
    to.writeByte(VERSION);
    histograms.write(to);
    hours.write(to);
  }

  /**
   * The living form of what was stored.
   *
   * @throws IllegalArgumentException when it is not a stored form that this release reads
   */
  public static SeriesMemory read(StateReader from) {
    SeriesState.requireVersion(from.readByte(), VERSION);
    Histograms histograms = Histograms.read(from);
    return new SeriesMemory(histograms, Hours.read(from));
  }
}
