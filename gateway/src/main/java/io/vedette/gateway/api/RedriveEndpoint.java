package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.gateway.live.LiveState;
import io.vedette.gateway.log.BodyLogException;
import io.vedette.gateway.log.RecordFinder;
import io.vedette.gateway.log.RecordPlace;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends refused input again: the record that a dead letter stands for, as it came, to the end of
 * its topic. Guarantee: once a letter, as far as the newest lines of the audit tell, whoever asks
 * and how often; with its line in the audit or not at all.
 */
final class RedriveEndpoint {

  /** Header of a record that was sent again: where it was first. */
  static final String HEADER = "vedette-redriven-from";

  private static final Set<String> FIELDS = Set.of("origins");

  private final LiveState live;
  private final RecordFinder finder;
  private final AuditedWrites writes;
  private final Set<String> topics;
  private final int most;

  /** What became of a letter. */
  enum Outcome {
    /** It was sent again now. */
    REDRIVEN,
    /** It was sent again before; nothing was done. */
    ALREADY_REDRIVEN,
    /** Kafka has the record no longer. */
    GONE,
    /** There is no such letter among the newest. */
    UNKNOWN,
    /** It is of no record of an input: a late sample, a rule, a model. */
    NOT_REDRIVABLE
  }

  /**
   * Over the newest letters.
   *
   * @param topics whose records may be sent again
   * @param most letters of a request
   */
  RedriveEndpoint(
      LiveState live, RecordFinder finder, AuditedWrites writes, Set<String> topics, int most) {
    this.live = live;
    this.finder = finder;
    this.writes = writes;
    this.topics = topics;
    this.most = most;
  }

  ApiAnswer redrive(ApiRequest request) throws BodyLogException {
    ObjectNode body = request.object(FIELDS);
    List<String> origins = Fields.texts(body, "origins");
    if (origins.isEmpty() || origins.size() > most) {
      throw ApiProblem.bad(
          "origins must be those of 1 to " + most + " letters (gateway.api-redrive-letters)");
    }
    Set<String> known =
        live.deadLetters.newestFirst().stream()
            .map(DeadLetter::getOrigin)
            .collect(Collectors.toCollection(HashSet::new));
    ObjectNode answer = ApiAnswer.object();
    ArrayNode items = answer.putArray("items");
    for (String origin : new LinkedHashSet<>(origins)) {
      Outcome outcome = known.contains(origin) ? redrive(request, origin) : Outcome.UNKNOWN;
      items.addObject().put("origin", origin).put("outcome", outcome.name());
    }
    return ApiAnswer.of(answer);
  }

  /** One at a time, so that two who ask at once do not both send it. */
  private synchronized Outcome redrive(ApiRequest request, String origin) throws BodyLogException {
    RecordPlace place = RecordPlace.parse(origin).orElse(null);
    if (place == null || !topics.contains(place.topic())) {
      return Outcome.NOT_REDRIVABLE;
    }
    if (live.redriven.contains(origin)) {
      return Outcome.ALREADY_REDRIVEN;
    }
    Optional<ConsumerRecord<byte[], byte[]>> found = finder.find(place);
    if (found.isEmpty()) {
      return Outcome.GONE;
    }
    writes.write(
        request,
        List.of(again(found.get(), origin)),
        new AuditedWrites.Deed(
            AuditKind.DEAD_LETTER_REDRIVEN,
            null,
            origin,
            "",
            place.topic(),
            "the record at " + origin + " is sent again"));
    live.redriven.add(origin);
    return Outcome.REDRIVEN;
  }

  private static ProducerRecord<byte[], byte[]> again(
      ConsumerRecord<byte[], byte[]> first, String origin) {
    ProducerRecord<byte[], byte[]> again =
        new ProducerRecord<>(first.topic(), null, first.key(), first.value(), first.headers());
    again.headers().remove(HEADER);
    again.headers().add(HEADER, origin.getBytes(StandardCharsets.UTF_8));
    return again;
  }
}
