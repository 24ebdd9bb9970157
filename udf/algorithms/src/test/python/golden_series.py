"""Golden verdicts of the series detector, by an implementation that shares nothing with the Java one.

Exact logarithms in place of the table, dictionaries in place of packed bins, every residual's bin
counted by its number on an unbounded axis, plain floats in the unit of the series throughout: no
reference, no scale, no single precision but where a profile rests between two visits.

    python3 golden_series.py ../resources/golden        (Python 3.11, no other package)

The series are synthetic, from random.Random with the seeds below. Each file: one row a sample:
milliseconds, value, expected, lower, upper, score, anomaly.
"""

import math
import pathlib
import random
import struct
import sys

WARM_UP, THRESHOLD, LEAST_ABSOLUTE, LEAST_RELATIVE, ADOPT_AFTER, QUIET = 30, 1.25, 1e-9, 0.01, 120, 5
HOUR = 3_600_000
BINS, BELOW_FIRST, PER_OCTAVE = 24, 15 + 1 / 64, 4
SLOW = {"season": 1, "shift": 1, "variance": 1, "value": 1, "raw": 0.25}
MEDIUM, DAY, SPREAD, RANGE = 0.04, 0.32, 0.29, 0.0021
FAST = {"value": 0.75, "step": 1, "scaled": 0.7, "range": 0.8}


def rate(count, least):
    return max(1 / (count + 1), least)


