package io.vedette.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventHubTest {

  private final EventHub hub = new EventHub(2, 3);

  private final class Heard implements EventHub.Listener {
    private final List<String> told = new ArrayList<>();
    private String last = "";

    @Override
    public void take(LiveEvent event) {
      told.add(event.json());
      last = hub.idOf(event);
    }

    @Override
    public void reset() {
      told.add("reset");
    }

    @Override
    public void end() {
      hub.leave(this);
    }
  }

  private void publish(String... json) {
    for (String one : json) {
      hub.publish(EventKind.ALERT, one);
    }
  }

  @Test
  void whoMissedSomeIsToldThem() {
    Heard first = new Heard();
    hub.join(first, Optional.empty());
    publish("a");
    hub.leave(first);
    publish("b", "c", "d");

    Heard again = new Heard();
    hub.join(again, Optional.of(first.last));
    publish("e");

    assertThat(first.told).containsExactly("a");
    assertThat(again.told).containsExactly("b", "c", "d", "e");
  }

  @Test
  void whoMissedMoreThanIsRememberedMustReadAnew() {
    Heard first = new Heard();
    hub.join(first, Optional.empty());
    publish("a");
    hub.leave(first);
    publish("b", "c", "d", "e");

    Heard again = new Heard();
    hub.join(again, Optional.of(first.last));

    assertThat(again.told).containsExactly("reset");
  }

  @Test
  void whoMissedNothingIsToldNothing() {
    Heard first = new Heard();
    hub.join(first, Optional.empty());
    publish("a");
    hub.leave(first);

    Heard again = new Heard();
    hub.join(again, Optional.of(first.last));

    assertThat(again.told).isEmpty();
  }

  @Test
  void idsOfAnotherRunOrOfNoneMeanReset() {
    publish("a");
    for (String id :
        List.of("", "x", "0000000000000000-1", hub.idOf(new LiveEvent(99, EventKind.ALERT, "")))) {
      Heard heard = new Heard();
      hub.join(heard, Optional.of(id));
      assertThat(heard.told).as(id).containsExactly("reset");
      hub.leave(heard);
    }
  }

  @Test
  void listenersAreBoundedAndAllAreEnded() {
    assertThat(hub.join(new Heard(), Optional.empty())).isTrue();
    assertThat(hub.join(new Heard(), Optional.empty())).isTrue();
    assertThat(hub.join(new Heard(), Optional.empty())).isFalse();

    hub.endAll();

    assertThat(hub.listeners()).isZero();
    assertThat(hub.join(new Heard(), Optional.empty())).isTrue();
  }
}
