package io.vedette.prometheus;

import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * One selector over one stretch of time: a request.
 *
 * @param selector in PromQL
 * @param from first time evaluated, milliseconds since the epoch
 * @param to last time evaluated, included; {@code from} plus a whole number of steps
 */
record RangeSplit(String selector, long from, long to) implements SourceSplit {

  @Override
  public String splitId() {
    return selector + "@" + from + "-" + to;
  }

  /** Its stored form. */
  static final class Serializer implements SimpleVersionedSerializer<RangeSplit> {

    static final int VERSION = 1;

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(RangeSplit split) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(64);
      write(split, out);
      return out.getCopyOfBuffer();
    }

    @Override
    public RangeSplit deserialize(int version, byte[] serialized) throws IOException {
      requireKnown(version);
      return read(new DataInputDeserializer(serialized));
    }

    static void requireKnown(int version) throws IOException {
      if (version != VERSION) {
        throw new IOException("a range split of version " + version + " is not known");
      }
    }

    static void write(RangeSplit split, DataOutputSerializer out) throws IOException {
      out.writeUTF(split.selector);
      out.writeLong(split.from);
      out.writeLong(split.to);
    }

    static RangeSplit read(DataInputDeserializer in) throws IOException {
      return new RangeSplit(in.readUTF(), in.readLong(), in.readLong());
    }
  }
}
