package io.vedette.formats.mapping;

/** A mapping that is none; the message says where and why. */
public final class MappingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Of a place in the mapping, e.g. {@code fields.name}, and what is wrong with it. */
  MappingException(String where, String what) {
    super(where + ": " + what);
  }
}
