package io.vedette.schema;

/** What kind of thing is called. */
public enum NodeKind {
  /** A service, with spans of its own or named by its callers. */
  SERVICE(1, ""),
  /** A database, known by its callers alone. */
  DATABASE(2, "database"),
  /** A queue or topic, between producers and consumers. */
  QUEUE(3, "messaging_system"),
  /** Something without spans, known by its address. */
  EXTERNAL(4, "virtual_node");

  private final int code;
  private final String connectionType;

  NodeKind(int code, String connectionType) {
    this.code = code;
    this.connectionType = connectionType;
  }

  /** Number that stands for this kind on a wire and in state; never 0, never given to another. */
  public int code() {
    return code;
  }

  /** The word of the Collector's servicegraph connector for calls to such a thing. */
  public String connectionType() {
    return connectionType;
  }

  /**
   * The kind a number stands for.
   *
   * @throws IllegalArgumentException when it stands for none
   */
  public static NodeKind ofCode(int code) {
    return switch (code) {
      case 1 -> SERVICE;
      case 2 -> DATABASE;
      case 3 -> QUEUE;
      case 4 -> EXTERNAL;
      default -> throw new IllegalArgumentException("no node kind has code " + code);
    };
  }
}
