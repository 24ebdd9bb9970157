package io.vedette.formats.metrics;

import io.vedette.schema.Series;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Decodes Prometheus remote write 1.0: a snappy block of prometheus.WriteRequest (remote.proto and
 * types.proto of Prometheus). Metadata says the kind of the series of its own body only: Prometheus
 * sends it in bodies of its own, so most series are of unknown kind.
 *
 * <p>Labels are read and hashed one by one when their bytes are new; a series whose labels came
 * before in the very same bytes is known by one hash over them ({@link KnownLabelBlocks}), and is
 * the same series either way.
 */
final class RemoteWrite1Decoder extends RemoteWriteDecoder {

  private static final int SERIES_FIELD = 1;
  private static final int HISTOGRAMS_FIELD = 4;
  private static final int SERIES = WireReader.tag(SERIES_FIELD, WireReader.LENGTH);
  private static final int METADATA = WireReader.tag(3, WireReader.LENGTH);
  private static final int SERIES_OF_VERSION_2 = WireReader.tag(5, WireReader.LENGTH);

  private static final int LABELS = WireReader.tag(1, WireReader.LENGTH);
  private static final int LABEL_NAME = WireReader.tag(1, WireReader.LENGTH);
  private static final int LABEL_VALUE = WireReader.tag(2, WireReader.LENGTH);

  private static final int METADATA_TYPE = WireReader.tag(1, WireReader.VARINT);
  private static final int METADATA_FAMILY = WireReader.tag(2, WireReader.LENGTH);

  /** Families of a body beyond these stay of unknown kind; bounds what a body can cost. */
  private static final int MAX_FAMILIES = 1 << 16;

  private final int maxFamilyNameBytes;
  private final KnownLabelBlocks blocks;
  private final PlainSeries plain = new PlainSeries();
  private final Recognised recognised = new Recognised();
  private boolean isPlain;

  RemoteWrite1Decoder(DecoderLimits limits, int maxKnownSeries) {
    super(limits, SERIES_FIELD, HISTOGRAMS_FIELD);
    maxFamilyNameBytes = limits.maxLabelValueBytes();
    blocks = new KnownLabelBlocks(maxKnownSeries);
  }

  @Override
  void begin(byte[] body, int length) throws UnreadableBodyException {
    Map<String, PrometheusType> families = Map.of();
    boolean ours = false;
    int other = -1;
    wire.reset(body, 0, length);
    try {
      while (wire.hasMore()) {
        int at = wire.position();
        int tag = wire.readTag();
        if (tag == METADATA && families.size() < MAX_FAMILIES) {
          ours = true;
          if (families.isEmpty()) {
            families = new HashMap<>();
          }
          readFamily(body, families);
          continue;
        }
        if (tag == SERIES) {
          ours = true;
        } else if (tag == SERIES_OF_VERSION_2) {
          other = at;
        }
        wire.skip(tag);
      }
    } catch (UnreadableBodyException metAgainAmongTheSeries) {
      // Metadata before it is still of use.
      ours = true;
    }
    if (!ours && other >= 0) {
      throw WireReader.malformed(
          "body looks like remote write 2.0 and was sent as 1.0: field 5", other);
    }
    labels.begin(body, families);
  }

  private void readFamily(byte[] body, Map<String, PrometheusType> families)
      throws UnreadableBodyException {
    int length = wire.readLength();
    int outer = wire.enter(wire.position() + length);
    PrometheusType type = PrometheusType.UNKNOWN;
    String family = "";
    while (wire.hasMore()) {
      int field = wire.readTag();
      if (field == METADATA_TYPE) {
        type = PrometheusType.of(wire.readVarint());
      } else if (field == METADATA_FAMILY) {
        int bytes = wire.readLength();
        if (bytes <= maxFamilyNameBytes) {
          family = new String(body, wire.position(), bytes, StandardCharsets.UTF_8);
        }
        wire.moveTo(wire.position() + bytes);
      } else {
        wire.skip(field);
      }
    }
    wire.leave(outer);
    families.put(family, type);
  }

  @Override
  boolean decodeRecognised(byte[] body, int start, int end, MetricVisitor visitor) {
    isPlain = plain.read(body, start, end);
    if (!isPlain || !blocks.find(body, start, plain.labelsEnd() - start)) {
      return false;
    }
    recognised.body = body;
    visitor.series(recognised);
    plain.passSamples(visitor);
    return true;
  }

  /** By all labels of the message, which in the plain shape are the whole of its identity. */
  @Override
  void remember(LabelSpans labels) {
    if (isPlain) {
      blocks.put(labels.hash(), labels.histogram());
    }
  }

  @Override
  boolean isLabelField(int tag) {
    return tag == LABELS;
  }

  @Override
  void readSeriesField(int tag) throws UnreadableBodyException {
    if (tag != LABELS) {
      wire.skip(tag);
      return;
    }
    int length = wire.readLength();
    int outer = wire.enter(wire.position() + length);
    int nameAt = 0;
    int nameLength = 0;
    int valueAt = 0;
    int valueLength = 0;
    while (wire.hasMore()) {
      int field = wire.readTag();
      if (field == LABEL_NAME) {
        nameLength = wire.readLength();
        nameAt = wire.position();
        wire.moveTo(nameAt + nameLength);
      } else if (field == LABEL_VALUE) {
        valueLength = wire.readLength();
        valueAt = wire.position();
        wire.moveTo(valueAt + valueLength);
      } else {
        wire.skip(field);
      }
    }
    wire.leave(outer);
    labels.add(nameAt, nameLength, valueAt, valueLength);
  }

  /** A series told by the bytes of its labels, which are read when somebody asks for them. */
  private final class Recognised implements SeriesRef {
    private byte[] body = new byte[0];

    @Override
    public long hash() {
      return blocks.series();
    }

    @Override
    public long histogram() {
      return blocks.histogram();
    }

    @Override
    public Series toSeries() {
      labels.clear();
      wire.reset(body, plain.start(), plain.labelsEnd());
      try {
        while (wire.hasMore()) {
          readSeriesField(wire.readTag());
        }
      } catch (UnreadableBodyException impossible) {
        throw new IllegalStateException("these labels were read before", impossible);
      }
      labels.seal();
      return labels.toSeries();
    }
  }
}
