package io.vedette.algorithms.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelatePartsTest {

  private final SubwordEmbedding embedding = new SubwordEmbedding();

  @ParameterizedTest
  @CsvSource({"cart-2,cart", "cart2-0,cart", "cart,cart", "redis-cart-0,redis-cart", "web1,web"})
  void anInstanceTellsItsService(String instance, String service) {
    assertThat(EntityNames.service(instance)).isEqualTo(service);
  }

  @Test
  void anAddressHasNoService() {
    assertThat(EntityNames.service("10.0.0.7")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "cartservice,cart-svc",
    "cartservice,prod/CartService",
    "payment-api,PaymentServer",
    "cart,cart-7d9f8b-x2v4k1"
  })
  void oneServiceByTwoNamesIsAlike(String one, String other) {
    assertThat(NameEmbedding.cosine(embedding.vector(one), embedding.vector(other)))
        .isGreaterThan(0.8f);
  }

  @ParameterizedTest
  @CsvSource({
    "cartservice,adservice",
    "payment-service,shipping-service",
    "redis,rediscart",
    "frontend,backend"
  })
  void twoServicesAreNot(String one, String other) {
    assertThat(NameEmbedding.cosine(embedding.vector(one), embedding.vector(other)))
        .isLessThan(0.8f);
  }

  /** Values of scipy.stats.poisson.sf(count - 1, mean). */
  @ParameterizedTest
  @CsvSource({
    "5,0.3,1.5785041e-05",
    "20,5.3,8.3530572e-07",
    "3,3,0.57680992",
    "100,60,1.4815276e-06",
    "1,2,0.86466472"
  })
  void poissonTailIsThatOfScipy(int count, double mean, double tail) {
    assertThat(PoissonTail.atLeast(count, mean)).isCloseTo(tail, within(1e-6 * tail));
  }

  @Test
  void parametersAreCheckedAgainstEachOther() {
    assertThatThrownBy(() -> CorrelateParameters.defaults().withSessionGap(Duration.ofSeconds(10)))
        .hasMessage("sessionGap (PT10S) must be longer than the burst window, PT15S");
  }
}
