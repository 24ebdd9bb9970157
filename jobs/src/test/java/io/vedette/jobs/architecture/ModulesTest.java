package io.vedette.jobs.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;

/** Dependencies point up the list of modules in docs/architecture.md only. */
@AnalyzeClasses(packages = "io.vedette", importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesTest {

  private static final String[] KAFKA_AND_HTTP = {
    "org.apache.kafka..",
    "org.apache.flink.connector.kafka..",
    "java.net.http..",
    "com.sun.net.httpserver..",
    "io.javalin.."
  };

  @ArchTest
  static final ArchRule SCHEMAS_STAND_ALONE =
      noClasses()
          .that()
          .resideInAnyPackage("io.vedette.schema..", "io.vedette.settings..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "org.apache.kafka..",
              "io.javalin..",
              "io.vedette.serializers..",
              "io.vedette.algorithms..",
              "io.vedette.functions..",
              "io.vedette.formats..",
              "io.vedette.kafka..",
              "io.vedette.files..",
              "io.vedette.prometheus..",
              "io.vedette.jobs..")
          .because(
              "everything depends on state-schemas: move what needs Flink to state-serializers and"
                  + " the rest to the module that needs it");

  @ArchTest
  static final ArchRule SERIALIZERS_KNOW_SCHEMAS_ONLY =
      noClasses()
          .that()
          .resideInAPackage("io.vedette.serializers..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vedette.algorithms..",
              "io.vedette.functions..",
              "io.vedette.formats..",
              "io.vedette.kafka..",
              "io.vedette.files..",
              "io.vedette.prometheus..",
              "io.vedette.jobs..")
          .because(
              "connectors and functions both stand on it: keep a serializer with its own type");

  @ArchTest
  static final ArchRule ALGORITHMS_ARE_PURE =
      noClasses()
          .that()
          .resideInAPackage("io.vedette.algorithms..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "org.apache.flink..",
                      "org.apache.kafka..",
                      "java.io..",
                      "java.nio.channels..",
                      "java.nio.file..",
                      "java.net..",
                      "java.util.concurrent..",
                      "io.vedette.serializers..",
                      "io.vedette.functions..",
                      "io.vedette.formats..",
                      "io.vedette.kafka..",
                      "io.vedette.files..",
                      "io.vedette.prometheus..",
                      "io.vedette.jobs..")
                  .and(not(equivalentTo(Serializable.class))))
          .because("an algorithm is a function of its arguments: do that in udf/functions");

  @ArchTest
  static final ArchRule ALGORITHMS_HAVE_NO_CLOCK_AND_NO_THREADS =
      noClasses()
          .that()
          .resideInAPackage("io.vedette.algorithms..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Thread.class, Clock.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callConstructor(Random.class)
          .because("results must repeat: take times and seeds as arguments");

  @ArchTest
  static final ArchRule FUNCTIONS_DO_NOT_KNOW_THE_OUTSIDE =
      noClasses()
          .that()
          .resideInAPackage("io.vedette.functions..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(KAFKA_AND_HTTP)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vedette.formats..",
              "io.vedette.kafka..",
              "io.vedette.files..",
              "io.vedette.prometheus..",
              "io.vedette.jobs..")
          .because("records come in and go out by the graph: connect them in jobs/");

  @ArchTest
  static final ArchRule FORMATS_ARE_BYTES_ONLY =
      noClasses()
          .that()
          .resideInAPackage("io.vedette.formats..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(KAFKA_AND_HTTP)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "io.vedette.serializers..",
              "io.vedette.algorithms..",
              "io.vedette.functions..",
              "io.vedette.kafka..",
              "io.vedette.files..",
              "io.vedette.prometheus..",
              "io.vedette.jobs..")
          .because(
              "gateway and jobs read bodies by the same code: keep the transport with its own");

  @ArchTest
  static final ArchRule CONNECTORS_DO_NOT_KNOW_THE_FUNCTIONS =
      noClasses()
          .that()
          .resideInAnyPackage("io.vedette.kafka..", "io.vedette.files..", "io.vedette.prometheus..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vedette.algorithms..",
              "io.vedette.functions..",
              "io.vedette.jobs..",
              "io.javalin..")
          .because("functions and connectors meet in jobs/ only");

  @ArchTest
  static final ArchRule FILES_AND_KAFKA_DO_NOT_KNOW_EACH_OTHER =
      noClasses()
          .that()
          .resideInAPackage("io.vedette.files..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vedette.kafka..", "org.apache.kafka..")
          .because("a replay needs no Kafka: what both need belongs to connectors/formats");

  @ArchTest
  static final ArchRule PROMETHEUS_DOES_NOT_KNOW_THE_OTHER_CONNECTORS =
      noClasses()
          .that()
          .resideInAPackage("io.vedette.prometheus..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vedette.kafka..", "io.vedette.files..", "org.apache.kafka..")
          .because("a warm start needs no other connector: what they share belongs further up");

  @ArchTest
  static final ArchRule THE_GRAPHS_DO_NOT_KNOW_WHERE_DATA_COMES_FROM =
      noClasses()
          .that()
          .resideInAnyPackage("io.vedette.jobs.streaming..", "io.vedette.jobs.retrain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(KAFKA_AND_HTTP)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vedette.kafka..",
              "io.vedette.files..",
              "io.vedette.prometheus..",
              "io.vedette.jobs.launch..")
          .because("sources and sinks are values: make them in jobs.launch");

  @ArchTest
  static final ArchRule NOTHING_FLINK_2_REMOVED =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "org\\.apache\\.flink\\.streaming\\.api\\.functions\\.(source\\.(legacy\\.)?(Rich|Parallel)*SourceFunction"
                  + "|sink\\.(legacy\\.)?(Rich)?SinkFunction).*|org\\.apache\\.flink\\.api\\.java\\.DataSet.*")
          .because("Flink 2 removed it: use Source (FLIP-27) and Sink (sink2)");
}
