#!/usr/bin/env python3
"""The scorers: gold against itself is perfect, gold with its answers spoilt is not, malformed files are refused."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))


def gold_files(task):
    folder = os.path.join(HERE, "gold", task)
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".jsonl")]


def score(task, gold, predictions, *more):
    command = [sys.executable, "-B", os.path.join(HERE, "score_%s.py" % task), gold, predictions, "--json", *more]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)


def headline(task, out):
    return {"entities": lambda r: r["exact"]["micro"]["f1"], "quotes": lambda r: r["exact"]["f1"],
            "figures": lambda r: r["normalised"]["f1"]}[task](json.loads(out))


class Scorers(unittest.TestCase):
    def test_gold_against_itself(self):
        for task in ("entities", "quotes", "figures"):
            self.assertTrue(gold_files(task))
            for gold in gold_files(task):
                done = score(task, gold, gold)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(headline(task, done.stdout), 1.0, gold)

    def test_spoilt_answers(self):
        for task in ("entities", "quotes", "figures"):
            gold = gold_files(task)[0]
            with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as spoilt:
                for line in open(gold, encoding="utf-8"):
                    document = json.loads(line)
                    document[task] = document[task][1:]
                    spoilt.write(json.dumps(document) + "\n")
                spoilt.flush()
                done = score(task, gold, spoilt.name)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertLess(headline(task, done.stdout), 1.0)

    def test_malformed_predictions(self):
        for task in ("entities", "quotes", "figures"):
            with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as broken:
                broken.write("{\n")
                broken.flush()
                self.assertNotEqual(score(task, gold_files(task)[0], broken.name).returncode, 0)

    def test_selftest_of_figures(self):
        command = [sys.executable, "-B", os.path.join(HERE, "score_figures.py"), "--selftest", *gold_files("figures")]
        self.assertEqual(subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode, 0)

    def test_spans_of_gold_lie_on_the_words_they_name(self):
        for gold in gold_files("entities"):
            for line in open(gold, encoding="utf-8"):
                document = json.loads(line)
                for entity in document["entities"]:
                    text = document["text"][entity["start"]:entity["end"]]
                    self.assertEqual(text, text.strip())


if __name__ == "__main__":
    unittest.main()
