package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.gateway.live.LiveJson;
import io.vedette.gateway.live.LiveState;
import io.vedette.gateway.live.ModelVersions.Version;
import io.vedette.gateway.log.BodyLogException;
import io.vedette.gateway.log.RecordFinder;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.result.AuditKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Trained models of series, those they had before, and the way back to one of them. */
final class ModelEndpoints {

  /** Version of what the detector learns by itself: no trained model. */
  static final String ONLINE = "online";

  private static final Set<String> REVERT = Set.of("version");

  private final LiveState live;
  private final RecordFinder finder;
  private final AuditedWrites writes;
  private final String topic;

  ModelEndpoints(LiveState live, RecordFinder finder, AuditedWrites writes, String topic) {
    this.live = live;
    this.finder = finder;
    this.writes = writes;
    this.topic = topic;
  }

  ApiAnswer list(ApiRequest request) {
    Set<ModelStatus> statuses = request.words("status", ModelStatus.class);
    String series = request.hexParameter("seriesId");
    List<ModelRecord> found =
        live.models.entries().stream()
            .map(Map.Entry::getValue)
            .filter(model -> statuses.isEmpty() || statuses.contains(model.getStatus()))
            .filter(model -> series == null || series.equals(model.getSeriesId()))
            .toList();
    return Pages.of(request, found, LiveJson::node);
  }

  ApiAnswer versions(ApiRequest request) {
    String series = request.hexId();
    List<Version> versions = live.versions.of(series);
    if (versions.isEmpty()) {
      throw ApiProblem.notFound("series with a trained model");
    }
    ObjectNode answer =
        ApiAnswer.pageNode(
            versions.stream().map(version -> LiveJson.node(version.model())).toList(), null);
    return ApiAnswer.of(answer.put("current", current(series)));
  }

  /** Version of the champion there is. */
  private String current(String series) {
    return live.models.get(series).map(ModelRecord::getVersion).orElse(ONLINE);
  }

  /**
   * Puts an older version, or none, in the champion's place. The job ignores a model that is older
   * than the one in use, so that one is taken back first.
   */
  synchronized ApiAnswer revert(ApiRequest request) throws BodyLogException {
    String series = request.hexId();
    String wanted = Fields.optionalText(request.object(REVERT), "version");
    if (wanted == null) {
      throw ApiProblem.bad("version is needed: one of its versions, or " + ONLINE + " for none");
    }
    List<Version> versions = live.versions.of(series);
    if (versions.isEmpty()) {
      throw ApiProblem.notFound("series with a trained model");
    }
    String before = current(series);
    byte[] key = series.getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> takenBack = new ProducerRecord<>(topic, key, null);
    if (wanted.equals(before)) {
      return ApiAnswer.accepted(wanted);
    }
    List<ProducerRecord<byte[], byte[]>> records =
        wanted.equals(ONLINE)
            ? List.of(takenBack)
            : List.of(takenBack, new ProducerRecord<>(topic, key, whole(series, wanted, versions)));
    writes.write(
        request,
        records,
        new AuditedWrites.Deed(
            AuditKind.MODEL_REVERTED,
            series,
            wanted,
            before,
            wanted,
            "model " + before + " of series " + series + " is put back to " + wanted));
    return ApiAnswer.accepted(wanted);
  }

  /** A version with its parameters, as Kafka has it. */
  private byte[] whole(String series, String wanted, List<Version> versions)
      throws BodyLogException {
    Version version =
        versions.stream()
            .filter(known -> known.model().getVersion().equals(wanted))
            .findFirst()
            .orElseThrow(() -> ApiProblem.notFound("version of the model"));
    Optional<ConsumerRecord<byte[], byte[]>> found = finder.find(version.place());
    byte[] value = found.map(ConsumerRecord::value).orElse(null);
    if (value == null) {
      throw ApiProblem.of(409, "Kafka has that version no longer; train the series anew");
    }
    ModelRecord model = ResultJson.read(value, ModelRecord.class);
    if (!model.getSeriesId().equals(series) || !model.getVersion().equals(wanted)) {
      throw ApiProblem.of(409, "Kafka has another record in the place of that version");
    }
    return value;
  }
}
