#!/usr/bin/env python3
"""Writes src/test/resources/golden/series-hash.csv: label sets and their hash, by the xxhash package.

Run in this folder: pip install xxhash && python3 series_hash.py
"""
import csv
import random
import xxhash

MASK = (1 << 64) - 1


def mix(z):
    z &= MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def series_hash(labels):
    h = 0x9E3779B97F4A7C15
    for name in sorted(labels):
        h = mix(mix(h ^ xxhash.xxh3_64_intdigest(name.encode())) + xxhash.xxh3_64_intdigest(labels[name].encode()))
    return h


random.seed(7)
rows = [{}, {"__name__": "up"}, {"__name__": "up", "job": "node", "instance": "a:9100"}, {"__name__": "Größe", "ort": "Zürich"}]
for _ in range(40):
    rows.append(
        {
            "".join(random.choices("abcdefgh_", k=random.randint(1, 12))): "".join(random.choices("xyz äé€/:0123456789", k=random.randint(1, 300)))
            for _ in range(random.randint(1, 8))
        }
    )
with open("../resources/golden/series-hash.csv", "w", newline="", encoding="utf-8") as out:
    writer = csv.writer(out, lineterminator="\n")
    for labels in rows:
        writer.writerow([f"{series_hash(labels):016x}", *[x for pair in labels.items() for x in pair]])
