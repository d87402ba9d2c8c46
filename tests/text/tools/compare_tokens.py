#!/usr/bin/env python3
"""Are the models' tokens those of razdel?

    pip install razdel
    compare_tokens.py DUMP_LAYERS [FILE ...] [--random N] [--seed S]

DUMP_LAYERS is the built program of that name. A FILE is JSON Lines with a "text" a line, or plain text. Beside them N random
strings (30,000 unless told) and every code point between letters, digits and marks are compared. Prints how many texts, tokens and
differences there were and shows the first ten; exit status 0: no difference; 1: some.
"""
import argparse
import json
import random
import subprocess
import sys
import unicodedata

import razdel

PIECES = ["а", "Я", "ё", "слово", "Yahoo", "yahoo", "word", "Z", "5", "42", "٣", "1000", " ", " ", " ", "\u00a0", "\u2009", "\n", "\t",
          "-", "-", "—", "–", "−", "\u2011", "_", ".", ".", ",", "/", "\\", "!", "?", "…", ":", ";", "=", ")", "(", ")", "(", "*", "*",
          "«", "»", '"', "'", "’", "“", "”", "„", "{", "}", "[", "]", "№", "%", "$", "€", "°", "Δ", "σ", "ß", "é", "ї", "\u0301", "\u00ad",
          "\u200b", "\u200d", "😀", "👍🏽", "中", "ſ", "\u212a", "\u1c80", "\x00", "\x1c", "\x85", "№ 5", "т.е.", "5-летний", "1/2", "3,5"]
FRAMES = ["%s", "а%sа", "z%s", "5%s5", "а%s-", "-%sб", "а -%s", ".%s!", ":%s)"]


def texts_of(path):
    with open(path, encoding="utf-8", newline="") as stream:
        if not path.endswith(".jsonl"):
            return [stream.read()]
        return [json.loads(line)["text"] for line in stream if line.strip()]


def random_texts(count, seed):
    source = random.Random(seed)
    for _ in range(count):
        yield "".join(source.choice(PIECES) if source.random() < 0.9 else chr(source.choice((0x40, 0x500, 0x3000)) + source.randrange(64))
                      for _ in range(source.randrange(1, 40)))


def framed_code_points():
    for code in range(0x20000):
        if unicodedata.category(chr(code)) not in ("Cn", "Cs"):  # what this Python does not know yet, ICU may
            yield "\n".join(frame % chr(code) for frame in FRAMES)


def ours(program, texts):
    data = b"".join(b"%d\n%s" % (len(raw), raw) for raw in (text.encode() for text in texts))
    lines = subprocess.run([program, "model-tokens"], input=data, stdout=subprocess.PIPE, check=True).stdout.decode().split("\n")
    for line in lines[:len(texts)]:
        yield [tuple(map(int, span.split(":"))) for span in line.split()]


def theirs(text):
    offset, offsets = 0, [0]
    for c in text:
        offset += len(c.encode())
        offsets.append(offset)
    return [(offsets[token.start], offsets[token.stop]) for token in razdel.tokenize(text)]


def compare(name, program, texts):
    texts = list(texts)
    tokens = differing = 0
    for text, mine in zip(texts, ours(program, texts), strict=True):
        gold = theirs(text)
        tokens += len(gold)
        if mine == gold:
            continue
        differing += 1
        if differing <= 10:
            raw = text.encode()
            for label, spans, other in (("razdel", gold, mine), ("ours", mine, gold)):
                print("  %-7s" % label, [raw[a:b].decode(errors="replace") for a, b in spans if (a, b) not in set(other)][:8])
    print("%-40s %7d texts %9d tokens %6d texts differ" % (name, len(texts), tokens, differing))
    return differing


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--random", type=int, default=30000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    wrong = sum(compare(path.split("/")[-1], args.program, texts_of(path)) for path in args.files)
    wrong += compare("random strings", args.program, random_texts(args.random, args.seed))
    wrong += compare("every code point", args.program, framed_code_points())
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
