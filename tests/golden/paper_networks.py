#!/usr/bin/env python3
"""Writes paper_networks.json: one step of the paper's larger networks, written down once more from the tables of the
paper's files with PyTorch's functions and differentiated by its autograd, in double precision.

Weights and images follow a formula. Of each parameter's gradient the file holds its length and its projection on a
known direction. Dropout is left out (rate 0). Run with the system's PyTorch (Debian: python3-torch):
/usr/bin/python3 paper_networks.py > paper_networks.json
"""
import json

import numpy as np
import torch
from torch.nn import functional as F

LABELS = [3, 0, 4, 1]


def wave(shape, phase, scale):
    """Numbers that look irregular and are the same in every language."""
    count = int(np.prod(shape))
    return torch.tensor(scale * np.sin(0.7 * np.arange(count) ** 1.2 + phase), dtype=torch.float64).reshape(shape)


class Net:
    """Functions that draw their parameters in the order of the calls."""

    def __init__(self, norm):
        self.norm_kind, self.parameters = norm, []

    def draw(self, shape, kind):
        place = len(self.parameters)
        if kind == "weight":
            values = wave(shape, place, 1.5 / np.sqrt(np.prod(shape[1:])))
        else:
            values = wave(shape, place, 0.1) + {"scale": 1, "slope": 0.25}.get(kind, 0)
        self.parameters.append(values.float().double().requires_grad_())
        return self.parameters[-1]

    def conv(self, x, out, size, stride=1, pad=None, bias=True):
        weight = self.draw((out, x.shape[1], size, size), "weight")
        shift = self.draw((out,), "bias") if bias else None
        return F.conv2d(x, weight, shift, stride, size // 2 if pad is None else pad)

    def linear(self, x, out):
        x = x.flatten(1)
        return F.linear(x, self.draw((out, x.shape[1]), "weight"), self.draw((out,), "bias"))

    def prelu(self, x):
        return F.prelu(x, self.draw((x.shape[1],), "slope"))

    def norm(self, x):
        if self.norm_kind == "none":
            return x
        scale, shift = self.draw((x.shape[1],), "scale"), self.draw((x.shape[1],), "shift")
        if self.norm_kind == "batch":
            return F.batch_norm(x, None, None, scale, shift, training=True, eps=1e-5)
        return F.group_norm(x, 2, scale, shift, eps=1e-5)


def pool(x, size=3, stride=2, pad=0):
    return F.max_pool2d(x, size, stride, pad, ceil_mode=True)


def alexnet(net, x):
    bias = net.norm_kind == "none"
    for out, size, pooled in [(24, 7, True), (64, 5, True), (96, 3, False), (96, 3, False), (64, 3, True)]:
        x = F.relu(net.norm(net.conv(x, out, size, bias=bias)))
        x = pool(x) if pooled else x
    return [net.linear(F.relu(net.linear(x, 512)), 5)]


def googlenet(net, x):
    def conv(x, out, size=1, stride=1):
        return F.relu(net.conv(x, out, size, stride))

    def response(x):
        return F.local_response_norm(x, 5, alpha=1e-4, beta=0.75, k=1.0)

    def inception(x, one, reduce3, three, reduce5, five, projection):
        return torch.cat([conv(x, one), conv(conv(x, reduce3), three, 3), conv(conv(x, reduce5), five, 5),
                          conv(pool(x, 3, 1, 1), projection)], 1)

    def head(x):
        x = conv(F.avg_pool2d(x, 2, 1), 128)
        return net.linear(F.relu(net.linear(x, 1024)), 5)

    x = response(pool(conv(x, 64, 7, 2)))
    x = pool(response(conv(conv(x, 64), 192, 3)))
    x = inception(x, 64, 96, 128, 16, 32, 32)
    x = pool(inception(x, 128, 128, 192, 32, 96, 64))
    x = inception(x, 192, 96, 208, 16, 48, 64)
    first = head(x)
    x = inception(x, 160, 112, 224, 24, 64, 64)
    x = inception(x, 128, 128, 256, 24, 64, 64)
    x = inception(x, 112, 144, 288, 32, 64, 64)
    second = head(x)
    x = pool(inception(x, 256, 160, 320, 32, 128, 128))
    x = inception(x, 256, 160, 320, 32, 128, 128)
    x = inception(x, 384, 192, 384, 48, 128, 128)
    return [net.linear(x, 5), first, second]


def resnet20(net, x, paper=True):
    bias = paper or net.norm_kind == "none"
    x = F.relu(net.norm(net.conv(x, 16, 3, bias=bias)))
    for stage in range(3):
        for block in range(3):
            out, stride = 16 << stage, 2 if stage > 0 and block == 0 else 1
            y = F.relu(net.norm(net.conv(x, out, 3, stride, bias=bias)))
            y = net.norm(net.conv(y, out, 3, bias=bias))
            if stride == 2:
                x = net.norm(net.conv(x, out, 2 if paper else 1, 2, pad=0, bias=bias))
            x = x + y if paper else F.relu(x + y)
    return [net.linear(x.mean((2, 3)), 5)]


def resnet10(net, x):
    x = net.norm(x) if net.norm_kind == "batch" else x
    x = pool(F.relu(net.norm(net.conv(x, 64, 7, 2))))
    y = F.relu(net.norm(net.conv(x, 64, 3, bias=False)))
    x = x + net.conv(y, 64, 3, bias=False)
    for out in [128, 256, 512]:
        x = F.relu(net.norm(x))
        y = F.relu(net.norm(net.conv(x, out, 3, 2, bias=False)))
        y = net.conv(y, out, 3, bias=False)
        x = y + net.conv(x, out, 1, 2, bias=False)
    return [net.linear(F.relu(net.norm(x)).mean((2, 3)), 5)]


def face_net(net, x, width=0.125):
    """An eighth of the channels; the second result is the feature."""
    def conv(x, out, pad=0):
        return net.prelu(net.conv(x, out, 3, pad=pad))

    x = conv(x, int(32 * width))
    for out, units in [(64, 1), (128, 2), (256, 5), (512, 3)]:
        out = int(out * width)
        x = pool(conv(x, out), 2, 2)
        for _ in range(units):
            x = x + conv(conv(x, out, 1), out, 1)
    feature = net.linear(x, int(512 * width))
    return net.linear(feature, 5), feature


def rounded(value):
    return float(f"{float(value):.7g}")


def results(net, loss, logits):
    gradients = []
    for parameter in net.parameters:
        direction = wave(parameter.shape, 1.0, 1.0)
        gradients.append([rounded(parameter.grad.norm()),
                          rounded((parameter.grad * direction).sum() / direction.norm())])
    return {"loss": rounded(loss), "logits": [rounded(x) for x in logits.flatten()], "gradients": gradients}


def step(name, function, norm, side=32, **options):
    net = Net(norm)
    images = wave((4, 3, side, side), 0.5, 1.0).float().double()
    logits, *heads = function(net, images, **options)
    labels = torch.tensor(LABELS)
    loss = F.cross_entropy(logits, labels)
    (loss + 0.3 * sum(F.cross_entropy(head, labels) for head in heads)).backward()
    return {"network": name, "norm": norm, "standard": not options.get("paper", True), "side": side,
            **results(net, loss, logits)}


def verification_step(weight):
    """Cross-entropy and centre loss; the centres' direction is written down image by image."""
    net, labels = Net("none"), torch.tensor(LABELS)
    images = wave((4, 3, 33, 33), 0.5, 1.0).float().double()
    logits, feature = face_net(net, images)
    centres = net.draw((5, feature.shape[1]), "weight")
    loss = F.cross_entropy(logits, labels)
    distance = sum(((feature[i] - centres[c].detach()) ** 2).sum() for i, c in enumerate(LABELS)) / (2 * len(LABELS))
    (loss + weight * distance).backward()
    with torch.no_grad():
        centres.grad = torch.zeros_like(centres)
        for c in range(5):
            mine = [feature[i] for i, label in enumerate(LABELS) if label == c]
            centres.grad[c] = sum((centres[c] - one for one in mine), torch.zeros_like(centres[c])) / (len(mine) + 1)
    return {"network": "face-net", "norm": "none", "standard": False, "side": 33, "width": 0.125,
            "centre_weight": weight, **results(net, loss, logits)}


STEPS = [step("alexnet", alexnet, "none"), step("alexnet", alexnet, "group"), step("googlenet", googlenet, "none"),
         step("resnet20", resnet20, "batch"), step("resnet20", resnet20, "group", paper=False),
         step("resnet10", resnet10, "batch", side=64), verification_step(0.5)]
print("[" + ",\n".join(json.dumps(one) for one in STEPS) + "]")
