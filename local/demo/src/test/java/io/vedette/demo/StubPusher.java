package io.vedette.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Remembers what was pushed; accepts unless told otherwise. Answers are for metrics; spans and
 * changes are accepted.
 */
final class StubPusher implements Pusher {

  final List<byte[]> tried = new ArrayList<>();
  final List<byte[]> accepted = new ArrayList<>();
  final List<Delivery> others = new ArrayList<>();
  private final Deque<Outcome> answers = new ArrayDeque<>();

  void answerNext(Outcome outcome) {
    answers.add(outcome);
  }

  @Override
  public Outcome push(Delivery delivery) {
    if (delivery.route() != Delivery.Route.METRICS) {
      others.add(delivery);
      return new Accepted();
    }
    byte[] body = delivery.body();
    tried.add(body);
    Outcome outcome = answers.isEmpty() ? new Accepted() : answers.remove();
    if (outcome instanceof Accepted) {
      accepted.add(body);
    }
    return outcome;
  }
}
