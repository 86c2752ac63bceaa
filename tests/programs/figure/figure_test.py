#!/usr/bin/env python3
"""Draws figures with the built program and looks at them with other programs. SKEWLAB names it; arguments choose
test classes. Needs the package poppler-utils."""

import csv
import json
import math
import os
import re
import struct
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree
import zlib
from pathlib import Path

SKEWLAB = os.environ["SKEWLAB"]

# Two seconds on the synthetic data set, with something to draw in every view.
SMALL = [
    "--set", "dataset.id=synthetic", "--set", "partition.count=3", "--set", "model.architecture=mlp",
    "--set", "model.hidden=16", "--set", "model.normalization=batch", "--set", "training.batch_size=5",
    "--set", "training.iterations=60", "--set", "evaluation.every=10", "--set", "diagnostics.every=10",
    "--set", "algorithm.id=gaia",
]
SCOUTED = ["--set", "skewscout.enabled=true", "--set", "skewscout.period=20"]
VIEWS = ["accuracy", "communication", "skewscout", "loss", "divergence", "partition", "classes", "travel"]
MILLIMETRE = 72 / 25.4  # points


def tool(*arguments):
    return subprocess.run([*map(str, arguments)], capture_output=True, text=True, check=True, timeout=60).stdout


class Figures(unittest.TestCase):
    """Two runs are made once for each class; every test has the folder to itself."""

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = Path(temporary.name)
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith("SKEWLAB_") and name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
        cls.environment = kept | {"HOME": str(cls.folder), "XDG_DATA_HOME": str(cls.folder / "data")}
        cls.run_program("run", *SMALL, *SCOUTED, "-o", "gaia.h5")
        cls.run_program("run", *SMALL, "--set", "algorithm.id=bsp", "-o", "bsp.h5")

    @classmethod
    def run_program(cls, *arguments, code=0):
        result = subprocess.run([SKEWLAB, *map(str, arguments)], capture_output=True, text=True, timeout=100,
                                cwd=cls.folder, env=cls.environment)
        if result.returncode != code:
            raise AssertionError(f"{arguments}: {result.returncode}\n{result.stdout}\n{result.stderr}")
        return result

    def figure(self, name, *arguments, runs=("gaia.h5",)):
        """The file drawn; its name is all that the program says."""
        result = self.run_program("figure", *runs, "-o", name, *arguments)
        self.assertEqual(result.stdout, name + "\n")
        self.assertEqual(result.stderr, "")
        return self.folder / name


