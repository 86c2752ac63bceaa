#!/usr/bin/env python3
"""Drives the script `lab` with tools that only say that they were called. LAB is its path."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

LAB = os.environ["LAB"]

# Each writes its name and arguments into $CALLS; those that lab asks for something answer.
TOOLS = {
    "dpkg-query": 'for p in $(cat "$INSTALLED"); do printf "installed:%s " "$p"; done',
    "apt-get": 'case "$*" in *" install "*) for p; do echo "$p" >>"$INSTALLED"; done ;; esac',
    "cmake": 'while [ $# -gt 0 ]; do case $1 in -B) : >"$2/build.ninja" ;; esac; shift; done',
    "ninja": "echo no work to do",
    "sudo": '"$@"',
    "g++": "", "ccache": "", "ctest": "",
}


class Lab(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.calls = self.folder / "calls"
        self.installed = self.folder / "installed"
        self.installed.touch()
        tools = self.folder / "tools"
        tools.mkdir()
        for name, answer in TOOLS.items():
            (tools / name).write_text(f'#!/bin/sh\necho "{name} $*" >>"$CALLS"\n{answer}\n')
            (tools / name).chmod(0o755)
        given = {name: value for name, value in os.environ.items()
                 if not name.startswith("LAB_") and name != "CMAKE_PREFIX_PATH"}
        self.environment = given | {
            "PATH": f"{tools}:{os.environ['PATH']}", "CALLS": str(self.calls), "INSTALLED": str(self.installed),
            "LAB_BUILD_DIR": str(self.folder / "build")}

    def called(self, **environment):
        """What `lab test` has called, without the tools that only ask."""
        self.calls.write_text("")
        subprocess.run([LAB, "test"], env=self.environment | environment, check=True, capture_output=True, timeout=60)
        names = [line.split()[0] for line in self.calls.read_text().splitlines()]
        return [name for name in names if name in ("apt-get", "cmake", "ctest")]

    def test_sets_up_once(self):
        self.assertEqual(self.called(), ["apt-get", "apt-get", "cmake", "ctest"])
        self.assertEqual(self.called(), ["ctest"])

    def test_configures_again_when_packages_have_come(self):
        """What cmake did not find before may be there now: a first `lab run` installs nothing that only tests want."""
        self.called()
        missing = self.installed.read_text().replace("python3-h5py\n", "")
        self.installed.write_text(missing)
        self.assertEqual(self.called(), ["apt-get", "apt-get", "cmake", "ctest"])

    def test_configures_again_with_other_settings(self):
        self.called()
        self.assertEqual(self.called(LAB_CMAKE_ARGS="-DX=1"), ["cmake", "ctest"])


if __name__ == "__main__":
    unittest.main()
