#!/usr/bin/env python3
"""Prints the expected numbers of tests/engine/data/skew_report_test.cpp, computed with NumPy from the definitions
in engine/data/partition/skew_report.h."""
import hashlib
import itertools
import struct

import numpy as np


def entropy(p):
    p = p[p > 0]
    return -np.sum(p * np.log(p))


def skew_numbers(counts):
    counts = np.asarray(counts, dtype=float)
    sizes = counts.sum(axis=1)
    share = sizes / sizes.sum()
    used = [k for k in range(len(counts)) if sizes[k] > 0]
    q = {k: counts[k] / sizes[k] for k in used}
    pi = counts.sum(axis=0) / counts.sum()
    pairs = list(itertools.combinations(used, 2))
    mixture = sum(share[k] * q[k] for k in used)
    divergence = entropy(mixture) - sum(share[k] * entropy(q[k]) for k in used)
    ordered = np.sort(sizes)
    rank = np.arange(1, len(sizes) + 1)
    return {
        "totalVariation": np.mean([np.abs(q[i] - q[j]).sum() / 2 for i, j in pairs]),
        "jensenShannon": divergence / min(np.log(counts.shape[1]), entropy(share)),
        "hellinger": np.mean([1 - np.sqrt(q[i] * q[j]).sum() for i, j in pairs]),
        "emd": sum(share[k] * np.abs(q[k] - pi).sum() for k in used),
        "gini": ((2 * rank - len(sizes) - 1) * ordered).sum() / (len(sizes) * sizes.sum()),
    }


def index_map_hash(partition):
    offsets = [0] + list(itertools.accumulate(len(samples) for samples in partition))
    numbers = offsets + [i for samples in partition for i in samples]
    return hashlib.sha256(struct.pack(f"<{len(numbers)}q", *numbers)).hexdigest()


for name, table in {
    "three partitions": [[30, 10, 0, 5], [2, 40, 8, 0], [5, 5, 5, 85]],
    "with an empty partition": [[12, 3], [0, 0], [1, 8], [4, 4]],
}.items():
    print(name)
    for key, number in skew_numbers(table).items():
        print(f"  {key} {number:.15f}")
print("index map", index_map_hash([[0, 2, 300], [1], []]))
