package io.vedette.functions;

import io.vedette.algorithms.detect.CounterEvidence;
import io.vedette.algorithms.detect.EwmaState;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.algorithms.detect.SeriesMemory;
import io.vedette.algorithms.detect.SeriesState;
import io.vedette.algorithms.silence.Presence;
import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import io.vedette.schema.result.Direction;
import io.vedette.schema.result.Severity;
import io.vedette.schema.state.EwmaStateRecord;
import io.vedette.schema.state.ScoreStateRecord;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the scorer keeps of one series and touches with every sample. Mutable: changed in place.
 *
 * <p>About 220 bytes on the heap beside the detector's model, and 100 with trained models. {@link
 * ScoreStateRecord} says what each field means.
 */
public final class ScoreState {

  /** A time before all others: no sample yet, or no run of anomalies yet. */
  static final long NEVER = Long.MIN_VALUE;

  static final byte[] NOTHING = new byte[0];
  private static final byte VERSION = 1;
  private static final int COUNTER = 1;
  private static final int FEEDBACK = 2;
  private static final int TRIAL = 4;
  private static final int SEVERITY = 3;
  private static final int BELOW = 32;

  /** Of the detector; its memory is in the state {@code memory} but for a moment. */
  SeriesState detector;

  /** The model of release 0.1, until a sample comes. */
  @Nullable EwmaState former;

  long lastTimestamp = NEVER;
  double lastValue = Double.NaN;
  boolean counter;

  /** What the values say of that, see {@link CounterEvidence}. */
  int counterEvidence;

  long hysteresis = Hysteresis.INITIAL;
  long startsAt = NEVER;
  double peakScore;
  Severity severity = Severity.INFO;
  Direction direction = Direction.ABOVE;
  long profileKey;
  boolean feedback;
  @Nullable ModelTrial trial;

  /** Found by {@link #profileKey}, or by the labels; not stored. */
  @Nullable SeriesProfile profile;

  Presence presence;

  /** The series it is held for by {@link InPlaceState}, and how often still; not stored. */
  long heldFor;

  int usesLeft;

  /** The one that was used after this the last time, while both are held; not stored. */
  @Nullable ScoreState next;

  /** The object in state {@code memory}, while it may be changed in place; not stored. */
  @Nullable SeriesMemory memoryAtHand;

  /** Samples to come for which those judged of late are still kept; 0 when none are. */
  int recent;

  /** A series not met before. */
  public ScoreState() {
    this(new SeriesState(), new Presence());
  }

  private ScoreState(SeriesState detector, Presence presence) {
    this.detector = detector;
    this.presence = presence;
  }

  /** The living form of what was stored. */
  public static ScoreState fromStored(ScoreStateRecord stored) {
    ScoreState state = new ScoreState();
    EwmaStateRecord former = stored.getDetector();
    state.former = former == null ? null : EwmaState.fromStored(former);
    state.detector = SeriesState.fromBytes(bytes(stored.getModel()));
    state.lastTimestamp = stored.getLastTimestamp();
    state.lastValue = Double.longBitsToDouble(stored.getLastValueBits());
    state.counter = stored.getCounter();
    state.counterEvidence = stored.getCounterEvidence();
    state.hysteresis = stored.getHysteresis();
    state.startsAt = stored.getStartsAt();
    state.peakScore = stored.getPeakScore();
    state.severity = stored.getSeverity();
    state.direction = stored.getDirection();
    state.profileKey = stored.getProfile();
    state.feedback = stored.getFeedback();
    state.trial = stored.getTrial() == null ? null : ModelTrial.fromStored(stored.getTrial());
    state.presence = Presence.fromStored(stored.getPresence());
    state.recent = stored.getRecent();
    return state;
  }

  /**
   * The form to store as release 0.2 had it; {@link #fromStored} of it goes on exactly as this
   * would.
   */
  public ScoreStateRecord toStored() {
    return new ScoreStateRecord(
        former == null ? null : former.toStored(),
        lastTimestamp,
        Double.doubleToRawLongBits(lastValue),
        counter,
        hysteresis,
        startsAt,
        peakScore,
        severity,
        direction,
        ByteBuffer.wrap(modelToBytes()),
        profileKey,
        feedback,
        trial == null ? null : trial.toStored(),
        presence.toStored(),
        recent,
        counterEvidence);
  }

