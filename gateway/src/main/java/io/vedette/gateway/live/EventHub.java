package io.vedette.gateway.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tells listeners of changes. Guarantee: a listener that says which event it saw last is told of
 * every event since, or that some are not known any more. Bounded: so many listeners, so many
 * events remembered; a listener that does not take what it is told is its own to end. Telling
 * blocks on nobody.
 */
public final class EventHub {

  private final int maxListeners;
  private final int history;
  private final String run = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  private final Deque<LiveEvent> remembered = new ArrayDeque<>();
  private final Set<Listener> listeners = new HashSet<>();
  private long last;

  /** Somebody who is told; must not block. */
  public interface Listener {
    /** Takes an event. */
    void take(LiveEvent event);

    /** What came between is not known any more: all must be read anew. */
    void reset();

    /** The gateway stops; it leaves. */
    void end();
  }

  EventHub(int maxListeners, int history) {
    this.maxListeners = maxListeners;
    this.history = history;
  }

  /** The id of an event as listeners see it; of another run of the gateway it is another. */
  public String idOf(LiveEvent event) {
    return run + "-" + event.number();
  }

  /** How many listen. */
  public synchronized int listeners() {
    return listeners.size();
  }

  synchronized void publish(EventKind kind, String json) {
    LiveEvent event = new LiveEvent(++last, kind, json);
    if (remembered.size() == history) {
      remembered.removeFirst();
    }
    remembered.addLast(event);
    List.copyOf(listeners).forEach(listener -> listener.take(event));
  }

  /** Tells all that they must read anew. */
  synchronized void reset() {
    remembered.clear();
    last++;
    List.copyOf(listeners).forEach(Listener::reset);
  }

  /**
   * Adds a listener, after telling it what it missed.
   *
   * @param lastSeen id of the event it saw last; empty for none
   * @return false when there are too many
   */
  public synchronized boolean join(Listener listener, Optional<String> lastSeen) {
    if (listeners.size() >= maxListeners) {
      return false;
    }
    if (lastSeen.isPresent()) {
      long seen = numberOf(lastSeen.get());
      LiveEvent oldest = remembered.peekFirst();
      boolean isKnown =
          seen == last || (oldest != null && seen >= oldest.number() - 1 && seen <= last);
      if (isKnown) {
        new ArrayList<>(remembered)
            .stream().filter(event -> event.number() > seen).forEach(listener::take);
      } else {
        listener.reset();
      }
    }
    listeners.add(listener);
    return true;
  }

  /** Ends all of them. */
  public void endAll() {
    List<Listener> all;
    synchronized (this) {
      all = List.copyOf(listeners);
    }
    all.forEach(Listener::end);
  }

  /** Takes a listener away. */
  public synchronized void leave(Listener listener) {
    listeners.remove(listener);
  }

  /** The number in an id of this run; else -1. */
  private long numberOf(String id) {
    String prefix = run + "-";
    if (!id.startsWith(prefix) || id.length() > prefix.length() + 18) {
      return -1;
    }
    String digits = id.substring(prefix.length());
    boolean isNumber =
        !digits.isEmpty() && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    return isNumber ? Long.parseLong(digits) : -1;
  }
}
