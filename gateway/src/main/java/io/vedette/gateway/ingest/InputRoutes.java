package io.vedette.gateway.ingest;

import io.vedette.formats.RecordDecoder;
import io.vedette.formats.alerts.AlertDecoders;
import io.vedette.formats.alerts.AlertFormat;
import io.vedette.formats.alerts.MappedAlertDecoder;
import io.vedette.formats.changes.MappedChangeDecoder;
import io.vedette.formats.events.KubernetesEventDecoder;
import io.vedette.formats.mapping.BuiltInMappings;
import io.vedette.formats.mapping.Mapping;
import io.vedette.formats.mapping.MappingKind;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.gateway.access.HubSignatures;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways in for alerts of other tools, for changes and for events of Kubernetes. */
public final class InputRoutes {

  /** What Prometheus posts to an Alertmanager. */
  public static final String ALERTMANAGER_API = "/api/v2/alerts";

  /** Alertmanager's webhook. */
  public static final String ALERTMANAGER_WEBHOOK = "/webhook/alertmanager";

  /** Alerts in our own words; behind it a mapping's name. */
  public static final String ALERTS = "/webhook/alerts";

  /** Changes in our own words; behind it a mapping's name. */
  public static final String CHANGES = "/webhook/changes";

  /** Events of Kubernetes. */
  public static final String KUBERNETES = "/webhook/kubernetes";

  private static final String GITHUB = "github";
  private static final String UNIT_ALERTS = "alerts";
  private static final String UNIT_CHANGES = "changes";
  private static final String UNIT_EVENTS = "events";

  private final DecoderLimits limits;
  private final Clock clock;

  private InputRoutes(DecoderLimits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * All of them; each mapping has its own.
   *
   * @param signatures of GitHub's webhooks; null where they are not asked for
   */
  public static List<IngestRoute> of(
      Settings settings, Mappings mappings, @Nullable HubSignatures signatures) {
    return new InputRoutes(RouteLimits.of(settings), Clock.systemUTC())
        .all(settings, mappings, signatures);
  }

  private List<IngestRoute> all(
      Settings settings, Mappings mappings, @Nullable HubSignatures signatures) {
    String alerts = settings.get(SharedSettings.ALERTS_IN_TOPIC);
    String changes = settings.get(SharedSettings.CHANGES_TOPIC);
    List<IngestRoute> routes = new ArrayList<>();
    routes.add(
        new IngestRoute(
            ALERTMANAGER_API,
            alerts,
            negotiation(
                AlertFormat.ALERTMANAGER_API.word(),
                null,
                AlertDecoders.alertmanagerApi(limits),
                UNIT_ALERTS,
                TextAnswers.ALERTMANAGER)));
    routes.add(
        new IngestRoute(
            ALERTMANAGER_WEBHOOK,
            alerts,
            negotiation(
                AlertFormat.ALERTMANAGER_WEBHOOK.word(),
                null,
                AlertDecoders.alertmanagerWebhook(limits),
                UNIT_ALERTS,
                TextAnswers.INSTANCE)));
    routes.add(new IngestRoute(ALERTS, alerts, alerts(mappings.named(BuiltInMappings.ALERTS))));
    for (Mapping mapping : mappings.of(MappingKind.ALERTS)) {
      routes.add(new IngestRoute(ALERTS + "/" + mapping.name(), alerts, alerts(mapping)));
    }
    routes.add(new IngestRoute(CHANGES, changes, changes(mappings.named(BuiltInMappings.CHANGES))));
    for (Mapping mapping : mappings.of(MappingKind.CHANGES)) {
      routes.add(
          new IngestRoute(
              CHANGES + "/" + mapping.name(),
              changes,
              changes(mapping),
              mapping.name().equals(GITHUB) ? signatures : null));
    }
    routes.add(
        new IngestRoute(
            KUBERNETES,
            settings.get(SharedSettings.EVENTS_TOPIC),
            negotiation(
                KubernetesEventDecoder.FORMAT,
                null,
                new KubernetesEventDecoder(limits),
                UNIT_EVENTS,
                TextAnswers.INSTANCE)));
    return routes;
  }

  private Negotiation alerts(Mapping mapping) {
    return negotiation(
        AlertFormat.MAPPED.word(),
        mapping,
        new MappedAlertDecoder(mapping, limits),
        UNIT_ALERTS,
        TextAnswers.INSTANCE);
  }

  private Negotiation changes(Mapping mapping) {
    return negotiation(
        AlertFormat.MAPPED.word(),
        mapping,
        new MappedChangeDecoder(mapping, limits),
        UNIT_CHANGES,
        TextAnswers.INSTANCE);
  }

  private <T> Negotiation negotiation(
      String format,
      @Nullable Mapping mapping,
      RecordDecoder<T> decoder,
      String unit,
      Answers answers) {
    return new JsonNegotiation(
        gzip ->
            new BodyKind(
                format,
                gzip ? "gzip" : null,
                mapping == null ? null : header(mapping),
                new RecordBodyCheck<>(decoder, unit, gzip, limits.maxUnpackedBytes(), clock),
                answers));
  }

  /** The name where the job knows it too, else the whole text. */
  private static String header(Mapping mapping) {
    boolean isBuiltIn =
        BuiltInMappings.of(mapping.name())
            .map(own -> own.text().equals(mapping.text()))
            .orElse(false);
    return isBuiltIn ? mapping.name() : mapping.text();
  }
}
