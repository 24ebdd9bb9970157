#!/usr/bin/env python3
"""Golden file of NabProtocolTest: a made-up corpus and its scores by the NAB protocol.

Written from the paper (Lavin and Ahmad 2015, section II) and the benchmark's README, without the code under test: every
threshold is tried by judging the whole corpus anew. Needs nothing but Python.

usage: golden_nab.py > ../resources/quality/nab_golden.json
"""

import json
import math
import random

PROFILES = {"standard": (1, 1, 0.11), "low FP": (1, 1, 0.22), "low FN": (1, 2, 0.11)}


def corpus():
    """name -> (scores, windows); windows are first and last row, both in it."""
    dice = random.Random(7)

    def noise(n, peaks):
        scores = [round(dice.random() * 0.6, 1) for _ in range(n)]  # many ties
        for row, height in peaks:
            scores[row] = height
        return scores

    return {
        # one found early, one found late, a false peak before, between and behind
        "a/two-windows": (
            noise(200, [(40, 0.7), (82, 0.9), (90, 1.0), (115, 0.8), (158, 0.9), (190, 0.75)]),
            [(80, 99), (140, 159)],
        ),
        # the first window begins while the detector is on probation, the second is never found
        "a/early-window": (noise(160, [(12, 1.0), (30, 0.85), (150, 0.95)]), [(20, 33), (100, 109)]),
        # nothing to find
        "b/quiet": (noise(120, [(60, 0.8)]), []),
        # its only window lies wholly in the probation
        "b/too-early": (noise(100, [(8, 1.0), (55, 0.7)]), [(5, 10)]),
    }


def sigmoid(x):
    return -1.0 if x > 3 else 2.0 / (1.0 + math.exp(5.0 * x)) - 1.0


def judge(files, threshold, weights):
    """Raw score, windows found, false positives."""
    true_positive, false_negative, false_positive = weights
    raw, found, false = 0.0, 0, 0
    for scores, windows in files.values():
        probation = min(math.floor(0.15 * len(scores)), 750)
        detections = [i for i, s in enumerate(scores) if s >= threshold and i >= probation]
        for first, last in windows:
            if last < probation:
                continue
            inside = [i for i in detections if first <= i <= last]
            if inside:
                width = last - first + 1
                best = max(sigmoid(-(last - i + 1) / width) for i in inside)
                raw += true_positive * best / sigmoid(-1)
                found += 1
            else:
                raw -= false_negative
        for i in detections:
            if any(first <= i <= last for first, last in windows):
                continue
            false += 1
            before = [w for w in windows if w[1] < i]
            if not before:
                raw -= false_positive
            else:
                first, last = before[-1]
                raw += false_positive * sigmoid((i - last) / (last - first))
    return raw, found, false


def normalised(files, raw, weights):
    true_positive, false_negative, _ = weights
    nothing = judge(files, math.inf, weights)[0]
    windows = sum(len(w) for _, w in files.values())
    return 100 * (raw - nothing) / (windows * true_positive - nothing)


def main():
    files = corpus()
    thresholds = sorted({s for scores, _ in files.values() for s in scores}, reverse=True)
    golden = {"files": [], "best": {}, "at 0.7": {}}
    for name, (scores, windows) in files.items():
        golden["files"].append({"name": name, "scores": scores, "windows": windows})
    for profile, weights in PROFILES.items():
        best = max([math.inf] + thresholds, key=lambda t: (judge(files, t, weights)[0], t))
        for key, threshold in (("best", best), ("at 0.7", 0.7)):
            raw, found, false = judge(files, threshold, weights)
            golden[key][profile] = {
                "threshold": threshold,
                "score": normalised(files, raw, weights),
                "detected": found,
                "falsePositives": false,
            }
    print(json.dumps(golden))


if __name__ == "__main__":
    main()
