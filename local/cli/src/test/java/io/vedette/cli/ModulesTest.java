package io.vedette.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The rows of the module table that can only be seen from here, where every module is on the class
 * path. The others stand in the jobs module.
 */
@AnalyzeClasses(packages = "io.vedette", importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesTest {

  @ArchTest
  static final ArchRule THE_GATEWAY_KNOWS_FORMATS_ONLY =
      noClasses()
          .that()
          .resideInAPackage("io.vedette.gateway..")
          .should()
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
              "it is deployed without Flink: what it shares with the jobs belongs into"
                  + " connectors/formats or state-schemas");

  @ArchTest
  static final ArchRule THE_STORE_KNOWS_RECORDS_ONLY =
      noClasses()
          .that()
          .resideInAPackage("io.vedette.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "io.vedette.serializers..",
              "io.vedette.algorithms..",
              "io.vedette.functions..",
              "io.vedette.formats..",
              "io.vedette.kafka..",
              "io.vedette.files..",
              "io.vedette.prometheus..",
              "io.vedette.jobs..",
              "io.vedette.gateway..")
          .because("the gateway hosts it without Flink: it shares records and settings, no more");

  @ArchTest
  static final ArchRule NOBODY_DEPENDS_ON_LOCAL =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.vedette.cli..", "io.vedette.demo..", "io.vedette.broker..", "io.vedette.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vedette.cli..", "io.vedette.demo..", "io.vedette.broker..")
          .because("local puts the parts together on one machine; a part must run without it");
}
