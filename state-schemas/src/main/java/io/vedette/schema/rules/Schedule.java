package io.vedette.schema.rules;

/** When a rule is in effect. Times are milliseconds since the epoch. Immutable. */
public interface Schedule {

  /** No such time. */
  long NEVER = Long.MAX_VALUE;

  /** When the rule that is in effect at a time ends; 0 when it is not in effect then. */
  long activeUntil(long time);

  /** The next time after this one at which it begins or ends, or {@link #NEVER}. */
  long nextChange(long time);

  /**
   * Once.
   *
   * @param startsAt first millisecond
   * @param endsAt first millisecond after it
   */
  static Schedule once(long startsAt, long endsAt) {
    if (endsAt <= startsAt) {
      throw new IllegalArgumentException(
          "the end (" + endsAt + ") must be after the start (" + startsAt + ")");
    }
    return new Once(startsAt, endsAt);
  }

  /** See {@link #once}. */
  record Once(long startsAt, long endsAt) implements Schedule {

    @Override
    public long activeUntil(long time) {
      return time >= startsAt && time < endsAt ? endsAt : 0;
    }

    @Override
    public long nextChange(long time) {
      return time < startsAt ? startsAt : time < endsAt ? endsAt : NEVER;
    }
  }
}
