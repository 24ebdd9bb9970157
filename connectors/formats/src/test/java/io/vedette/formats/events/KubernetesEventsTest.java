package io.vedette.formats.events;

import static io.vedette.formats.Heard.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.formats.Heard;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.schema.alert.ChangeEvent;
import io.vedette.schema.event.EventRecord;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KubernetesEventsTest {

  /** As kubernetes-event-exporter writes it. */
  private static final String EXPORTED =
      """
      {"metadata":{"name":"cart.17","namespace":"shop","uid":"u-1","creationTimestamp":"2023-11-14T21:00:00Z"},
       "reason":"BackOff","message":"Back-off restarting failed container","source":{"component":"kubelet","host":"n1"},
       "firstTimestamp":"2023-11-14T21:00:00Z","lastTimestamp":"2023-11-14T22:00:00Z","count":7,"type":"Warning",
       "eventTime":null,"reportingComponent":"","clusterName":"eu",
       "involvedObject":{"kind":"Pod","namespace":"shop","name":"cart-7d9f8b6c5-x2x4z","uid":"p-1",
         "labels":{"app.kubernetes.io/name":"cart","tier":"web"}}}
      """;

  @Test
  void anEventOfTheExporter() throws Exception {
    EventRecord event = decode(EXPORTED).only();

    assertThat(event.getId()).isEqualTo("u-1");
    assertThat(event.getTs()).isEqualTo(Instant.parse("2023-11-14T22:00:00Z").toEpochMilli());
    assertThat(event.getEnvironment()).isEqualTo("default");
    assertThat(event.getNamespace()).isEqualTo("shop");
    assertThat(event.getKind()).isEqualTo("Pod");
    assertThat(event.getService()).isEqualTo("cart");
    assertThat(event.getReason()).isEqualTo("BackOff");
    assertThat(event.getIsWarning()).isTrue();
    assertThat(event.getCount()).isEqualTo(7);
    assertThat(event.getHost()).isEqualTo("eu/n1");
    assertThat(event.getLabels()).containsEntry("cluster", "eu").containsEntry("tier", "web");
  }

  @Test
  void anEventWithoutAnIdAndARolloutSayInWhichCluster() throws Exception {
    String event =
        """
        {"clusterName":"%s","reason":"ScalingReplicaSet","message":"Scaled up replica set cart-7d9f8b6c5 to 3",
         "lastTimestamp":"2023-11-14T22:00:00Z",
         "involvedObject":{"kind":"Deployment","namespace":"shop","name":"cart"}}
        """;
    EventRecord eu = decode(event.formatted("eu")).only();
    EventRecord us = decode(event.formatted("us")).only();

    assertThat(eu.getId()).isEqualTo("eu/shop/Deployment/cart/ScalingReplicaSet");
    assertThat(us.getId()).isEqualTo("us/shop/Deployment/cart/ScalingReplicaSet");
    assertThat(KubernetesChanges.of(eu).orElseThrow().getId())
        .isEqualTo("k8s-default/eu/shop/cart-7d9f8b6c5");
    assertThat(KubernetesChanges.of(us).orElseThrow().getId())
        .isEqualTo("k8s-default/us/shop/cart-7d9f8b6c5");
  }

  @Test
  void theNewerApiAndAWatchAndAList() throws Exception {
    String event =
        """
        {"metadata":{"uid":"u-%d"},"reason":"FailedScheduling","note":"0/3 nodes","type":"Warning",
         "eventTime":"2023-11-14T22:00:00.123456Z","series":{"count":4,"lastObservedTime":"2023-11-14T22:05:00.000000Z"},
         "regarding":{"kind":"Pod","namespace":"shop","name":"db-0"}}
        """;

    Heard<EventRecord> heard =
        decode(
            "{\"type\":\"ADDED\",\"object\":"
                + event.formatted(1)
                + "}{\"type\":\"DELETED\",\"object\":"
                + event.formatted(2)
                + "}{\"kind\":\"EventList\",\"items\":["
                + event.formatted(3)
                + ","
                + event.formatted(4)
                + "]}");

    assertThat(heard.records()).extracting(EventRecord::getId).containsExactly("u-1", "u-3", "u-4");
    EventRecord first = heard.records().get(0);
    assertThat(first.getService()).isEqualTo("db");
    assertThat(first.getMessage()).isEqualTo("0/3 nodes");
    assertThat(first.getCount()).isEqualTo(4);
    assertThat(first.getTs()).isEqualTo(Instant.parse("2023-11-14T22:05:00Z").toEpochMilli());
  }

  @Test
  void aNodeIsItsOwnHost() throws Exception {
    EventRecord event =
        decode(
                "{\"reason\":\"NodeNotReady\",\"type\":\"Normal\","
                    + "\"involvedObject\":{\"kind\":\"Node\",\"name\":\"n1\"}}")
            .only();

    assertThat(event.getHost()).isEqualTo("n1");
    assertThat(event.getService()).isEqualTo("n1");
    assertThat(event.getIsWarning()).isFalse();
    assertThat(event.getTs()).isEqualTo(RECEIVED);
    assertThat(event.getCount()).isEqualTo(1);
  }

  @Test
  void whatIsNoEventIsRefusedAlone() throws Exception {
    Heard<EventRecord> heard = decode("[{\"reason\":\"x\"},7," + EXPORTED + "]");

    assertThat(heard.records()).hasSize(1);
    assertThat(heard.refusals())
        .containsExactly(
            "MALFORMED the object of an event needs a kind of 1 to 253 characters",
            "MALFORMED the object of an event needs a kind of 1 to 253 characters");
  }

  @Test
  void aRolloutIsOneChangeWhateverItsSteps() throws Exception {
    ChangeEvent change = change("Scaled up replica set cart-7d9f8b6c5 from 0 to 1").orElseThrow();

    assertThat(change.getId()).isEqualTo("k8s-default/shop/cart-7d9f8b6c5");
    assertThat(change.getService()).isEqualTo("cart");
    assertThat(change.getKind()).isEqualTo("deployment");
    assertThat(change.getVersion()).isEqualTo("cart-7d9f8b6c5");
    assertThat(change.getTs()).isEqualTo(Instant.parse("2023-11-14T22:00:00Z").toEpochMilli());
    assertThat(change("Scaled up replica set cart-7d9f8b6c5 to 3").orElseThrow().getId())
        .isEqualTo(change.getId());
    assertThat(change("Scaled up replica set cart-7d9f8b6c5 to 1 from 0").orElseThrow().getId())
        .isEqualTo(change.getId());
    assertThat(change("Scaled up replica set cart-7d9f8b6c5 from 1 to 2")).isEmpty();
    assertThat(change("Scaled up replica set cart-7d9f8b6c5 to 20 from 10")).isEmpty();
    assertThat(change("Scaled down replica set cart-5c689d88bb from 1 to 0")).isEmpty();
  }

  private static Optional<ChangeEvent> change(String message) throws Exception {
    return KubernetesChanges.of(
        decode(
                """
                {"metadata":{"uid":"u-9"},"reason":"ScalingReplicaSet","message":"%s","type":"Normal",
                 "lastTimestamp":"2023-11-14T22:00:00Z",
                 "involvedObject":{"kind":"Deployment","namespace":"shop","name":"cart"}}
                """
                    .formatted(message))
            .only());
  }

  private static Heard<EventRecord> decode(String body) throws Exception {
    return Heard.of(new KubernetesEventDecoder(DecoderLimits.DEFAULT), body);
  }
}
