package io.vedette.functions.incident;

import io.vedette.schema.incident.AlertPlaceRecord;
import io.vedette.schema.incident.IncidentMemberRecord;
import io.vedette.schema.incident.IncidentStateRecord;
import io.vedette.schema.incident.ServiceChangesRecord;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * The states of {@link TrackIncidentInOrder}, named once. Keyed by environment; all of a recording
 * are kept until it ends.
 */
public final class TrackIncidentStates {

  private TrackIncidentStates() {}

  /** {@code waiting}: letters that event time has not come to, by their time. */
  static MapStateDescriptor<Long, List<IncidentLetter>> waiting() {
    return new MapStateDescriptor<>(
        "waiting", Types.LONG, Types.LIST(IncidentLetterSerializer.TYPE));
  }

  /** {@code later}: what incidents sent themselves, by when it is due. */
  static MapStateDescriptor<Long, List<IncidentLetter>> later() {
    return new MapStateDescriptor<>("later", Types.LONG, Types.LIST(IncidentLetterSerializer.TYPE));
  }

  /** {@code lives}: of incidents, by id. */
  static MapStateDescriptor<String, IncidentStateRecord> lives() {
    return new MapStateDescriptor<>(
        "lives", Types.STRING, new AvroTypeInfo<>(IncidentStateRecord.class));
  }

  /** {@code members}: alerts of incidents, by id of the incident. */
  static MapStateDescriptor<String, Map<String, IncidentMemberRecord>> members() {
    return new MapStateDescriptor<>(
        "members",
        Types.STRING,
        Types.MAP(Types.STRING, new AvroTypeInfo<>(IncidentMemberRecord.class)));
  }

  /** {@code places}: of alerts. */
  static MapStateDescriptor<String, AlertPlaceRecord> places() {
    return new MapStateDescriptor<>(
        "places", Types.STRING, new AvroTypeInfo<>(AlertPlaceRecord.class));
  }

  /** {@code changes}: of services. */
  static MapStateDescriptor<String, ServiceChangesRecord> changes() {
    return new MapStateDescriptor<>(
        "changes", Types.STRING, new AvroTypeInfo<>(ServiceChangesRecord.class));
  }

  /** {@code newest}: the time of the newest letter. */
  static ValueStateDescriptor<Long> newest() {
    return new ValueStateDescriptor<>("newest", Types.LONG);
  }
}
