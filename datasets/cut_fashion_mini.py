#!/usr/bin/env python3
"""Cuts fashion-mini out of Fashion-MNIST.

Takes the first 1,000 training and the first 200 test images of each class, in file order, from the four files of
the Debian package dataset-fashion-mnist, and writes them as four IDX files, each packed with gzip -9 and without a
time stamp. Refuses to write anything whose uncompressed SHA-256 is not the one in fashion-mini.json.

    python3 datasets/cut_fashion_mini.py [--source FOLDER] [--target FOLDER]
"""

import argparse
import gzip
import hashlib
import json
import os
import struct
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CLASSES = 10
IMAGES_MAGIC = 2051
LABELS_MAGIC = 2049
PARTS = (("train", 1000), ("t10k", 200))  # file prefix, images per class


def read_images(path):
    """Returns (rows, columns, list of one bytes object per image)."""
    with gzip.open(path) as file:
        magic, count, rows, columns = struct.unpack(">IIII", file.read(16))
        pixels = file.read()
    size = rows * columns
    if magic != IMAGES_MAGIC or len(pixels) != count * size:
        sys.exit(f"{path}: this is not an IDX file of images; expected one from Fashion-MNIST")
    return rows, columns, [pixels[i * size : (i + 1) * size] for i in range(count)]


def read_labels(path):
    """Returns the labels as a bytes object, one byte per image."""
    with gzip.open(path) as file:
        magic, count = struct.unpack(">II", file.read(8))
        labels = file.read()
    if magic != LABELS_MAGIC or len(labels) != count:
        sys.exit(f"{path}: this is not an IDX file of labels; expected one from Fashion-MNIST")
    return labels


def first_of_each_class(labels, limit):
    """The places of the first `limit` samples of every class, in file order."""
    seen = [0] * CLASSES
    places = []
    for place, label in enumerate(labels):
        if seen[label] < limit:
            seen[label] += 1
            places.append(place)
    return places


def cut(source, prefix, limit):
    """Returns {file name: uncompressed content} for one part of the data set."""
    images_name = f"{prefix}-images-idx3-ubyte"
    labels_name = f"{prefix}-labels-idx1-ubyte"
    rows, columns, images = read_images(os.path.join(source, images_name + ".gz"))
    labels = read_labels(os.path.join(source, labels_name + ".gz"))
    places = first_of_each_class(labels, limit)
    return {
        images_name: struct.pack(">IIII", IMAGES_MAGIC, len(places), rows, columns)
        + b"".join(images[place] for place in places),
        labels_name: struct.pack(">II", LABELS_MAGIC, len(places)) + bytes(labels[place] for place in places),
    }


def write(path, content):
    with open(path, "wb") as raw, gzip.GzipFile("", "wb", compresslevel=9, fileobj=raw, mtime=0) as file:
        file.write(content)


def main():
    parser = argparse.ArgumentParser(description="Cuts fashion-mini out of Fashion-MNIST.")
    parser.add_argument("--source", default="/usr/share/datasets/fashion-mnist", help="folder of the four .gz files")
    parser.add_argument("--target", default=os.path.join(HERE, "fashion-mini"), help="folder to write to")
    given = parser.parse_args()

    with open(os.path.join(HERE, "fashion-mini.json"), encoding="utf-8") as file:
        expected = {entry["name"]: entry["sha256"] for entry in json.load(file)["files"]}

    contents = {}
    for prefix, limit in PARTS:
        contents.update(cut(given.source, prefix, limit))
    for name, content in contents.items():
        found = hashlib.sha256(content).hexdigest()
        if found != expected[name]:
            sys.exit(f"{name}: SHA-256 is {found}, expected {expected[name]}; is {given.source} really Fashion-MNIST?")

    os.makedirs(given.target, exist_ok=True)
    for name, content in contents.items():
        write(os.path.join(given.target, name + ".gz"), content)
        print(f"{name}.gz: {len(content):,} bytes uncompressed, SHA-256 as expected")


if __name__ == "__main__":
    main()
