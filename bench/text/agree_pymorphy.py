#!/usr/bin/env python3
"""How far our readings of Russian words agree with those of pymorphy3: tags, lemmas, scores and their order.

    agree_pymorphy.py PARSE_WORDS MORPH_RU_BIN TEXTS.jsonl ... [--show N]

TEXTS.jsonl: a document a line with "text" (and "lang"); the distinct tokens of all (of razdel's rules) are compared.
Needs pymorphy3 and razdel (PyPI). Prints the share that is equal and, for each way to differ, how many and examples.
"""
import argparse
import collections
import json
import subprocess
import sys


def words_of(paths):
    from razdel import tokenize
    words = set()
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                document = json.loads(line)
                if document.get("lang", "ru") == "ru":
                    words.update(token.text for token in tokenize(document["text"]))
    return sorted(word for word in words if "\n" not in word)


def ours(program, dictionary, words):
    answer = subprocess.run([program, dictionary], input="\n".join(words) + "\n", capture_output=True, text=True, check=True)
    out = {}
    for line in answer.stdout.split("\n"):
        cells = line.split("\t")
        out[cells[0]] = [(cells[i], cells[i + 1], float(cells[i + 2])) for i in range(1, len(cells) - 2, 3)]
    return out


def difference(a, b):
    """The first kind of difference between two lists of readings, or None."""
    if [p[:2] for p in a] != [p[:2] for p in b]:
        if sorted(p[:2] for p in a) == sorted(p[:2] for p in b):
            return "order"
        if [p[0] for p in a] == [p[0] for p in b]:
            return "lemma"
        return "readings"
    if any(abs(x[2] - y[2]) > 2e-6 for x, y in zip(a, b)):
        return "score"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("dictionary")
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--show", type=int, default=5)
    arguments = parser.parse_args()
    import pymorphy3
    morph = pymorphy3.MorphAnalyzer()
    words = words_of(arguments.texts)
    found = ours(arguments.program, arguments.dictionary, words)
    differences = collections.defaultdict(list)
    known = 0
    for word in words:
        theirs = [(str(p.tag), p.normal_form, p.score) for p in morph.parse(word)]
        known += morph.word_is_known(word)
        kind = difference(found.get(word, []), theirs)
        if kind:
            differences[kind].append((word, found.get(word, []), theirs))
    wrong = sum(map(len, differences.values()))
    print(f"{len(words)} distinct tokens, {known} in the dictionary: {100 * (1 - wrong / len(words)):.3f}% equal, {wrong} not")
    for kind, rows in differences.items():
        print(f"{kind}: {len(rows)}")
        for word, mine, theirs in rows[:arguments.show]:
            print(f"  {word}\n    ours   {mine[:4]}\n    theirs {theirs[:4]}")
    return wrong > len(words) / 1000


if __name__ == "__main__":
    sys.exit(main())
