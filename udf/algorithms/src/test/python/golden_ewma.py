"""Golden verdicts of the EWMA detector, by an implementation that shares nothing with the Java one.

Where Java keeps running moments, this keeps every value that was taught and asks pandas for the
exponentially weighted mean and standard deviation of the whole list, anew for every sample:
ewm(alpha, adjust=True), std(bias=False). Slow on purpose.

    pip install numpy pandas        (made with numpy 2.4.6 and pandas 3.1.1)
    python3 golden_ewma.py ../resources/golden

The series are synthetic, from numpy's PCG64 with the seeds below. Each file starts with the
parameters; then one row a sample: value, expected, lower, upper, score, anomaly.
"""

import math
import pathlib
import sys

import numpy as np
import pandas as pd

DEFAULTS = dict(
    alpha=0.02, warmUp=30, threshold=4.0, minimumDeviation=1e-9,
    minimumRelativeDeviation=0.01, sides="BOTH", adoptAfter=120,
)
QUIET = 5  # values inside the band in a row that end a run


def verdicts(values, p):
    taught, run = [], []  # run: (value, outside) since the first value out of the band
    for seen, x in enumerate(values):
        if seen < p["warmUp"]:
            yield x, math.nan, math.nan, math.nan, 0.0, False
            taught.append(x)
            continue
        weighted = pd.Series(taught, dtype="float64").ewm(alpha=p["alpha"], adjust=True)
        expected = weighted.mean().iloc[-1]
        half = max(
            p["threshold"] * weighted.std(bias=False).iloc[-1],
            p["minimumDeviation"],
            p["minimumRelativeDeviation"] * abs(expected),
        )
        outside = abs(x - expected) > half
        watched = p["sides"] == "BOTH" or p["sides"] == ("ABOVE" if x >= expected else "BELOW")
        yield (
            x,
            expected,
            -math.inf if p["sides"] == "ABOVE" else expected - half,
            math.inf if p["sides"] == "BELOW" else expected + half,
            1 - 2 ** (-abs(x - expected) / half) if watched else 0.0,
            outside and watched,
        )
        if not outside:
            taught.append(x)
        if outside or run:
            run.append((x, outside))
        if sum(out for _, out in run) == p["adoptAfter"]:
            taught, run = [value for value, _ in run], []
        elif len(run) >= QUIET and not any(out for _, out in run[-QUIET:]):
            run = []


def noise(seed, n, mean, spread):
    return np.random.default_rng(seed).normal(mean, spread, n)


def with_spikes():
    values = noise(2, 400, 100.0, 5.0)
    values[[60, 61, 150, 151, 152, 300]] += [80, 120, -90, -400, 60, 1e9]
    return values


def with_shift():
    values = noise(3, 400, 0.2, 0.01)
    values[200:] += 1.0
    return values


def heavy_tailed():
    return np.random.default_rng(4).lognormal(0.0, 1.0, 400)


def drop():
    values = np.ones(200)
    values[100:180] = 0.0
    return values


def flickering():
    values = noise(6, 600, 20.0, 1.0)
    values[100:500:2] += 50.0
    return values


def noisier():
    values = noise(7, 600, 0.0, 1.0)
    values[200:] *= 5.0
    return values


def ramp():
    return np.arange(300) * 0.5 + noise(5, 300, 1e6, 1.0)


CASES = {
    "quiet": (noise(1, 400, 10.0, 1.0), {}),
    "spikes": (with_spikes(), {}),
    "shift": (with_shift(), dict(adoptAfter=60, alpha=0.05)),
    "heavy-tailed": (heavy_tailed(), dict(threshold=2.5, warmUp=10, adoptAfter=10, alpha=0.1)),
    "heavy-tailed-above": (heavy_tailed(), dict(threshold=2.0, sides="ABOVE")),
    "drop": (drop(), {}),
    "drop-adopted": (drop(), dict(adoptAfter=40)),
    "ramp": (ramp(), dict(minimumRelativeDeviation=0.0, sides="BELOW", threshold=2.0)),
    "flickering": (flickering(), {}),
    "noisier": (noisier(), {}),
}


def main(folder):
    for name, (values, changed) in CASES.items():
        p = DEFAULTS | changed
        with open(folder / f"ewma-{name}.csv", "w", encoding="ascii", newline="\n") as out:
            out.write("# " + " ".join(f"{key}={value}" for key, value in p.items()) + "\n")
            out.write("value,expected,lower,upper,score,anomaly\n")
            for x, expected, lower, upper, score, anomaly in verdicts(values.tolist(), p):
                numbers = ",".join(repr(float(v)) for v in (x, expected, lower, upper, score))
                out.write(f"{numbers},{str(bool(anomaly)).lower()}\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
