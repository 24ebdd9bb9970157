package io.vedette.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * How far all files together are read. There is one split for all of them, so that one reader reads
 * them in order whatever the parallelism.
 *
 * @param file position of the file being read
 * @param records records of that file already emitted
 */
record FilesSplit(int file, long records) implements SourceSplit {

  /** Nothing is read yet. */
  static final FilesSplit START = new FilesSplit(0, 0);

  @Override
  public String splitId() {
    return "all-files";
  }

  /** Its stored form. */
  static final class Serializer implements SimpleVersionedSerializer<FilesSplit> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(FilesSplit split) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(12);
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(split.file);
      out.writeLong(split.records);
      return bytes.toByteArray();
    }

    @Override
    public FilesSplit deserialize(int version, byte[] serialized) throws IOException {
      if (version != VERSION) {
        throw new IOException("a files split of version " + version + " is not known");
      }
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
      return new FilesSplit(in.readInt(), in.readLong());
    }
  }
}
