package io.vedette.algorithms.rootcause;

import io.vedette.algorithms.rootcause.ServiceSeries.Period;
import io.vedette.schema.rootcause.ServiceHistoryRecord;
import io.vedette.schema.rootcause.ServiceSlotRecord;
import io.vedette.schema.rootcause.ServiceWork;
import io.vedette.schema.rootcause.WorkMoments;
import io.vedette.schema.rootcause.WorkSlotRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a service did in its last intervals, and where its time usually goes.
 *
 * <p>Memory: 64 bytes an interval, some 100 an operation and interval in detail; bounded by {@link
 * HistoryBounds}. Time: taking an interval is linear in its operations.
 */
public final class ServiceHistory {

  /** What an interval counts beside the one after it, once it is no longer kept in detail. */
  private static final double FADING = 0.99;

  private final Deque<ServiceSlotRecord> slots = new ArrayDeque<>();
  private final Deque<Detail> recent = new ArrayDeque<>();
  private final ExclusiveTime usual = new ExclusiveTime(Integer.MAX_VALUE);

  private record Detail(long end, ExclusiveTime time) {}

  /**
   * Takes an interval, or more of one.
   *
   * @param bounds of what is kept
   * @param isUsual whether an interval that is no longer kept in detail, by its end, tells what is
   *     usual
   */
  public void add(ServiceWork work, HistoryBounds bounds, LongPredicate isUsual) {
    ServiceSlotRecord slot = slot(work.getEnd(), bounds);
    if (slot == null) {
      return;
    }
    slot.setRequests(slot.getRequests() + work.getRequests());
    slot.setFailed(slot.getFailed() + work.getFailed());
    slot.setTotal(slot.getTotal() + work.getTotal());
    Double mean = work.getMean();
    if (mean != null) {
      slot.setMean(slot.getMean() + mean);
      slot.setMeans(slot.getMeans() + 1);
    }
    Double failing = work.getFailing();
    if (failing != null) {
      slot.setFailing(slot.getFailing() + failing);
      slot.setFailings(slot.getFailings() + 1);
    }
    addDetail(work, bounds, isUsual);
  }

  /** The interval of an end; null when it is older than all that are kept. */
  private @Nullable ServiceSlotRecord slot(long end, HistoryBounds bounds) {
    ServiceSlotRecord last = slots.peekLast();
    if (last != null && last.getEnd() == end) {
      return last;
    }
    if (last == null || last.getEnd() < end) {
      ServiceSlotRecord slot = new ServiceSlotRecord(end, 0d, 0d, 0d, 0d, 0, 0d, 0);
      slots.addLast(slot);
      if (slots.size() > bounds.slots()) {
        slots.removeFirst();
      }
      return slot;
    }
    for (ServiceSlotRecord slot : slots) {
      if (slot.getEnd() == end) {
        return slot;
      }
    }
    return null;
  }

  private void addDetail(ServiceWork work, HistoryBounds bounds, LongPredicate isUsual) {
    Detail last = recent.peekLast();
    if (work.getWork().isEmpty() || (last != null && last.end() > work.getEnd())) {
      return;
    }
    if (last == null || last.end() < work.getEnd()) {
      last = new Detail(work.getEnd(), new ExclusiveTime(bounds.operations()));
      recent.addLast(last);
    }
    last.time().limit(bounds.operations());
    add(work.getWork(), last.time());
    while (recent.size() > bounds.recent()) {
      Detail oldest = recent.removeFirst();
      if (isUsual.test(oldest.end())) {
        usual.limit(bounds.operations());
        usual.scale(FADING);
        oldest.time().visit(usual::add);
      }
    }
  }

  /** The service's name is told by whoever keeps this. */
  private static void add(List<WorkMoments> work, ExclusiveTime time) {
    for (WorkMoments moments : work) {
      time.add(
          "",
          moments.getCallee(),
          moments.getOperation(),
          moments.getCount(),
          moments.getMillis(),
          moments.getSquares());
    }
  }

  /** End of the last interval; {@link Long#MIN_VALUE} when there is none. */
  public long lastEnd() {
    ServiceSlotRecord last = slots.peekLast();
    return last == null ? Long.MIN_VALUE : last.getEnd();
  }

  /** Whether where its time goes is known. */
  boolean hasDetail() {
    return !recent.isEmpty();
  }

