package io.vedette.algorithms.rootcause;

import io.vedette.schema.SeriesHash;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The signs of one incident, each once: copies of a metric are folded, and calls between two
 * entities are one sign for slow and one for failing, whatever the operation.
 *
 * <p>Bounded: beyond the bound new ones are left out, the first seen being the more telling.
 */
public final class SignSet {

  private final int bound;
  private final Map<Long, Folded> signs = new LinkedHashMap<>();
  private long firstTime = Long.MAX_VALUE;

  /** Takes so many at most. */
  public SignSet(int bound) {
    this.bound = bound;
  }

  /** A sign, and what was folded into it. */
  static final class Folded {

    final Sign.Kind kind;
    final String entity;
    final @Nullable String caller;
    final String name;
    final boolean isDown;
    final boolean isError;
    final Family family;

    /** Of this sign; the same in every incident. */
    final long key;

    long onset;
    int count;
    double deviation;
    @Nullable String summary;

    /** Of the first that has one. */
    Sign.@Nullable Band band;

    Folded(Sign sign, String name, long key) {
      kind = sign.kind();
      entity = sign.entity();
      caller = sign.caller();
      this.name = name;
      isDown = sign.isDown();
      isError = sign.isError();
      family = familyOf(sign);
      this.key = key;
      onset = sign.time();
      deviation = sign.deviation();
      summary = sign.summary();
      band = sign.band();
    }

    /** The same for such a sign anywhere else on its level. */
    long group(Level level) {
      return kind == Sign.Kind.CALL
          ? SeriesHash.fold(SeriesHash.EMPTY, kindCode(kind), isError ? 1 : 0)
          : SeriesHash.fold(
              SeriesHash.fold(SeriesHash.EMPTY, kindCode(kind), SeriesHash.of(name)),
              levelCode(kind == Sign.Kind.LOG ? Level.SERVICE : level),
              isDown ? 1 : 0);
    }
  }

  private static Family familyOf(Sign sign) {
    return switch (sign.kind()) {
      case METRIC -> Family.ofMetric(sign.name());
      case CALL -> sign.isError() ? Family.ERRORS : Family.LATENCY;
      case LOG -> Family.LOG;
    };
  }

  private static int kindCode(Sign.Kind kind) {
    return switch (kind) {
      case METRIC -> 1;
      case CALL -> 2;
      case LOG -> 3;
    };
  }

  private static int levelCode(Level level) {
    return switch (level) {
      case SERVICE -> 1;
      case INSTANCE -> 2;
      case HOST -> 3;
    };
  }

  /** Takes a sign. */
  public void add(Sign sign) {
    String name =
        switch (sign.kind()) {
          case METRIC -> FoldedName.of(sign.name());
          case CALL -> sign.name();
          case LOG -> sign.name();
        };
    String told = sign.kind() == Sign.Kind.CALL ? "" : name;
    long key =
        SeriesHash.fold(SeriesHash.EMPTY, kindCode(sign.kind()), SeriesHash.of(sign.entity()));
    key = SeriesHash.fold(key, 4, sign.caller() == null ? 0 : SeriesHash.of(sign.caller()));
    key = SeriesHash.fold(key, 5, SeriesHash.of(told));
    key = SeriesHash.fold(key, 6, (sign.isDown() ? 1 : 0) + (sign.isError() ? 2 : 0));
    Folded folded = signs.get(key);
    if (folded == null) {
      if (signs.size() >= bound) {
        return;
      }
      folded = new Folded(sign, name, key);
      signs.put(key, folded);
    }
    folded.count++;
    folded.onset = Math.min(folded.onset, sign.time());
    if (!(Math.abs(folded.deviation) >= Math.abs(sign.deviation()))) {
      folded.deviation = sign.deviation();
    }
    if (folded.summary == null) {
      folded.summary = sign.summary();
    }
    if (folded.band == null) {
      folded.band = sign.band();
    }
    firstTime = Math.min(firstTime, sign.time());
  }

  /** Event time of the first; the greatest long when there is none. */
  public long firstTime() {
    return firstTime;
  }

  /** How many there are. */
  public int size() {
    return signs.size();
  }

  Collection<Folded> all() {
    return signs.values();
  }
}
