"""Golden quantiles of classic histograms, in exact rational arithmetic.

Where Java keeps one former scrape and works in place on cumulative counts, this keeps the whole
history, takes each bucket's own observations as a fraction, and walks through them one by one. The
rules are those that Prometheus documents for histogram_quantile and for resets of rate; they were
written down here from its documentation, not from the Java code.

    python3 golden_histogram.py ../resources/golden      (standard library only, made with 3.11)

Each file: the bounds; the quantiles; then one row a scrape: counts by bound (empty: the bucket did
not come), the outcome, the observations and each quantile (empty where there is none).
"""

import math
import pathlib
import random
import sys
from fractions import Fraction

QUANTILES = [0.001, 0.25, 0.5, 0.9, 0.99, 0.999]


def quantile(q, bounds, cumulative):
    """By the observations of each bucket, from the lowest up."""
    own = [max(Fraction(0), c - max([Fraction(0)] + cumulative[:i])) for i, c in enumerate(cumulative)]
    total = max(cumulative)
    if total == 0:
        return None
    rank = Fraction(q) * total
    passed = Fraction(0)
    for i, (bound, count) in enumerate(zip(bounds, own)):
        if passed + count >= rank:
            if math.isinf(bound):
                return Fraction(bounds[i - 1])
            if i == 0 and bound <= 0:
                return Fraction(bound)
            start = Fraction(bounds[i - 1]) if i > 0 else Fraction(0)
            return start + (Fraction(bound) - start) * (rank - passed) / count
        passed += count
    raise AssertionError("rank beyond the total")


def increase(before, now):
    """All buckets begin anew together."""
    if any(b > n for b, n in zip(before, now)):
        return list(now)
    return [n - b for b, n in zip(before, now)]


def observe(rng, bounds, values):
    return [sum(1 for v in values if v <= bound) for bound in bounds]


def exponential(rng, n, mean):
    return [rng.expovariate(1 / mean) for _ in range(n)]


def cumulative_history(rng, bounds, batches, resets=()):
    counts = [0] * len(bounds)
    for i, batch in enumerate(batches):
        if i in resets:
            counts = [0] * len(bounds)
        counts = [c + o for c, o in zip(counts, observe(rng, bounds, batch))]
        yield list(counts)


def rows(history, whole):
    former = None
    for counts in history:
        if whole is not None and any(c is None for c in counts):
            yield counts, "INCOMPLETE", None
            continue
        exact = [Fraction(c) for c in counts]
        if former is None:
            yield counts, "FIRST", None
        else:
            yield counts, "READY", increase(former, exact)
        former = exact


def write(folder, name, bounds, history):
    lines = [
        ",".join("+Inf" if math.isinf(b) else repr(b) for b in bounds),
        ",".join(map(repr, QUANTILES)),
    ]
    for counts, outcome, grown in rows(history, whole=True):
        cells = ["" if c is None else repr(float(c)) for c in counts] + [outcome]
        cells.append("" if grown is None else repr(float(max(grown))))
        for q in QUANTILES:
            value = None if grown is None else quantile(q, bounds, grown)
            cells.append("" if value is None else repr(float(value)))
        lines.append(",".join(cells))
    (folder / f"histogram-{name}.csv").write_text("\n".join(lines) + "\n")


def main():
    folder = pathlib.Path(sys.argv[1])
    rng = random.Random(20240607)
    latency = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, math.inf]

    quiet = [exponential(rng, rng.randint(20, 200), 0.08) for _ in range(40)]
    write(folder, "latency", latency, list(cumulative_history(rng, latency, quiet)))

    slow = [exponential(rng, 60, 0.08 if i < 15 else 6.0) for i in range(30)]
    write(folder, "slower", latency, list(cumulative_history(rng, latency, slow, resets={7, 8, 21})))

    # the lowest bound is not above 0, and most is below it
    signed = [-10.0, -1.0, 0.0, 1.0, 10.0, math.inf]
    drift = [[rng.gauss(-4, 6) for _ in range(50)] for _ in range(25)]
    write(folder, "signed", signed, list(cumulative_history(rng, signed, drift, resets={11})))

    # everything beyond the highest bound, nothing at all, then one observation at a time
    odd = [[100.0] * 5, [], [100.0] * 7, [], [0.3], [0.3], [0.001], [2.0] * 3, [9.99], [10.0], [10.01]]
    write(folder, "odd", latency, list(cumulative_history(rng, latency, odd)))

    two = [1.0, math.inf]
    coarse = [exponential(rng, 30, 1.5) for _ in range(15)]
    write(folder, "two-buckets", two, list(cumulative_history(rng, two, coarse, resets={4})))

    # fractions of observations, as of weighted samples
    weighted = [[c * 0.125 for c in row] for row in cumulative_history(rng, latency, quiet)]
    write(folder, "weighted", latency, weighted)

    # a bucket lost now and then: its scrape gives nothing, the next spans two intervals
    lossy = list(cumulative_history(rng, latency, quiet, resets={9}))
    for i, bucket in [(3, 4), (6, 11), (12, 5), (20, 3), (22, 6)]:
        lossy[i][bucket] = None
    write(folder, "lossy", latency, lossy)

    # buckets not read in one moment: the 0.25 bucket trails the one below it
    torn = [[float(c) for c in row] for row in cumulative_history(rng, latency, quiet)]
    for i in (5, 14, 15):
        torn[i][5] = torn[i - 1][5] + max(0, torn[i][4] - torn[i - 1][4] - 3)
    write(folder, "torn", latency, torn)


main()
