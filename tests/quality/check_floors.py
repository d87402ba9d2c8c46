#!/usr/bin/env python3
"""Runs `predict` and the scorers over our own gold and compares the scores with floors.json.

    check_floors.py PREDICT [TASK]    PREDICT: the built tool; TASK: entities, quotes or figures alone

Where the models of Russian lie beside the tool, as ./dev puts them, "floors_with_models" go before "floors".
Prints each score beside its floor. Exit status: 0 no score is below its floor, 1 some is, 2 a tool failed.
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def lookup(result, path):
    for key in path.split("."):
        result = result[key]
    return result


def scores(predict, run):
    """The scorer's JSON for one entry of floors.json."""
    gold = os.path.join(HERE, "gold", run["gold"])
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as predictions:
        command = [predict, "--task", run["task"]] + run.get("predict", []) + [gold]
        subprocess.run(command, stdout=predictions, check=True)
        scorer = os.path.join(HERE, "score_%s.py" % run.get("scorer", run["task"]))
        command = [sys.executable, "-B", scorer, gold, predictions.name, "--json"] + run.get("score", [])
        return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def floors_of(predict, run):
    models = os.path.join(os.path.dirname(os.path.abspath(predict)), os.pardir, "models")
    installed = all(os.path.exists(os.path.join(models, name)) for name in ("tagger.ru.bin", "morph.ru.bin"))
    return dict(run["floors"], **(run.get("floors_with_models", {}) if installed else {}))


def main(args):
    if len(args) not in (1, 2) or args[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    with open(os.path.join(HERE, "floors.json"), encoding="utf-8") as stream:
        runs = [r for r in json.load(stream)["runs"] if len(args) == 1 or r["task"] == args[1]]
    below = 0
    for run in runs:
        result = scores(args[0], run)
        print("%s on %s %s" % (run["task"], run["gold"], " ".join(run.get("predict", []) + run.get("score", []))))
        for metric, floor in floors_of(args[0], run).items():
            value = lookup(result, metric) or 0.0
            low = value < floor - 1e-9
            below += low
            print("  %-40s %.4f  floor %.4f%s" % (metric, value, floor, "  BELOW" if low else ""))
    return 1 if below else 0 if runs else 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (subprocess.CalledProcessError, KeyError) as error:
        print("check_floors: %s" % error, file=sys.stderr)
        sys.exit(2)