def half(value):
    """A float rounded to the upper 16 of its 32 bits, ties to even."""
    if math.isnan(value):
        return value
    (bits,) = struct.unpack(">I", struct.pack(">f", value))
    bits = (bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF0000
    return struct.unpack(">f", struct.pack(">I", bits))[0]


UNITS, BATCH = 31, 32
REFRESHED_SELDOM, REFRESH = 256, 128


def cubic_log2(value):
    """The logarithm that edges are made with: exact at powers of two, a cubic between them."""
    exponent = math.floor(math.log2(value))
    m = value / 2**exponent - 1
    return exponent + m * (1.4228653 + m * (-0.5820856 + m * 0.1592203))


class Tail:
    def __init__(self):
        self.bins, self.base, self.total = {}, None, 0
        self.noted, self.edges, self.half = [], [0] * (BINS + 1), 0.0

    def surprise(self, size):
        if self.base is None:
            return 8.0 if size > 0 and self.edges[BINS] else 0.0
        if size <= 0:
            return 0.0
        above = PER_OCTAVE * math.log2(size) - self.base
        if above < 0 or not self.edges[BINS]:
            return 0.0
        if above >= BINS:
            return min(8.0, self.edges[BINS] / UNITS + 0.6 * (above - BINS))
        number, part = math.floor(above), above - math.floor(above)
        lower, more = self.edges[number], self.edges[number + 1] - self.edges[number]
        tail = 10 ** (-more / UNITS)
        if more < 16:
            sag = more / 2 + UNITS * math.log10((1 + tail) / 2)
            return (lower + more * part - 4 * sag * part * (1 - part)) / UNITS
        return lower / UNITS - math.log10(1 - part + part * tail)

    def size_of(self, surprise):
        if self.base is None or self.total < 20 * 8:
            return 0.0
        everything = self.total / 8
        wanted = 8 * ((everything + 1) * 10**-surprise - 0.5)
        reached = max(8, wanted)
        above, count = 0.0, 0
        for number in range(BINS - 1, -1, -1):
            here = self.bins.get(number, 0)
            if count + here >= reached:
                above = number + 1 - (reached - count) / here
                break
            count += here
        if wanted < 8:
            above += max(0, surprise - math.log10((everything + 1) / 1.5)) / 0.6
        return self._size(above)

    def _size(self, above):
        position = self.base + above
        whole = math.floor(position)
        chord = 1 + (position - whole) * (2**0.25 - 1)
        return 2 ** (whole / 4) * chord

    def note_bounded(self, size):
        if self.base is None:
            self.note(0)
        else:
            self.note(min(size, 2 ** ((self.base + BINS - 1 + PER_OCTAVE) / PER_OCTAVE)))

    def note(self, size):
        number = 0
        if size > 0:
            position = PER_OCTAVE * math.log2(size)
            if self.base is None:
                self.base = position - BELOW_FIRST
            number = max(0, min(127, math.floor(position - self.base)))
        self.noted.append(number)

    def count(self):
        moved = 0
        for noted in self.noted:
            number = max(0, noted - moved)
            if number >= BINS:
                up = number - (BINS - 1)
                shifted = {}
                for b, c in self.bins.items():
                    shifted[max(0, b - up)] = shifted.get(max(0, b - up), 0) + c
                self.bins, moved, number = shifted, moved + up, BINS - 1
            self.bins[number] = self.bins.get(number, 0) + 8
            self.total += 8
            if self.total >= 65_535 - 8:
                self.bins = {b: c // 2 for b, c in self.bins.items() if c // 2 > 0}
                self.total = sum(self.bins.values())
        self.noted = []
        if self.base is not None:
            self.base += moved
        return moved > 0

    def make_edges(self):
        if self.total >= 20 * 8:
            top = max((b + 1 for b, c in self.bins.items() if c), default=0)
            for edge in range(BINS + 1):
                above = sum(c for b, c in self.bins.items() if b >= edge)
                exact = math.log10(2) * (cubic_log2(self.total / 8 + 1) - cubic_log2(above / 8 + 0.5))
                exact += 0.6 * max(0, edge - top)
                self.edges[edge] = max(0, min(8 * UNITS, int(UNITS * exact + 0.5)))
        self.half = self.size_of(3.7)


class Detector:
    def __init__(self):
        self.n = self.uncounted = 0
        self.due = False
        self.tails = {k: Tail() for k in ("season", "shift", "variance", "value", "step", "scaled", "range", "raw", "band")}
        self.day, self.spread, self.day_n = {}, {}, {}
        self.week_less_day = {}
        self.now = None  # hour of the week at hand, with its own day, spread, week, week_n
        self.step_ms = 0.0
        self.err = [0.0] * 4
        self.g = self.gd = self.season = self.shift = self.var = self.var_mean = 0.0
        self.size = self.floor = self.range = self.range_spread = 0.0
        self.flat = self.same = 0
        self.slow_peak = self.fast_peak = 0.0
        self.slow_quiet = self.fast_quiet = 0
        self.held = None
        self.settling = 0

    def of_day(self, h):
        return self.now[1] if self.now and self.now[0] % 24 == h else self.day.get(h)

    def of_spread(self, h):
        return self.now[2] if self.now and self.now[0] % 24 == h else self.spread.get(h, 0.0)

    def of_week(self, w):
        if self.now and self.now[0] == w:
            return self.now[3]
        if w not in self.week_less_day or self.of_day(w % 24) is None:
            return None
        return self.of_day(w % 24) + self.week_less_day[w]

    def feed(self, t, x):
        if self.due:
            self._count()
        if self.n == 0:
            self.last = self.fast = self.medium = self.g = self.var_mean = self.range = x
        hours = t // HOUR
        weekday = (hours // 24 + 3) % 7
        w = weekday * 24 + hours % 24
        h = w % 24
        here = self.of_day(h)
        base = self.g if here is None else here
        mid = (t % HOUR) / HOUR - 0.5
        there = self.of_day((h + (-1 if mid < 0 else 1)) % 24)
        usual = base if there is None else base + (there - base) * abs(mid)
        guesses = [self.last, self.fast, self.medium, usual]
        eps = 0.01 * self.gd + 1e-300
        weights = [((min(self.err) + eps) / (e + eps)) ** 2 for e in self.err]
        expected = sum(a * b for a, b in zip(weights, guesses)) / sum(weights)

        y = x
        if self.n > WARM_UP and self.gd > 0:
            y = usual + max(-1e4 * self.gd, min(1e4 * self.gd, x - usual))
        ofweek = self.of_week(w)
        raw = y - (usual if ofweek is None else ofweek)
        season = self.season + 0.153 * (raw - self.season)
        unit = 0.5 * self.of_spread(h) + 0.5 * self.gd
        off = y - usual
        z = max(-50, min(50, off / unit)) if unit > 0 else (0 if off == 0 else math.copysign(50, off))
        shift = self.shift + 0.032 * (z - self.shift)
        var = self.var + 0.1 * ((y - self.var_mean) ** 2 - self.var)
        step = y - self.last
        step_unit = self.size + 1.5 * self.floor
        range_unit = self.range_spread + 0.1 * self.gd
        middle = usual + self.held[0] - self.held[5] if self.held else expected
        from_middle = abs(y - middle)
        residual = dict(
            season=season, shift=shift, variance=math.sqrt(var), value=y - expected, step=step,
            scaled=step / step_unit if step_unit > 0 else 0.0,
            range=(y - self.range) / range_unit if range_unit > 0 else 0.0, raw=raw)
        s = {k: self.tails[k].surprise(abs(r)) for k, r in residual.items()}
        short = min(0.0, math.log10(self.step_ms / 1000 / 300)) if self.step_ms > 0 else 0.0
        slow = (sum(c * s[k] ** 2.5 for k, c in SLOW.items()) / sum(SLOW.values())) ** 0.4 + 0.4 * short
        fast = (sum(c * s[k] ** 3 for k, c in FAST.items()) / sum(FAST.values())) ** (1 / 3) + 0.2 * short - 1
        if abs(x - expected) <= max(LEAST_ABSOLUTE, LEAST_RELATIVE * abs(expected)):
            slow, fast = min(0.5 * slow, 0.9 * THRESHOLD), min(0.5 * fast, 0.9 * THRESHOLD)
        flat = 0.0
        if step == 0 and self.n > 0:
            share = (self.same + 1) / (self.n + 2)
            flat = min(8.0, -0.013 * (self.flat + 1) * math.log10(share)) + 0.4 * short
        slow, fast = max(0.0, slow, flat), max(0.0, fast)

        row = (math.nan, math.nan, math.nan, 0.0, False)
        if self.n >= WARM_UP:
            value_half = self.tails["band"].half
            width = max(self.held[1] if self.held else value_half, LEAST_ABSOLUTE, LEAST_RELATIVE * abs(middle))
            out = self.settling == 0 and (x > middle + width or x < middle - width)
            news = max(
                slow if slow > self.slow_peak + (0.68 if self.slow_peak > 0 else 0) else 0.2 * slow,
                fast if fast > self.fast_peak + (0.53 if self.fast_peak > 0 else 0) else 0.2 * fast)
            if self.held and not out:
                news = min(news, 0.2 * max(slow, fast))
            score = 1 - 2 ** (-news / THRESHOLD)
            row = (middle, middle - width, middle + width, score, news >= THRESHOLD or out)
            if self.held:
                self._follow(out, usual)
            elif out:
                self.held = [expected - usual, value_half, 1, 0, y, 0.0]
        share = 1 if there is None else 1 - abs(mid)
        self._learn(t, y, w, usual, guesses, residual, slow, fast, season, shift, step, share, from_middle)
        return row

    def _follow(self, out, usual):
        if not out:
            self.held[3] += 1
            if self.held[3] >= QUIET:
                self.held = None
            return
        self.held[3] = 0
        self.held[2] += 1
        if self.held[2] >= ADOPT_AFTER:
            now = self.held[4]
            by = now - usual
            self.day = {k: v + by for k, v in self.day.items()}
            if self.now:
                self.now[1] += by
                self.now[3] += by
            self.fast = self.medium = self.g = self.range = self.var_mean = now
            self.season = self.shift = 0.0
            self.settling = 30
            self.held = None

    def _count(self):
        anew = self.due or self.n < REFRESHED_SELDOM or self.n % REFRESH < BATCH
        self.uncounted, self.due = 0, False
        moved = [tail.count() for tail in self.tails.values()]
        if anew or any(moved):
            for tail in self.tails.values():
                tail.make_edges()

    def _learn(self, t, y, w, usual, guesses, residual, slow, fast, season, shift, step, share, from_middle):
        n = self.n
        memory = max(30, min(450, int(n / 54)))
        if slow > self.slow_peak + (0.68 if self.slow_peak > 0 else 0):
            self.slow_peak, self.slow_quiet = slow, 0
        else:
            self.slow_quiet += 1
            if self.slow_quiet > memory:
                self.slow_peak = 0.0
        if fast > self.fast_peak + (0.53 if self.fast_peak > 0 else 0):
            self.fast_peak, self.fast_quiet = fast, 0
        else:
            self.fast_quiet += 1
            if self.fast_quiet > 18:
                self.fast_peak = 0.0
        for k, r in residual.items():
            self.tails[k].note(abs(r))
        if not (self.held and self.held[3] == 0):
            self.tails["band"].note(from_middle)
        elif self.held[2] == 1:
            self.tails["band"].note_bounded(from_middle)
        self.uncounted += 1
        if self.uncounted >= (BATCH if n < 19 else min(BATCH, n // 8)):
            self._count()
        elif max(slow, fast) >= 1:
            self.due = True
        self.settling = max(0, self.settling - 1)
        bounded = n > WARM_UP and self.gd > 0
        x = usual + max(-50 * self.gd, min(50 * self.gd, y - usual)) if bounded else y
        size = min(abs(step), 50 * self.gd) if bounded else abs(step)
        self.floor += rate(n, 0.001) * (size - self.floor)
        most = 5 * (self.size + 0.1 * self.floor)
        self.size += rate(n, 0.1) * ((size if n < 50 else min(size, most)) - self.size)
        self.season, self.shift = season, shift
        off = x - self.var_mean
        self.var += 0.1 * (off * off - self.var)
        self.var_mean += 0.08 * off
        same = step == 0 and n > 0
        self.flat = self.flat + 1 if same else 0
        self.same += same
        self.last = y
        if self.held and self.held[3] == 0:
            self.held[4] += 0.1 * (x - self.held[4])
        else:
            self._learn_levels(x, guesses)
        if n == 0:
            self.first_t = t
        elif t > self.last_t:
            passed = t - self.last_t
            if self.step_ms > 0:
                self.step_ms += rate(n, 0.02) * (min(passed, 4 * self.step_ms) - self.step_ms)
            else:
                self.step_ms = float(passed)
        self.last_t = t
        span = min(1.0, 0.85 * self.step_ms / HOUR) if self.step_ms > 0 else 0.85
        per_hour = HOUR / self.step_ms if self.step_ms > 0 else 1.0
        weeks = max(1, (t - self.first_t) // (168 * HOUR))
        if self.held and not (self.now and self.now[0] == w):
            self.held[5] = 0.0
        self._enter(w, int(min(1000, weeks * per_hour)))
        taught = x
        if self.held and self.held[3] == 0:
            middle, reach = usual + self.held[0] - self.held[5], 3 * self.held[1]
            taught = max(middle - reach, min(middle + reach, x))
        before = self.now[1]
        self._learn_profile(taught, usual, span)
        if self.held:
            self.held[5] += (self.now[1] - (usual if math.isnan(before) else before)) * share
        self.gd += rate(n, 0.0039) * (abs(x - usual) - self.gd)
        self.n += 1

    def _learn_levels(self, x, guesses):
        n = self.n
        for i in range(4):
            self.err[i] += rate(n, 0.0078) * (abs(x - guesses[i]) - self.err[i])
        self.fast += 0.3 * (x - self.fast)
        self.medium += MEDIUM * (x - self.medium)
        self.g += rate(n, 0.01) * (x - self.g)
        away = abs(x - self.range)
        most = 5 * (self.range_spread + 0.1 * self.gd)
        self.range_spread += rate(n, 0.05) * ((away if n < 50 else min(away, most)) - self.range_spread)
        self.range += rate(n, RANGE) * (x - self.range)

    def _enter(self, w, seen):
        if self.now and self.now[0] == w:
            return
        if self.now:
            old, day, spread, week, _ = self.now
            self.now = None
            self.day[old % 24] = day
            self.spread[old % 24] = half(spread)
            self.week_less_day[old] = half(week - day)
        week = self.of_week(w)
        count = 0 if week is None else min(255, max(1, seen))
        self.now = [w, self.day.get(w % 24, math.nan), self.spread.get(w % 24, 0.0), math.nan if week is None else week, count]

    def _learn_profile(self, x, usual, span):
        now = self.now
        h = now[0] % 24
        count = self.day_n.get(h, 0)
        now[2] += rate(count, SPREAD * span) * (abs(x - usual) - now[2])
        now[3] = x if now[4] == 0 else now[3] + rate(now[4], 0.25 * span) * (x - now[3])
        now[4] = min(255, now[4] + 1)
        now[1] = x if count == 0 else now[1] + rate(count, DAY * span) * (x - now[1])
        self.day_n[h] = min(255, count + 1)


def seasonal(rng, n, minutes, noise, events=()):
    start = 1_709_510_400_000  # Monday 2024-03-04T00:00Z
    for i in range(n):
        t = start + i * minutes * 60_000
        hour = (t / HOUR) % 24
        weekend = (t // HOUR // 24 + 3) % 7 >= 5
        x = (60 if weekend else 100) + 30 * math.sin(2 * math.pi * hour / 24) + rng.gauss(0, noise)
        for first, last, change in events:
            if first <= i < last:
                x = change(x)
        yield t, round(x, 6)


def level(rng, n, seconds, mean, noise, events=()):
    for i in range(n):
        x = mean + rng.gauss(0, noise)
        for first, last, change in events:
            if first <= i < last:
                x = change(x)
        yield 1_709_510_400_000 + i * seconds * 1000, round(x, 6)


def with_gap(rows, first, missing):
    return [(t + (missing if i >= first else 0), x) for i, (t, x) in enumerate(rows)]


def series():
    r = random.Random
    yield "seasonal", seasonal(r(1), 900, 60, 3, [(700, 703, lambda x: x + 90)])
    yield "spikes", level(r(2), 600, 60, 20, 1, [(i, i + 1, lambda x: 35) for i in (200, 201, 310, 450)])
    yield "shift", level(r(3), 700, 15, 0.2, 0.01, [(300, 700, lambda x: x + 0.3)])
    yield "restless", level(r(4), 600, 300, 50, 1, [(350, 450, lambda x: 50 + 8 * (x - 50))])
    yield "flat", level(r(5), 500, 60, 10, 1, [(300, 400, lambda x: 10.5)])
    yield "drop", ((1_709_510_400_000 + i * 15_000, 0.0 if 200 <= i < 240 else 1.0) for i in range(400))
    yield "gap", with_gap(list(seasonal(r(6), 700, 30, 2)), 400, 9 * HOUR)
    yield "large", level(r(7), 400, 60, 5e9, 40_000, [(250, 260, lambda x: 6e9)])


def main(folder):
    for name, rows in series():
        detector = Detector()
        with open(pathlib.Path(folder) / f"series-{name}.csv", "w", newline="\n") as out:
            out.write("timestamp,value,expected,lower,upper,score,anomaly\n")
            for t, x in rows:
                row = detector.feed(t, x)
                out.write(",".join([str(t), repr(x), *(f"{v:.9g}" for v in row[:4]), str(row[4]).lower()]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
