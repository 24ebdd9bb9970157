package io.vedette.cli.up;

import io.vedette.demo.DemoClient;
import io.vedette.demo.DemoException;
import io.vedette.demo.FaultKind;
import io.vedette.demo.FaultView;
import io.vedette.demo.ShopGraph;
import io.vedette.gateway.demo.DemoFaults;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** The faults of a running shop for the gateway, by the shop's control server. */
final class ShopFaults implements DemoFaults {

  private static final List<Kind> KINDS =
      Arrays.stream(FaultKind.values()).map(ShopFaults::kind).toList();

  private final DemoClient shop;

  /** Of the shop a client speaks to; it need not answer yet. */
  ShopFaults(DemoClient shop) {
    this.shop = shop;
  }

  @Override
  public List<Kind> kinds() {
    return KINDS;
  }

  @Override
  public Faults now() {
    FaultView.Faults faults = answered(shop::list);
    return new Faults(faults.now(), all(faults.active()), all(faults.upcoming()));
  }

  @Override
  public Fault begin(String kind, String service, Duration lasting, OptionalDouble magnitude) {
    return fault(answered(() -> shop.inject(kind, service, lasting, magnitude)));
  }

  @Override
  public Optional<Fault> end(String id) {
    try {
      return Optional.of(fault(answered(() -> shop.clear(id))));
    } catch (IllegalArgumentException noSuchFault) {
      return Optional.empty(); // the only thing a shop refuses here
    }
  }

  private static <T> T answered(Supplier<T> question) {
    try {
      return question.get();
    } catch (DemoException failed) {
      String message = String.valueOf(failed.getMessage());
      throw failed.isRefusal()
          ? new IllegalArgumentException(message, failed)
          : new AwayException(message, failed);
    }
  }

  private static List<Fault> all(List<FaultView> faults) {
    return faults.stream().map(ShopFaults::fault).toList();
  }

  private static Fault fault(FaultView fault) {
    return new Fault(
        fault.id(),
        fault.kind(),
        fault.service(),
        fault.begin(),
        fault.end(),
        fault.magnitude(),
        fault.metric());
  }

  private static Kind kind(FaultKind kind) {
    return new Kind(
        kind.word(),
        kind.services(ShopGraph.standard()),
        new Magnitude(
            kind.magnitudeMeaning(),
            kind.defaultMagnitude(),
            kind.leastMagnitude(),
            kind.greatestMagnitude()),
        kind.metric().metricName());
  }
}
