package io.vedette.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.result.DeadLetterReason;
import java.util.ArrayList;
import java.util.List;

/** What a decoder told. */
public final class Heard<T> implements RecordVisitor<T> {

  /** When bodies of tests are received: 2023-11-14T22:13:20Z. */
  public static final long RECEIVED = 1_700_000_000_000L;

  private final List<T> records = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private int lost;

  /** Of a body. */
  public static <T> Heard<T> of(RecordDecoder<T> decoder, String body)
      throws UnreadableBodyException {
    Heard<T> heard = new Heard<>();
    byte[] bytes = ("..." + body + "...").getBytes(UTF_8);
    decoder.decode(bytes, 3, bytes.length - 6, RECEIVED, heard);
    return heard;
  }

  @Override
  public void take(T record) {
    records.add(record);
  }

  @Override
  public void rejected(DeadLetterReason reason, String message, int count) {
    refusals.add(reason + " " + message);
    lost += count;
  }

  /** The records. */
  public List<T> records() {
    return records;
  }

  /** The only record. */
  public T only() {
    if (records.size() != 1 || !refusals.isEmpty()) {
      throw new AssertionError("not one record: " + records + ", " + refusals);
    }
    return records.get(0);
  }

  /** What was refused: reason and message. */
  public List<String> refusals() {
    return refusals;
  }

  /** How many were refused. */
  public int lost() {
    return lost;
  }
}
