package io.vedette.jobs.launch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Past alerts of two systems, a minute apart: in each moment two to four services of one of them
 * alert, which say nothing of each other.
 */
final class NameStory {

  static final List<String> SHOP = List.of("cart", "redis", "frontend", "checkout", "search");
  static final List<String> BANK = List.of("ledger", "billing", "invoice", "bank", "audit");

  /**
   * An alert.
   *
   * @param id of this firing
   * @param at event time
   * @param service that alerts
   */
  record Past(String id, Instant at, String service) {

    boolean isOfShop() {
      return SHOP.contains(service);
    }
  }

  private NameStory() {}

  /** So many moments from a time on. */
  static List<Past> moments(int count, Instant from) {
    Random random = new Random(1);
    List<Past> alerts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> services = new ArrayList<>(random.nextBoolean() ? SHOP : BANK);
      Collections.shuffle(services, random);
      int size = 2 + random.nextInt(3);
      for (int j = 0; j < size; j++) {
        Instant at = from.plusSeconds(60L * i + j / 2);
        alerts.add(new Past("p" + i + "-" + j, at, services.get(j)));
      }
    }
    return alerts;
  }
}
