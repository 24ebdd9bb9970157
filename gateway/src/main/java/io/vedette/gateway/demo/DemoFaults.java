package io.vedette.gateway.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What can be broken in a demo shop, what is, and the means to break and mend it.
 *
 * <p>Called from several threads at once. Every method throws {@link AwayException} when the shop
 * does not answer.
 */
public interface DemoFaults {

  /** Kinds of faults, in the order people are to read them; fixed for a shop. */
  List<Kind> kinds();

  /** What goes on now and what comes by itself. */
  Faults now();

  /**
   * Begins a fault now.
   *
   * @param kind a word of {@link #kinds}
   * @param service one of those the kind fits
   * @param lasting after which it ends by itself
   * @param magnitude in the unit of the kind; its default when empty
   * @throws IllegalArgumentException when the shop refuses it, with the reason in words for people
   */
  Fault begin(String kind, String service, Duration lasting, OptionalDouble magnitude);

  /** Ends a fault that goes on; empty when none of that id does. */
  Optional<Fault> end(String id);

  /**
   * A kind of fault.
   *
   * @param kind its word, as {@code memory-leak}
   * @param services those it fits
   * @param magnitude how bad it may be
   * @param metric name of the metric that shows it first
   */
  record Kind(String kind, List<String> services, Magnitude magnitude, String metric) {

    /** Keeps a copy. */
    public Kind {
      services = List.copyOf(services);
    }
  }

  /**
   * How bad a fault may be.
   *
   * @param meaning unit and sense, in words
   * @param usual when none is said
   * @param least smallest that is taken
   * @param greatest greatest that is taken
   */
  record Magnitude(String meaning, double usual, double least, double greatest) {}

  /**
   * A fault.
   *
   * @param id by which it is ended
   * @param kind word of its kind
   * @param service where
   * @param begin first moment it is felt
   * @param end first moment it is over
   * @param magnitude in the unit of its kind
   * @param metric name of the metric that shows it first
   */
  record Fault(
      String id,
      String kind,
      String service,
      Instant begin,
      Instant end,
      double magnitude,
      String metric) {}

  /**
   * Faults of a moment.
   *
   * @param now that moment, by the shop's clock
   * @param active going on, oldest first
   * @param upcoming the next that begin by themselves, soonest first
   */
  record Faults(Instant now, List<Fault> active, List<Fault> upcoming) {

    /** Keeps copies. */
    public Faults {
      active = List.copyOf(active);
      upcoming = List.copyOf(upcoming);
    }
  }

  /** The shop does not answer; it may or may not have done what was asked. */
  final class AwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Of a cause.
     *
     * @param message what was asked of whom, and what went wrong
     */
    public AwayException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
