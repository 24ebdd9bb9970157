#!/usr/bin/env python3
"""Writes golden/correlate-*.csv: storms of alerts and the group each alert ends in.

An implementation of its own of what docs/correlation.md says, in plain Python with scipy for the Poisson tail: lists and
dictionaries, no increments beyond what the rules ask for. Names are such that none are alike, so likeness of names has no part.

    python3 udf/algorithms/src/test/python/golden_correlate.py udf/algorithms/src/test/resources/golden
"""
import csv
import heapq
import random
import re
import sys
from pathlib import Path

from scipy.stats import poisson

GAP, WINDOW, BASELINE, DUPLICATE, AGE = 120_000, 15_000, 90_000, 30_000, 45_000
MERGE, RECUR, REACH, BACK = 60_000, 1_800_000, 4, 1_000
INSTANCE, CALL, HOST = 1, 2, 2


def service_of(name):
    base = re.sub(r"(?:-?\d+)+$", "", name)
    return None if re.fullmatch(r"[\d.]*", base) else "service:" + base


class Group:
    def __init__(self, number, start):
        self.number, self.start, self.last = number, start, start
        self.alerts, self.keys, self.nodes = [], {}, set()
        self.is_split, self.tested = False, None


class Grouper:
    def __init__(self):
        self.edges, self.open, self.resting, self.count = {}, [], [], 0

    def connect(self, a, b, cost):
        if a == b:
            return False
        is_new = b not in self.edges.setdefault(a, {})
        self.edges[a][b] = min(cost, self.edges[a].get(b, cost))
        self.edges.setdefault(b, {})[a] = self.edges[a][b]
        return is_new

    def within_reach(self, start):
        best, queue = {node: 0 for node in start}, [(0, node) for node in start]
        while queue:
            far, node = heapq.heappop(queue)
            for other, cost in self.edges.get(node, {}).items():
                if far + cost <= REACH and far + cost < best.get(other, REACH + 1):
                    best[other] = far + cost
                    heapq.heappush(queue, (far + cost, other))
        return set(best)

    def touch(self, name):
        nodes = [name]
        if service_of(name):
            self.connect(name, service_of(name), INSTANCE)
            nodes.append(service_of(name))
        return nodes

    def add(self, alert):
        now = alert["time"]
        for group in [g for g in self.open if g.last < now - GAP]:
            self.open.remove(group)
            if len(group.keys) <= 3:
                self.resting.append(group)
        self.resting = [g for g in self.resting if g.last >= now - RECUR]
        touched, is_new_edge = self.touch(alert["entity"]), False
        if alert["caller"]:
            touched += self.touch(alert["caller"])
            is_new_edge |= self.connect(alert["caller"], alert["entity"], CALL)
        if alert["host"]:
            is_new_edge |= self.connect(alert["entity"], alert["host"], HOST)
        reach = self.within_reach(touched)
        near = sorted((g for g in self.open if g.nodes & reach), key=lambda g: g.start)
        key = (alert["caller"], alert["entity"], alert["name"])
        if not near:
            group = next((g for g in reversed(self.resting) if key in g.keys), None)
            if group:
                self.resting.remove(group)
                self.open.append(group)
            else:
                group = self.begin(now)
            return self.join(group, alert, key, touched)
        self.merge(near, is_new_edge)
        for group in reversed(near):
            if key in group.keys and now - group.keys[key][0] <= DUPLICATE:
                return self.join(group, alert, key, touched)
        newest = near[-1]
        if self.join(newest, alert, key, touched) != "duplicate" and newest.tested != now // 1000:
            newest.tested = now // 1000
            cut = self.burst(newest, now)
            if cut is not None:
                self.split(newest, cut - BACK)

    def begin(self, start):
        self.count += 1
        group = Group(self.count, start)
        self.open.append(group)
        return group

    def merge(self, near, is_new_edge):
        oldest, i = near[0], 1
        while i < len(near):
            younger = near[i]
            tiny = len(younger.alerts) <= 3 or len(oldest.alerts) <= 3
            if younger.start - oldest.start <= MERGE or tiny or (is_new_edge and not younger.is_split):
                into = oldest
            elif younger.start - near[i - 1].start <= MERGE:
                into = near[i - 1]
            else:
                i += 1
                continue
            self.open.remove(near.pop(i))
            into.last = max(into.last, younger.last)
            into.nodes |= younger.nodes
            into.alerts = sorted(into.alerts + younger.alerts, key=lambda a: a["time"])
            younger.alerts = []
            for k, (last, pause) in younger.keys.items():
                known = into.keys.get(k, (last, -1))
                into.keys[k] = (max(known[0], last), max(known[1], pause))

    def join(self, group, alert, key, touched):
        now, before = alert["time"], group.keys.get(key)
        if before is None:
            sort, pause = "fresh", 0
            group.keys[key] = (now, -1)
        else:
            pause = now - before[0]
            if pause <= DUPLICATE:
                sort = "duplicate"
                group.keys[key] = (now, before[1])
            else:
                sort = "usual" if before[1] >= 0 and pause <= 1.5 * before[1] else "repeated"
                group.keys[key] = (now, pause)
        group.alerts.append(dict(alert, key=key, sort=sort, pause=pause, nodes=set(touched)))
        group.nodes |= set(touched)
        group.last = max(group.last, now)
        return sort

    def burst(self, group, now):
        if now - group.start < AGE:
            return None
        memory = [a for a in group.alerts if a["time"] > now - WINDOW - BASELINE and a["sort"] != "duplicate"]
        recent = [a for a in memory if a["time"] > now - WINDOW]
        earlier = [a for a in memory if a["time"] <= now - WINDOW]
        first = {s: {} for s in ("fresh", "repeated", "usual")}
        for alert in recent:
            first[alert["sort"]].setdefault(alert["key"], alert)
        repeated, fresh = list(first["repeated"].values()), list(first["fresh"].values())
        kept = [a for a in group.alerts if a["time"] >= now - WINDOW - BASELINE - BACK]
        begin = max(group.start, kept[0]["time"])
        seconds = min(BASELINE, max(now - WINDOW - begin, 1000)) / 1000
        was_repeated = sum(a["sort"] == "repeated" for a in earlier)
        was_fresh = sum(a["sort"] == "fresh" for a in earlier)
        if len(repeated) >= 5:
            expected = ((was_repeated + 0.1 * was_fresh) / seconds + 0.02) * 15
            if poisson.sf(len(repeated) - 1, expected) < 1e-4 and not one_interval(repeated):
                return min(a["time"] for a in repeated)
        if len(fresh) >= 20:
            expected = (3 * (was_repeated + was_fresh) / seconds + 0.02) * 15
            if poisson.sf(len(fresh) - 1, expected) < 1e-6:
                return min(a["time"] for a in fresh)
        return None

    def split(self, group, cut):
        moved = [a for a in group.alerts if a["time"] >= cut]
        group.alerts = [a for a in group.alerts if a["time"] < cut]
        group.last = group.alerts[-1]["time"] if group.alerts else cut
        new = self.begin(cut)
        new.is_split, new.tested = True, group.tested
        for alert in moved:
            if alert["sort"] == "repeated":
                alert["sort"] = "fresh"
            new.keys[alert["key"]] = (alert["time"], -1)
            new.nodes |= alert["nodes"]
            new.last = max(new.last, alert["time"])
            new.alerts.append(alert)


