package io.vedette.algorithms.detect;

import io.vedette.schema.state.EwmaStateRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What {@link SeriesDetector} knows of one series. Mutable: the detector changes it in place. */
public final class SeriesState {

  private static final byte VERSION = 1;

  final EwmaState level;

  /** Knows nothing yet. */
  public SeriesState() {
    this(new EwmaState());
  }

  private SeriesState(EwmaState level) {
    this.level = level;
  }

  /** What release 0.1 knew of a series, to go on from. */
  public static SeriesState seededBy(EwmaState known) {
    return new SeriesState(known.copy());
  }

  /** Samples learned. */
  public long samples() {
    return level.samples();
  }

  /** The versioned form to store; {@link #fromBytes} of it goes on exactly as this would. */
  public byte[] toBytes() {
    try {
      ByteBuffer record = level.toStored().toByteBuffer();
      byte[] stored = new byte[1 + record.remaining()];
      stored[0] = VERSION;
      record.get(stored, 1, record.remaining());
      return stored;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The living form of what was stored; of no bytes, one that knows nothing.
   *
   * @throws IllegalArgumentException when the bytes are not a stored form that this release reads
   */
  public static SeriesState fromBytes(byte[] stored) {
    if (stored.length == 0) {
      return new SeriesState();
    }
    try {
      return new SeriesState(
          EwmaState.fromStored(
              EwmaStateRecord.fromByteBuffer(
                  ByteBuffer.wrap(Arrays.copyOfRange(stored, 1, stored.length)))));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A copy that shares nothing with this. */
  public SeriesState copy() {
    return new SeriesState(level.copy());
  }
}
