package io.vedette.functions.incident;

import io.vedette.algorithms.incident.AlertActor;
import io.vedette.algorithms.incident.Messages;
import io.vedette.algorithms.incident.ServiceActor;
import io.vedette.schema.alert.ChangeEvent;
import io.vedette.schema.alert.ClusterMember;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.ClusterChangeKind;
import org.apache.flink.util.Collector;

/** Which records concern which actors. Keeps nothing. */
public final class AddressLetters {

  private AddressLetters() {}

  /** An alert concerns itself. */
  public static void alert(IncomingAlert alert, Collector<IncidentLetter> out) {
    String environment = alert.getEnvironment();
    out.collect(
        new IncidentLetter(
            Addressee.ALERT,
            AlertActor.key(environment, alert.getId()),
            Messages.seen(environment, IncidentAlerts.of(alert))));
  }

  /** A cluster concerns the alerts that joined it and, merged, its incident. */
  public static void cluster(AlertCluster cluster, Collector<IncidentLetter> out) {
    String environment = cluster.getEnvironment();
    for (ClusterMember member : cluster.getJoined()) {
      out.collect(
          new IncidentLetter(
              Addressee.ALERT,
              AlertActor.key(environment, member.getAlertId()),
              Messages.assigned(environment, cluster.getId())));
    }
    String into = cluster.getMergedInto();
    if (cluster.getChange() == ClusterChangeKind.MERGED && into != null) {
      out.collect(
          new IncidentLetter(
              Addressee.INCIDENT,
              cluster.getId(),
              Messages.merged(environment, into, cluster.getAt())));
    }
  }

  /** A command concerns the incident it names. */
  public static void command(IncidentCommand command, Collector<IncidentLetter> out) {
    out.collect(
        new IncidentLetter(
            Addressee.INCIDENT, command.getIncidentId(), Messages.commanded(command)));
  }

  /** A change concerns its service. */
  public static void change(ChangeEvent change, Collector<IncidentLetter> out) {
    String environment = change.getEnvironment();
    out.collect(
        new IncidentLetter(
            Addressee.SERVICE,
            ServiceActor.key(environment, change.getService()),
            Messages.serviceChanged(environment, IncidentAlerts.of(change))));
  }
}
