"""What tests/engine/record/made_up_run.cpp puts into a run file, computed a second time."""

import pathlib
import subprocess
import sys
import tempfile

import numpy as np

PARTITIONS = 3
CLASSES = 4
SERIES = {  # group: iterations between its rows
    "training": 2,
    "communication": 2,
    "divergence": 4,
    "evaluation": 5,
}


def writer():
    """The program that records a made-up run."""
    return sys.argv[1]


def record(path, last):
    subprocess.run([writer(), "write", str(path), str(last)], check=True, stdout=subprocess.DEVNULL)


def scratch():
    return tempfile.TemporaryDirectory(prefix="skewlab-h5py-")


def complete_rows(group):
    """The number of rows that every data set of a group has."""
    lengths = []
    group.visititems(lambda _, item: lengths.append(len(item)) if hasattr(item, "dtype") else None)
    return min(lengths)


def ramp(iteration, count, step):
    """[rows x count]: the iteration modulo 1000, growing by `step` along a row."""
    return (iteration % 1000)[:, None] + step * np.arange(count)


def check_rows(file, name):
    """Every row of a group is the one its place asks for. Returns the last iteration, 0 without any."""
    group = file[name]
    rows = complete_rows(group)
    iteration = group["iteration"][:rows]
    every = SERIES[name]
    np.testing.assert_array_equal(iteration, every * np.arange(1, rows + 1))
    if name == "training":
        np.testing.assert_array_equal(group["loss"][:rows], ramp(iteration, PARTITIONS, 0.25))
        np.testing.assert_allclose(group["learning_rate"][:rows], 0.1 / iteration, rtol=1e-6)
    elif name == "communication":
        sent = 8 * iteration[:, None] * np.arange(1, PARTITIONS + 1)
        np.testing.assert_array_equal(group["bytes"][:rows], sent)
        np.testing.assert_array_equal(group["bsp_bytes"][:rows], 400 * iteration)
    elif name == "evaluation":
        np.testing.assert_array_equal(group["accuracy"][:rows], ramp(iteration, PARTITIONS, 0.25))
        np.testing.assert_array_equal(group["mean_accuracy"][:rows], (iteration % 7) / 8)
        classes = ramp(iteration, PARTITIONS * CLASSES, 0.125)
        classes[:, -1] = np.nan
        np.testing.assert_array_equal(group["class_accuracy"][:rows].reshape(rows, -1), classes)
        hashes = np.uint64(0xF000000000000000) + iteration.astype(np.uint64)
        np.testing.assert_array_equal(group["weight_hash"][:rows], hashes)
    elif name == "divergence":
        norm = ramp(iteration, 3, 2).astype(np.float64)
        norm[:, 0] = np.nan
        norm[iteration % 12 == 0] = np.nan
        np.testing.assert_array_equal(group["norm/block_norm2"][:rows], norm)
        updates = ramp(iteration, PARTITIONS, 0.125).astype(np.float64)
        updates[iteration % 20 == 0] = np.nan
        np.testing.assert_array_equal(group["updates"][:rows], updates)
    return int(iteration[-1]) if rows else 0


def check_all_rows(file):
    """The last iteration of each group."""
    return {name: check_rows(file, name) for name in SERIES}


def run_path(folder):
    return pathlib.Path(folder) / "run.h5"
