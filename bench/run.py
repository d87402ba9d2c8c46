#!/usr/bin/env python3
"""How fast Lector is, as ratios to other libraries over the same texts, measured in turn in the same run.

    run.py --build build/release [--texts FILE.jsonl ...] [--repeats 5] [--only WORD] [--json build/bench-peers.json]

Each compare_*.py in a folder beside this file is a set of comparisons: PACKAGES lists what its peers need from PyPI (installed into a
throw-away environment in the build folder), comparisons(bench) returns bench.Comparison objects. Both sides of a comparison are
commands that say "ready" and then, for each line on their stdin, do the work once and print the seconds of CPU it took (others on
the machine disturb these less than the clock's); they take turns on one CPU, after one round that does not count. Prints the ratio of the medians, the medians in microseconds per 1,000 characters, and
the floor and the goal.

Texts: of FILE the "text" of each line that is Russian ("lang", where it is given); without --texts the repository's own.
"""
import argparse
import importlib.util
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent


class Comparison:
    def __init__(self, name, ours, theirs, floor, goal):
        self.name, self.ours, self.theirs, self.floor, self.goal = name, ours, theirs, floor, goal


class Worker:
    """One side of a comparison: a process that works when it is told to."""

    def __init__(self, command):
        environment = dict(os.environ, PYTHONPATH=str(HERE), OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
        self.process = subprocess.Popen(["taskset", "-c", "0", *map(str, command)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, env=environment)
        self.answer("ready")

    def answer(self, expected=None):
        line = self.process.stdout.readline().strip()
        if not line or (expected and line != expected):
            raise SystemExit("run.py: %s said '%s'" % (" ".join(map(str, self.process.args)), line))
        return line

    def run(self):
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        return float(self.answer())

    def stop(self):
        self.process.stdin.close()
        self.process.wait(60)


class Bench:
    """What compare_*.py see: how to name the two sides."""
    Comparison = Comparison

    def __init__(self, build, python, texts, folder):
        self.build, self.python, self.folder = build, python, folder  # folder: of the compare_*.py that asks
        self.texts = texts  # a file: each text as its number of bytes, a line break, the bytes

    def layers(self, names):
        return [self.build / "bench/bench_layers", self.build / "models", names, self.texts]

    def program(self, name, *arguments):
        return [self.build / "bench" / name, *arguments]

    def peer(self, script, *arguments):
        return [self.python, "-B", self.folder / script, *arguments, self.texts]


def own_texts():
    yield (ROOT / "examples/article.txt").read_text(encoding="utf-8")
    for path in sorted((ROOT / "tests/quality/gold").glob("*/*.jsonl")):
        yield from texts_of(path)


def texts_of(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            text = document.get("text", "")
            language = document.get("lang") or ("ru" if sum("а" <= c <= "я" for c in text) * 2 > len(text.split()) else "en")
            if language == "ru":
                yield text


def environment(packages, folder):
    """The Python with these packages; made anew when they change."""
    wanted, made = "\n".join(sorted(packages)), folder / "packages.txt"
    if not made.exists() or made.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([folder / "bin/pip", "install", "--quiet", "--disable-pip-version-check", *sorted(packages)], check=True)
        made.write_text(wanted)
    return folder / "bin/python"


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(comparison, characters, repeats):
    workers = Worker(comparison.ours), Worker(comparison.theirs)
    seconds = [], []
    for _ in range(repeats + 1):
        for worker, times in zip(workers, seconds):
            times.append(worker.run())
    for worker in workers:
        worker.stop()
    ours, theirs = (statistics.median(times[1:]) * 1e9 / characters for times in seconds)
    return {"name": comparison.name, "ratio": theirs / ours, "ours_us_per_1000": ours, "theirs_us_per_1000": theirs,
            "floor": comparison.floor, "goal": comparison.goal}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release")
    parser.add_argument("--texts", type=pathlib.Path, nargs="+")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--only", default="", help="comparisons with this word in their name")
    parser.add_argument("--python", type=pathlib.Path, help="a Python that has the packages already")
    parser.add_argument("--json", type=pathlib.Path)
    args = parser.parse_args()
    modules = {path: load(path) for path in sorted(HERE.glob("*/compare_*.py"))}
    python = args.python or environment({p for module in modules.values() for p in module.PACKAGES}, args.build / "bench/peers")
    texts = [t for path in args.texts for t in texts_of(path)] if args.texts else list(own_texts())
    characters = sum(map(len, texts))
    print("%d texts, %d characters" % (len(texts), characters))
    rows = []
    with tempfile.NamedTemporaryFile() as stream:
        for text in texts:
            raw = text.encode()
            stream.write(b"%d\n%s" % (len(raw), raw))
        stream.flush()
        texts_file = pathlib.Path(stream.name)
        every = [c for path, module in modules.items() for c in module.comparisons(Bench(args.build, python, texts_file, path.parent))]
        for comparison in (c for c in every if args.only in c.name):
            row = measure(comparison, characters, args.repeats)
            rows.append(row)
            print("%-60s %6.1f x   (%.1f and %.1f us per 1000 characters; floor %g x, goal %g x)"
                  % (row["name"], row["ratio"], row["ours_us_per_1000"], row["theirs_us_per_1000"], row["floor"], row["goal"]), flush=True)
    if args.json:
        args.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
