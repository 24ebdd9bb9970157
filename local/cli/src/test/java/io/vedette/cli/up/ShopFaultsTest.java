package io.vedette.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.demo.DemoClient;
import io.vedette.demo.DemoOptions;
import io.vedette.demo.DemoShop;
import io.vedette.gateway.demo.DemoFaults;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ShopFaultsTest {

  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  /** A shop whose gateway is away, which it does not mind. */
  private static DemoShop shop() throws IOException {
    return DemoShop.start(DemoOptions.of(URI.create("http://127.0.0.1:1")).withControlPort(0));
  }

  @Test
  void aFaultBeginsIsListedAndEnds() throws Exception {
    try (DemoShop shop = shop()) {
      DemoFaults faults = new ShopFaults(new DemoClient(shop.controlUrl()));

      DemoFaults.Fault begun =
          faults.begin("memory-leak", "cart", A_MINUTE, OptionalDouble.of(0.5));

      assertThat(begun.service()).isEqualTo("cart");
      assertThat(begun.magnitude()).isEqualTo(0.5);
      assertThat(Duration.between(begun.begin(), begun.end())).isEqualTo(A_MINUTE);
      assertThat(begun.metric()).isEqualTo("shop_memory_usage_bytes");
      assertThat(faults.now().active()).containsExactly(begun);
      assertThat(faults.end(begun.id())).map(DemoFaults.Fault::id).hasValue(begun.id());
      assertThat(faults.end(begun.id())).isEmpty();
    }
  }

  @Test
  void whatTheShopRefusesIsSaidInItsWords() throws Exception {
    try (DemoShop shop = shop()) {
      DemoFaults faults = new ShopFaults(new DemoClient(shop.controlUrl()));

      assertThatThrownBy(
              () -> faults.begin("queue-backlog", "cart", A_MINUTE, OptionalDouble.empty()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("queue-backlog does not fit cart; it fits order-queue");
    }
  }

  @Test
  void aShopThatDoesNotAnswerIsAway() {
    DemoFaults faults = new ShopFaults(new DemoClient(DemoClient.url(1)));

    assertThatThrownBy(faults::now)
        .isInstanceOf(DemoFaults.AwayException.class)
        .hasMessageContaining("no demo shop answers at http://127.0.0.1:1");
  }

  @Test
  void everyKindTellsWhereItFitsAndHowBadItMayBe() {
    assertThat(new ShopFaults(new DemoClient(DemoClient.url(1))).kinds())
        .hasSize(9)
        .allSatisfy(
            kind -> {
              assertThat(kind.services()).isNotEmpty();
              assertThat(kind.magnitude().usual())
                  .isBetween(kind.magnitude().least(), kind.magnitude().greatest());
            })
        .filteredOn(kind -> kind.kind().equals("database-slow"))
        .singleElement()
        .satisfies(
            kind ->
                assertThat(kind.services())
                    .containsExactly("orders-db", "catalogue-db", "cart-cache"));
  }
}
