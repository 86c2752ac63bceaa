#!/usr/bin/env python3
"""Writes networks.json: one step of a small network with every normalization, computed by PyTorch's own modules and
autograd, and local response normalization computed by NumPy from its formula.

Weights and images follow a formula, so that the file holds results only. Run with the system's PyTorch (Debian:
python3-torch): /usr/bin/python3 networks.py > networks.json
"""
import json

import numpy as np
import torch
from torch import nn

CLASSES, IMAGES, SIDE = 5, 4, 9
LABELS = [3, 0, 4, 1]


def wave(shape, phase, scale):
    """Numbers that look irregular and are the same in every language."""
    count = int(np.prod(shape))
    return torch.tensor(scale * np.sin(0.7 * np.arange(count) ** 1.2 + phase), dtype=torch.float32).reshape(shape)


def norm(kind, channels):
    if kind == "batch":
        return nn.BatchNorm2d(channels, eps=1e-5, momentum=1.0)
    return nn.GroupNorm({"group": 2, "layer": 1, "instance": channels}[kind], channels, eps=1e-5)


def network(kind):
    between = (lambda channels: []) if kind == "none" else (lambda channels: [norm(kind, channels)])
    response = [nn.LocalResponseNorm(3, alpha=0.5, beta=0.75, k=1.0)] if kind == "none" else []
    return nn.Sequential(
        nn.Conv2d(3, 4, 3, padding=1), nn.MaxPool2d(3, 2, ceil_mode=True), *between(4), nn.ReLU(), *response,
        nn.Conv2d(4, 6, 3, padding=1), *between(6), nn.ReLU(), nn.AvgPool2d(3, 2, ceil_mode=True),
        nn.Flatten(), nn.Linear(24, CLASSES))


def numbers(tensor):
    return [float(f"{value:.7g}") for value in tensor.detach().flatten().tolist()]


def step(kind):
    net = network(kind)
    with torch.no_grad():
        for place, parameter in enumerate(net.parameters()):
            parameter.copy_(wave(parameter.shape, place, 0.5))
    images = wave((IMAGES, 3, SIDE, SIDE), 0.5, 2.0)
    logits = net(images)
    loss = nn.functional.cross_entropy(logits, torch.tensor(LABELS))
    loss.backward()
    result = {
        "norm": kind,
        "loss": loss.item(),
        "logits": numbers(logits),
        "gradient": [x for parameter in net.parameters() for x in numbers(parameter.grad)],
        "statistics": [],
    }
    for layer in net:
        if isinstance(layer, nn.BatchNorm2d):  # momentum 1: exactly this minibatch's, the variance unbiased
            result["statistics"] += numbers(layer.running_mean) + numbers(layer.running_var) + [1.0]
    net.eval()
    with torch.no_grad():
        result["test_logits"] = numbers(net(images))
    return result


def response(x, size, alpha, beta):
    """x / (1 + alpha / size * sum of squares over `size` neighbouring channels) ^ beta."""
    channels, reach = x.shape[1], size // 2
    out = np.empty_like(x)
    for c in range(channels):
        near = x[:, max(0, c - reach):min(channels, c + reach + 1)]
        out[:, c] = x[:, c] / (1 + alpha / size * (near ** 2).sum(axis=1)) ** beta
    return out


def response_case():
    x = wave((2, 7, 2, 3), 0.1, 3.0).double().numpy()
    return {"size": 5, "alpha": 0.8, "beta": 0.6, "out": np.round(response(x, 5, 0.8, 0.6), 8).flatten().tolist()}


print('{"response": ' + json.dumps(response_case()) + ",")
print('"steps": [')
print(",\n".join(json.dumps(step(kind)) for kind in ["none", "batch", "group", "layer", "instance"]))
print("]}")
