package io.vedette.store.sql;

/** What a column holds; never null: a text that is not known is empty, a number NaN or 0. */
public enum ColumnType {
  /** Text, UTF-8. */
  TEXT,
  /** 64 bits, signed. */
  LONG,
  /** IEEE 754, NaN and infinities included. */
  DOUBLE
}
