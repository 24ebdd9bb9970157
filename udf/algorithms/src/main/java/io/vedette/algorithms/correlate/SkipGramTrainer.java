package io.vedette.algorithms.correlate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Names as vectors, learned from which names occur together: skip-gram with negative sampling
 * (Mikolov et al.: Distributed representations of words and phrases and their compositionality,
 * NIPS 2013) where a name is the mean of its parts (Bojanowski et al.: Enriching word vectors with
 * subword information, TACL 2017), so that a name that was never seen has a vector, too.
 *
 * <p>Guarantee: the same sentences in the same order and the same seed give the same vectors, to
 * the bit, on any machine. The variant: names drawn as negatives by their frequency to the power of
 * 3/4; the context to either side is drawn anew for every name, from 1 to the window; the rate
 * falls linearly; vectors of parts begin within 1 / (2 dimensions) of 0, those of contexts at 0.
 *
 * <p>Time: epochs times names in sentences times window times (negatives + 1) times (dimensions).
 * Memory: 8 bytes a dimension of every name and part, both bounded.
 */
public final class SkipGramTrainer {

  private static final double NEGATIVE_POWER = 0.75;

  private final SkipGramParameters parameters;
  private final SplittableRandom random;

  private final Map<String, Integer> names = new LinkedHashMap<>();
  private final Map<String, Integer> features = new LinkedHashMap<>();
  private int[][] parts = new int[0][];
  private double[] cumulated = new double[0];
  private double[][] input = new double[0][];
  private double[][] output = new double[0][];

  private SkipGramTrainer(SkipGramParameters parameters) {
    this.parameters = parameters;
    this.random = new SplittableRandom(parameters.seed());
  }

  /**
   * Trains.
   *
   * @param sentences names that occurred together, in their order
   * @return the vector of every part kept, none when fewer than two names occur often enough
   */
  public static Map<String, float[]> train(
      List<List<String>> sentences, SkipGramParameters parameters) {
    return new SkipGramTrainer(parameters).train(sentences);
  }

  private Map<String, float[]> train(List<List<String>> sentences) {
    count(sentences);
    if (names.size() < 2) {
      return Map.of();
    }
    begin();
    List<int[]> encoded = new ArrayList<>();
    long total = 0;
    for (List<String> sentence : sentences) {
      int[] known = sentence.stream().filter(names::containsKey).mapToInt(names::get).toArray();
      if (known.length > 1) {
        encoded.add(known);
        total += known.length;
      }
    }
    double steps = (double) total * parameters.epochs();
    long step = 0;
    for (int epoch = 0; epoch < parameters.epochs(); epoch++) {
      for (int[] sentence : encoded) {
        for (int at = 0; at < sentence.length; at++) {
          learn(sentence, at, parameters.rate() * (1 - step / steps));
          step++;
        }
      }
    }
    Map<String, float[]> vectors = new LinkedHashMap<>();
    features.forEach((feature, place) -> vectors.put(feature, toFloats(input[place])));
    return vectors;
  }

  /** The most frequent names, and parts of them, the first met first among equals. */
  private void count(List<List<String>> sentences) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    sentences.forEach(sentence -> sentence.forEach(name -> counts.merge(name, 1, Integer::sum)));
    List<Map.Entry<String, Integer>> often =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= parameters.leastCount())
            .filter(entry -> !NameFeatures.of(entry.getKey()).isEmpty())
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .limit(parameters.names())
            .toList();
    Map<String, Integer> featureCounts = new LinkedHashMap<>();
    double[] weights = new double[often.size()];
    for (Map.Entry<String, Integer> entry : often) {
      weights[names.size()] = StrictMath.pow(entry.getValue(), NEGATIVE_POWER);
      names.put(entry.getKey(), names.size());
      for (String feature : NameFeatures.of(entry.getKey())) {
        featureCounts.merge(feature, entry.getValue(), Integer::sum);
      }
    }
    featureCounts.entrySet().stream()
        .sorted(Comparator.<Map.Entry<String, Integer>>comparingInt(Map.Entry::getValue).reversed())
        .limit(parameters.features())
        .forEach(entry -> features.put(entry.getKey(), features.size()));
    cumulated = weights;
    for (int i = 1; i < cumulated.length; i++) {
      cumulated[i] += cumulated[i - 1];
    }
  }

  private void begin() {
    parts = new int[names.size()][];
    names.forEach(
        (name, place) ->
            parts[place] =
                NameFeatures.of(name).stream()
                    .filter(features::containsKey)
                    .mapToInt(features::get)
                    .toArray());
    int dimensions = parameters.dimensions();
    input = new double[features.size()][dimensions];
    output = new double[names.size()][dimensions];
    for (double[] vector : input) {
      for (int i = 0; i < dimensions; i++) {
        vector[i] = (next() - 0.5) / dimensions;
      }
    }
  }

  private void learn(int[] sentence, int at, double rate) {
    int reach = 1 + (int) (next() * parameters.window());
    int[] own = parts[sentence[at]];
    if (own.length == 0) {
      return;
    }
    int from = Math.max(0, at - reach);
    int to = Math.min(sentence.length - 1, at + reach);
    for (int context = from; context <= to; context++) {
      if (context != at) {
        learnPair(own, sentence[context], rate);
      }
    }
  }

  private void learnPair(int[] own, int context, double rate) {
    int dimensions = parameters.dimensions();
    double[] hidden = new double[dimensions];
    for (int part : own) {
      for (int i = 0; i < dimensions; i++) {
        hidden[i] += input[part][i] / own.length;
      }
    }
    double[] gradient = new double[dimensions];
    step(hidden, context, 1, rate, gradient);
    for (int n = 0; n < parameters.negatives(); n++) {
      int drawn = draw();
      if (drawn != context) {
        step(hidden, drawn, 0, rate, gradient);
      }
    }
    for (int part : own) {
      for (int i = 0; i < dimensions; i++) {
        input[part][i] += gradient[i];
      }
    }
  }

  private void step(double[] hidden, int name, int label, double rate, double[] gradient) {
    double[] vector = output[name];
    double dot = 0;
    for (int i = 0; i < hidden.length; i++) {
      dot += hidden[i] * vector[i];
    }
    double by = rate * (label - 1 / (1 + StrictMath.exp(-dot)));
    for (int i = 0; i < hidden.length; i++) {
      gradient[i] += by * vector[i];
      vector[i] += by * hidden[i];
    }
  }

  private int draw() {
    double at = next() * cumulated[cumulated.length - 1];
    int place = Arrays.binarySearch(cumulated, at);
    return Math.min(cumulated.length - 1, place >= 0 ? place : -place - 1);
  }

  /** From 0 on, below 1: the upper 53 bits of the generator. */
  private double next() {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  private static float[] toFloats(double[] vector) {
    float[] floats = new float[vector.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) vector[i];
    }
    return floats;
  }
}
