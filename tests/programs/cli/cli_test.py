#!/usr/bin/env python3
"""Drives the built program as a user would. SKEWLAB names it; arguments choose test classes."""

import hashlib
import json
import os
import signal
import struct
import subprocess
import tempfile
import unittest
import zlib
from pathlib import Path

SKEWLAB = os.environ["SKEWLAB"]

# A run of a second or so on the synthetic data set.
SMALL = [
    "--set", "dataset.id=synthetic", "--set", "partition.count=3", "--set", "model.architecture=mlp",
    "--set", "model.hidden=16", "--set", "model.normalization=none", "--set", "training.batch_size=5",
    "--set", "training.iterations=40", "--set", "evaluation.every=10", "--set", "diagnostics.every=20",
]


class Program(unittest.TestCase):
    """A folder of its own for each test; nothing of the user's is read or written."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SKEWLAB_")}
        self.environment = kept | {"HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder / "data")}

    def skewlab(self, *arguments, code=0, **environment):
        """Runs it to the end and checks the exit code; the folder of the test is the current one."""
        result = subprocess.run([SKEWLAB, *map(str, arguments)], capture_output=True, text=True, timeout=100,
                                cwd=self.folder, env=self.environment | environment)
        self.assertEqual(result.returncode, code, f"{arguments}\n{result.stdout}\n{result.stderr}")
        return result

    def complaint(self, *arguments, code):
        """The text after `skewlab: ` of a command that fails; it must be the only thing said."""
        result = self.skewlab(*arguments, code=code)
        self.assertEqual(result.stdout, "")
        self.assertTrue(result.stderr.startswith("skewlab: "), result.stderr)
        for noise in ("terminate", "what()", "exception", "Traceback", "json."):
            self.assertNotIn(noise, result.stderr)
        return result.stderr[len("skewlab: "):].rstrip("\n")

    def sentence(self, *arguments, code):
        text = self.complaint(*arguments, code=code)
        self.assertNotIn("\n", text)
        return text

    def write(self, name, text):
        (self.folder / name).write_text(text)
        return name

    def inspect(self, run):
        return json.loads(self.skewlab("inspect", run, "--json").stdout)


class Help(Program):
    COMMANDS = ["run", "resume", "fork", "twin", "verify", "partition", "inspect", "figure", "export", "validate", "datasets",
                "presets", "sweep"]

    def test_the_help_lists_every_command(self):
        text = self.skewlab("--help").stdout
        for command in self.COMMANDS:
            self.assertIn(f"\n  {command} ", text)

    def test_every_command_explains_itself_with_an_example(self):
        for command in self.COMMANDS:
            with self.subTest(command):
                self.assertIn(f"Example: skewlab {command}", self.skewlab(command, "--help").stdout)

    def test_the_version_is_one_line(self):
        self.assertRegex(self.skewlab("--version").stdout, r"^skewlab \d+\.\d+\.\d+\n$")


class Arguments(Program):
    def test_a_wrong_command_names_the_nearest(self):
        self.assertIn('expected "verify"', self.sentence("verfy", code=2))

    def test_a_wrong_option_is_named(self):
        self.assertIn("--sett", self.sentence("run", "--sett", "a=b", code=2))

    def test_a_missing_argument_is_named(self):
        self.assertIn("RUN.h5", self.sentence("verify", code=2))
        self.assertIn("--csv", self.sentence("export", "a.h5", code=2))

    def test_a_wrong_word_is_named(self):
        self.assertIn("loud", self.sentence("run", "--progress", "loud", code=2))

    def test_a_wrong_device_is_named(self):
        self.assertIn("cuda:77", self.sentence("run", *SMALL, "--device", "cuda:77", code=2))

    def test_a_subcommand_of_presets_is_needed(self):
        self.sentence("presets", code=2)


class Specs(Program):
    def test_validate_prints_every_default(self):
        spec = json.loads(self.skewlab("validate", self.write("a.json", '{"seed": 9}')).stdout)
        self.assertEqual(spec["seed"], 9)
        self.assertEqual(spec["training"]["batch_size"], 20)
        order = ("name notes tags seed dataset task partition model training algorithm skewscout network "
                 "evaluation diagnostics checkpoint stop")
        self.assertEqual(list(spec), order.split())

    def test_what_validate_prints_is_valid_and_unchanged(self):
        first = self.skewlab("validate", "quickstart").stdout
        self.assertEqual(self.skewlab("validate", self.write("again.json", first)).stdout, first)

    def test_set_changes_fields_in_order(self):
        spec = json.loads(self.skewlab("validate", "quickstart", "--set", "algorithm.id=fedavg", "--set",
                                       "algorithm.local_iterations=7", "--set", 'tags=["a", "b"]').stdout)
        self.assertEqual(spec["algorithm"]["local_iterations"], 7)
        self.assertEqual(spec["tags"], ["a", "b"])

    def test_every_problem_of_a_file_is_listed(self):
        file = self.write("a.json", '{"sed": 1, "algorithm": {"id": "gaja"}}')
        text = self.complaint("validate", file, code=2)
        self.assertEqual(text.splitlines()[0], "a.json: 2 problems")
        self.assertIn('sed: is not a known key; the nearest is "seed"', text)
        self.assertIn('algorithm.id: "gaja" is not known; the nearest is "gaia"', text)

    def test_broken_json_names_line_and_column(self):
        file = self.write("a.json", "{\n!")
        self.assertIn("a.json: line 2, column 1: ", self.sentence("validate", file, code=2))

    def test_a_file_that_does_not_exist_is_named(self):
        self.assertIn("nowhere.json: does not exist", self.sentence("run", "nowhere.json", code=2))

    def test_a_preset_that_does_not_exist_names_the_nearest(self):
        self.assertIn('expected "quickstart"', self.sentence("run", "quikstart", code=2))

    def test_verification_on_data_without_pairs_is_explained(self):
        self.assertEqual(self.sentence("validate", "--set", "task.id=verification", "--set", "model.architecture=mlp",
                                       code=2),
                         'task.id: "verification" is tested on pairs of images, and data set "fashion-mini" has none; '
                         'choose one with pairs, such as "synthetic"')

    def test_the_contracts_example_of_a_bad_split(self):
        fields = ["--set", "partition.scheme=modulo", "--set", "partition.count=12"]
        self.assertEqual(self.sentence("validate", *fields, code=2),
                         "partition.count: 12 partitions, but label-skew 'modulo' on a data set of 10 "
                         'classes leaves 2 empty; use at most 10 or scheme "skew-fraction"')


class Run(Program):
    def test_results_go_to_stdout_and_progress_to_stderr(self):
        result = self.skewlab("run", *SMALL, "-o", "a.h5", "--progress", "plain")
        for word in ("finished at iteration 40 of 40", "Accuracy   mean ", "Saving", "in values", "in bytes",
                     "a.h5"):
            self.assertIn(word, result.stdout)
        self.assertIn("iteration 40 of 40 (100 %)", result.stderr)
        self.assertTrue((self.folder / "a.h5").exists())

    def test_without_a_terminal_progress_is_plain_lines(self):
        self.assertNotIn("\r", self.skewlab("run", *SMALL, "-o", "a.h5").stderr)

    def test_progress_none_says_nothing(self):
        self.assertEqual(self.skewlab("run", *SMALL, "-o", "a.h5", "--progress", "none").stderr, "")

    def test_an_existing_file_is_refused_without_force(self):
        self.skewlab("run", *SMALL, "-o", "a.h5", "--set", "seed=1")
        before = (self.folder / "a.h5").read_bytes()
        self.assertIn("--force", self.sentence("run", *SMALL, "-o", "a.h5", "--set", "seed=2", code=2))
        self.assertEqual((self.folder / "a.h5").read_bytes(), before)
        self.skewlab("run", *SMALL, "-o", "a.h5", "--set", "seed=2", "--force")
        self.assertEqual(self.inspect("a.h5")["started"]["spec"]["seed"], 2)

    def test_without_output_a_new_file_in_the_store_is_made(self):
        for _ in range(2):
            self.skewlab("run", *SMALL, SKEWLAB_RUNS=str(self.folder / "store"))
        self.assertEqual(len(list((self.folder / "store").glob("*.h5"))), 2)

    def test_the_number_of_threads_changes_nothing(self):
        hashes = set()
        for threads in (1, 2):
            self.skewlab("run", *SMALL, "-o", f"{threads}.h5", "--threads", threads)
            hashes.add(self.inspect(f"{threads}.h5")["last_evaluation"]["weight_hash"])
        self.assertEqual(len(hashes), 1)

    def test_folders_of_the_user_stay_out_of_the_file(self):
        self.skewlab("run", *SMALL, "-o", self.folder / "a.h5")
        environment = self.inspect("a.h5")["started"]["environment"]
        self.assertIn("a.h5", environment["command_line"])
        self.assertNotIn(str(self.folder), json.dumps(environment))


class Json(Program):
    def events(self, *arguments):
        result = self.skewlab("run", *SMALL, "-o", "a.h5", "--progress", "json", *arguments)
        return [json.loads(line) for line in result.stdout.splitlines()]

    def test_every_line_of_stdout_is_an_event(self):
        events = self.events()
        self.assertEqual(events[0]["event"], "RunStarted")
        self.assertEqual(events[-1]["event"], "RunEnded")
        self.assertEqual(events[-1]["status"], "finished")
        evaluated = [event["iteration"] for event in events if event["event"] == "EvaluationPoint"]
        self.assertEqual(evaluated, [0, 10, 20, 30, 40])

    def test_run_started_has_tables_but_no_index_map(self):
        started = self.events()[0]
        self.assertEqual([len(row) for row in started["label_counts"]], [10, 10, 10])
        self.assertEqual(sum(map(sum, started["label_counts"])), 1000)
        self.assertEqual(started["spec"]["partition"]["count"], 3)
        self.assertFalse([key for key in started if "indices" in key])

    def test_verification_fills_the_accuracy_and_nothing_else(self):
        events = self.events("--set", "task.id=verification", "--set", "partition.scheme=iid")
        self.assertEqual(events[0]["spec"]["task"], {"id": "verification", "centre_weight": 0.003, "centre_rate": 0.25})
        last = [event for event in events if event["event"] == "EvaluationPoint"][-1]
        self.assertGreater(last["mean_accuracy"], 0.6)
        self.assertEqual(last["loss"], [None] * 3)
        self.assertEqual(last["class_accuracy"], [[None] * 10] * 3)

    def test_what_is_not_a_number_is_null(self):
        # A partition's test slice of 7 images cannot hold all 10 classes.
        points = [event for event in self.events("--set", "dataset.test_limit=21")
                  if event["event"] == "EvaluationPoint"]
        self.assertIn(None, points[-1]["class_accuracy"][0])


class Failures(Program):
    def test_missing_data_is_code_3_and_says_how_to_get_it(self):
        text = self.sentence("run", "--set", "dataset.id=cifar10", "--set", "partition.scheme=iid", code=3)
        self.assertIn("skewlab datasets import FOLDER --id cifar10", text)

    def test_a_run_file_that_is_missing_or_something_else_is_code_3(self):
        self.write("text.h5", "not HDF5")
        for command in (["inspect"], ["verify"], ["resume"], ["export", "--csv", "out"]):
            for file in ("nowhere.h5", "text.h5"):
                with self.subTest(command=command, file=file):
                    self.assertIn(file, self.sentence(command[0], file, *command[1:], code=3))

    DIVERGING = [*SMALL, "--set", "training.learning_rate=1000", "-o", "a.h5", "--progress", "none"]

    def test_a_run_that_diverges_is_code_4(self):
        result = self.skewlab("run", *self.DIVERGING, code=4)
        self.assertIn("no longer a finite number", result.stderr)
        self.assertIn("failed at iteration", result.stdout)
        self.assertEqual(self.inspect("a.h5")["status"], "failed")

    def test_a_diverging_run_goes_on_when_asked_to(self):
        self.skewlab("run", *self.DIVERGING, "--set", "stop.on_divergence=false")
        self.assertEqual(self.inspect("a.h5")["status"], "finished")

    def test_a_place_that_cannot_be_written_is_named_at_once(self):
        self.write("taken", "a file, not a folder")
        text = self.sentence("run", *SMALL, "-o", "taken/a.h5", code=2)
        self.assertIn("taken/a.h5: its folder cannot be made", text)


class Interruption(Program):
    # Its events are far more than the small pipe holds: the program waits for its reader and cannot get away.
    LONG = [*SMALL, "--set", "training.iterations=200", "--set", "evaluation.every=1",
            "--set", "dataset.test_limit=30"]

    def interrupted(self, which, *arguments, after=lambda event: event.get("iteration", 0) >= 20):
        """Sends the signal after that event; returns exit code, later events and stderr."""
        command = [SKEWLAB, "run", *self.LONG, *arguments, "-o", "a.h5", "--progress", "json"]
        process = subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   pipesize=4096, cwd=self.folder, env=self.environment)
        for line in process.stdout:
            if after(json.loads(line)):
                break
        process.send_signal(which)
        lines = process.stdout.readlines()
        text = process.stderr.read()
        process.stdout.close()
        process.stderr.close()
        return process.wait(timeout=100), lines, text

    def assert_resumed_like_a_whole_run(self):
        self.skewlab("resume", "a.h5", "--progress", "none")
        self.skewlab("run", *self.LONG, "-o", "b.h5", "--progress", "none")
        resumed, whole = self.inspect("a.h5"), self.inspect("b.h5")
        self.assertEqual(resumed["status"], "finished")
        for key in ("weight_hash", "accuracy", "loss", "bytes", "iteration"):
            self.assertEqual(resumed["last_evaluation"][key], whole["last_evaluation"][key], key)

    def test_ctrl_c_writes_a_checkpoint_and_says_how_to_go_on(self):
        code, lines, text = self.interrupted(signal.SIGINT)
        self.assertEqual(code, 130)
        self.assertIn("skewlab resume a.h5", text)
        events = [json.loads(line) for line in lines]
        self.assertEqual([event["event"] for event in events[-2:]], ["CheckpointWritten", "RunEnded"])
        self.assertEqual(events[-1]["status"], "stopped")
        self.assertLess(events[-1]["iteration"], 200)
        self.assertTrue((self.folder / "a.h5.checkpoint").exists())

    def test_a_resumed_run_ends_with_the_same_bits(self):
        self.assertEqual(self.interrupted(signal.SIGTERM)[0], 130)
        self.assert_resumed_like_a_whole_run()

    def test_a_run_that_was_killed_goes_on_from_its_last_checkpoint(self):
        written = iter([False, True])  # the event comes before the file has its name: wait for the second
        self.interrupted(signal.SIGKILL, "--set", "checkpoint.every_seconds=0.01",
                         after=lambda event: event["event"] == "CheckpointWritten" and next(written))
        self.assertEqual(self.inspect("a.h5")["status"], "interrupted")
        self.assert_resumed_like_a_whole_run()

    def test_a_finished_run_needs_no_resuming(self):
        self.skewlab("run", *SMALL, "-o", "a.h5")
        self.assertIn("nothing to resume", self.skewlab("resume", "a.h5").stdout)

    def test_without_a_checkpoint_there_is_nothing_to_go_on_from(self):
        self.interrupted(signal.SIGINT)
        (self.folder / "a.h5.checkpoint").unlink()
        self.assertIn("has no checkpoint", self.sentence("resume", "a.h5", code=3))


class Twin(Program):
    """Two runs in lockstep."""

    FIELDS = [assignment for assignment in SMALL if assignment != "--set"]

    def spec(self, name, *more):
        """An experiment file of the small run with some fields changed."""
        spec = {}
        for assignment in [*self.FIELDS, *more]:
            key, value = assignment.split("=")
            section, field = key.split(".") if "." in key else ("", key)
            value = int(value) if value.isdigit() else value
            (spec.setdefault(section, {}) if section else spec)[field] = value
        return self.write(name, json.dumps(spec))

    def twin(self, *right):
        self.spec("a.json", "algorithm.id=bsp")
        self.spec("b.json", *right)
        return self.skewlab("twin", "a.json", "b.json", "-o", "twins", "--progress", "json")

    def test_each_has_the_bits_it_has_alone_and_names_the_other(self):
        self.twin("algorithm.id=gaia")
        for side, other, spec in (("left", "right", "a.json"), ("right", "left", "b.json")):
            self.skewlab("run", spec, "-o", "alone.h5", "--force", "--progress", "none")
            run, alone = self.inspect(f"twins/{side}.h5"), self.inspect("alone.h5")
            self.assertEqual(run["status"], "finished")
            self.assertEqual(run["last_evaluation"]["weight_hash"], alone["last_evaluation"]["weight_hash"], side)
            self.assertEqual(run["started"]["twin"], f"{other}.h5")
            self.assertIsNone(alone["started"]["twin"])
            self.assertIn(f"in lockstep with {other}.h5\n", self.skewlab("inspect", f"twins/{side}.h5").stdout)

    def test_events_say_of_which_run_they_are_and_both_results_are_shown(self):
        result = self.twin("model.normalization=batch", "algorithm.id=bsp")
        runs = {json.loads(line)["run"] for line in result.stdout.splitlines()}
        self.assertEqual(runs, {"Left", "Right"})
        self.assertRegex(result.stderr, r"(?s)Left\nStatus +finished.*Right\nStatus +finished")

    def test_what_cannot_be_twins_is_one_sentence(self):
        self.spec("a.json")
        for field in ("seed=2", "partition.count=4", "training.batch_size=7"):
            self.spec("b.json", field)
            sentence = self.sentence("twin", "a.json", "b.json", "-o", "twins", code=2)
            self.assertIn(f"{field.split('=')[0]} is ", sentence)
            self.assertIn("twins share", sentence)

    def test_run_files_that_are_there_are_kept(self):
        self.twin("algorithm.id=gaia")
        self.assertIn("exists already", self.sentence("twin", "a.json", "b.json", "-o", "twins", code=2))


class Fork(Program):
    def setUp(self):
        super().setUp()
        self.skewlab("run", *SMALL, "--set", "checkpoint.every_seconds=0.000001", "--set", "checkpoint.keep=100",
                     "--set", "name=trial", "-o", "a.h5", "--progress", "none")

    def fork(self, *arguments):
        self.skewlab("fork", "a.h5", *arguments, "-o", "b.h5", "--progress", "none")
        return self.inspect("b.h5")

    def test_without_a_change_a_fork_ends_with_the_bits_of_its_parent(self):
        parent = self.inspect("a.h5")
        fork = self.fork("--at", 13)
        for key in ("weight_hash", "accuracy", "loss", "bytes", "iteration"):
            self.assertEqual(fork["last_evaluation"][key], parent["last_evaluation"][key], key)

    def test_the_newest_checkpoint_is_taken_when_none_is_named(self):
        self.assertEqual(self.fork()["forked_from"], {"parent": "a.h5", "iteration": 39})

    def test_what_is_set_holds_from_there(self):
        fork = self.fork("--at", 13, "--set", "algorithm.id=bsp", "--set", "training.iterations=60")
        self.assertEqual(fork["name"], "trial, forked at 13")
        self.assertEqual(fork["last_evaluation"]["iteration"], 60)
        self.assertNotEqual(fork["last_evaluation"]["weight_hash"],
                            self.inspect("a.h5")["last_evaluation"]["weight_hash"])

    def test_inspect_says_where_it_comes_from(self):
        self.fork("--at", 13)
        self.assertIn("forked from a.h5 at iteration 13\n", self.skewlab("inspect", "b.h5").stdout)
        self.assertIsNone(self.inspect("a.h5")["forked_from"])

    def test_verify_says_from_where_it_repeats(self):
        self.fork("--at", 13, "--set", "algorithm.threshold=0.5")
        text = self.skewlab("verify", "b.h5").stdout
        self.assertTrue(text.startswith("identical (3 evaluations up to iteration 40, from the checkpoint of iteration 13"))

    def test_a_wrong_iteration_lists_those_there_are(self):
        self.skewlab("run", *SMALL, "--set", "checkpoint.every_seconds=0.000001", "--set", "checkpoint.keep=3",
                     "-o", "few.h5", "--progress", "none")
        self.assertIn("few.h5: has no checkpoint at iteration 12; expected one of 37, 38, 39",
                      self.sentence("fork", "few.h5", "--at", 12, code=2))

    def test_what_the_models_depend_on_cannot_be_changed(self):
        for change in ("seed=2", "partition.count=2", "model.hidden=8", "training.batch_size=7"):
            key = change.split("=")[0]
            self.assertTrue(self.sentence("fork", "a.h5", "--set", change, "-o", "b.h5", code=2).startswith(key + ": "))
        self.assertFalse((self.folder / "b.h5").exists())

    def test_an_end_before_the_beginning_is_refused(self):
        refused = self.skewlab("fork", "a.h5", "--at", 20, "--set", "training.iterations=20", "-o", "b.h5",
                               "--progress", "none", code=2)
        self.assertIn("skewlab: training.iterations: the run ends at iteration 20", refused.stderr)
        self.assertFalse((self.folder / "b.h5").exists())

    def test_the_parent_is_never_replaced(self):
        self.assertIn("is the run that is forked", self.sentence("fork", "a.h5", "-o", "a.h5", "--force", code=2))
        self.assertIn("exists already", self.sentence("fork", "a.h5", "-o", self.write("c.h5", ""), code=2))
        self.assertEqual(self.inspect("a.h5")["status"], "finished")

    def test_a_run_without_checkpoints_cannot_be_forked(self):
        self.skewlab("run", *SMALL, "-o", "none.h5", "--progress", "none")
        self.assertIn("checkpoint.keep", self.sentence("fork", "none.h5", code=3))
        self.assertIn("does not exist", self.sentence("fork", "nowhere.h5", code=3))


class Files(Program):
    def setUp(self):
        super().setUp()
        self.skewlab("run", *SMALL, "-o", "a.h5", "--set", "name=trial")

    def test_verify_says_identical(self):
        self.assertEqual(self.skewlab("verify", "a.h5").stdout,
                         "identical (5 evaluations up to iteration 40)\n")

    def test_verify_repeats_only_what_is_asked_for(self):
        self.assertIn("up to iteration 20", self.skewlab("verify", "a.h5", "--iterations", 20).stdout)

    def test_inspect_shows_spec_environment_status_and_last_values(self):
        text = self.skewlab("inspect", "a.h5").stdout
        for word in ("trial", "finished", "Accuracy", "Spec", '"batch_size": 5', "Environment"):
            self.assertIn(word, text)

    def test_inspect_json_holds_the_same(self):
        found = self.inspect("a.h5")
        self.assertEqual(found["name"], "trial")
        self.assertEqual(found["status"], "finished")
        self.assertEqual(found["started"]["spec"]["training"]["batch_size"], 5)
        self.assertEqual(found["last_evaluation"]["iteration"], 40)
        self.assertEqual(len(found["last_communication"]["bytes"]), 3)

    def test_export_writes_csv_with_a_header(self):
        files = self.skewlab("export", "a.h5", "--csv", "out").stdout.split()
        self.assertTrue(files)
        for file in files:
            lines = (self.folder / file).read_text().splitlines()
            self.assertEqual(len({line.count(",") for line in lines}), 1, file)
            self.assertRegex(lines[0], "[a-z]", file)
        evaluation = next(self.folder / file for file in files if "evaluation" in file)
        self.assertEqual(len(evaluation.read_text().splitlines()), 1 + 5)


class Partition(Program):
    MODULO = ["--set", "dataset.id=synthetic", "--set", "partition.scheme=modulo",
              "--set", "partition.count=5"]

    def test_json_has_the_counts_and_the_skew(self):
        split = json.loads(self.skewlab("partition", *self.MODULO, "--json").stdout)
        for partition, row in enumerate(split["label_counts"]):
            self.assertEqual(row, [100 if label % 5 == partition else 0 for label in range(10)])
        self.assertEqual(split["skew"]["total_variation"], 1)
        self.assertEqual(split["skew"]["gini"], 0)
        # Every partition holds 2 of 10 labels: |1/2 - 1/10| * 2 + |0 - 1/10| * 8.
        self.assertAlmostEqual(split["skew"]["emd"], 1.6)

    def test_the_table_has_a_row_for_each_class(self):
        text = self.skewlab("partition", *self.MODULO).stdout
        self.assertEqual(len([line for line in text.splitlines() if line.startswith("patch ")]), 10)
        self.assertIn("total variation", text)
        self.assertIn("P4", text)

    def test_the_exported_map_deals_every_sample_once_and_has_the_printed_hash(self):
        split = json.loads(self.skewlab("partition", *self.MODULO, "--json", "--export", "map.json").stdout)
        written = json.loads((self.folder / "map.json").read_text())
        indices = written["indices"]
        self.assertEqual(sorted(sum(indices, [])), list(range(1000)))
        offsets = [0]
        for part in indices:
            offsets.append(offsets[-1] + len(part))
        numbers = offsets + sum(indices, [])
        digest = hashlib.sha256(struct.pack(f"<{len(numbers)}q", *numbers)).hexdigest()
        self.assertEqual(digest, split["sha256"])
        self.assertEqual(digest, written["sha256"])

    def test_the_preview_is_the_split_of_the_run(self):
        fields = ["--set", "partition.scheme=dirichlet-over-partitions", "--set", "seed=7"]
        split = json.loads(self.skewlab("partition", *SMALL, *fields, "--json").stdout)
        self.skewlab("run", *SMALL, *fields, "-o", "a.h5")
        self.assertEqual(self.inspect("a.h5")["started"]["label_counts"], split["label_counts"])

    def test_a_map_that_cannot_be_written_is_said(self):
        text = self.sentence("partition", *self.MODULO, "--export", "no/such/map.json", code=4)
        self.assertIn("no/such/map.json", text)


class Presets(Program):
    def test_the_list_names_them(self):
        names = [line.split()[0] for line in self.skewlab("presets", "list").stdout.splitlines()]
        self.assertEqual(names[0], "quickstart")
        self.assertIn("signature", names)

    def test_show_prints_an_experiment_file(self):
        text = self.skewlab("presets", "show", "signature").stdout
        self.assertEqual(self.skewlab("validate", self.write("a.json", text)).stdout, text)

    def test_an_unknown_name_is_said(self):
        self.assertIn('expected "signature"', self.sentence("presets", "show", "signatur", code=2))

    def test_the_signature_runs_and_repeats_itself(self):
        self.skewlab("run", "signature", "-o", "a.h5")
        self.assertIn("identical", self.skewlab("verify", "a.h5", "--iterations", 100).stdout)

    def test_a_broken_preset_file_is_named(self):
        (self.folder / "presets").mkdir()
        self.write("presets/bad.json", "{")
        result = self.skewlab("presets", "list", code=3, SKEWLAB_RESOURCES=str(self.folder))
        self.assertIn("bad.json", result.stderr)


class Datasets(Program):
    def test_the_list_says_which_are_here(self):
        lines = {line.split()[0]: line for line in self.skewlab("datasets", "list").stdout.splitlines()}
        self.assertTrue(lines["fashion-mini"].endswith("here"))
        self.assertTrue(lines["synthetic"].endswith("here"))
        self.assertTrue(lines["cifar10"].endswith("not on this machine"))

    def test_info_has_licence_and_classes(self):
        text = self.skewlab("datasets", "info", "fashion-mini").stdout
        for word in ("MIT", "Sneaker", "10,000 for training", "1x28x28"):
            self.assertIn(word, text)

    def test_an_unknown_id_names_the_nearest(self):
        self.assertIn('expected "cifar10"', self.sentence("datasets", "info", "cifar-10", code=2))

    def test_fetch_says_that_it_cannot_and_what_to_do_instead(self):
        text = self.sentence("datasets", "fetch", "cifar10", code=3)
        self.assertIn("cannot download", text)
        self.assertIn("skewlab datasets import FOLDER --id cifar10", text)

    def test_importing_an_empty_folder_names_the_missing_file(self):
        (self.folder / "empty").mkdir()
        text = self.sentence("datasets", "import", "empty", "--id", "cifar10", code=3)
        self.assertIn("data_batch_1.bin", text)

    def test_a_folder_of_images_is_imported_and_dealt_by_a_column(self):
        rows = ["path,label,place"]
        for i in range(12):
            write_png(self.folder / "zoo" / f"{i}.png", bytes([20 * i] * 16), size=4)
            rows.append(f"{i}.png,{'owl' if i % 2 else 'lynx'},{'north' if i < 5 else 'south'}")
        self.write("zoo/all.csv", "\n".join(rows) + "\n")
        manifest = {"id": "zoo", "title": "Zoo", "format": "image-folder", "shape": [1, 4, 4],
                    "normalisation": {"kind": "mean-std"},
                    "files": [{"role": "train-table", "name": "all.csv"}, {"role": "test-table", "name": "all.csv"}]}
        self.write("zoo/zoo.json", json.dumps(manifest))
        self.assertIn("zoo is now in", self.skewlab("datasets", "import", "zoo", "--id", "zoo").stdout)
        text = self.skewlab("datasets", "info", "zoo").stdout
        for word in ("12 for training, 12 for testing, 1x4x4", "2: lynx, owl", "Columns     place"):
            self.assertIn(word, text)
        split = ["--set", "dataset.id=zoo", "--set", "partition.count=2", "--set", "partition.scheme=attribute"]
        counts = json.loads(self.skewlab("partition", *split, "--set", "partition.column=place", "--json").stdout)
        self.assertEqual(counts["label_counts"], [[3, 4], [3, 2]])
        self.assertIn('has no column "colour"; expected one of label, place',
                      self.sentence("partition", *split, "--set", "partition.column=colour", code=2))


def write_png(path, grey, size):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    lines = b"".join(b"\0" + grey[row * size:(row + 1) * size] for row in range(size))
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)) +
                     chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b""))


if __name__ == "__main__":
    unittest.main()
