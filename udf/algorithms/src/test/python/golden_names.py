#!/usr/bin/env python3
"""Writes golden/names-sentences.csv and golden/names-vectors.csv: sentences of names, and the vectors skip-gram learns of them.

An implementation of its own of the papers named in SkipGramTrainer (Mikolov et al. 2013, Bojanowski et al. 2017) with numpy: vectors of
parts as one matrix, means and updates by whole rows. Numbers are drawn as SplitMix64 does (Steele, Lea, Flood 2014). Names are plain
words, so that their parts are the word and its n-grams.

    python3 udf/algorithms/src/test/python/golden_names.py udf/algorithms/src/test/resources/golden
"""
import csv
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np

DIMENSIONS, WINDOW, NEGATIVES, EPOCHS, RATE, LEAST, SEED = 8, 3, 4, 5, 0.05, 2, 7
MASK = (1 << 64) - 1


class SplitMix64:
    def __init__(self, seed):
        self.state = seed

    def unit(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return ((z ^ (z >> 31)) >> 11) * 2.0**-53


def parts(word):
    framed = "<" + word + ">"
    found = [framed]
    for n in (3, 4, 5):
        found += [framed[i : i + n] for i in range(len(framed) - n + 1)]
    return list(dict.fromkeys(found))


def train(sentences):
    draw = SplitMix64(SEED)
    counts = Counter(name for sentence in sentences for name in sentence)
    names = [n for n, c in sorted(counts.items(), key=lambda nc: -nc[1]) if c >= LEAST]
    weight = Counter()
    for name in names:
        for part in parts(name):
            weight[part] += counts[name]
    # sorted() is stable, and Counter keeps the order of first occurrence
    features = [f for f, _ in sorted(weight.items(), key=lambda fw: -fw[1])]
    place = {f: i for i, f in enumerate(features)}
    rows = {n: np.array([place[p] for p in parts(n)]) for n in names}
    cumulated = np.cumsum([counts[n] ** 0.75 for n in names])
    inputs = np.array([[(draw.unit() - 0.5) / DIMENSIONS for _ in range(DIMENSIONS)] for _ in features])
    outputs = np.zeros((len(names), DIMENSIONS))
    index = {n: i for i, n in enumerate(names)}
    kept = [[n for n in s if n in index] for s in sentences]
    kept = [s for s in kept if len(s) > 1]
    steps, step = EPOCHS * sum(map(len, kept)), 0
    for _ in range(EPOCHS):
        for sentence in kept:
            for at, name in enumerate(sentence):
                rate = RATE * (1 - step / steps)
                step += 1
                reach = 1 + int(draw.unit() * WINDOW)
                for other in range(max(0, at - reach), min(len(sentence) - 1, at + reach) + 1):
                    if other == at:
                        continue
                    hidden = inputs[rows[name]].mean(axis=0)
                    gradient = np.zeros(DIMENSIONS)
                    right = index[sentence[other]]
                    targets = [(right, 1.0)]
                    for _ in range(NEGATIVES):
                        drawn = int(np.searchsorted(cumulated, draw.unit() * cumulated[-1]))
                        if drawn != right:
                            targets.append((drawn, 0.0))
                    for target, label in targets:
                        by = rate * (label - 1 / (1 + np.exp(-hidden @ outputs[target])))
                        gradient += by * outputs[target]
                        outputs[target] += by * hidden
                    inputs[rows[name]] += gradient
    return features, inputs


def main(folder):
    rng = random.Random(3)
    systems = [["cart", "redis", "frontend", "checkout"], ["ledger", "billing", "invoice", "bank"]]
    sentences = []
    for _ in range(60):
        system = rng.choice(systems)
        sentences.append(rng.sample(system, rng.randint(2, 4)))
    sentences.append(["once", "cart"])
    with open(folder / "names-sentences.csv", "w", newline="") as file:
        for sentence in sentences:
            file.write(" ".join(sentence) + "\n")
    features, vectors = train(sentences)
    with open(folder / "names-vectors.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        for feature, vector in zip(features, vectors):
            out.writerow([feature] + [f"{v:.9f}" for v in vector])


main(Path(sys.argv[1]))