class Pdf(Figures):
    def page(self, file):
        """Width and height in points."""
        return [float(side) for side in re.search(r"Page size: +([\d.]+) x ([\d.]+) pts", tool("pdfinfo", file)).groups()]

    def test_the_page_is_as_large_as_asked_for(self):
        for size in ((84, 60), (88.9, 50.8), (182, 100)):
            width, height = self.page(self.figure("size.pdf", "--size", f"{size[0]}x{size[1]}mm"))
            self.assertAlmostEqual(width, size[0] * MILLIMETRE, delta=0.51)  # Qt's pages are whole points
            self.assertAlmostEqual(height, size[1] * MILLIMETRE, delta=0.51)
        self.assertEqual(self.page(self.figure("ieee.pdf", "--preset", "ieee1"))[0], 252)

    def test_every_view_is_one_vector_page_with_embedded_fonts_and_no_jpeg(self):
        for view in VIEWS:
            with self.subTest(view):
                file = self.figure(f"{view}.pdf", "--view", view)
                self.assertIn("Pages:           1\n", tool("pdfinfo", file))
                fonts = tool("pdffonts", file).splitlines()[2:]
                self.assertTrue(fonts)
                for font in fonts:
                    self.assertRegex(font, r"Inter-\w+ +CID TrueType +Identity-H +yes")
                self.assertEqual(tool("pdfimages", "-list", file).splitlines()[2:], [], "nothing became pixels")
                self.assertLess(file.stat().st_size, 200_000)

    def test_letters_have_the_size_asked_for(self):
        for points in (8, 8.5, 12):
            file = self.figure("font.pdf", "--font-size", points, "--size", "120x90mm")
            boxes = tool("pdftotext", "-bbox", file, "-")
            y = re.search(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">Iteration<', boxes)
            height = float(y[2]) - float(y[1])
            # Inter's ascent and descent together are 1.21 of its size.
            self.assertAlmostEqual(height / 1.21, points, delta=0.1)

    def test_experiment_and_numbers_are_attached(self):
        file = self.figure("with.pdf", runs=("gaia.h5", "bsp.h5"))
        listed = tool("pdfdetach", "-list", file)
        self.assertIn("2 embedded files", listed)
        tool("pdfdetach", "-saveall", "-o", self.folder, file)
        recipe = json.loads((self.folder / "skewlab-recipe.json").read_text())
        self.assertEqual([run["spec"]["algorithm"]["id"] for run in recipe["runs"]], ["gaia", "bsp"])
        self.assertRegex(recipe["runs"][0]["environment"]["dataset_sha256"], "^[0-9a-f]{64}$")
        self.figure("numbers.csv", runs=("gaia.h5", "bsp.h5"))
        self.assertEqual((self.folder / "skewlab-data.csv").read_text(), (self.folder / "numbers.csv").read_text())

    def test_nothing_is_attached_when_not_wanted(self):
        file = self.figure("without.pdf", "--no-recipe")
        self.assertIn("0 embedded files", tool("pdfdetach", "-list", file))
        self.assertNotIn(b"EmbeddedFile", file.read_bytes())


class Png(Figures):
    def chunks(self, file):
        data = file.read_bytes()
        self.assertEqual(data[:8], b"\x89PNG\r\n\x1a\n")
        place = 8
        while place < len(data):
            length, kind = struct.unpack(">I4s", data[place:place + 8])
            yield kind, data[place + 8:place + 8 + length]
            place += 12 + length

    def texts(self, file):
        texts = {}
        for kind, data in self.chunks(file):
            key, _, rest = data.partition(b"\0")
            if kind == b"tEXt":
                texts[key] = rest.decode("latin-1")
            elif kind == b"zTXt":
                texts[key] = zlib.decompress(rest[1:]).decode("latin-1")
            elif kind == b"iTXt":
                compressed = rest[0] == 1
                rest = rest[2:].split(b"\0", 2)[2]
                texts[key] = (zlib.decompress(rest) if compressed else rest).decode()
        return texts

    def test_pixels_follow_from_size_and_density(self):
        file = self.figure("a.png", "--size", "88.9x50.8mm", "--dpi", 300)
        chunks = dict(self.chunks(file))
        self.assertEqual(struct.unpack(">II", chunks[b"IHDR"][:8]), (1050, 600))
        self.assertEqual(struct.unpack(">IIB", chunks[b"pHYs"]), (11811, 11811, 1))

    def test_the_recipe_is_a_text_chunk_unless_it_is_not_wanted(self):
        recipe = json.loads(self.texts(self.figure("b.png"))[b"skewlab-recipe.json"])
        self.assertEqual(recipe["runs"][0]["spec"]["algorithm"]["id"], "gaia")
        for text in self.texts(self.figure("c.png", "--no-recipe")).values():
            self.assertNotIn("gaia", text)


class Svg(Figures):
    def test_the_size_is_exact_and_letters_stay_letters(self):
        root = xml.etree.ElementTree.parse(self.figure("a.svg", "--size", "84x60.5mm")).getroot()
        self.assertEqual((root.get("width"), root.get("height")), ("84mm", "60.5mm"))
        box = [float(number) for number in root.get("viewBox").split()]
        self.assertAlmostEqual(box[2] / box[3], 84 / 60.5, places=4)
        space = "{http://www.w3.org/2000/svg}"
        self.assertIn("Iteration", [text.text for text in root.iter(space + "text")])
        self.assertEqual(list(root.iter(space + "image")), [])

    def test_letters_have_the_size_asked_for(self):
        root = xml.etree.ElementTree.parse(self.figure("b.svg", "--font-size", 9)).getroot()
        per_unit = float(root.get("height").removesuffix("mm")) / float(root.get("viewBox").split()[3])
        space = "{http://www.w3.org/2000/svg}"
        for group in root.iter(space + "g"):
            for text in group.findall(space + "text"):
                matrix = re.match(r"matrix\(([-\d.e]+),([-\d.e]+)", group.get("transform"))
                scale = math.hypot(float(matrix[1]), float(matrix[2]))  # some are turned
                size = float(text.get("font-size")) * scale * per_unit * MILLIMETRE
                self.assertAlmostEqual(size, 9, delta=0.01, msg=text.text)

    def test_every_view_is_well_formed(self):
        for view in VIEWS:
            with self.subTest(view):
                xml.etree.ElementTree.parse(self.figure(f"{view}.svg", "--view", view))


class Numbers(Figures):
    def test_the_csv_is_what_the_run_file_says(self):
        with open(self.figure("a.csv")) as file:
            rows = [row for row in csv.DictReader(file) if row["line"] == "Mean"]
        self.run_program("export", "gaia.h5", "--csv", "all")
        with open(self.folder / "all" / "evaluation.csv") as file:
            table = list(csv.reader(file))
        column = next(i for i, name in enumerate(table[0]) if name.startswith("mean_accuracy"))
        expected = [float(row[column]) for row in table[1:]]
        self.assertEqual([row["x"] for row in rows], [str(x) for x in range(0, 61, 10)])
        for row, accuracy in zip(rows, expected, strict=True):
            self.assertAlmostEqual(float(row["y"]), 100 * accuracy, places=4)
            self.assertEqual((row["view"], row["run"], row["y axis"]), ("accuracy", "gaia", "Top-1 accuracy [%]"))

    def test_several_views_and_runs_share_one_table(self):
        with open(self.figure("b.csv", "--view", "accuracy,partition", "--label", "G", "--label", "B",
                              runs=("gaia.h5", "bsp.h5"))) as file:
            rows = list(csv.DictReader(file))
        self.assertEqual({(row["view"], row["run"]) for row in rows},
                         {(view, run) for view in ("accuracy", "partition") for run in "GB"})

    def test_tex_comes_with_its_numbers(self):
        result = self.run_program("figure", "gaia.h5", "--view", "loss", "-o", "fig.tex")
        files = result.stdout.split()
        self.assertEqual(files, ["fig.tex", *(f"fig-{i}.dat" for i in range(1, len(files)))])
        text = (self.folder / "fig.tex").read_text()
        for name in files[1:]:
            self.assertIn("{" + name + "}", text)


class Refusals(Figures):
    def sentence(self, *arguments, code):
        result = self.run_program("figure", *arguments, code=code)
        self.assertEqual(result.stdout, "")
        self.assertTrue(result.stderr.startswith("skewlab: "))
        self.assertEqual(result.stderr.count("\n"), 1, result.stderr)
        return result.stderr

    def test_what_is_wrong_is_named_with_what_would_be_right(self):
        for arguments, code, word in (
                (["gaia.h5", "-o", "a.jpg"], 2, ".pdf"),
                (["gaia.h5", "--view", "acuracy", "-o", "a.pdf"], 2, "accuracy"),
                (["gaia.h5", "--preset", "iee1", "-o", "a.pdf"], 2, "ieee1"),
                (["gaia.h5", "--x", "hours", "-o", "a.pdf"], 2, "seconds"),
                (["gaia.h5", "--theme", "black", "-o", "a.pdf"], 2, "dark"),
                (["gaia.h5", "--size", "84in", "-o", "a.pdf"], 2, "84x60mm"),
                (["gaia.h5", "--size", "1x1mm", "-o", "a.pdf"], 2, "20mm"),
                (["gaia.h5", "--dpi", "9000", "-o", "a.png"], 2, "2400"),
                (["gaia.h5", "--label", "a", "--label", "b", "-o", "a.pdf"], 2, "one for each run"),
                (["gaia.h5"], 2, "--output"),
                (["none.h5", "-o", "a.pdf"], 3, "none.h5"),
                (["bsp.h5", "--view", "skewscout", "-o", "a.pdf"], 3, "SkewScout"),
                (["gaia.h5", "-o", "no/folder/a.pdf"], 4, "no/folder/a.pdf")):
            with self.subTest(arguments):
                self.assertIn(word, self.sentence(*arguments, code=code))
        self.assertEqual(list(self.folder.glob("a.*")), [], "no half file is left")

    def test_no_other_tex_file_is_replaced(self):
        paper = self.folder / "paper.tex"
        paper.write_text("\\documentclass{article}\n")
        self.assertIn("paper.tex", self.sentence("gaia.h5", "-o", "paper.tex", code=2))
        self.assertEqual(paper.read_text(), "\\documentclass{article}\n")
        self.run_program("figure", "gaia.h5", "-o", "figure.tex")
        self.run_program("figure", "gaia.h5", "-o", "figure.tex")


if __name__ == "__main__":
    unittest.main()
