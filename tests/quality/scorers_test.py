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


def answer_as_gold(document, whole):
    """What `predict --convention mentions` would print if it were right; not whole: each mention an entity of its own."""
    chains = {chain["id"]: chain for chain in document["chains"]}
    mentions = []
    for row, mention in enumerate(document["mentions"]):
        chain = chains[mention["chain"]]
        mentions.append({"start": mention["start"], "end": mention["end"], "name_start": 0, "name_end": 0, "form": mention["form"],
                         "entity": chain["id"] if whole else row, "entity_name": chain["names"][0], "type": chain["type"],
                         "normal": mention["normal"]})
    return {"id": document["id"], "mentions": mentions}


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

    def test_chains_against_themselves_and_broken_up(self):
        gold = os.path.join(HERE, "gold", "entities", "coref-ru.jsonl")
        results = []
        for whole in (True, False):
            with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as answers:
                for line in open(gold, encoding="utf-8"):
                    answers.write(json.dumps(answer_as_gold(json.loads(line), whole)) + "\n")
                answers.flush()
                results.append(json.loads(score("coref", gold, answers.name).stdout))
        right, broken = results
        for measure in ("muc", "b3", "ceaf", "mentions"):
            self.assertAlmostEqual(right[measure]["f1"], 1.0)
        self.assertEqual((right["normal"], right["names"], right["types"]), (1.0, 1.0, 1.0))
        self.assertEqual(broken["muc"]["f1"], 0.0)  # every mention an entity of its own: no link is right
        self.assertEqual(broken["b3"]["p"], 1.0)
        self.assertLess(broken["b3"]["r"], 0.6)
        self.assertLess(broken["ceaf"]["f1"], 0.6)

    def test_names_alone(self):
        text = "Суд Осло закрыл эстонский банк"
        gold = {"id": "x", "text": text, "chains": [{"id": 1, "type": "ORG", "names": ["Суд Осло"]}],
                "mentions": [{"start": 0, "end": 8, "chain": 1, "form": "name", "normal": "Суд Осло"}]}
        found = lambda start, end, entity, form: {
            "start": start, "end": end, "name_start": start, "name_end": end, "entity": entity, "entity_name": text[start:end],
            "type": "ORGANIZATION", "form": form, "normal": text[start:end]}
        answer = {"id": "x", "mentions": [found(0, 8, 1, "name"), found(4, 8, 2, "name"), found(16, 25, 3, "adjective")]}
        with tempfile.TemporaryDirectory() as folder:
            paths = [os.path.join(folder, name) for name in ("gold", "answers")]
            for path, document in zip(paths, (gold, answer)):
                with open(path, "w", encoding="utf-8") as stream:
                    stream.write(json.dumps(document) + "\n")
            self.assertEqual(json.loads(score("coref", *paths, "--names").stdout)["mentions"]["p"], 1.0)
            self.assertLess(json.loads(score("coref", *paths).stdout)["mentions"]["p"], 0.5)

    def test_gold_is_what_its_markup_says(self):
        for name in ("coref-ru", "genres-ru", "leads-ru", "leads-en", "en-30"):
            stem = os.path.join(HERE, "gold", "entities", name)
            command = [sys.executable, "-B", os.path.join(HERE, "inline_gold.py"), stem + ".txt"]
            made = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
            with open(stem + ".jsonl", "rb") as kept:
                self.assertEqual(made, kept.read())

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
