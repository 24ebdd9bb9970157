package io.vedette.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.schema.Labels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PushBodyTest {

  private static final double NONE = ShopModel.ABSENT;

  @Test
  void looksAsTheGatewayWantsIt() {
    List<Labels> series =
        List.of(
            Labels.of("__name__", "x", "service", "a\"b"),
            Labels.of("__name__", "silent"),
            Labels.of("__name__", "late"));
    double[][] values = {{0.1, NONE, NONE}, {1e-7, NONE, 7}};
    byte[] body = PushBody.of(series, new long[] {1_700_000_000_000L, 1_700_000_005_000L}, values);
    assertThat(new String(body, StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"series\":[{\"labels\":{\"__name__\":\"x\",\"service\":\"a\\\"b\"},\"kind\":\"gauge\","
                + "\"samples\":[[1700000000000,0.1],[1700000005000,1.0E-7]]},"
                + "{\"labels\":{\"__name__\":\"late\"},\"kind\":\"gauge\","
                + "\"samples\":[[1700000005000,7.0]]}]}");
  }

  @Test
  void everyValueOfTheShopComesBackExactly() throws IOException {
    ShopModel shop = new ShopModel(9);
    long[] times = {1_767_268_800_000L, 1_767_268_805_000L, 1_767_268_810_000L};
    double[][] values = new double[3][shop.series().size()];
    for (int i = 0; i < 3; i++) {
      shop.fill(times[i], List.of(), values[i]);
    }
    JsonNode parsed = new ObjectMapper().readTree(PushBody.of(shop.series(), times, values));
    assertThat(parsed.get("series")).hasSize(shop.series().size());
    for (int column = 0; column < shop.series().size(); column++) {
      JsonNode series = parsed.get("series").get(column);
      Map<String, String> labels = new TreeMap<>();
      series.get("labels").properties().forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
      assertThat(Labels.of(labels)).isEqualTo(shop.series().get(column));
      for (int row = 0; row < 3; row++) {
        JsonNode sample = series.get("samples").get(row);
        assertThat(sample.get(0).longValue()).isEqualTo(times[row]);
        assertThat(sample.get(1).doubleValue()).isEqualTo(values[row][column]);
      }
    }
  }
}
