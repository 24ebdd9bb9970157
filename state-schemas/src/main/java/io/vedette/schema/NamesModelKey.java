package io.vedette.schema;

import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.model.NamesModelRecord;
import java.util.Optional;

/**
 * The key of a model of names on the compacted topic of models: one place an environment for the
 * model in use, one for the newest that was not good enough.
 *
 * <pre>
 *   names/production             the champion
 *   names-rejected/production    figures of the newest that was not good enough
 * </pre>
 *
 * <p>An environment may hold any character, so it comes last.
 *
 * @param environment whose alerts are grouped by it
 * @param status {@code CHAMPION} or {@code REJECTED}
 */
public record NamesModelKey(String environment, ModelStatus status) {

  private static final String CHAMPION = "names/";
  private static final String REJECTED = "names-rejected/";

  /** Checks the status. */
  public NamesModelKey {
    if (status == ModelStatus.SHADOW) {
      throw new IllegalArgumentException("a model of names is champion or rejected, not in shadow");
    }
  }

  /** The key of a record. */
  public static NamesModelKey of(NamesModelRecord model) {
    return new NamesModelKey(model.getEnvironment(), model.getStatus());
  }

  /** Reads a key; empty when it is another one. */
  public static Optional<NamesModelKey> find(String text) {
    if (text.startsWith(CHAMPION)) {
      return Optional.of(
          new NamesModelKey(text.substring(CHAMPION.length()), ModelStatus.CHAMPION));
    }
    return text.startsWith(REJECTED)
        ? Optional.of(new NamesModelKey(text.substring(REJECTED.length()), ModelStatus.REJECTED))
        : Optional.empty();
  }

  /** As it is written. */
  @Override
  public String toString() {
    return (status == ModelStatus.CHAMPION ? CHAMPION : REJECTED) + environment;
  }
}
