"""Writes golden/sketch-*.csv: durations, and what the sketch of the paper's authors makes of them.

    python3 -m venv /tmp/golden && /tmp/golden/bin/pip install ddsketch
    /tmp/golden/bin/python golden_sketch.py ../resources/golden

Line 1: quantiles. Line 2: by Datadog's ddsketch for Python at a relative accuracy of 1 %. Line 3: the
durations themselves at rank floor(q * (n - 1)). Then a duration (nanoseconds) and its weight a line.
"""

import math
import random
import sys
from pathlib import Path

from ddsketch import DDSketch

QUANTILES = [0, 0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1]


def durations(name, rng):
    if name == "latency":
        return [int(math.exp(rng.gauss(math.log(20e6), 0.8))) for _ in range(2000)]
    if name == "two-modes":
        return [rng.randint(1_000_000, 2_000_000) if i % 20 else rng.randint(3 * 10**9, 10**10)
                for i in range(1500)]
    if name == "wide":
        return [int(10 ** rng.uniform(3.01, 14)) for _ in range(1000)]
    return [1_234_567_890]


def write(folder, name):
    rng = random.Random(name)
    values = durations(name, rng)
    weights = [rng.randint(1, 9) if name == "latency" else 1 for _ in values]
    sketch = DDSketch(relative_accuracy=0.01)
    for value, weight in zip(values, weights):
        sketch.add(value, weight)
    repeated = sorted(v for v, w in zip(values, weights) for _ in range(w))
    exact = [repeated[math.floor(q * (len(repeated) - 1))] for q in QUANTILES]
    lines = [",".join(map(repr, QUANTILES)),
             ",".join(repr(sketch.get_quantile_value(q)) for q in QUANTILES),
             ",".join(map(str, exact))]
    lines += [f"{value},{weight}" for value, weight in zip(values, weights)]
    (folder / f"sketch-{name}.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    for one in ["latency", "two-modes", "wide", "single"]:
        write(Path(sys.argv[1]), one)
