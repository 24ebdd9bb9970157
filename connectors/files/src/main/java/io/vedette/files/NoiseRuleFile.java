package io.vedette.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vedette.formats.control.NoiseRuleDecoder;
import io.vedette.schema.NoiseRuleChange;
import io.vedette.schema.control.NoiseRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rules of noise to be tried on recorded alerts: YAML or JSON, each rule under its key, as on the
 * topic of rules.
 *
 * <pre>
 *   silence/db-move:
 *     matchers: ["service=db"]
 *     startsAt: 1700000000000
 *     endsAt: 1700003600000
 *     author: ann
 *     comment: the database moves
 *   inhibition/node-down:
 *     source: ["alertname=NodeDown"]
 *     target: ["severity=WARNING"]
 *     equal: ["host"]
 * </pre>
 *
 * <p>Read as a whole; one rule that cannot be used fails all, since the result would not be what
 * was asked for.
 */
public final class NoiseRuleFile {

  private NoiseRuleFile() {}

  /**
   * Its rules by their keys.
   *
   * @param most rules there may be
   * @throws MetricFileException when it cannot be understood, naming file, rule and reason
   */
  public static Map<String, NoiseRule> read(Path path, int most, FileLimits limits)
      throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new MetricFileException(path + ": no such file; expected rules of noise, YAML or JSON");
    }
    JsonNode all = tree(path, limits);
    if (!all.isObject() || all.isEmpty()) {
      throw new MetricFileException(
          path + ": expected rules by their keys, e.g. silence/db-move: {matchers: ...}");
    }
    if (all.size() > most) {
      throw new MetricFileException(
          path + ": " + all.size() + " rules, and noise.rules allows " + most);
    }
    ObjectMapper json = new ObjectMapper();
    NoiseRuleDecoder decoder = new NoiseRuleDecoder();
    Map<String, NoiseRule> rules = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : all.properties()) {
      try {
        NoiseRuleChange change =
            decoder.decode(entry.getKey(), json.writeValueAsBytes(entry.getValue()));
        NoiseRule rule = change.rule();
        if (rule != null) {
          rules.put(change.key(), rule);
        }
      } catch (IllegalArgumentException wrong) {
        throw new MetricFileException(path + ": " + entry.getKey() + ": " + wrong.getMessage());
      }
    }
    return rules;
  }

  private static JsonNode tree(Path path, FileLimits limits) throws IOException {
    try (InputStream in = MetricFiles.open(path)) {
      byte[] bytes = in.readNBytes(limits.maxUnpackedBytes());
      if (in.read() >= 0) {
        throw new MetricFileException(
            path + ": rules of more than " + limits.maxUnpackedBytes() + " bytes");
      }
      return new YAMLMapper().readTree(bytes);
    } catch (JsonProcessingException unreadable) {
      throw new MetricFileException(
          path + ": neither YAML nor JSON: " + unreadable.getOriginalMessage());
    }
  }
}
