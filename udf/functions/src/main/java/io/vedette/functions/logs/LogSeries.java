package io.vedette.functions.logs;

import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.SeriesHash;

/** The series that templates are counted in: {@code log_template_lines{service, template_id}}. */
public final class LogSeries {

  /** Lines of a template in an interval. */
  public static final String METRIC = "log_template_lines";

  /** Label with the identity of the template. */
  public static final String TEMPLATE_ID = "template_id";

  /** Label with the service. */
  static final String SERVICE = "service";

  /** Intervals after which a series is announced again: what expired is then known anew. */
  private static final long ANNOUNCE_EVERY = 60;

  private LogSeries() {}

  static Labels labels(String service, long template) {
    return service.isEmpty()
        ? Labels.of(Labels.METRIC_NAME, METRIC, TEMPLATE_ID, SeriesHash.toHex(template))
        : Labels.of(
            Labels.METRIC_NAME, METRIC, SERVICE, service, TEMPLATE_ID, SeriesHash.toHex(template));
  }

  /** The count of an interval that ends at a time; announces its series when that is due. */
  static Sample count(String service, MinedTemplate template, long end) {
    boolean announce = !template.announced || template.intervals % ANNOUNCE_EVERY == 0;
    template.announced = true;
    return sample(service, template, end, (double) template.now, announce);
  }

  /** Says that a series ended. */
  static Sample end(String service, MinedTemplate template, long at) {
    return sample(
        service, template, at, Double.longBitsToDouble(Sample.STALE_NAN_BITS), !template.announced);
  }

  private static Sample sample(
      String service, MinedTemplate template, long at, double value, boolean announce) {
    Labels labels = labels(service, template.id);
    Sample sample = new Sample();
    sample.set(labels.hash(), at, value, announce ? new Series(labels, MetricKind.GAUGE) : null);
    return sample;
  }
}
