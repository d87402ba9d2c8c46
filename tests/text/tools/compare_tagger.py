#!/usr/bin/env python3
"""Does the tagger say what the Slovnet models say in Python?

    pip install natasha==1.6.0
    compare_tagger.py DUMP_TAGGER MODELS [--limit N] [--show N] FILE ...

DUMP_TAGGER is the built program of that name, MODELS the folder with tagger.ru.bin. A FILE is JSON Lines with a "text" a line, or
plain text. Both sides read the same tokens and the same sentences, ours; names are found in the whole text as one sequence. Prints
for each file how many tokens there were and how many differ in names' tags, morphological tags, heads and relations, and how many
heads differ by a tie; exit status 1 when more than one token in 1,000 of any kind but ties does.

A tie: to the model the two heads and the three tokens to each side of them are the same (all numbers that it does not know are), so that
it gives both the very same score, and rounding decides, on either side, which of them is the larger.
"""
import argparse
import json
import subprocess
import sys

KINDS = ("ner", "tags", "heads", "relations", "ties")
REACH = 3  # tokens to each side that the models see


class Original:
    """The models in Python, fed with words."""

    def __init__(self):
        from natasha import NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser
        embedding = NewsEmbedding()
        self.ner_model, self.morph, self.syntax = NewsNERTagger(embedding), NewsMorphTagger(embedding), NewsSyntaxParser(embedding)

    @staticmethod
    def infer(model, items):
        infer = model.infer
        return infer.decoder(infer.process(infer.encoder(items)))

    def ner(self, words):
        return next(iter(self.infer(self.ner_model, [words])))

    def is_tie(self, words, a, b):
        """Whether tokens a and b look the same to the syntax model."""
        seen = list(zip(*self.syntax.infer.encoder.item(words)))

        def around(i):
            return [seen[j] if 0 <= j < len(seen) else None for j in range(i - REACH, i + REACH + 1)]
        return around(a) == around(b)

    def sentences(self, items):
        """(tags, heads, relations) of each sentence."""
        tags = self.infer(self.morph, items)
        return [(tag, [int(head) for head in heads], relations)
                for tag, (_, heads, relations) in zip(tags, self.infer(self.syntax, items), strict=True)]


def texts_of(path):
    with open(path, encoding="utf-8", newline="") as stream:
        if not path.endswith(".jsonl"):
            return [stream.read()]
        return [json.loads(line)["text"] for line in stream if line.strip()]


def ours(program, models, texts):
    data = b"".join(b"%d\n%s" % (len(raw), raw) for raw in (text.encode() for text in texts))
    lines = subprocess.run([program, models], input=data, stdout=subprocess.PIPE, check=True).stdout.splitlines()
    return [json.loads(line) for line in lines]


def differences(text, mine, original):
    """(number of tokens, [(kind, words around, ours, theirs)])."""
    raw = text.encode()
    words = [raw[begin:end].decode() for begin, end in mine["tokens"]]
    found = []
    if words:
        for i, (a, b) in enumerate(zip(mine["ner"], original.ner(words), strict=True)):
            if a != b:
                found.append(("ner", words[max(0, i - 3):i + 4], a, b))
    sentences = mine["sentences"]
    items = [[words[i] for i in sentence["tokens"]] for sentence in sentences]
    for sentence, item, theirs in zip(sentences, items, original.sentences(items) if items else [], strict=True):
        for kind, their in zip(KINDS[1:4], theirs, strict=True):
            for i, (a, b) in enumerate(zip(sentence[kind], their, strict=True)):
                if a != b:
                    is_tie = kind == "heads" and a and b and original.is_tie(item, a - 1, b - 1)
                    found.append(("ties" if is_tie else kind, item[max(0, i - 3):i + 4], a, b))
    return len(words), found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("models")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--limit", type=int, help="read only so many texts of a file")
    parser.add_argument("--show", type=int, default=10, help="differences to show of each file")
    args = parser.parse_args()
    original = Original()
    total = dict.fromkeys(("tokens",) + KINDS, 0)
    print("%-36s %6s %8s %6s %6s %6s %9s %6s" % ("file", "texts", "tokens", *KINDS))
    for path in args.files:
        texts = texts_of(path)[:args.limit]
        count = dict.fromkeys(total, 0)
        shown = 0
        for text, mine in zip(texts, ours(args.program, args.models, texts), strict=True):
            tokens, found = differences(text, mine, original)
            count["tokens"] += tokens
            for kind, words, a, b in found:
                count[kind] += 1
                shown += kind != "ties"
                if kind != "ties" and shown <= args.show:
                    print("  %s: %s: ours %s, theirs %s" % (kind, " ".join(words), a, b))
        print("%-36s %6d %8d %6d %6d %6d %9d %6d" % (path.split("/")[-1], len(texts), *count.values()), flush=True)
        for key, value in count.items():
            total[key] += value
    print("%-36s %6s %8d %6d %6d %6d %9d %6d" % ("all", "", *total.values()))
    sys.exit(any(total[kind] * 1000 > total["tokens"] for kind in KINDS[:4]))


if __name__ == "__main__":
    main()
