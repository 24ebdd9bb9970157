package io.vedette.jobs.retrain;

import io.vedette.jobs.streaming.OperatorIds;

/** The uid of every operator of the retrain graph, which is also its name. */
public final class RetrainOperatorIds {

  /** Begins the uid of a source of history; its name follows. */
  public static final String READ = "read-";

  /** Begins the uid of the splitter behind a source; the source's name follows. */
  public static final String SPLIT = "split-";

  /** Begins the uid of what gives samples their order; the source's name follows. */
  public static final String TIME = "time-";

  /** The name under which the buckets of every source are handled. */
  static final String BUCKETS = "buckets";

  /** Quantiles of histograms. */
  public static final String DERIVE_QUANTILES = OperatorIds.DERIVE_HISTOGRAM_QUANTILES;

  /** The name under which quantiles are handled. */
  static final String QUANTILES = "quantiles";

  /** The models there are. */
  public static final String READ_MODELS = "read-models";

  /** The trainer. */
  public static final String TRAIN_MODEL = "train-model";

  /** The models of names there are. */
  public static final String READ_NAMES_MODELS = "read-names-models";

  /** Brings them into the form of what the trainer of names is told. */
  public static final String ADAPT_NAMES = OperatorIds.ADAPT_NAMES;

  /** The trainer of names. */
  public static final String TRAIN_NAMES = "train-names";

  /** Sink. */
  public static final String WRITE_NAMES_MODELS = "write-names-models";

  /** Sink. */
  public static final String WRITE_MODELS = "write-models";

  /** Sink. */
  public static final String WRITE_DEAD_LETTERS = "write-dead-letters";

  private RetrainOperatorIds() {}
}
