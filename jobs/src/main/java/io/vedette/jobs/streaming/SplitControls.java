package io.vedette.jobs.streaming;

import io.vedette.schema.ControlRecord;
import io.vedette.schema.IncidentControl;
import io.vedette.schema.NamesModel;
import io.vedette.schema.NoiseRuleChange;
import io.vedette.schema.Rejected;
import io.vedette.schema.RuleChange;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.SeriesControl;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.result.DeadLetter;
import io.vedette.serializers.VedetteTypes;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends on what is for one series, and what is for all to a side output. Keeps no state. */
final class SplitControls extends ProcessFunction<ControlRecord, ScoringInput> {

  /** What is for every series that matches. */
  static final OutputTag<RuleChange> RULES = new OutputTag<>("rules", VedetteTypes.RULE_CHANGE);

  /** What is for an incident. */
  static final OutputTag<IncidentCommand> INCIDENT_COMMANDS =
      new OutputTag<>("incident-commands", VedetteTypes.INCIDENT_COMMAND);

  /** What is for every alert that matches. */
  static final OutputTag<NoiseRuleChange> NOISE_RULES =
      new OutputTag<>("noise-rules", VedetteTypes.NOISE_RULE_CHANGE);

  /** Models of names that are to be used, or taken back. */
  static final OutputTag<GroupingControl> NAMES =
      new OutputTag<>("names", VedetteTypes.GROUPING_CONTROL);

  /** What could not become controls. */
  static final OutputTag<DeadLetter> DEAD_LETTERS = SplitRejected.DEAD_LETTERS;

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(
      ControlRecord record, Context context, Collector<ScoringInput> controls) {
    if (record instanceof SeriesControl control) {
      controls.collect(control);
    } else if (record instanceof RuleChange change) {
      context.output(RULES, change);
    } else if (record instanceof IncidentControl control) {
      context.output(INCIDENT_COMMANDS, control.command());
    } else if (record instanceof NoiseRuleChange change) {
      context.output(NOISE_RULES, change);
    } else if (record instanceof NamesModel model) {
      if (model.key().status() == ModelStatus.CHAMPION) {
        context.output(NAMES, NamesStreams.control(model));
      }
    } else if (record instanceof Rejected rejected) {
      context.output(DEAD_LETTERS, rejected.letter());
    }
  }
}
