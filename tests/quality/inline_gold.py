#!/usr/bin/env python3
"""Turns entity gold that is written as marked-up text into gold with offsets.

    inline_gold.py MARKED.txt > GOLD.jsonl

The head of each file in gold/entities says how it is marked up. Exit status: 0, or 1 with a message where the markup is wrong.
"""
import json
import re
import sys

FORMS = {"": "name", "a": "adjective", "c": "common_noun", "t": "common_noun"}


def fail(where, what):
    sys.exit("inline_gold: %s: %s" % (where, what))


def documents(lines):
    """(id, entity lines, text) of each document."""
    name, entities, text = None, [], []
    for line in lines + ["=== "]:
        if line.startswith("==="):
            if name:
                yield name, entities, "\n".join(text).strip() + "\n"
            name, entities, text = line[3:].strip(), [], []
        elif name and not text and re.match(r"\d+ (PER|ORG|LOC) ", line):
            entities.append(line)
        elif name:
            text.append(line)


def parse(name, marked):
    """The plain text and [(start, end, fields)] of its marks."""
    out, marks, open_at = [], [], []
    position = 0
    for piece in re.split(r"(\[|\|[^\[\]]*\])", marked):
        if piece == "[":
            open_at.append(position)
        elif piece.startswith("|") and piece.endswith("]"):
            if not open_at:
                fail(name, "no [ before " + piece)
            marks.append((open_at.pop(), position, piece[1:-1].split("|")))
        else:
            out.append(piece)
            position += len(piece)
    if open_at:
        fail(name, "[ is not closed")
    return "".join(out), sorted(marks, key=lambda mark: (mark[0], -mark[1]))


def flat(spans):
    """Of spans that overlap the first, then the longest."""
    kept = []
    for span in spans:
        if not kept or span["start"] >= kept[-1]["end"]:
            kept.append(span)
    return kept


def convert(source, name, entity_lines, marked):
    text, marks = parse(name, marked)
    chains = {}
    for line in entity_lines:
        number, kind, names = line.split(" ", 2)
        chains[number] = {"id": int(number), "type": kind, "names": names.split(" / ")}
    mentions, entities = [], []
    for start, end, fields in marks:
        span = {"start": start, "end": end}
        chain = chains.get(fields[0])
        if chain is None and fields[0] not in ("PER", "ORG", "LOC"):
            fail(name, "no entity " + fields[0])
        form = FORMS[fields[2] if len(fields) > 2 else ""]
        if form == "name":
            entities.append(dict(span, type=chain["type"] if chain else fields[0]))
        if chain:
            normal = fields[1] if len(fields) > 1 and fields[1] else text[start:end]
            mentions.append(dict(span, chain=chain["id"], form=form, normal=normal))
    unused = set(chains) - {str(mention["chain"]) for mention in mentions}
    if unused:
        fail(name, "entities without a mention: %s" % sorted(unused))
    language = "ru" if re.search("[а-яА-Я]", text) else "en"
    document = {"id": name, "lang": language, "source": source, "text": text, "entities": flat(entities)}
    if chains:
        document.update(chains=list(chains.values()), mentions=mentions)
    return document


def main(path):
    with open(path, encoding="utf-8") as stream:
        lines = [line for line in stream.read().split("\n") if not line.startswith("#")]
    source = re.sub(r".*/", "", path)
    for document in sorted((convert(source, *parts) for parts in documents(lines)), key=lambda d: d["id"]):
        print(json.dumps(document, ensure_ascii=False))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
