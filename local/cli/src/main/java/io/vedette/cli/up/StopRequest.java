package io.vedette.cli.up;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Ctrl-C and its like: the first asks for a clean stop, the second ends the process at once.
 *
 * <p>Not a shutdown hook: those run all at the same time, so Flink's own would pull the files away
 * while the job writes its savepoint; and the JVM takes no second Ctrl-C while they run.
 */
final class StopRequest {

  /** What a shell reports of a process ended by Ctrl-C. */
  static final int ENDED_AT_ONCE = 130;

  /** A launcher often passes on the signal that the terminal has sent to everyone already. */
  private static final long SAME_SIGNAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final Runnable second;
  private final LongSupplier nanoTime;
  private long askedAt;

  /**
   * A request nobody has made.
   *
   * @param second what the second signal does
   * @param nanoTime the clock that tells the second signal from an echo of the first
   */
  StopRequest(Runnable second, LongSupplier nanoTime) {
    this.second = second;
    this.nanoTime = nanoTime;
  }

  /** A request made by SIGINT, SIGTERM or SIGHUP. */
  static StopRequest bySignal() {
    StopRequest request =
        new StopRequest(() -> Runtime.getRuntime().halt(ENDED_AT_ONCE), System::nanoTime);
    for (String signal : new String[] {"INT", "TERM", "HUP"}) {
      request.listenTo(signal);
    }
    return request;
  }

  synchronized void ask() {
    long now = nanoTime.getAsLong();
    if (!isAsked()) {
      askedAt = now;
      asked.countDown();
    } else if (now - askedAt > SAME_SIGNAL_NANOS) {
      second.run();
    }
  }

  boolean isAsked() {
    return asked.getCount() == 0;
  }

  /** Waits until asked, or until the time is over; whether it was asked. */
  boolean await(long time, TimeUnit unit) throws InterruptedException {
    return asked.await(time, unit);
  }

  /**
   * By reflection, because the compiler warns at {@code sun.misc.Signal} in a way that cannot be
   * suppressed. The class is of the module jdk.unsupported, exported to all, and what Kafka and
   * Hadoop use too.
   */
  private void listenTo(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object listener =
          Proxy.newProxyInstance(
              StopRequest.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == handler) {
                  ask();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
    } catch (ReflectiveOperationException notThisJvm) {
      throw new IllegalStateException("this JVM offers no signals", notThisJvm);
    }
  }
}
