package io.vedette.formats.changes;

import static io.vedette.formats.Heard.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.formats.Heard;
import io.vedette.formats.mapping.BuiltInMappings;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.schema.alert.ChangeEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MappedChangesTest {

  @Test
  void aDeploymentOfGithub() throws Exception {
    ChangeEvent change =
        decode(
                "github",
                """
                {"action":"created","deployment_status":{"state":"success","environment":"production",
                   "created_at":"2023-11-14T22:00:00Z","updated_at":"2023-11-14T22:01:00Z","description":"done",
                   "target_url":"https://ci/1"},
                 "deployment":{"id":145988746,"sha":"a10867b1","ref":"v1.2.3","task":"deploy","payload":{},
                   "creator":{"login":"octocat"}},
                 "repository":{"name":"cart","full_name":"shop/cart","html_url":"https://github.com/shop/cart"}}
                """)
            .only();

    assertThat(change.getId()).isEqualTo("github-145988746");
    assertThat(change.getTs()).isEqualTo(Instant.parse("2023-11-14T22:01:00Z").toEpochMilli());
    assertThat(change.getService()).isEqualTo("cart");
    assertThat(change.getEnvironment()).isEqualTo("production");
    assertThat(change.getKind()).isEqualTo("deployment");
    assertThat(change.getVersion()).isEqualTo("v1.2.3");
    assertThat(change.getAuthor()).isEqualTo("octocat");
    assertThat(change.getSummary()).isEqualTo("done");
    assertThat(change.getUrl()).isEqualTo("https://ci/1");
    assertThat(change.getSender()).isEqualTo("github");
  }

  @Test
  void aDeploymentOfGithubThatIsUnderWayIsNoChangeYet() throws Exception {
    Heard<ChangeEvent> heard =
        decode("github", "{\"deployment_status\":{\"state\":\"in_progress\"}}");

    assertThat(heard.records()).isEmpty();
    assertThat(heard.refusals()).isEmpty();
  }

  @Test
  void inOurOwnWordsWithAnIdThatFollowsFromWhatIsSaid() throws Exception {
    String body =
        "{\"service\":\"cart\",\"kind\":\"flag\",\"ts\":\"2023-11-14T22:00:00Z\",\"version\":\"%s\","
            + "\"url\":\"javascript:alert(1)\",\"labels\":{\"env\":\"prod\"}}";

    ChangeEvent change = decode("vedette-changes", body.formatted("on")).only();
    ChangeEvent again = decode("vedette-changes", body.formatted("on")).only();
    ChangeEvent other = decode("vedette-changes", body.formatted("off")).only();

    assertThat(change.getId()).hasSize(16).isEqualTo(again.getId()).isNotEqualTo(other.getId());
    assertThat(change.getEnvironment()).isEqualTo("prod");
    assertThat(change.getUrl()).isNull();
  }

  @Test
  void whatIsMissingOrWrongIsToldByItsPlace() throws Exception {
    Heard<ChangeEvent> heard =
        decode(
            "vedette-changes",
            "[{\"kind\":\"config\"},{\"service\":\"a\",\"kind\":\"whim\"},{\"service\":\"b\"}]");

    assertThat(heard.refusals())
        .containsExactly(
            "MALFORMED changes[0]: a change needs a service",
            "MALFORMED changes[1]: kind is one of deployment, rollback, config, scaling, flag,"
                + " other; not 'whim'");
    assertThat(heard.records().get(0).getKind()).isEqualTo("other");
    assertThat(heard.records().get(0).getTs()).isEqualTo(RECEIVED);
  }

  private static Heard<ChangeEvent> decode(String mapping, String body) throws Exception {
    return Heard.of(
        new MappedChangeDecoder(BuiltInMappings.of(mapping).orElseThrow(), DecoderLimits.DEFAULT),
        body);
  }
}
