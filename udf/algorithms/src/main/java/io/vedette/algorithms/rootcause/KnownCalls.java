package io.vedette.algorithms.rootcause;

import io.vedette.schema.result.CallNodeKind;
import io.vedette.schema.rootcause.CallerRecord;
import io.vedette.schema.rootcause.KnownCallsRecord;
import io.vedette.schema.rootcause.ServiceCalls;
import io.vedette.schema.rootcause.ServiceWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom a service calls, with what was seen of it, halved every half-life. */
public final class KnownCalls {

  private KnownCalls() {}

  /** Nobody yet. */
  public static CallerRecord of(CallNodeKind kind) {
    return new CallerRecord(kind, new ArrayList<>());
  }

  /** Takes the calls of an interval; those of callees beyond the bound are left out. */
  public static void add(CallerRecord caller, ServiceWork work, GraphBounds bounds, int most) {
    for (ServiceCalls calls : work.getCalls()) {
      KnownCallsRecord known = find(caller, calls.getCallee());
      if (known == null) {
        if (caller.getCalls().size() >= most) {
          continue;
        }
        known =
            new KnownCallsRecord(
                calls.getCallee(), calls.getKind(), work.getEnd(), work.getEnd(), 0d, 0d, 0d);
        caller.getCalls().add(known);
      }
      long later = Math.max(known.getLastSeen(), work.getEnd());
      double kept = kept(later - known.getLastSeen(), bounds);
      double taken = kept(later - work.getEnd(), bounds);
      known.setCalls(known.getCalls() * kept + calls.getCalls() * taken);
      known.setErrors(known.getErrors() * kept + calls.getFailed() * taken);
      known.setLatency(known.getLatency() * kept + calls.getMillis() * taken);
      known.setFirstSeen(Math.min(known.getFirstSeen(), work.getEnd()));
      known.setLastSeen(later);
      known.setKind(calls.getKind());
    }
  }

  private static double kept(long age, GraphBounds bounds) {
    return Math.pow(0.5, (double) age / bounds.halfLife().toMillis());
  }

  private static @Nullable KnownCallsRecord find(CallerRecord caller, String callee) {
    for (KnownCallsRecord known : caller.getCalls()) {
      if (known.getCallee().equals(callee)) {
        return known;
      }
    }
    return null;
  }

  /** Forgets calls not seen since a moment; whether any is left. */
  public static boolean forget(CallerRecord caller, long oldest) {
    List<KnownCallsRecord> calls = caller.getCalls();
    calls.removeIf(known -> known.getLastSeen() < oldest);
    return !calls.isEmpty();
  }

  /** Tells a graph, and what callers and callees are. */
  public static void tell(String service, CallerRecord caller, DependencyGraph graph) {
    for (KnownCallsRecord known : caller.getCalls()) {
      graph.putCalls(
          service,
          known.getCallee(),
          known.getFirstSeen(),
          known.getLastSeen(),
          known.getCalls(),
          known.getErrors(),
          known.getLatency());
      graph.learnKind(known.getCallee(), known.getKind());
    }
    graph.learnKind(service, caller.getKind());
  }
}
