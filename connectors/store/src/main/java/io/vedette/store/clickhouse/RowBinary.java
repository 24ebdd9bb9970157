package io.vedette.store.clickhouse;

import io.vedette.store.StoreException;
import io.vedette.store.sql.ColumnType;
import io.vedette.store.sql.Row;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * ClickHouse's format RowBinary of the three types we use: numbers little-endian, texts in UTF-8
 * after their length in base 128. Exact for every double, and nothing in it can be taken for SQL.
 */
final class RowBinary {

  private RowBinary() {}

  static byte[] write(Collection<Object[]> rows) {
    Buffer buffer = new Buffer(rows.size() * 100);
    for (Object[] row : rows) {
      for (Object value : row) {
        if (value instanceof Long number) {
          buffer.eightBytes(number);
        } else if (value instanceof Double number) {
          buffer.eightBytes(Double.doubleToRawLongBits(number));
        } else {
          buffer.text((String) value);
        }
      }
    }
    return buffer.toByteArray();
  }

  private static final class Buffer extends ByteArrayOutputStream {

    Buffer(int size) {
      super(size);
    }

    void eightBytes(long number) {
      long rest = number;
      for (int i = 0; i < 8; i++) {
        write((int) rest);
        rest >>>= 8;
      }
    }

    void text(String value) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      int rest = bytes.length;
      while (rest >= 0x80) {
        write((rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      write(rest);
      writeBytes(bytes);
    }
  }

  /**
   * Reads rows.
   *
   * @throws StoreException when the bytes end within one
   */
  static <T> List<T> read(byte[] bytes, List<ColumnType> types, Function<Row, T> read) {
    ByteBuffer rest = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<T> found = new ArrayList<>();
    Object[] values = new Object[types.size()];
    Row row = new Values(values);
    try {
      while (rest.hasRemaining()) {
        for (int i = 0; i < values.length; i++) {
          values[i] =
              switch (types.get(i)) {
                case LONG -> rest.getLong();
                case DOUBLE -> rest.getDouble();
                case TEXT -> text(rest);
              };
        }
        found.add(read.apply(row));
      }
    } catch (BufferUnderflowException cut) {
      throw new StoreException("ClickHouse's answer ends within a row", cut);
    }
    return found;
  }

  private static String text(ByteBuffer rest) {
    int length = 0;
    int shift = 0;
    byte next;
    do {
      next = rest.get();
      length |= (next & 0x7f) << shift;
      shift += 7;
    } while (next < 0 && shift < 35);
    if (length < 0 || length > rest.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    rest.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @SuppressWarnings("ArrayRecordComponent") // a view of the row being read, never compared
  private record Values(Object[] values) implements Row {

    @Override
    public String text(int column) {
      return (String) values[column];
    }

    @Override
    public long number(int column) {
      return (long) values[column];
    }

    @Override
    public double real(int column) {
      return (double) values[column];
    }
  }
}
