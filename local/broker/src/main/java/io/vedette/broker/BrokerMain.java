package io.vedette.broker;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Runs one KRaft node, broker and controller in one, until its standard input closes: when the
 * parent dies, however it dies, the pipe closes and the broker ends with it.
 *
 * <p>Prints {@code READY host:port} once it takes clients.
 */
public final class BrokerMain {

  static final String READY = "READY ";
  static final String FAILED = "FAILED ";

  private BrokerMain() {}

  /**
   * Starts.
   *
   * @param arguments data folder, client port, controller port, then any {@code key=value} of
   *     Kafka's broker configuration
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream toParent = System.out;
    Path folder = Path.of(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    KafkaRaftServer server;
    try {
      Properties config = configuration(folder, port, Integer.parseInt(arguments[2]));
      for (int i = 3; i < arguments.length; i++) {
        int equals = arguments[i].indexOf('=');
        config.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
      }
      format(folder);
      server = new KafkaRaftServer(new KafkaConfig(config), Time.SYSTEM);
      server.startup();
    } catch (Exception any) {
      // whatever Kafka throws here ends the process; the parent tells the user
      toParent.println(FAILED + any);
      any.printStackTrace();
      System.exit(1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-broker"));
    toParent.println(READY + "127.0.0.1:" + port);
    toParent.flush();
    waitForParentToGo();
    System.exit(0);
  }

  private static void waitForParentToGo() throws IOException {
    while (System.in.read() != -1) {
      // the parent sends nothing; only the end of the pipe means something
    }
  }

  private static void format(Path folder) throws Exception {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    Files.createDirectories(folder);
    new Formatter()
        .setPrintStream(System.err)
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .addDirectory(folder.toString())
        .setMetadataLogDirectory(folder.toString())
        .setIgnoreFormatted(true)
        .run();
  }

  private static Properties configuration(Path folder, int port, int controllerPort) {
    Properties config = new Properties();
    config.put("process.roles", "broker,controller");
    config.put("node.id", "1");
    config.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    config.put("controller.listener.names", "CONTROLLER");
    config.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    config.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    config.put("inter.broker.listener.name", "PLAINTEXT");
    config.put("log.dirs", folder.toString());
    config.put("auto.create.topics.enable", "false");
    config.put("group.initial.rebalance.delay.ms", "0");
    // one node: every internal topic has one replica
    config.put("offsets.topic.replication.factor", "1");
    config.put("offsets.topic.num.partitions", "4");
    config.put("transaction.state.log.replication.factor", "1");
    config.put("transaction.state.log.min.isr", "1");
    config.put("transaction.state.log.num.partitions", "4");
    config.put("transaction.max.timeout.ms", "900000");
    // An exactly-once sink takes a new transactional id each checkpoint, and a job restored from a
    // savepoint commits once more what it names, which fails for good when the id is forgotten. Two
    // days of 6 ids each 5 s are 200,000, about 100 MB of the heap; the 7 days a transaction may
    // stay open would be too many, and need not be: only ids that ended are ever forgotten.
    config.put("transactional.id.expiration.ms", "172800000");
    config.put("log.cleaner.dedupe.buffer.size", "4194304");
    // back within seconds after a kill, since the old session of the same node ends soon
    config.put("broker.session.timeout.ms", "3000");
    config.put("broker.heartbeat.interval.ms", "500");
    config.put("message.max.bytes", String.valueOf(64 << 20));
    config.put("replica.fetch.max.bytes", String.valueOf(64 << 20));
    return config;
  }
}
