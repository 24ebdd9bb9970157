package io.vedette.store.sql;

/** A row of an answer, columns counted from 0; good until the next row. */
public interface Row {

  /** A text. */
  String text(int column);

  /** A whole number. */
  long number(int column);

  /** A number. */
  double real(int column);
}