def one_interval(repeated):
    def middle_half(values):
        return values[len(values) * 3 // 4] - values[len(values) // 4]

    pauses, times = sorted(a["pause"] for a in repeated), sorted(a["time"] for a in repeated)
    median = pauses[len(pauses) // 2]
    spread = middle_half(pauses)
    return median <= 120_000 and spread <= 0.35 * median and spread <= 10 * max(middle_half(times), 500)


SYSTEMS = {
    "shop": ["gate", "basket", "stock", "payment", "ledger"],
    "bank": ["teller", "vault", "audit", "quote", "archive"],
}


def incident(rng, system, start, alerts):
    names = SYSTEMS[system]
    made = []
    for i in range(alerts):
        at = rng.uniform(0, 3) if i < alerts / 4 else min(300, rng.expovariate(1 / 60))
        place = rng.randrange(5)
        caller = f"{names[place - 1]}-{rng.randrange(2)}" if place and rng.random() < 0.7 else ""
        host = f"node-{system}-x{'abc'[rng.randrange(3)]}" if not caller else ""
        made.append((start + at, f"{names[place]}-{rng.randrange(2)}", caller, host, f"n{rng.randrange(8)}"))
    return made


def story(name, rng):
    if name == "overlapping":
        return incident(rng, "shop", 0, 150) + incident(rng, "shop", 420, 150) + incident(rng, "shop", 800, 150)
    if name == "two-systems":
        return [
            alert
            for i in range(8)
            for alert in incident(rng, "shop" if i % 2 else "bank", 170 * i, 100)
        ]
    if name == "sent-again":
        storm = incident(rng, "shop", 0, 60)
        return storm + [
            (at + 60 * k + rng.uniform(-6, 6), *rest) for k in range(1, 7) for at, *rest in storm
        ]
    noise = [(420 * k + rng.uniform(0, 60), "mailer", "", "", "update") for k in range(12)]
    return noise + incident(rng, "bank", 1000, 80) + [(9000, "mailer", "", "", "update")]


def main(folder):
    for seed, name in enumerate(["overlapping", "two-systems", "sent-again", "recurring"]):
        alerts = sorted((round(1_700_000_000_000 + 1000 * a[0]), i, *a[1:]) for i, a in enumerate(story(name, random.Random(seed))))
        grouper, everyone = Grouper(), []
        for time, i, entity, caller, host, what in alerts:
            everyone.append(dict(id=i, time=time, entity=entity, caller=caller, host=host, name=what))
        made = []
        begin = grouper.begin
        grouper.begin = lambda start: made.append(begin(start)) or made[-1]
        for alert in everyone:
            grouper.add(alert)
        groups = {alert["id"]: group.number for group in made for alert in group.alerts}
        with open(Path(folder) / f"correlate-{name}.csv", "w", newline="") as out:
            rows = csv.writer(out, lineterminator="\n")
            rows.writerow(["id", "time", "entity", "caller", "host", "name", "group"])
            for alert in everyone:
                rows.writerow([*alert.values(), groups[alert["id"]]])
        print(name, len(everyone), "alerts,", len(set(groups.values())), "groups")


if __name__ == "__main__":
    main(sys.argv[1])
