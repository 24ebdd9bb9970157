package io.vedette.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Speaks to a running demo shop, for {@code ./vedette demo}.
 *
 * <p>Every method throws {@link DemoException} with a message fit for a terminal: the shop does not
 * answer, or it says why it refuses.
 */
public final class DemoClient {

  private static final Duration WITHIN = Duration.ofSeconds(5);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(WITHIN).build();
  private final URI shop;

  /** A client of the shop whose control server answers at a URL, see {@link #url}. */
  public DemoClient(URI shop) {
    this.shop = shop;
  }

  /** URL of a control server on this machine. */
  public static URI url(int controlPort) {
    return URI.create("http://127.0.0.1:" + controlPort);
  }

  /** Begins a fault of ordinary magnitude now. */
  public FaultView inject(String kind, String service, Duration lasting) {
    return inject(kind, service, lasting, OptionalDouble.empty());
  }

  /** Begins a fault now. */
  public FaultView inject(String kind, String service, Duration lasting, OptionalDouble magnitude) {
    String wish = FaultJson.write(kind, service, lasting, magnitude);
    return FaultJson.readFault(
        send(
            request("/faults")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(wish))));
  }

  /** What goes on and what comes next. */
  public FaultView.Faults list() {
    return FaultJson.readFaults(send(request("/faults").GET()));
  }

  /** Ends everything that goes on, and says what that was. */
  public List<FaultView> clear() {
    return FaultJson.readEnded(send(request("/faults").DELETE()));
  }

  /** Ends one fault. */
  public FaultView clear(String id) {
    String path = "/faults/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    return FaultJson.readEnded(send(request(path).DELETE())).get(0);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(shop.resolve(path)).timeout(WITHIN);
  }

  private byte[] send(HttpRequest.Builder request) {
    HttpResponse<byte[]> response;
    try {
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException nobody) {
      throw new DemoException(
          "no demo shop answers at " + shop + "; start it with ./vedette up --demo", nobody);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DemoException("interrupted while asking the demo shop at " + shop, interrupted);
    }
    if (response.statusCode() / 100 != 2) {
      throw new DemoException(reason(response), response.statusCode() / 100 == 4);
    }
    return response.body();
  }

  private String reason(HttpResponse<byte[]> response) {
    String unexplained = shop + " answered " + response.statusCode() + "; is it a demo shop?";
    try {
      return FaultJson.readError(response.body()).orElse(unexplained);
    } catch (IllegalArgumentException notOurs) {
      return unexplained;
    }
  }
}
