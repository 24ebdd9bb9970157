package io.vedette.serializers;

import io.vedette.schema.NodeKind;
import io.vedette.schema.SpanKind;
import io.vedette.schema.SpanLink;
import io.vedette.schema.SpanPeer;
import io.vedette.schema.TracedSpan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a span in their order. Texts that come again are read into one object. Never in
 * state.
 */
public final class TracedSpanSerializer extends WireSerializer<TracedSpan> {

  /** The instance to hand to Flink, which duplicates it before use. */
  public static final TracedSpanSerializer INSTANCE = new TracedSpanSerializer();

  private static final long serialVersionUID = 1L;
  private static final int NO_PEER = 0;
  private static final int MOST_LINKS = 127;

  private transient SharedTexts texts = new SharedTexts();

  @Override
  public TracedSpanSerializer duplicate() {
    return new TracedSpanSerializer();
  }

  @Override
  public TracedSpan createInstance() {
    return new TracedSpan(
        "", "", "", "", SpanKind.UNKNOWN, 0, 0, 0, 0, 0, 0, false, 0, null, List.of());
  }

  @Override
  public void serialize(TracedSpan span, DataOutputView target) throws IOException {
    texts.write(span.environment(), target);
    texts.write(span.service(), target);
    texts.write(span.instance(), target);
    texts.write(span.operation(), target);
    target.writeByte(span.kind().code());
    target.writeLong(span.traceHigh());
    target.writeLong(span.traceLow());
    target.writeLong(span.id());
    target.writeLong(span.parent());
    target.writeLong(span.start());
    target.writeLong(span.duration());
    target.writeBoolean(span.error());
    target.writeDouble(span.weight());
    SpanPeer peer = span.peer();
    if (peer == null) {
      target.writeByte(NO_PEER);
    } else {
      target.writeByte(peer.kind().code());
      texts.write(peer.name(), target);
    }
    int links = Math.min(MOST_LINKS, span.links().size());
    target.writeByte(links);
    for (int i = 0; i < links; i++) {
      SpanLink link = span.links().get(i);
      target.writeLong(link.traceHigh());
      target.writeLong(link.traceLow());
      target.writeLong(link.id());
    }
  }

  @Override
  public TracedSpan deserialize(DataInputView source) throws IOException {
    return new TracedSpan(
        texts.read(source),
        texts.read(source),
        texts.read(source),
        texts.read(source),
        SpanKind.ofCode(source.readByte()),
        source.readLong(),
        source.readLong(),
        source.readLong(),
        source.readLong(),
        source.readLong(),
        source.readLong(),
        source.readBoolean(),
        source.readDouble(),
        readPeer(source),
        readLinks(source));
  }

  private @Nullable SpanPeer readPeer(DataInputView source) throws IOException {
    int kind = source.readByte();
    return kind == NO_PEER ? null : new SpanPeer(NodeKind.ofCode(kind), texts.read(source));
  }

  private static List<SpanLink> readLinks(DataInputView source) throws IOException {
    int size = source.readByte();
    if (size == 0) {
      return List.of();
    }
    List<SpanLink> links = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      links.add(new SpanLink(source.readLong(), source.readLong(), source.readLong()));
    }
    return links;
  }

  private Object readResolve() {
    return new TracedSpanSerializer();
  }

  @Override
  public TypeSerializerSnapshot<TracedSpan> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TracedSpan> {
    /** For Flink. */
    public Snapshot() {
      super(TracedSpanSerializer::new);
    }
  }
}
