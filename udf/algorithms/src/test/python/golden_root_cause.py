#!/usr/bin/env python3
"""Golden files of io.vedette.algorithms.rootcause, by plain Python and networkx, and none of our code.

    pip install networkx numpy scipy
    python3 golden_root_cause.py ../resources/golden

Made data, drawn from seeds:
  root-cause-signs.csv    signs of incidents of a small shop: incident,time,kind,entity,caller,host,name,flag
  root-cause-scores.csv   what each entity scores: incident,entity,score (nats)
  root-cause-spans.csv    traces before and during a fault: period,trace,id,parent,service,operation,start,duration
  root-cause-shares.csv   service,share of the time lost,z
  root-cause-walk.csv     caller,callee,weight and, of entities, entity,restart,rank (networkx.pagerank)
"""

import collections
import csv
import math
import random
import re
import sys

import networkx as nx

CALLS = [
    ("front", "cart"), ("front", "catalog"), ("front", "checkout"), ("checkout", "cart"),
    ("checkout", "payment"), ("checkout", "mail"), ("cart", "redis"), ("catalog", "mysql"),
    ("payment", "checkout"),  # a cycle
]
SERVICES = ["front", "cart", "catalog", "checkout", "payment", "mail"]
METRICS = ["cpu_usage", "memory_rss_norm_pct", "memory_rss_pct", "fs_reads.sda1", "fs_reads.sda2",
           "net_packets", "threads", "requests_rate", "queue_lag", "temperature"]

FAMILIES = [
    ("cpu", ["cpu", "processor", "throttl"]),
    ("memory", ["mem", "heap", "swap", "jvm_gc", "oom"]),
    ("disk", ["disk", "fs_", "_fs", ".io.", "_io_", "blkio", "inode", "filesystem", "volume", "iops"]),
    ("network", ["net", "tcp", "packet", "eth0", "socket", "dns"]),
    ("threads", ["thread", "process", "proc", "fds", "restart"]),
    ("queue", ["queue", "lag", "backlog", "pending"]),
    ("errors", ["error", "fail", "success", "availab", "5xx", "exception", "-sr", "_sr"]),
    ("latency", ["latency", "duration", "mrt", "rtt", "response_time", "elapsed", "slow", "pool", "inflight", "in_flight"]),
    ("load", ["request", "-rr", "_rr", "count", "cnt", "rate", "load", "throughput", "qps"]),
]

K, MEMORY, CAP, HALF = 4.0, .85, 4.0, 60_000.0
FAMILY, SIGN, FALLING, EDGE, PASSED, ORIGIN, CALLER, REST = .5, .85, .7, .7, .2, 3.0, .05, .2
LOGS, INSTANCES, SIBLINGS, HOST = 3.0, .9, .6, .5


def family(name):
    for name_of, words in FAMILIES:
        if any(word in name.lower() for word in words):
            return name_of
    return "other"


def fold(name):
    return re.sub(r"\d+", "#", re.sub(r"_norm(?=_|$)", "", name.lower()))


def discounted(values, by):
    return sum(value * by ** i for i, value in enumerate(sorted(values, reverse=True)))


def draw(seed):
    """Twelve incidents: noise everywhere, and more at one place."""
    rnd = random.Random(seed)
    rows = []
    for incident in range(12):
        start = 1_700_000_000_000 + incident * 3_600_000
        place = f"{rnd.choice(SERVICES)}-{rnd.randrange(3)}"
        for _ in range(rnd.randrange(20, 60)):
            instance = f"{rnd.choice(SERVICES)}-{rnd.randrange(3)}"
            host = f"node-{1 + sum(map(ord, instance)) % 3}"
            time = start + rnd.randrange(300_000)
            what = rnd.random()
            if what < .5:
                rows.append((incident, time, "METRIC", instance, "", host, rnd.choice(METRICS), rnd.choice(["up", "down"])))
            elif what < .8:
                caller, callee = rnd.choice(CALLS)
                rows.append((incident, time, "CALL", callee, caller, "", "op", rnd.choice(["slow", "error"])))
            elif what < .9:
                rows.append((incident, time, "LOG", instance, "", "", f"template {rnd.randrange(4)}", ""))
            else:
                rows.append((incident, time, "METRIC", f"node-{rnd.randrange(1, 5)}", "", "", "system.cpu.pct", "up"))
        for metric in rnd.sample(METRICS, 4):
            rows.append((incident, start + rnd.randrange(20_000), "METRIC", place, "", "", metric, "up"))
    return rows


