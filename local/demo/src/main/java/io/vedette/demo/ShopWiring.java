package io.vedette.demo;

import java.util.List;

/** The graph as arrays, for the arithmetic of {@link ShopState}. Never changed once built. */
final class ShopWiring {

  final int services;

  /** Instances of service s are first[s] to first[s + 1] - 1. */
  final int[] first;

  /** By service and edge. */
  final int[][] callees;

  final double[][] perRequest;
  final boolean[][] waits;

  /** By service. */
  final double[] ownP50;

  final double[] ownP99;
  final double[] ownErrors;

  final FaultEffects noEffects;

  ShopWiring(ShopGraph graph) {
    List<ShopService> all = graph.services();
    services = all.size();
    first = new int[services + 1];
    callees = new int[services][];
    perRequest = new double[services][];
    waits = new boolean[services][];
    ownP50 = new double[services];
    ownP99 = new double[services];
    ownErrors = new double[services];
    for (int s = 0; s < services; s++) {
      ShopService service = all.get(s);
      first[s + 1] = first[s] + service.instances();
      ownP50[s] = service.p50Seconds();
      ownP99[s] = service.p99Seconds();
      ownErrors[s] = service.errorRatio();
      List<ShopCall> calls = service.calls();
      callees[s] = calls.stream().mapToInt(call -> graph.index(call.callee())).toArray();
      perRequest[s] = calls.stream().mapToDouble(ShopCall::perRequest).toArray();
      waits[s] = new boolean[calls.size()];
      for (int e = 0; e < calls.size(); e++) {
        waits[s][e] = calls.get(e).isSync();
      }
    }
    noEffects = FaultEffects.none(graph, first);
  }

  int instances() {
    return first[services];
  }

  int countAlive(int service, FaultEffects effects) {
    int alive = 0;
    for (int i = first[service]; i < first[service + 1]; i++) {
      alive += effects.down[i] ? 0 : 1;
    }
    return alive;
  }
}
