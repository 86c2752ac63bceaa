#!/usr/bin/env python3
"""Writes algorithms.json: a few iterations of the four algorithms on three replicas of sixteen numbers.

Written in NumPy and double precision from the formulas of the paper and the authors' program, not from our C++: sums
over partitions with the solver's rate (wanted rate / K), decay inside the gradient, rate inside the velocity.
Usage: algorithms.py > algorithms.json
"""
import json

import numpy as np

K, N, ITERATIONS = 3, 16, 4
RATE, MOMENTUM, DECAY = 0.3, 0.9, 0.01
RATE_FACTORS = [1, 1, 0.1, 0.1]  # a milestone after two iterations
WARMUP = [0.75, 0.9375, 0.984375, 0.996]

random = np.random.RandomState(20)
start = random.randint(-90, 90, N) / 100
start[5] = 0  # every update of a zero weight is significant
gradients = random.randint(-400, 400, (ITERATIONS, K, N)) / 100
start[1] = start[0]  # twins, for ties in the top-k
gradients[:, :, 1] = gradients[:, :, 0]
lr_mult = np.array([1.0] * 10 + [2.0] * 6)
decay_mult = np.array([1.0] * 12 + [0.0] * 4)


def decayed(gradient, weights):
    """The gradient as the solver sees it."""
    return gradient + DECAY * decay_mult * weights


def bsp():
    w, u = start.copy(), np.zeros(N)
    for t in range(ITERATIONS):
        eta = RATE * RATE_FACTORS[t] / K
        total = sum(decayed(gradients[t, k], w) for k in range(K))
        u = MOMENTUM * u - eta * lr_mult * total
        w = w + u
        yield [w] * K, None, [4 * N] * K


def gaia(threshold):
    w = [start.copy() for _ in range(K)]
    u, v = np.zeros((K, N)), np.zeros((K, N))
    for t in range(ITERATIONS):
        sent, sizes = [], []
        for k in range(K):
            eta = RATE * RATE_FACTORS[t] / K
            u[k] = MOMENTUM * u[k] - eta * lr_mult * decayed(gradients[t, k], w[k])
            w[k] = w[k] + u[k]
            v[k] = v[k] + u[k]
            limit = threshold * RATE_FACTORS[t]
            with np.errstate(divide="ignore", invalid="ignore"):
                ratio = np.where(w[k] == 0, np.inf, np.abs(v[k] / w[k]))
            assert limit == 0 or np.all(np.abs(ratio - limit) > 1e-4), "too near to call in single precision"
            significant = (v[k] != 0) & (ratio > limit)
            if 8 * significant.sum() >= 4 * N:
                significant[:] = True
                sizes.append(4 * N)
            else:
                sizes.append(8 * int(significant.sum()))
            sent.append(np.where(significant, v[k], 0))
            v[k] = np.where(significant, 0, v[k])
        for k in range(K):
            w[k] = w[k] + sum(sent[i] for i in range(K) if i != k)
        yield w, v, sizes


def fedavg(local_iterations, scale):
    w = [start.copy() for _ in range(K)]
    u = np.zeros((K, N))
    for t in range(ITERATIONS):
        for k in range(K):
            eta = RATE * RATE_FACTORS[t] * scale
            u[k] = MOMENTUM * u[k] - eta * lr_mult * decayed(gradients[t, k], w[k])
            w[k] = w[k] + u[k]
        due = (t + 1) % local_iterations == 0
        if due:
            mean = sum(w) / K
            w = [mean] * K
        yield w, None, [4 * N if due else 0] * K


def dgc(stage, final, masking):
    w = start.copy()
    u, v = np.zeros((K, N)), np.zeros((K, N))
    for t in range(ITERATIONS):
        sparsity = min(WARMUP[t // stage], final) if t // stage < len(WARMUP) else final
        top = max(1, int(np.floor(N * (1 - sparsity))))
        sent, sizes = [], []
        for k in range(K):
            eta = RATE * RATE_FACTORS[t] / K
            u[k] = MOMENTUM * u[k] - eta * lr_mult * decayed(gradients[t, k], w)
            v[k] = v[k] + u[k]
            limit = np.sort(np.abs(v[k]))[::-1][top - 1]
            chosen = (v[k] != 0) & (np.abs(v[k]) >= limit)
            sizes.append(min(8 * int(chosen.sum()), 4 * N))
            sent.append(np.where(chosen, v[k], 0))
            v[k] = np.where(chosen, 0, v[k])
            if masking:
                u[k] = np.where(chosen, 0, u[k])
        w = w + sum(sent)
        yield [w] * K, v, sizes


def record(name, params, steps):
    case = {"algorithm": name, "params": params, "weights": [], "residuals": [], "bytes": []}
    total = np.zeros(K, dtype=int)
    for weights, residuals, sizes in steps:
        total = total + sizes
        case["weights"].append(np.round(weights, 9).tolist())
        if residuals is not None:
            case["residuals"].append(np.round(residuals, 9).tolist())
        case["bytes"].append(total.tolist())
    return case


cases = [
    record("bsp", {}, bsp()),
    record("gaia", {"threshold": 0.5}, gaia(0.5)),
    record("gaia", {"threshold": 2.0}, gaia(2.0)),
    record("fedavg", {"local_iterations": 2, "local_rate_scale": 1}, fedavg(2, 1)),
    record("fedavg", {"local_iterations": 3, "local_rate_scale": 0}, fedavg(3, 1 / K)),
    record("dgc", {"warmup_stage_iterations": 1, "final_sparsity": 0.999, "momentum_masking": 1}, dgc(1, 0.999, True)),
    record("dgc", {"warmup_stage_iterations": 2, "final_sparsity": 0.6, "momentum_masking": 0}, dgc(2, 0.6, False)),
]
print("{")
for key, value in {
    "partitions": K, "rate": RATE, "rate_factors": RATE_FACTORS, "momentum": MOMENTUM, "weight_decay": DECAY,
    "lr_mult": lr_mult.tolist(), "decay_mult": decay_mult.tolist(), "start": start.tolist(),
    "gradients": gradients.tolist(),
}.items():
    print(f"{json.dumps(key)}: {json.dumps(value)},")
print('"cases": [')
print(",\n".join(json.dumps(case) for case in cases))
print("]}")