  /** Writes the versioned form to store; {@link #read} of it goes on exactly as this would. */
  void write(StateWriter to) {
    to.writeByte(VERSION);
    to.writeByte(
        (counter ? COUNTER : 0)
            | (feedback ? FEEDBACK : 0)
            | (trial == null ? 0 : TRIAL)
            | code(severity) << SEVERITY
            | (direction == Direction.BELOW ? BELOW : 0));
    to.writeLong(lastTimestamp);
    to.writeDouble(lastValue);
    to.writeLong(hysteresis);
    to.writeLong(startsAt);
    to.writeDouble(peakScore);
    to.writeLong(profileKey);
    to.writeInt(recent);
    to.writeInt(counterEvidence);
    presence.write(to);
    if (trial != null) {
      trial.write(to);
    }
    detector.write(to);
  }

  /**
   * Reads what {@link #write} wrote, of this release or an earlier one.
   *
   * @throws IllegalArgumentException when it is not a stored form that this release reads
   */
  static ScoreState read(StateReader from) {
    byte version = from.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "state score has version " + version + ": this release reads version " + VERSION);
    }
    int flags = from.readByte();
    long lastTimestamp = from.readLong();
    double lastValue = from.readDouble();
    long hysteresis = from.readLong();
    long startsAt = from.readLong();
    double peakScore = from.readDouble();
    long profileKey = from.readLong();
    int recent = from.readInt();
    int counterEvidence = from.readInt();
    Presence presence = Presence.read(from);
    ModelTrial trial = (flags & TRIAL) == 0 ? null : ModelTrial.read(from);
    ScoreState state = new ScoreState(SeriesState.read(from), presence);
    state.counter = (flags & COUNTER) != 0;
    state.feedback = (flags & FEEDBACK) != 0;
    state.severity = ofCode(flags >> SEVERITY & 3);
    state.direction = (flags & BELOW) == 0 ? Direction.ABOVE : Direction.BELOW;
    state.lastTimestamp = lastTimestamp;
    state.lastValue = lastValue;
    state.hysteresis = hysteresis;
    state.startsAt = startsAt;
    state.peakScore = peakScore;
    state.profileKey = profileKey;
    state.recent = recent;
    state.counterEvidence = counterEvidence;
    state.trial = trial;
    return state;
  }

  private static int code(Severity severity) {
    return switch (severity) {
      case INFO -> 0;
      case WARNING -> 1;
      case CRITICAL -> 2;
    };
  }

  private static Severity ofCode(int code) {
    return switch (code) {
      case 0 -> Severity.INFO;
      case 1 -> Severity.WARNING;
      case 2 -> Severity.CRITICAL;
      default -> throw new IllegalArgumentException("state score has severity " + code);
    };
  }

  /** A copy that shares nothing with this. */
  public ScoreState copy() {
    ScoreState copy = new ScoreState(detector.copy(), presence.copy());
    copy.former = former == null ? null : former.copy();
    copy.lastTimestamp = lastTimestamp;
    copy.lastValue = lastValue;
    copy.counter = counter;
    copy.counterEvidence = counterEvidence;
    copy.hysteresis = hysteresis;
    copy.startsAt = startsAt;
    copy.peakScore = peakScore;
    copy.severity = severity;
    copy.direction = direction;
    copy.profileKey = profileKey;
    copy.feedback = feedback;
    copy.trial = trial == null ? null : trial.copy();
    copy.profile = profile;
    copy.recent = recent;
    return copy;
  }

  boolean isFirstSample() {
    return lastTimestamp == NEVER;
  }

  boolean isFiring() {
    return Hysteresis.isFiring(hysteresis);
  }

  /** Whether this is the newest sample again, to the bit: a stale marker is a NaN of its own. */
  boolean isLast(long timestamp, double value) {
    return timestamp == lastTimestamp
        && Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(lastValue);
  }

  /** Ends the run of anomalies. */
  void endRun() {
    hysteresis = Hysteresis.INITIAL;
    startsAt = NEVER;
    peakScore = 0;
    severity = Severity.INFO;
  }

  /** What rules apply is to be found anew. */
  void forgetProfile() {
    profileKey = 0;
    profile = null;
  }

  /**
   * Lets go of what release 0.1 knew: the detector since then looks at other things, and begins
   * with a warm-up. An open alert stays.
   */
  void forgetFormerModel() {
    former = null;
  }

  /** The detector's model as bytes, for {@link #restoreModel}; none when nothing was learned. */
  byte[] modelToBytes() {
    return detector.samples() == 0 ? NOTHING : detector.toBytes();
  }

  /** Makes the detector's model what it was. */
  void restoreModel(byte[] bytes) {
    detector = SeriesState.fromBytes(bytes);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    return copy;
  }

  @Override
  public String toString() {
    return toStored().toString();
  }
}
