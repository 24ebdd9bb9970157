package io.vedette.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what the shop's pipeline tells of its deployments, as docs/inputs.md has it: a bad
 * deployment when it begins, and that it was rolled back when it is over.
 */
final class ChangeBody {

  private static final JsonFactory JSON = new JsonFactory();
  private static final List<String> AUTHORS = List.of("ann", "ben", "chris", "dana");

  private ChangeBody() {}

  /** One for each change in (after, upTo], milliseconds. */
  static List<byte[]> of(List<Fault> faults, String environment, long after, long upTo) {
    List<byte[]> bodies = new ArrayList<>();
    for (Fault fault : faults) {
      if (fault.kind() == FaultKind.BAD_DEPLOYMENT) {
        if (isWithin(fault.begin(), after, upTo)) {
          bodies.add(body(fault, environment, "deployment", fault.begin()));
        }
        if (isWithin(fault.end(), after, upTo)) {
          bodies.add(body(fault, environment, "rollback", fault.end()));
        }
      }
    }
    return bodies;
  }

  private static boolean isWithin(Instant time, long after, long upTo) {
    return time.toEpochMilli() > after && time.toEpochMilli() <= upTo;
  }

  private static byte[] body(Fault fault, String environment, String kind, Instant at) {
    long begin = fault.begin().getEpochSecond();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.writeStartObject();
      json.writeStringField("id", "demo-" + kind + '-' + fault.service() + '-' + begin);
      json.writeStringField("ts", at.toString());
      json.writeStringField("environment", environment);
      json.writeStringField("service", fault.service());
      json.writeStringField("kind", kind);
      // versions count the minutes of the release
      json.writeStringField("version", "v" + (begin / 60 - (kind.equals("rollback") ? 1 : 0)));
      json.writeStringField(
          "author", AUTHORS.get((int) Math.floorMod(begin, (long) AUTHORS.size())));
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return body.toByteArray();
  }
}
