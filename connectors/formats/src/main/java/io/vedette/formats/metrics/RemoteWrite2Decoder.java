package io.vedette.formats.metrics;

import io.vedette.schema.result.DeadLetterReason;
import java.util.Map;

/**
 * Decodes Prometheus remote write 2.0: a snappy block of io.prometheus.write.v2.Request
 * (types.proto of prompb/io/prometheus/write/v2). Labels are references into the body's symbols,
 * each of which is hashed once. Created and start timestamps are passed over.
 */
final class RemoteWrite2Decoder extends RemoteWriteDecoder {

  private static final int SERIES_FIELD = 5;
  private static final int HISTOGRAMS_FIELD = 3;
  private static final int SYMBOLS = WireReader.tag(4, WireReader.LENGTH);
  private static final int SERIES = WireReader.tag(SERIES_FIELD, WireReader.LENGTH);

  /** Fields 1 to 3 are reserved in 2.0, so that a body of 1.0 can be told. */
  private static final int SERIES_OF_VERSION_1 = WireReader.tag(1, WireReader.LENGTH);

  private static final int LABEL_REFS_PACKED = WireReader.tag(1, WireReader.LENGTH);
  private static final int LABEL_REF = WireReader.tag(1, WireReader.VARINT);
  private static final int METADATA = WireReader.tag(5, WireReader.LENGTH);
  private static final int METADATA_TYPE = WireReader.tag(1, WireReader.VARINT);

  private static final int NONE = -1;

  private final SymbolTable symbols = new SymbolTable();
  private int references;
  private int pendingName = NONE;

  RemoteWrite2Decoder(DecoderLimits limits) {
    super(limits, SERIES_FIELD, HISTOGRAMS_FIELD);
  }

  @Override
  void begin(byte[] body, int length) throws UnreadableBodyException {
    symbols.begin(body);
    labels.begin(body, Map.of());
    boolean ours = false;
    int other = NONE;
    wire.reset(body, 0, length);
    try {
      while (wire.hasMore()) {
        int at = wire.position();
        int tag = wire.readTag();
        if (tag == SYMBOLS) {
          int bytes = wire.readLength();
          symbols.add(wire.position(), bytes);
          wire.moveTo(wire.position() + bytes);
          ours = true;
          continue;
        }
        if (tag == SERIES) {
          ours = true;
        } else if (tag == SERIES_OF_VERSION_1) {
          other = at;
        }
        wire.skip(tag);
      }
    } catch (UnreadableBodyException damaged) {
      if (damaged.reason() != DeadLetterReason.MALFORMED) {
        throw damaged;
      }
      // Met again among the series: those before it are still of use.
      ours = true;
    }
    if (!ours && other >= 0) {
      throw WireReader.malformed(
          "body looks like remote write 1.0 and was sent as 2.0: field 1", other);
    }
    if (symbols.size() > 0 && symbols.length(0) != 0) {
      throw new UnreadableBodyException(
          DeadLetterReason.MALFORMED,
          "symbols[0] must be the empty string, it has " + symbols.length(0) + " bytes");
    }
  }

  @Override
  boolean isLabelField(int tag) {
    return tag == LABEL_REFS_PACKED || tag == LABEL_REF;
  }

  @Override
  void beginSeries() {
    references = 0;
    pendingName = NONE;
  }

  @Override
  void endSeries() {
    if (pendingName != NONE) {
      labels.refuse(
          DeadLetterReason.MALFORMED,
          "has " + references + " label references, they must come in pairs");
    }
  }

  @Override
  void readSeriesField(int tag) throws UnreadableBodyException {
    if (tag == LABEL_REFS_PACKED) {
      int length = wire.readLength();
      int outer = wire.enter(wire.position() + length);
      while (wire.hasMore()) {
        addReference(wire.readVarint());
      }
      wire.leave(outer);
    } else if (tag == LABEL_REF) {
      addReference(wire.readVarint());
    } else if (tag == METADATA) {
      readMetadata();
    } else {
      wire.skip(tag);
    }
  }

  private void addReference(long reference) {
    int index = references++;
    if (reference < 0 || reference >= symbols.size()) {
      labels.refuse(
          DeadLetterReason.MALFORMED,
          "labels_refs["
              + index
              + "] is "
              + Long.toUnsignedString(reference)
              + ", there are "
              + symbols.size()
              + " symbols");
    } else if (pendingName == NONE) {
      pendingName = (int) reference;
    } else {
      labels.add(symbols, pendingName, (int) reference);
      pendingName = NONE;
    }
  }

  private void readMetadata() throws UnreadableBodyException {
    int length = wire.readLength();
    int outer = wire.enter(wire.position() + length);
    while (wire.hasMore()) {
      int field = wire.readTag();
      if (field == METADATA_TYPE) {
        labels.setType(PrometheusType.of(wire.readVarint()));
      } else {
        wire.skip(field);
      }
    }
    wire.leave(outer);
  }
}