  /** Adds where the time of a service went before and during an incident. */
  void addTo(String service, IncidentWindow window, ExclusiveTime before, ExclusiveTime during) {
    usual.visit(
        (unnamed, callee, operation, count, millis, squares) ->
            before.add(service, callee, operation, count, millis, squares));
    int place = 0;
    for (Detail detail : recent) {
      ExclusiveTime into = null;
      if (detail.end() >= window.start()) {
        into = window.isDuring(detail.end(), place++) ? during : null;
      } else if (window.isUsual(detail.end(), length())) {
        into = before;
      }
      if (into != null) {
        ExclusiveTime taken = into;
        detail
            .time()
            .visit(
                (unnamed, callee, operation, count, millis, squares) ->
                    taken.add(service, callee, operation, count, millis, squares));
      }
    }
  }

  /** How long an interval is: the shortest way from the end of one to the end of the next. */
  private long length() {
    long length = Long.MAX_VALUE;
    long before = Long.MIN_VALUE;
    for (ServiceSlotRecord slot : slots) {
      if (before != Long.MIN_VALUE) {
        length = Math.min(length, slot.getEnd() - before);
      }
      before = slot.getEnd();
    }
    return length == Long.MAX_VALUE ? 0 : length;
  }

  /** Requests, latency and errors before and during an incident; null where one is not known. */
  @Nullable ServiceSeries series(String service, IncidentWindow window) {
    List<ServiceSlotRecord> before = new ArrayList<>();
    List<ServiceSlotRecord> during = new ArrayList<>();
    long length = length();
    int place = 0;
    for (ServiceSlotRecord slot : slots) {
      if (slot.getEnd() >= window.start()) {
        if (window.isDuring(slot.getEnd(), place++)) {
          during.add(slot);
        }
      } else if (window.isUsual(slot.getEnd(), length)) {
        before.add(slot);
      }
    }
    return before.isEmpty() || during.isEmpty()
        ? null
        : new ServiceSeries(service, period(before), period(during));
  }

  private static Period period(List<ServiceSlotRecord> slots) {
    return new Period(
        values(slots, slot -> slot.getRequests() > 0 ? slot.getRequests() : Double.NaN),
        values(slots, ServiceHistory::latency),
        values(slots, ServiceHistory::failing));
  }

  private static double[] values(
      List<ServiceSlotRecord> slots, ToDoubleFunction<ServiceSlotRecord> value) {
    return slots.stream().mapToDouble(value).toArray();
  }

  private static double latency(ServiceSlotRecord slot) {
    if (slot.getMeans() > 0) {
      return slot.getMean() / slot.getMeans();
    }
    return slot.getTotal() > 0 && slot.getRequests() > 0
        ? slot.getTotal() / slot.getRequests()
        : Double.NaN;
  }

  private static double failing(ServiceSlotRecord slot) {
    if (slot.getFailings() > 0) {
      return slot.getFailing() / slot.getFailings();
    }
    return slot.getRequests() > 0 ? Math.min(1, slot.getFailed() / slot.getRequests()) : Double.NaN;
  }

  /** As it is stored. */
  public ServiceHistoryRecord toStored() {
    List<ServiceSlotRecord> stored = new ArrayList<>(slots.size());
    slots.forEach(slot -> stored.add(ServiceSlotRecord.newBuilder(slot).build()));
    List<WorkSlotRecord> details = new ArrayList<>(recent.size());
    recent.forEach(detail -> details.add(new WorkSlotRecord(detail.end(), moments(detail.time()))));
    return new ServiceHistoryRecord(stored, details, moments(usual));
  }

  private static List<WorkMoments> moments(ExclusiveTime time) {
    List<WorkMoments> moments = new ArrayList<>(time.size());
    time.visit(
        (unnamed, callee, operation, count, millis, squares) ->
            moments.add(new WorkMoments(operation, callee, count, millis, squares)));
    return moments;
  }

  /** As it was stored. */
  public static ServiceHistory fromStored(ServiceHistoryRecord stored) {
    ServiceHistory history = new ServiceHistory();
    history.slots.addAll(stored.getSlots());
    for (WorkSlotRecord slot : stored.getRecent()) {
      Detail detail = new Detail(slot.getEnd(), new ExclusiveTime(Integer.MAX_VALUE));
      add(slot.getWork(), detail.time());
      history.recent.addLast(detail);
    }
    add(stored.getUsual(), history.usual);
    return history;
  }
}
