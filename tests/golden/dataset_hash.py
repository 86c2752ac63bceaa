#!/usr/bin/env python3
"""Prints Dataset::sha256 of data sets in IDX files, for tests/engine/data/real_data_test.cpp: over training pixels,
training labels, test pixels and test labels. Usage: dataset_hash.py FOLDER [TRAIN_LIMIT TEST_LIMIT]"""
import gzip
import hashlib
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
limits = [int(word) for word in sys.argv[2:4]] or [None, None]
digest = hashlib.sha256()
for prefix, limit in zip(["train", "t10k"], limits):
    pixels = gzip.open(folder / f"{prefix}-images-idx3-ubyte.gz").read()[16:]
    labels = gzip.open(folder / f"{prefix}-labels-idx1-ubyte.gz").read()[8:]
    count = limit or len(labels)
    digest.update(pixels[: count * (len(pixels) // len(labels))])
    digest.update(labels[:count])
print(digest.hexdigest())
