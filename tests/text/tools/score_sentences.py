#!/usr/bin/env python3
"""Sentence ends of ours, of razdel and of ICU against the gold of tests/text/gold, in one run.

    pip install razdel
    score_sentences.py DUMP_LAYERS [--errors SYSTEM] [--classes]

DUMP_LAYERS is the built program of that name. What is counted are the ends inside paragraphs: the end of a paragraph is no
merit. Prints precision, recall, F1 and the share of paragraphs without a fault; --errors shows the paragraphs in which a system
(ours, razdel, icu) is wrong: ‖ is right, ✗ was missed, ✚ is too many.
"""
import argparse
import os
import subprocess

import razdel

GOLD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "gold", "sentences.%s.txt")


def paragraphs(language):
    """[(class, text, gold)]; gold: the set of ends inside the text, in code points."""
    out, name = [], ""
    with open(GOLD % language, encoding="utf-8") as stream:
        for line in stream:
            line = line.rstrip("\n")
            if line.startswith("## "):
                name = line[3:]
            if not line or line.startswith("#"):
                continue
            parts = line.split("‖")
            ends, offset = set(), 0
            for part in parts[:-1]:
                offset += len(part)
                ends.add(len("".join(parts)[:offset].rstrip()))
            out.append((name, "".join(parts), ends))
    return out


def dump(program, layer, texts):
    data = b"".join(b"%d\n%s" % (len(raw), raw) for raw in (text.encode() for text in texts))
    lines = subprocess.run([program, layer], input=data, stdout=subprocess.PIPE, check=True).stdout.decode().split("\n")
    for text, line in zip(texts, lines):
        raw = text.encode()
        ends = [len(raw[:int(span.split(":")[1])].decode().rstrip()) for span in line.split()]
        yield set(ends[:-1])


def systems(program, language, texts):
    yield "ours", list(dump(program, "sentences", texts))
    yield "razdel", [{s.stop for s in list(razdel.sentenize(text))[:-1]} for text in texts]
    yield "icu", list(dump(program, "icu-sentences." + language, texts))


def show(text, gold, found):
    out = []
    for i, c in enumerate(text + " "):
        if i in gold | found:
            out.append("‖" if i in gold & found else "✗" if i in gold else "✚")
        out.append(c)
    print("   ", "".join(out))


def report(name, rows):
    right = sum(len(gold & found) for gold, found in rows)
    precision = right / max(1, sum(len(found) for _, found in rows))
    recall = right / max(1, sum(len(gold) for gold, _ in rows))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    whole = sum(gold == found for gold, found in rows) / len(rows)
    print("%-50s P %.3f  R %.3f  F1 %.3f  paragraphs without fault %5.1f%%" % (name, precision, recall, f1, 100 * whole))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--errors")
    parser.add_argument("--classes", action="store_true")
    args = parser.parse_args()
    for language in "ru", "en":
        cases = paragraphs(language)
        print("%s: %d paragraphs, %d ends inside them" % (language, len(cases), sum(len(gold) for _, _, gold in cases)))
        for name, found in systems(args.program, language, [text for _, text, _ in cases]):
            report("  " + name, [(gold, ends) for (_, _, gold), ends in zip(cases, found)])
            for group in sorted({group for group, _, _ in cases}) if args.classes else ():
                report("    " + group, [(gold, ends) for (g, _, gold), ends in zip(cases, found) if g == group])
            for (_, text, gold), ends in zip(cases, found):
                if args.errors == name and gold != ends:
                    show(text, gold, ends)


if __name__ == "__main__":
    main()
