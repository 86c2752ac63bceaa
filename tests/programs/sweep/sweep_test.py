#!/usr/bin/env python3
"""Drives `skewlab sweep` as a user would. SKEWLAB names the program; arguments choose test classes."""

import csv
import json
import os
import signal
import statistics
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

SKEWLAB = os.environ["SKEWLAB"]

BASE = {
    "dataset": {"id": "synthetic"}, "partition": {"count": 2},
    "model": {"architecture": "mlp", "hidden": 16, "normalization": "none"},
    "training": {"batch_size": 5, "iterations": 40}, "evaluation": {"every": 20}, "diagnostics": {"every": 20},
}
BSP = {"label": "BSP", "set": {"algorithm.id": "bsp"}}
GAIA = {"label": "Gaia", "set": {"algorithm.id": "gaia", "algorithm.threshold": 0.1}}
IID = {"label": "IID", "set": {"partition.scheme": "iid"}}
SKEWED = {"label": "Non-IID", "set": {"partition.scheme": "modulo"}}
LONG = {"label": "long", "set": {"training.iterations": 6000}}
SHORT = {"label": "brief", "set": {}}
DIVERGING = {"label": "diverging", "set": {"training.learning_rate": 1000}}


class Sweep(unittest.TestCase):
    """A folder of its own for each test; nothing of the user's is read or written."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SKEWLAB_")}
        self.environment = kept | {"HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder / "data")}

    def write(self, **members):
        sweep = {"name": "trial", "title": "A trial", "why": "To try.", "base": BASE} | members
        (self.folder / "s.json").write_text(json.dumps(sweep))

    def skewlab(self, *arguments, code=0):
        result = subprocess.run([SKEWLAB, *map(str, arguments)], capture_output=True, text=True, timeout=100,
                                cwd=self.folder, env=self.environment)
        self.assertEqual(result.returncode, code, f"{arguments}\n{result.stdout}\n{result.stderr}")
        return result

    def sweep(self, folder, *arguments, code=0):
        return self.skewlab("sweep", "s.json", "-o", folder, "--parallel", 2, *arguments, code=code)

    def sentence(self, *arguments, code):
        result = self.skewlab(*arguments, code=code)
        self.assertTrue(result.stderr.startswith("skewlab: "), result.stderr)
        return result.stderr

    def rows(self, folder):
        """summary.csv as dictionaries, without the clock."""
        with open(self.folder / folder / "summary.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            del row["seconds [seconds]"]
        return rows

    def statuses(self, folder):
        return [row["status"] for row in self.rows(folder)]


class Files(Sweep):
    def setUp(self):
        super().setUp()
        self.write(axes={"data": [IID, SKEWED], "algorithm": [BSP, GAIA]}, seeds=[3])

    def test_every_combination_has_a_run_file_and_a_line(self):
        result = self.sweep("out")
        rows = self.rows("out")
        self.assertEqual([row["file"] for row in rows],
                         ["IID_BSP_seed3.h5", "IID_Gaia_seed3.h5", "Non-IID_BSP_seed3.h5", "Non-IID_Gaia_seed3.h5"])
        self.assertEqual(self.statuses("out"), ["finished"] * 4)
        for row in rows:
            found = json.loads(self.skewlab("inspect", f"out/{row['file']}", "--json").stdout)
            self.assertEqual(found["started"]["spec"]["seed"], 3)
            self.assertAlmostEqual(float(row["accuracy [fraction]"]), found["last_evaluation"]["mean_accuracy"],
                                   places=6)
            self.assertEqual(int(row["bytes [bytes]"]), sum(found["last_communication"]["bytes"]))
        self.assertEqual(float(rows[0]["saving_values [times]"]), 1)
        self.assertIn("4 of 4 runs finished, 0 failed", result.stdout)
        self.assertRegex(result.stderr, r"\[1/4\] .*: accuracy .* %, saving .*x in values, .*x in bytes, .* minutes")
        self.assertIn("| Non-IID | Gaia | 1 of 1 |", (self.folder / "out/report.md").read_text())

    def test_nothing_but_runs_summary_and_report_is_left(self):
        self.sweep("out")
        names = {path.name for path in (self.folder / "out").iterdir()}
        self.assertEqual({name for name in names if not name.endswith((".h5", ".checkpoint"))},
                         {"summary.csv", "report.md", ".sweep"})
        self.assertEqual([path.name for path in (self.folder / "out/.sweep").iterdir()], ["lock"])

    def test_a_second_call_does_nothing(self):
        self.sweep("out")
        before = {path: path.stat().st_mtime_ns for path in (self.folder / "out").glob("*.h5")}
        result = self.sweep("out")
        self.assertEqual(result.stderr, "")
        self.assertEqual({path: path.stat().st_mtime_ns for path in (self.folder / "out").glob("*.h5")}, before)

    def test_a_dry_run_says_what_there_is_to_do_and_writes_nothing(self):
        result = self.sweep("out", "--dry-run")
        self.assertEqual(len([line for line in result.stdout.splitlines() if line.startswith("start ")]), 4)
        self.assertFalse((self.folder / "out").exists())

    def test_seeds_may_be_others_than_those_in_the_file(self):
        def seeds(given):
            listed = self.sweep("out", "--dry-run", "--seeds", given).stdout
            return [line[-len("1.h5"):-len(".h5")] for line in listed.splitlines() if line.endswith(".h5")]
        self.write(runs=[BSP], seeds=[3])
        self.assertEqual(seeds("2"), ["1", "2"])
        self.assertEqual(seeds("4,7,5"), ["4", "7", "5"])
        self.sweep("out")
        self.sweep("out", "--seeds", "3,4")
        self.assertEqual([row["seed"] for row in self.rows("out")], ["3", "4"])
        self.assertIn("names a seed twice", self.sentence("sweep", "s.json", "-o", "out", "--seeds", "4,4", code=2))
        self.skewlab("sweep", "s.json", "-o", "out", "--seeds", "0", code=2)

    def test_the_number_of_runs_at_a_time_and_of_threads_changes_nothing(self):
        self.sweep("two")
        self.skewlab("sweep", "s.json", "-o", "one", "--parallel", 1, "--threads", 2)
        self.assertEqual(self.rows("one"), self.rows("two"))


class Interruption(Sweep):
    def setUp(self):
        super().setUp()
        self.write(runs=[SHORT, LONG, {**GAIA, "label": "last"}])

    def interrupted(self, folder, which):
        """Sends the signal once the brief run has ended and the long one is at work: it has its file."""
        process = subprocess.Popen([SKEWLAB, "sweep", "s.json", "-o", folder, "--parallel", "2"], text=True,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=self.folder,
                                   env=self.environment)
        for line in process.stderr:
            if line.startswith("[1/3]"):
                break
        deadline = time.monotonic() + 60
        while not (self.folder / folder / "long_seed1.h5").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(which)
        text = process.stderr.read()
        process.stderr.close()
        return process.wait(timeout=100), text

    def test_called_again_it_ends_as_if_it_had_never_been_interrupted(self):
        code, text = self.interrupted("cut", signal.SIGINT)
        self.assertEqual(code, 130)
        self.assertIn("the same command goes on where it was", text)
        self.assertEqual(self.statuses("cut")[:2], ["finished", "interrupted"])
        self.assertTrue((self.folder / "cut/long_seed1.h5.checkpoint").exists())
        self.assertIn("resume", self.sweep("cut", "--dry-run").stdout)
        result = self.sweep("cut")
        self.assertNotIn("brief", result.stderr)
        self.sweep("whole")
        self.assertEqual(self.rows("cut"), self.rows("whole"))
        self.assertEqual(self.statuses("cut"), ["finished"] * 3)

    def test_a_request_to_terminate_is_an_interruption_too(self):
        self.assertEqual(self.interrupted("cut", signal.SIGTERM)[0], 130)


class Failures(Sweep):
    def test_a_run_that_diverges_does_not_stop_the_rest(self):
        self.write(runs=[DIVERGING, SHORT, BSP])
        result = self.sweep("out", code=4)
        self.assertEqual(self.statuses("out"), ["failed", "finished", "finished"])
        self.assertRegex(result.stderr, r"diverging, seed 1: failed: .*no longer a finite number")
        self.assertIn("1 run has failed", result.stderr)

    def test_a_run_that_has_failed_is_not_tried_again(self):
        self.write(runs=[DIVERGING, SHORT])
        self.sweep("out", code=4)
        rows = self.rows("out")
        self.assertNotIn("[", self.sweep("out", code=4).stderr)
        self.assertEqual(self.rows("out"), rows)

    def test_checks_decide_the_exit_code_only_when_asked(self):
        cells = {"cell": {"run": "Gaia"}, "than": {"run": "BSP"}, "quantity": "saving_values"}
        checks = [{"says": "Gaia sends less", "is": "greater", **cells},
                  {"says": "Gaia sends more", "is": "less", **cells}]
        self.write(runs=[BSP, GAIA], report={"checks": checks})
        result = self.sweep("out")
        self.assertIn("\nheld: Gaia sends less (", result.stdout)
        self.assertIn("\nnot held: Gaia sends more (", result.stdout)
        self.sweep("out", "--check", code=4)
        self.write(runs=[BSP, GAIA], report={"checks": checks[:1]})
        self.sweep("out", "--check")


class Findings(Sweep):
    def test_batchnorm_sees_means_several_times_farther_apart_under_full_skew(self):
        """The question of paper/divergence, on the embedded images and in seconds (Hsieh et al. 2020, on BatchNorm)."""
        base = {"partition": {"count": 2}, "model": {"normalization": "batch"}, "algorithm": {"id": "bsp"},
                "training": {"batch_size": 50, "iterations": 60}, "evaluation": {"every": 60},
                "diagnostics": {"every": 20, "window": 20}}
        check = {"says": "The means are farther apart", "is": "greater", "quantity": "norm_divergence", "times": 3,
                 "cell": {"partition.skew": "1"}, "than": {"partition.skew": "0"}}
        self.write(base=base, axes={"partition.skew": [0, 1]}, report={"checks": [check]})
        self.assertIn("\nheld: The means are farther apart (", self.sweep("out", "--check").stdout)
        even, skewed = (float(row["norm_divergence [relative difference]"]) for row in self.rows("out"))
        self.assertGreater(skewed, 3 * even)
        for row in self.rows("out"):
            self.skewlab("export", f"out/{row['file']}", "--csv", "csv")
            with open(self.folder / "csv/divergence_norm.csv", newline="") as file:
                apart = [float(line["divergence [relative difference]"]) for line in csv.DictReader(file)
                         if line["layer"] == "norm1"]
            self.assertAlmostEqual(float(row["norm_divergence [relative difference]"]), statistics.median(apart), 6)


class Refusals(Sweep):
    def test_a_file_with_another_experiment_is_named_with_the_field(self):
        self.write(runs=[SHORT])
        self.sweep("out")
        self.write(runs=[{**SHORT, "set": {"training.momentum": 0.5}}])
        text = self.sentence("sweep", "s.json", "-o", "out", code=2)
        self.assertIn("brief_seed1.h5: holds another experiment", text)
        self.assertIn("training.momentum", text)

    def test_settings_of_a_controller_that_is_switched_off_make_no_other_experiment(self):
        def write(period, **more):
            self.write(runs=[{**SHORT, "set": {"skewscout.period": period, **more}}])
        write(10)
        self.sweep("out")
        before = (self.folder / "out" / "brief_seed1.h5").read_bytes()
        write(20)
        self.sweep("out")
        self.assertEqual((self.folder / "out" / "brief_seed1.h5").read_bytes(), before)
        write(20, **{"skewscout.enabled": True})
        text = self.sentence("sweep", "s.json", "-o", "out", code=2)
        self.assertIn("brief_seed1.h5: holds another experiment", text)
        self.assertIn("skewscout.enabled", text)

    def test_every_problem_is_told_before_anything_starts(self):
        self.write(runs=[SHORT, {"label": "bad", "set": {"training.batch_size": 0}},
                         {"label": "worse", "set": {"partition.count": 0}}])
        text = self.sentence("sweep", "s.json", "-o", "out", code=2)
        self.assertIn("bad, seed 1: training.batch_size", text)
        self.assertIn("worse, seed 1: partition.count", text)
        self.assertFalse((self.folder / "out").exists())

    def test_two_sweeps_in_one_folder_are_refused(self):
        self.write(runs=[SHORT, LONG])
        process = subprocess.Popen([SKEWLAB, "sweep", "s.json", "-o", "out"], text=True, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, cwd=self.folder, env=self.environment)
        process.stderr.readline()
        self.assertIn("out: another sweep is at work there", self.sentence("sweep", "s.json", "-o", "out", code=2))
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=100)


class BuiltIn(Sweep):
    def test_the_list_names_them_and_show_prints_the_file(self):
        self.assertIn("paper/norms", self.skewlab("presets", "list").stdout)
        self.assertEqual(json.loads(self.skewlab("presets", "show", "paper/norms").stdout)["name"], "paper/norms")

    def test_missing_data_is_code_3_and_says_how_to_get_it(self):
        text = self.sentence("sweep", "paper/norms", "--scale", "short", "-o", "out", code=3)
        self.assertIn("skewlab datasets import FOLDER --id cifar10", text)

    def test_an_unknown_name_or_scale_is_said(self):
        self.assertIn('"paper/norms"', self.sentence("sweep", "paper/norm", "-o", "out", code=2))
        self.assertIn('"short"', self.sentence("sweep", "paper/norms", "--scale", "tiny", "-o", "out", code=2))


if __name__ == "__main__":
    unittest.main()
