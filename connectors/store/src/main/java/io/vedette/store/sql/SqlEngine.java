package io.vedette.store.sql;

import java.util.List;
import java.util.function.Function;

/** Asks a database, in its dialect. Thread-safe. */
public interface SqlEngine {

  /**
   * Asks.
   *
   * @param types of the columns of the answer
   * @param read makes something of a row
   * @throws io.vedette.store.StoreException when there is no answer
   */
  <T> List<T> query(Sql sql, List<ColumnType> types, Function<Row, T> read);

  /**
   * What to select from, so that of the rows of one name only the one that counts is seen.
   *
   * @param columns those needed; keys and version come along
   * @param where conditions on what is the same in all rows of one name; may be empty
   */
  Sql latest(Table table, List<String> columns, Sql where);

  /** Name of the function that says where in a text another text begins, from 1, else 0. */
  String find();

  /** A whole number of 64 bits. */
  String number(long value);
}
