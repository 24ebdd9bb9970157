package io.vedette.demo;

/** The demo shop cannot be reached or refuses; the message is fit for a terminal. */
public final class DemoException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final boolean isRefusal;

  /** What came as an answer: why the shop refuses, or that it is no shop. */
  DemoException(String message, boolean isRefusal) {
    super(message);
    this.isRefusal = isRefusal;
  }

  DemoException(String message, Throwable cause) {
    super(message, cause);
    this.isRefusal = false;
  }

  /** Whether the shop answered and would not do what was asked. */
  public boolean isRefusal() {
    return isRefusal;
  }
}
