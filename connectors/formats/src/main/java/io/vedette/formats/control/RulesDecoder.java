package io.vedette.formats.control;

import io.vedette.schema.ControlRecord;
import org.jspecify.annotations.Nullable;

/** Reads what is on the topic of rules: rules of noise by their keys, else of the detector. */
public final class RulesDecoder implements ControlDecoder {

  private static final long serialVersionUID = 1L;

  private final NoiseRuleDecoder noise = new NoiseRuleDecoder();
  private final RuleDecoder detector = new RuleDecoder();

  @Override
  public ControlRecord decode(String key, byte @Nullable [] value) {
    return NoiseRuleDecoder.isKey(key) ? noise.decode(key, value) : detector.decode(key, value);
  }
}