def score(rows):
    """Scores of every entity, incident by incident."""
    calls = set(CALLS)
    hosts = {f"node-{i}" for i in range(1, 5)}
    known = set(hosts)
    for one in {name for call in CALLS for name in call}:
        known.add(one)
    past = []
    for incident in range(12):
        mine = [row for row in rows if row[0] == incident]
        for _, _, kind, entity, caller, host, _, _ in mine:
            known.add(entity)
            if kind == "CALL":
                known.add(caller)
                calls.add((caller, entity))
            if host:
                known.add(host)

        def level(name):
            return "host" if name in hosts else "instance" if re.search(r"-\d$", name) else "service"

        for one in list(known):
            if level(one) == "instance":
                known.add(one[:-2])
        sizes = collections.Counter(level(one) for one in known)

        def service(name):
            return name[:-2] if level(name) == "instance" else None

        def instances(name):
            return [other for other in known if service(other) == name]

        sizes["instance"] += sum(level(one) == "service" and not instances(one) for one in known)
        signs = {}
        for _, time, kind, entity, caller, _, name, flag in mine:
            if kind == "METRIC":
                key = (kind, entity, fold(name), flag)
            elif kind == "CALL":
                key = (kind, entity, caller, flag)
            else:
                key = (kind, entity, name)
            first, count = signs.get(key, (time, 0))
            signs[key] = (min(first, time), count + 1)
        start = min(time for time, _ in signs.values())

        def group(key):
            if key[0] == "METRIC":
                return (key[0], key[2], key[3], level(key[1]))
            return (key[0], key[3]) if key[0] == "CALL" else (key[0], key[2])

        now = collections.Counter(group(key) for key in signs)
        keys, groups, n = collections.Counter(), collections.Counter(), 0.0
        for age, other in enumerate(reversed(past)):
            n += MEMORY ** age
            for key in other:
                keys[key] += MEMORY ** age
                groups[group(key)] += MEMORY ** age
        failing = {key[2] for key in signs if key[0] == "CALL" and key[3] == "error"}
        parts = collections.defaultdict(lambda: collections.defaultdict(list))
        for key, (time, count) in signs.items():
            peers = (len(calls) if key[0] == "CALL" else sizes[level(key[1])]) - 1
            here = keys[key]
            others = now[group(key)] - 1 + groups[group(key)] - here + .1
            p = min(1, (here + K * min(1, others / (max(1, peers) * (1 + n)))) / (n + K))
            early = 2 ** (-(time - start) / HALF)
            s = min(CAP, -math.log(p)) * early
            if key[0] == "METRIC":
                kind = family(key[2])
                if kind != "load":
                    parts[key[1]][kind].append(s * (FALLING if key[3] == "down" else 1))
            elif key[0] == "LOG":
                parts[key[1]]["log"].append(s * LOGS * min(1, math.log1p(count) / math.log(100)))
            else:
                s *= EDGE
                if key[3] == "error":
                    s = s * PASSED if key[1] in failing else max(s, ORIGIN * early)
                parts[key[1]]["errors" if key[3] == "error" else "latency"].append(s)
                parts[key[2]]["caller"].append(s * CALLER)
        sums = {one: {kind: discounted(all_, SIGN) for kind, all_ in of.items()} for one, of in parts.items()}
        own, left = {}, collections.defaultdict(dict)
        for one, of in sums.items():
            values = []
            for kind, value in of.items():
                if kind in ("errors", "latency"):
                    callees = {callee for caller, callee in calls if caller in (one, service(one)) and callee not in (one, service(one))}
                    loud = callees | {name for callee in callees for name in instances(callee)}
                    most = max([sums[name].get(kind, 0) for name in loud if name in sums] or [0])
                    value = max(REST * value, value - most)
                values.append(value)
                if kind != "caller":
                    left[one][kind] = value
            own[one] = discounted(values, FAMILY)
        totals = {}
        for one in set(own) | {name[:-2] for name in own if level(name) == "instance"}:
            value = own.get(one, 0)
            if level(one) == "host":
                value += HOST
            elif level(one) == "service":
                if instances(one):
                    value += INSTANCES * sum(own.get(name, 0) for name in instances(one)) / len(instances(one))
            else:
                siblings = [name for name in instances(service(one)) if name != one]
                if siblings:
                    shared = [min(sum_, sum(left[name].get(kind, 0) for name in siblings) / len(siblings)) for kind, sum_ in left[one].items()]
                    value -= SIBLINGS * min(value, discounted(shared, FAMILY))
            totals[one] = value
        past.append(set(signs))
        for one in sorted(totals):
            yield incident, one, totals[one]


