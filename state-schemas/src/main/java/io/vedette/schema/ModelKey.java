package io.vedette.schema;

import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of a model on its compacted topic: one place a series for each status, so that compaction
 * keeps the newest of each and a shadow never takes the champion's place.
 *
 * <pre>
 *   00c2e4a7d1b5f903            the champion
 *   00c2e4a7d1b5f903/shadow     the model in shadow
 *   00c2e4a7d1b5f903/rejected   figures of the newest model that was not good enough
 * </pre>
 *
 * <p>A reader needs it for records without a value, which take back what is in that place.
 *
 * @param seriesHash identity of the series, see {@link SeriesHash}
 * @param status which of its places
 */
public record ModelKey(long seriesHash, ModelStatus status) {

  private static final Pattern FORM = Pattern.compile("([0-9a-f]{16})(?:/(shadow|rejected))?");

  /** The key of a record. */
  public static ModelKey of(ModelRecord model) {
    return new ModelKey(SeriesHash.ofHex(model.getSeriesId()), model.getStatus());
  }

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException when it is none, quoting it
   */
  public static ModelKey parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not the key of a model");
    }
    return new ModelKey(
        SeriesHash.ofHex(parts.group(1)),
        parts.group(2) == null
            ? ModelStatus.CHAMPION
            : ModelStatus.valueOf(parts.group(2).toUpperCase(Locale.ROOT)));
  }

  /** As it is written. */
  @Override
  public String toString() {
    String series = SeriesHash.toHex(seriesHash);
    return status == ModelStatus.CHAMPION
        ? series
        : series + "/" + status.name().toLowerCase(Locale.ROOT);
  }
}
