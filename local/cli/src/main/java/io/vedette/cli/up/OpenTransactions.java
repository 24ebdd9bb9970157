package io.vedette.cli.up;

import io.vedette.cli.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.FenceProducersResult;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.ConcurrentTransactionsException;

/**
 * Transactions that a killed job left open. A job that is restored commits or aborts them by the
 * numbers in its checkpoint; one that starts anew knows no numbers, and everyone who reads only
 * what is committed would wait behind them until they time out, days later.
 */
final class OpenTransactions {

  private static final int ANSWER_LIMIT_MS = 30_000;
  private static final long ASK_EVERY_MS = 50;

  private OpenTransactions() {}

  /**
   * Aborts them and fences whoever had them. No job with that prefix may be running.
   *
   * @param prefix of the transactional ids, as the setting has it
   * @return how many there were
   * @throws Problem when Kafka refuses
   */
  static int abort(String bootstrapServers, String prefix) throws InterruptedException {
    Map<String, Object> client =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            ANSWER_LIMIT_MS,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            ANSWER_LIMIT_MS);
    try (Admin admin = Admin.create(client)) {
      List<String> open = list(admin, prefix, TransactionState.ONGOING);
      FenceProducersResult fenced = admin.fenceProducers(open);
      for (String id : open) {
        awaitFenced(fenced.producerId(id));
      }
      awaitNone(admin, prefix);
      return open.size();
    } catch (ExecutionException refused) {
      throw new Problem(
          "cannot abort the transactions the last job left open: " + refused.getCause(), refused);
    }
  }

  /** Kafka answers "concurrent transactions" once it has begun to abort what is open. */
  private static void awaitFenced(KafkaFuture<Long> producer)
      throws ExecutionException, InterruptedException {
    try {
      producer.get();
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof ConcurrentTransactionsException)) {
        throw failed;
      }
    }
  }

  /** What is being committed or aborted ends by itself, which takes a moment. */
  private static void awaitNone(Admin admin, String prefix)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_LIMIT_MS);
    while (true) {
      List<String> left =
          list(
              admin,
              prefix,
              TransactionState.ONGOING,
              TransactionState.PREPARE_ABORT,
              TransactionState.PREPARE_COMMIT);
      if (left.isEmpty()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new Problem(
            "Kafka has not ended transactions of the last job within "
                + ANSWER_LIMIT_MS / 1000
                + " s: "
                + left);
      }
      TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MS);
    }
  }

  private static List<String> list(Admin admin, String prefix, TransactionState... states)
      throws ExecutionException, InterruptedException {
    ListTransactionsOptions wanted = new ListTransactionsOptions().filterStates(List.of(states));
    return admin.listTransactions(wanted).all().get().stream()
        .map(TransactionListing::transactionalId)
        // the sinks add a hyphen and their name
        .filter(id -> id.startsWith(prefix + "-"))
        .toList();
  }
}
