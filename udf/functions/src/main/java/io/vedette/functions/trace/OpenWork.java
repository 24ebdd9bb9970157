package io.vedette.functions.trace;

import io.vedette.algorithms.rootcause.ExclusiveTime;
import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import io.vedette.schema.WorkFact;
import io.vedette.schema.rootcause.WorkMoments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where the time of a service goes in the intervals that are open. */
public final class OpenWork {

  private final TreeMap<Long, ExclusiveTime> slots = new TreeMap<>();

  /** Takes what was done in an interval, unless there are so many operations and callees. */
  void add(WorkFact fact, long slot, int most) {
    ExclusiveTime time = slots.computeIfAbsent(slot, added -> new ExclusiveTime(most));
    time.limit(most); // what was restored has none
    time.add("", fact.callee(), fact.operation(), fact.weight(), fact.millis(), fact.squares());
  }

  /** What was done up to an interval, which is over. */
  List<WorkMoments> close(long slot) {
    List<WorkMoments> done = new ArrayList<>();
    while (!slots.isEmpty() && slots.firstKey() <= slot) {
      slots
          .pollFirstEntry()
          .getValue()
          .visit(
              (unnamed, callee, operation, count, millis, squares) ->
                  done.add(new WorkMoments(operation, callee, count, millis, squares)));
    }
    return done;
  }

  boolean isEmpty() {
    return slots.isEmpty();
  }

  OpenWork copy() {
    OpenWork copy = new OpenWork();
    slots.forEach(
        (slot, time) -> {
          ExclusiveTime same = new ExclusiveTime(Integer.MAX_VALUE);
          time.visit(same::add);
          copy.slots.put(slot, same);
        });
    return copy;
  }

  void write(StateWriter out) {
    out.writeInt(slots.size());
    for (Map.Entry<Long, ExclusiveTime> slot : slots.entrySet()) {
      out.writeLong(slot.getKey());
      out.writeInt(slot.getValue().size());
      slot.getValue()
          .visit(
              (unnamed, callee, operation, count, millis, squares) -> {
                out.writeText(callee == null ? "" : callee);
                out.writeText(operation);
                out.writeDouble(count);
                out.writeDouble(millis);
                out.writeDouble(squares);
              });
    }
  }

  static OpenWork read(StateReader in) {
    OpenWork work = new OpenWork();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      long slot = in.readLong();
      int keys = in.readInt();
      ExclusiveTime time = new ExclusiveTime(Integer.MAX_VALUE);
      for (int key = 0; key < keys; key++) {
        String callee = in.readText();
        String operation = in.readText();
        time.add(
            "",
            callee.isEmpty() ? null : callee,
            operation,
            in.readDouble(),
            in.readDouble(),
            in.readDouble());
      }
      work.slots.put(slot, time);
    }
    return work;
  }
}