def draw_spans(seed):
    """Traces front -> cart -> redis and front -> catalog; during the fault whatever calls cart waits."""
    rnd = random.Random(seed)
    rows = []
    for period in ("before", "during"):
        for trace in range(60):
            name = f"{period}{trace}"
            at = 1_000_000_000 * trace
            late = 40_000_000 if period == "during" else 0

            def work(mean):
                return int(mean * 1_000_000 * (0.8 + 0.4 * rnd.random()))

            begin = at
            at += work(5)
            cart = at
            at += late + work(2)
            inner = at
            at += work(3)
            redis = at
            at += work(4)
            redis_end = at
            at += work(1)
            inner_end = at
            cart_end = at
            at += work(1)
            catalog = at
            at += work(6)
            catalog_end = at
            at += work(2)
            rows += [
                (period, name, "a", "", "front", "GET /", begin, at - begin),
                (period, name, "b", "a", "front", "call cart", cart, cart_end - cart),
                (period, name, "c", "b", "cart", "get", inner, inner_end - inner),
                (period, name, "d", "c", "redis", "HGET", redis, redis_end - redis),
                (period, name, "e", "a", "catalog", "list", catalog, catalog_end - catalog),
            ]
            if trace % 3 == 0:
                rows.append((period, name, "f", "", "checkout", "POST /", begin, 2 * late + work(9)))
                rows.append((period, name, "g", "f", "cart", "empty", begin + late, work(4)))
    return rows


def exclusive(rows):
    """By key: exclusive times, milliseconds; each instant by brute force over the cuts of a trace."""
    traces = collections.defaultdict(list)
    for row in rows:
        traces[row[1]].append(row)
    times = collections.defaultdict(list)
    for spans in traces.values():
        by_id = {span[2]: span for span in spans}
        remote = {}
        for span in spans:
            parent = by_id.get(span[3])
            if parent and parent[4] != span[4]:
                remote.setdefault(parent[2], span[4])
        cuts = sorted({cut for span in spans for cut in (span[6], span[6] + span[7])})
        mine = collections.Counter()
        order = {span[2]: place for place, span in enumerate(sorted(spans, key=lambda s: (s[6], -(s[6] + s[7]))))}
        for left, right in zip(cuts, cuts[1:]):
            running = [span for span in spans if span[6] <= left and span[6] + span[7] >= right]
            if running:
                mine[max(running, key=lambda s: order[s[2]])[2]] += right - left
        for span in spans:
            times[(span[4], remote.get(span[2]), span[5])].append(mine[span[2]] / 1e6)
    return times


def shares(rows):
    before = exclusive([row for row in rows if row[0] == "before"])
    during = exclusive([row for row in rows if row[0] == "during"])
    alone, gaps, z_of = collections.Counter(), collections.Counter(), collections.Counter()
    for key, values in during.items():
        if key not in before:
            continue
        mean = sum(before[key]) / len(before[key])
        std = math.sqrt(sum((v - mean) ** 2 for v in before[key]) / len(before[key]))
        excess = sum(values) / len(values) - mean
        z = excess / max(std, .25 * mean, 1)
        mass = excess * len(values) if z >= 3 else 0
        service, callee, _ = key
        if callee:
            gaps[(service, callee)] += mass
        else:
            alone[service] += mass
        if mass > 0:
            for end in (service, callee):
                if end:
                    z_of[end] = max(z_of[end], z)
    own = collections.Counter({service: mass for service, mass in alone.items() if mass > 0})
    for (u, v), m in gaps.items():
        if m <= 0:
            continue
        out = {b: g for (a, b), g in gaps.items() if a == u}
        into = {a: g for (a, b), g in gaps.items() if b == v}
        cu = (sum(min(1, g / m) for w, g in out.items() if w != v) + min(1, alone[u] / m)) / len(out)
        cv = (sum(min(1, g / m) for w, g in into.items() if w != u) + .5) / len(into)
        r = (cv + .01) / (cv + cu + .02)
        own[v] += r * m
        own[u] += (1 - r) * m
    whole = sum(own.values())
    return [(service, own[service] / whole, z_of[service]) for service in sorted(own)]


def walk(seed):
    rnd = random.Random(seed)
    graph = nx.DiGraph()
    for _ in range(60):
        a, b = rnd.sample(range(20), 2)
        graph.add_edge(f"s{a}", f"s{b}", weight=float(rnd.randrange(1, 9)))
    restart = {node: float(rnd.randrange(1, 5)) for node in sorted(graph) if rnd.random() < .4}
    ranks = nx.pagerank(graph, alpha=.85, personalization=restart, dangling=restart, tol=1e-12, max_iter=1000)
    rows = [("edge", a, b, graph[a][b]["weight"]) for a, b in sorted(graph.edges)]
    rows += [("rank", node, restart.get(node, 0), ranks[node]) for node in sorted(graph)]
    return rows


def write(folder, name, header, rows):
    with open(f"{folder}/root-cause-{name}.csv", "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(folder):
    signs = draw(5)
    write(folder, "signs", "incident,time,kind,entity,caller,host,name,flag".split(","), signs)
    write(folder, "scores", ["incident", "entity", "score"], score(signs))
    spans = draw_spans(6)
    write(folder, "spans", "period,trace,id,parent,service,operation,start,duration".split(","), spans)
    write(folder, "shares", ["service", "share", "z"], shares(spans))
    write(folder, "walk", ["kind", "a", "b", "value"], walk(7))


if __name__ == "__main__":
    main(sys.argv[1])
