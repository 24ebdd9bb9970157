package io.vedette.demo;

import static io.vedette.demo.ShopCall.async;
import static io.vedette.demo.ShopCall.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The services of the shop and who calls whom. Immutable; callers stand before their callees.
 *
 * <p>The first service is the entrance: all traffic comes in there.
 */
public final class ShopGraph {

  private static final double MIB = 1 << 20;
  private static final ShopGraph STANDARD = new ShopGraph(standardServices());

  private final List<ShopService> services;
  private final Map<String, Integer> indices;

  /**
   * A graph of services, each after all that call it.
   *
   * @throws IllegalArgumentException when a name stands twice, or a call goes to an unknown or an
   *     earlier service
   */
  ShopGraph(List<ShopService> services) {
    this.services = List.copyOf(services);
    this.indices = new LinkedHashMap<>();
    for (ShopService service : services) {
      if (indices.put(service.name(), indices.size()) != null) {
        throw new IllegalArgumentException("the service " + service.name() + " stands twice");
      }
    }
    for (ShopService service : services) {
      for (ShopCall call : service.calls()) {
        if (index(call.callee()) <= index(service.name())) {
          throw new IllegalArgumentException(
              service.name() + " calls " + call.callee() + ", which must stand after it");
        }
      }
    }
  }

  /** The demo shop; drawn in docs/demo.md. */
  public static ShopGraph standard() {
    return STANDARD;
  }

  private static List<ShopService> standardServices() {
    return List.of(
        application("frontend", 3, 0.020, 0.120, 0.0010, 512)
            .calling(
                sync("auth", 0.3),
                sync("recommendation", 0.5),
                sync("catalogue", 1.5),
                sync("cart", 0.4),
                sync("checkout", 0.06)),
        application("auth", 2, 0.008, 0.040, 0.0020, 256).calling(),
        application("recommendation", 2, 0.030, 0.150, 0.0015, 1024)
            .calling(sync("catalogue", 1.0)),
        application("checkout", 2, 0.040, 0.250, 0.0020, 384)
            .calling(
                sync("cart", 1.0),
                sync("payment", 1.0),
                sync("inventory", 1.0),
                sync("orders-db", 3.0),
                sync("order-queue", 1.0)),
        application("cart", 2, 0.008, 0.050, 0.0010, 256).calling(sync("cart-cache", 1.5)),
        application("catalogue", 2, 0.012, 0.070, 0.0010, 512)
            .calling(sync("inventory", 0.3), sync("catalogue-db", 0.4)),
        application("payment", 2, 0.120, 0.600, 0.0040, 256).calling(),
        application("inventory", 2, 0.006, 0.040, 0.0010, 256).calling(sync("catalogue-db", 1.0)),
        new Draft("order-queue", ShopRole.QUEUE, 1, 5672, 0.003, 0.015, 0.0005, 768)
            .calling(async("shipping", 1.0), async("notification", 1.0)),
        application("shipping", 2, 0.030, 0.200, 0.0020, 256).calling(sync("orders-db", 1.0)),
        application("notification", 2, 0.050, 0.300, 0.0030, 256).calling(),
        new Draft("orders-db", ShopRole.DATABASE, 1, 5432, 0.004, 0.030, 0.0003, 4096).calling(),
        new Draft("catalogue-db", ShopRole.DATABASE, 1, 5432, 0.003, 0.025, 0.0003, 3072).calling(),
        new Draft("cart-cache", ShopRole.CACHE, 1, 6379, 0.0008, 0.004, 0.0002, 1536).calling());
  }

  private static Draft application(
      String name, int instances, double p50, double p99, double errors, double mib) {
    return new Draft(name, ShopRole.APPLICATION, instances, 8080, p50, p99, errors, mib);
  }

  /** A service before its calls are said, so that the table above reads as a table. */
  private record Draft(
      String name,
      ShopRole role,
      int instances,
      int port,
      double p50,
      double p99,
      double errors,
      double mib) {

    ShopService calling(ShopCall... calls) {
      return new ShopService(
          name, role, instances, port, p50, p99, errors, mib * MIB, List.of(calls));
    }
  }

  /** The services, callers before callees. */
  public List<ShopService> services() {
    return services;
  }

  /** Names of the services, callers before callees. */
  public List<String> names() {
    return services.stream().map(ShopService::name).toList();
  }

  /**
   * The service of a name.
   *
   * @throws IllegalArgumentException when there is none; the message lists those there are
   */
  public ShopService service(String name) {
    return services.get(index(name));
  }

  /** Position of a service; throws as {@link #service} does. */
  int index(String name) {
    Integer index = indices.get(name);
    if (index == null) {
      throw new IllegalArgumentException(
          "unknown service '"
              + name
              + "'; the shop has "
              + indices.keySet().stream().collect(Collectors.joining(", ")));
    }
    return index;
  }

  /** The services of which errors and latency reach a service, itself not counted, in order. */
  public List<String> dependenciesOf(String name) {
    boolean[] reached = new boolean[services.size()];
    reached[index(name)] = true;
    List<String> found = new ArrayList<>();
    for (int s = 0; s < reached.length; s++) {
      if (!reached[s]) {
        continue;
      }
      if (s != index(name)) {
        found.add(services.get(s).name());
      }
      for (ShopCall call : services.get(s).calls()) {
        reached[index(call.callee())] |= call.isSync();
      }
    }
    return found;
  }
}
