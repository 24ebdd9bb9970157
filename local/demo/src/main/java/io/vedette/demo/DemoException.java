package io.vedette.demo;

/** The demo shop cannot be reached or refuses; the message is fit for a terminal. */
public final class DemoException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DemoException(String message) {
    super(message);
  }

  DemoException(String message, Throwable cause) {
    super(message, cause);
  }
}
