package io.vedette.prometheus;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What labels of a series are taken.
 *
 * @param maxLabels number, the metric's name included
 * @param maxNameBytes length of a name, bytes of UTF-8
 * @param maxValueBytes length of a value, bytes of UTF-8
 */
public record LabelLimits(int maxLabels, int maxNameBytes, int maxValueBytes)
    implements Serializable {

  /** Why labels are beyond the limits; null when they are not. */
  @Nullable String problem(Map<String, String> labels) {
    if (labels.size() > maxLabels) {
      return labels.size() + " labels, more than limits.labels-per-series, " + maxLabels;
    }
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (isLonger(label.getKey(), maxNameBytes)) {
        return "a label name is longer than limits.label-name-bytes, " + maxNameBytes;
      }
      if (isLonger(label.getValue(), maxValueBytes)) {
        return "the value of a label is longer than limits.label-value-bytes, " + maxValueBytes;
      }
    }
    return null;
  }

  private static boolean isLonger(String text, int bytes) {
    return text.length() > bytes || text.getBytes(StandardCharsets.UTF_8).length > bytes;
  }
}
