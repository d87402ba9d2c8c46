"""Readings of words: the compiled dictionary against decoding the original file, and all readings against pymorphy3."""
import pathlib
import subprocess

PACKAGES = ("pymorphy3==2.0.6", "pymorphy3-dicts-ru==2.4.417150.4580142")


def comparisons(bench):
    find = "import pymorphy3_dicts_ru; print(pymorphy3_dicts_ru.get_path())"
    folder = pathlib.Path(subprocess.run([bench.python, "-c", find], capture_output=True, text=True, check=True).stdout.strip())
    ours = bench.build / "models/morph.ru.bin"
    return [
        bench.Comparison("readings of known words, against decoding words.dawg", floor=1.2, goal=3,
                         ours=bench.program("bench_words", "known", ours, bench.texts),
                         theirs=bench.program("bench_words", "dawgdic", folder / "words.dawg", bench.texts)),
        bench.Comparison("readings of all words, against pymorphy3 in Python", floor=50, goal=200,
                         ours=bench.program("bench_words", "all", ours, bench.texts),
                         theirs=bench.peer("peer_pymorphy.py")),
    ]
