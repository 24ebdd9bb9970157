package io.vedette.gateway.api;

import io.javalin.http.Context;
import io.vedette.gateway.live.EventHub;
import io.vedette.gateway.live.EventKind;
import io.vedette.gateway.live.LiveEvent;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events to one listener. Writes only what the connection takes, so that nobody waits
 * for it; holds at most so many events it did not take, then ends, and the listener comes back with
 * the id of the last one it saw.
 *
 * <p>Source: html.spec.whatwg.org, 9.2 Server-sent events.
 */
final class EventStream implements EventHub.Listener, WriteListener {

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] HELLO = "retry: 2000\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] RESET = "event: reset\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);

  private final EventHub hub;
  private final Set<EventKind> kinds;
  private final int capacity;
  private final ServletOutputStream out;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  // guarded by this
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private boolean open;
  private boolean unflushed;

  private EventStream(EventHub hub, Set<EventKind> kinds, int capacity, ServletOutputStream out) {
    this.hub = hub;
    this.kinds = kinds;
    this.capacity = capacity;
    this.out = out;
    waiting.add(HELLO);
  }

  /** A stream as the answer to an asynchronous request; not started yet. */
  static EventStream to(Context ctx, EventHub hub, Set<EventKind> kinds, int capacity)
      throws IOException {
    ctx.res().setStatus(200);
    ctx.res().setContentType("text/event-stream");
    ctx.res().setHeader("X-Accel-Buffering", "no");
    return new EventStream(hub, kinds, capacity, ctx.res().getOutputStream());
  }

  /** Starts it; completes when it has ended, however that came. */
  CompletableFuture<Void> start() {
    out.setWriteListener(this);
    return ended;
  }

  @Override
  public void take(LiveEvent event) {
    if (kinds.isEmpty() || kinds.contains(event.kind())) {
      String frame =
          "id: "
              + hub.idOf(event)
              + "\nevent: "
              + event.kind().word()
              + "\ndata: "
              + event.json()
              + "\n\n";
      offer(frame.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void reset() {
    offer(RESET);
  }

  /** Says that it is still there, which is also how a broken connection is noticed. */
  void beat() {
    offer(HEARTBEAT);
  }

  @Override
  public void end() {
    hub.leave(this);
    ended.complete(null);
  }

  private void offer(byte[] frame) {
    boolean isFull;
    synchronized (this) {
      isFull = waiting.size() >= capacity;
      if (!isFull) {
        waiting.add(frame);
      }
    }
    if (isFull) {
      LOG.debug("A listener does not take its events");
      end();
    } else {
      drain();
    }
  }

  @Override
  public void onWritePossible() {
    synchronized (this) {
      open = true;
    }
    drain();
  }

  private void drain() {
    try {
      synchronized (this) {
        while (open && !ended.isDone() && out.isReady()) {
          byte[] next = waiting.poll();
          if (next != null) {
            out.write(next);
            unflushed = true;
          } else if (unflushed) {
            unflushed = false;
            out.flush();
          } else {
            return;
          }
        }
      }
    } catch (IOException | IllegalStateException broken) {
      onError(broken);
    }
  }

  @Override
  public void onError(Throwable broken) {
    LOG.debug("A listener left: {}", broken.getMessage());
    end();
  }
}
