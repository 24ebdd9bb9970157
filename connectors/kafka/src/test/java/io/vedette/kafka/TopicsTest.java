package io.vedette.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.settings.SharedSettings;
import io.vedette.testing.GeneratedPage;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void everyTopicThereIsASettingForIsListed() {
    assertThat(Topics.ALL)
        .extracting(spec -> spec.name().key())
        .containsExactlyInAnyOrderElementsOf(
            SharedSettings.ALL.stream()
                .map(setting -> setting.key())
                .filter(key -> key.startsWith("topics."))
                .toList());
  }

  @Test
  void thePageSaysWhatTheCodeSays() throws Exception {
    GeneratedPage.check("topics.md", Topics.page());
  }
}
