#!/usr/bin/env python3
"""Kills the built program at random places, resumes it, and compares every series with a run that was left alone.

SKEWLAB names the program; arguments choose tests, as with unittest.
"""

import csv
import json
import os
import random
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

SKEWLAB = os.environ["SKEWLAB"]

# Everything that has state: momentum, residuals, BatchNorm statistics, a schedule, windows of channel means. The
# checkpoints follow each other so closely that a kill often meets one half-written.
SMALL = [
    "--set", "dataset.id=synthetic", "--set", "partition.count=3", "--set", "model.architecture=mlp",
    "--set", "model.hidden=32", "--set", "model.normalization=batch", "--set", "training.batch_size=8",
    "--set", "training.iterations=400", "--set", "evaluation.every=30", "--set", "evaluation.cross=true",
    "--set", "diagnostics.every=17", "--set", "diagnostics.window=5", "--set", "checkpoint.every_seconds=0.03",
]
ALGORITHMS = {
    "bsp": [],
    "gaia": ["--set", "algorithm.threshold=0.1"],
    "fedavg": ["--set", "algorithm.local_iterations=7"],
    "dgc": ["--set", "algorithm.final_sparsity=0.99"],
}
SERIES = ["training", "evaluation", "communication", "divergence", "divergence_norm", "partitions"]


class Resume(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("SKEWLAB_")}
        self.environment.update(HOME=str(self.folder), XDG_DATA_HOME=str(self.folder / "data"))

    def skewlab(self, *arguments):
        result = subprocess.run([SKEWLAB, *map(str, arguments)], capture_output=True, text=True, cwd=self.folder,
                                env=self.environment, timeout=100)
        self.assertEqual(result.returncode, 0, f"{arguments}\n{result.stdout}\n{result.stderr}")
        return result.stdout

    def killed(self, *arguments, when):
        """Runs it and kills it as soon as `when` says so of an event; False when it came to its end before."""
        process = subprocess.Popen([SKEWLAB, *arguments, "--progress", "json"], text=True, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, cwd=self.folder, env=self.environment)
        for line in process.stdout:
            if when(json.loads(line)):
                process.kill()
                break
        process.stdout.close()
        code = process.wait(timeout=100)
        self.assertIn(code, (0, -signal.SIGKILL))
        return code != 0

    def series(self, run):
        """All rows of all series, without the clock."""
        folder = self.folder / (run + ".csv")
        self.skewlab("export", run, "--csv", folder)
        rows = {}
        for name in SERIES:
            with open(folder / (name + ".csv"), newline="") as file:
                table = list(csv.reader(file))
            clock = {place for place, title in enumerate(table[0]) if title.startswith("seconds")}
            rows[name] = [[cell for place, cell in enumerate(row) if place not in clock] for row in table]
            self.assertGreater(len(rows[name]), 1, name)
        return rows

    def assert_same(self, run, whole):
        resumed = self.series(run)
        for name in SERIES:
            self.assertEqual(resumed[name], whole[name], name)

    def run_with_kills(self, setting, moments):
        """One run that is killed at each of the moments, each later than the one before, and then left alone."""
        kills = 0
        for moment in moments:
            # A kill before the first checkpoint leaves nothing to resume: such a run is started again.
            begun = (self.folder / "a.h5.checkpoint").exists()
            arguments = ["resume", "a.h5"] if begun else ["run", *setting, "-o", "a.h5", "--force"]
            kills += self.killed(*arguments, when=moment)
        self.assertIn("finished at iteration 400 of 400", self.skewlab("resume", "a.h5", "--progress", "none"))
        return kills

    def kill_at_random(self, algorithm, kills):
        setting = [*SMALL, "--set", f"algorithm.id={algorithm}", *ALGORITHMS[algorithm]]
        self.skewlab("run", *setting, "-o", "whole.h5", "--progress", "none")
        places = sorted(random.Random(algorithm).sample(range(40, 350), kills))
        moments = [lambda event, place=place: event.get("iteration", 0) >= place for place in places]
        self.assertGreaterEqual(self.run_with_kills(setting, moments), 1)
        self.assert_same("a.h5", self.series("whole.h5"))

    def test_a_killed_bsp_run_ends_with_the_same_series(self):
        self.kill_at_random("bsp", 1)

    def test_a_killed_gaia_run_ends_with_the_same_series(self):
        self.kill_at_random("gaia", 2)

    def test_a_killed_fedavg_run_ends_with_the_same_series(self):
        self.kill_at_random("fedavg", 1)

    def test_a_killed_dgc_run_ends_with_the_same_series(self):
        self.kill_at_random("dgc", 1)

    def test_a_kill_while_a_checkpoint_is_written_does_no_harm(self):
        # The event comes when the new checkpoint is on the disk but not yet under its name.
        setting = [*SMALL, "--set", "algorithm.id=gaia"]
        self.skewlab("run", *setting, "-o", "whole.h5", "--progress", "none")

        def nth(count):
            seen = iter(range(count))
            return lambda event: event["event"] == "CheckpointWritten" and next(seen, None) is None

        self.assertGreaterEqual(self.run_with_kills(setting, [nth(2), nth(1), nth(3)]), 2)
        self.assert_same("a.h5", self.series("whole.h5"))

    def test_a_finished_run_has_nothing_to_resume(self):
        self.skewlab("run", *SMALL, "-o", "a.h5", "--set", "training.iterations=5", "--progress", "none")
        before = (self.folder / "a.h5").read_bytes()
        self.assertIn("is finished", self.skewlab("resume", "a.h5"))
        self.assertEqual((self.folder / "a.h5").read_bytes(), before)


if __name__ == "__main__":
    unittest.main()
