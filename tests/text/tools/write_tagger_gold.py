#!/usr/bin/env python3
"""Writes what the Slovnet models say in Python of a text, for tests/text/ru/tagger_gold_test.cpp.

    pip install natasha==1.6.0
    write_tagger_gold.py DUMP_TAGGER MODELS FILE ... > tests/text/ru/gold/tagger.tsv

Tokens and sentences are ours (DUMP_TAGGER: the built program of that name), all that is said of them is theirs. A FILE is plain text or
JSON Lines with a "text" a line. A text begins with "# text " and itself as JSON; then a line a token: begin, end (bytes), tag of the
names' model, tag of the morphological model, head (a row of the text from 1; 0: the root), relation; an empty line after a sentence.
"""
import json
import sys

from compare_tagger import Original, ours, texts_of


def main():
    program, models, paths = sys.argv[1], sys.argv[2], sys.argv[3:]
    original = Original()
    for path in paths:
        texts = texts_of(path)
        for text, mine in zip(texts, ours(program, models, texts), strict=True):
            raw = text.encode()
            words = [raw[begin:end].decode() for begin, end in mine["tokens"]]
            names = original.ner(words)
            print("# text " + json.dumps(text, ensure_ascii=False))
            for sentence in mine["sentences"]:
                rows = sentence["tokens"]
                (tags, heads, relations), = original.sentences([[words[i] for i in rows]])
                for i, tag, head, relation in zip(rows, tags, heads, relations, strict=True):
                    begin, end = mine["tokens"][i]
                    print(begin, end, names[i], tag, rows[head - 1] + 1 if head else 0, relation, sep="\t")
                print()


if __name__ == "__main__":
    main()
