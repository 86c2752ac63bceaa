"""Kills a recording process, again and again: the file must open, in h5py and in our own reader, hold
everything the writer had flushed, and be fit to go on from a checkpoint as if nothing had happened."""

import random
import subprocess
import time

import h5py
import numpy as np

import made_up_run as made_up

KILLS = 20
CONTINUED = 5  # of these


def record_and_kill(path, patience):
    """Returns the last evaluation that the writer said was in the file."""
    process = subprocess.Popen([made_up.writer(), "write", str(path)], stdout=subprocess.PIPE, text=True)
    first = process.stdout.readline()
    time.sleep(patience)
    process.kill()
    rest = process.stdout.read()
    process.wait()
    complete = (first + rest).rpartition("\n")[0].splitlines()
    return int(complete[-1])


def opens_plainly(path):
    """Whether a program that knows nothing of SWMR can open it."""
    try:
        with h5py.File(path, "r") as run:
            return made_up.check_all_rows(run)["evaluation"] > 0
    except OSError:
        return False


def check(path, promised):
    with h5py.File(path, "r", swmr=True) as run:
        assert run["status"][()] == b"running"
        last = made_up.check_all_rows(run)
    for name, every in made_up.SERIES.items():
        assert last[name] > promised - every, f"{name} ends at {last[name]}, before {promised}"
    read = [made_up.writer(), "read", str(path)]
    found = subprocess.run(read, check=True, capture_output=True, text=True)
    _, evaluation, status = found.stdout.split()
    assert int(evaluation) >= promised and status == "interrupted", found.stdout


def numbers(path):
    """Every data set but the log, which an interruption may change."""
    found = {}
    with h5py.File(path, "r") as run:
        run.visititems(lambda name, item: found.update({name: item[()]}) if hasattr(item, "dtype") else None)
    del found["log"]
    return found


def check_continued(path, whole, promised):
    # The writer may have been killed between an evaluation and the checkpoint behind it: only one before is sure.
    checkpoint = (promised - 1) // 10 * 10
    last = checkpoint + 100
    go_on = [made_up.writer(), "continue", str(path), str(checkpoint), str(last)]
    subprocess.run(go_on, check=True, stdout=subprocess.DEVNULL)
    made_up.record(whole, last)
    continued, uninterrupted = numbers(path), numbers(whole)
    assert continued.keys() == uninterrupted.keys()
    for name, values in uninterrupted.items():
        same = np.asarray(continued[name]).tobytes() == np.asarray(values).tobytes()  # a NaN is a NaN
        assert same, f"{name}: {continued[name]} instead of {values}"


chance = random.Random(20261122)
plain = 0
with made_up.scratch() as folder:
    for kill in range(KILLS):
        path = made_up.run_path(folder).with_name(f"{kill}.h5")
        flushed = record_and_kill(path, chance.uniform(0, 0.4))
        check(path, flushed)
        plain += opens_plainly(path)
        if kill < CONTINUED:
            check_continued(path, path.with_name(f"{kill}-whole.h5"), flushed)
        path.unlink()
# All but those killed within the last microseconds of a flush; this writer does nothing but flush.
assert plain >= KILLS * 3 // 4, f"only {plain} of {KILLS} open without SWMR"
