"""A run file that another process is writing: readable at any moment, in both of h5py's ways, growing, and
closed to other writers."""

import subprocess

import h5py

import made_up_run as made_up

READS = 40


def last_iterations(path, swmr):
    """Without SWMR a reader may meet a flush half done and is told so; it can then ask again."""
    for _ in range(100):
        try:
            with h5py.File(path, "r", swmr=swmr) as run:
                assert run["status"][()] == b"running"
                return made_up.check_all_rows(run)
        except (OSError, RuntimeError, KeyError):
            if swmr:
                raise
    raise AssertionError("a plain reader is never let in")


def flushed(process):
    """The iteration of the next evaluation that the writer says is in the file."""
    return int(process.stdout.readline())


with made_up.scratch() as folder:
    path = made_up.run_path(folder)
    process = subprocess.Popen([made_up.writer(), "write", str(path)], stdout=subprocess.PIPE, text=True)
    try:
        before = {name: 0 for name in made_up.SERIES}
        for read in range(READS):
            promised = flushed(process)
            last = last_iterations(path, swmr=read % 2 == 0)
            assert last["evaluation"] >= promised, f"{last} lacks evaluation {promised}"
            assert all(last[name] >= before[name] for name in last), f"{last} after {before}"
            before = last
        assert process.poll() is None, "a reader stopped the writer"

        try:  # nobody else may write it
            h5py.File(path, "r+").close()
            raise AssertionError("a second writer was let in")
        except OSError as refusal:
            assert "lock" in str(refusal), refusal

        with h5py.File(path, "r", swmr=True) as run:  # one that stays open sees the file grow
            iteration = run["evaluation/iteration"]
            seen = len(iteration)
            while len(iteration) == seen:
                assert flushed(process) > 0
                iteration.refresh()
    finally:
        process.kill()
        process.wait()
