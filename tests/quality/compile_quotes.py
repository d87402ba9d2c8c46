#!/usr/bin/env python3
"""Compiles texts that carry their quotes as markup into gold: compile_quotes.py regression-ru.txt [--check OUT.jsonl]

    ### document-id
    {i1 Мост откроют осенью}, {c1 сообщил} {s1 Илья Воротников}. {d2 "Ждем"}, - {c2 сказал} {s2 он}.
    = 1,2 | Илья Воротников | мэр | other accepted name; another

Content is {d direct}, {i indirect} or {m mixed} with the number of its quote; {d1 ...} later {d1+ ...} is one span from the
first to the last. {s1,2 ...} and {c1,2 ...} are the mention of the speaker and the cue of these quotes. Tags may be nested.
A line "= numbers | name | title | names" says who speaks; "-" stands for none. The language is what stands before ".txt".
Outer quotation marks, commas and full stops do not belong to a span, wherever the tag stands.

Prints JSON Lines. With --check it prints nothing and fails when OUT.jsonl differs.
Exit status: 0 done, 1 differs, 2 wrong markup.
"""
import json
import re
import sys

TAG = re.compile(r"\{([dims])?(c)?(\d+(?:,\d+)*)(\+)? |\}")
KINDS = {"d": "direct", "i": "indirect", "m": "mixed"}
OUTER = " \n\"'«»„“”‘’,.-—–"


def trim(text, start, end):
    while start < end and text[start] in OUTER:
        start += 1
    while start < end and text[end - 1] in OUTER:
        end -= 1
    # A mark that closes what opened inside belongs to the content.
    for opening, closing in ("«»", "„“", "“”", '""'):
        inside = text[start:end]
        lone = inside.count(opening) % 2 if opening == closing else inside.count(opening) > inside.count(closing)
        if lone and text[end:end + 1] == closing:
            end += 1
    for opening, closing in ("«»", "„“", "“”"):
        inside = text[start:end]
        if inside.count(closing) > inside.count(opening) and text[start - 1:start] == opening:
            start -= 1
    return start, end


def read_tags(marked):
    """The plain text, and (letter, number, start, end) for each tag."""
    text, open_tags, tags, at = "", [], [], 0
    for match in TAG.finditer(marked):
        text += marked[at:match.start()]
        at = match.end()
        if match.group(0) == "}":
            letter, numbers, start = open_tags.pop()
            tags += [(letter, int(n), start, len(text)) for n in numbers.split(",")]
        else:
            open_tags.append((match.group(1) or match.group(2), match.group(3), len(text)))
    if open_tags or "{" in marked[at:]:
        raise ValueError("a tag is not closed: %r" % marked[:60])
    return text + marked[at:], tags


def compile_document(name, language, block):
    lines = block.strip("\n").split("\n")
    people = [line for line in lines if line.startswith("= ")]
    text, tags = read_tags("\n".join(line for line in lines if not line.startswith("= ")))
    quotes = {}
    for line in people:
        fields = [field.strip() for field in line[2:].split("|")]
        for number in fields[0].split(","):
            quotes[int(number)] = {"speaker_name": fields[1], "speaker_title": None if fields[2] in ("-", "") else fields[2]}
            if len(fields) > 3 and fields[3]:
                quotes[int(number)]["speaker_name_alt"] = [alt.strip() for alt in fields[3].split(";")]
    for letter, number, start, end in tags:
        if number not in quotes:
            raise ValueError("%s: nobody says quote %d" % (name, number))
        quote = quotes[number]
        start, end = trim(text, start, end) if letter in KINDS else (start, end)
        if letter in KINDS:
            quote.update(kind=KINDS[letter], start=min(start, quote.get("start", start)), end=max(end, quote.get("end", end)))
        else:
            key = "speaker" if letter == "s" else "cue"
            quote.setdefault(key, {"start": start, "end": end})
    for number, quote in quotes.items():
        if "start" not in quote:
            raise ValueError("%s: quote %d has no content" % (name, number))
        quote.setdefault("speaker", None)
        quote.setdefault("cue", None)
    return {"id": name, "lang": language, "source": "written for this project", "text": text,
            "quotes": sorted(quotes.values(), key=lambda quote: quote["start"])}


def compile_file(path):
    language = re.search(r"-(\w+)\.txt$", path).group(1)
    with open(path, encoding="utf-8") as stream:
        blocks = re.split(r"^### (\S+)\n", stream.read(), flags=re.M)
    documents = [compile_document(name, language, block) for name, block in zip(blocks[1::2], blocks[2::2])]
    documents.sort(key=lambda document: document["id"])
    return "".join(json.dumps(document, ensure_ascii=False, sort_keys=True) + "\n" for document in documents)


def run(args, usage, make):
    """FILE: prints what make(FILE) gives. FILE --check MADE: 1 where that is not what MADE holds."""
    if len(args) not in (1, 3) or (len(args) == 3 and args[1] != "--check"):
        print(usage, file=sys.stderr)
        return 2
    try:
        out = make(args[0])
    except (ValueError, KeyError, IndexError, AttributeError) as error:
        print("%s: %r" % (args[0], error), file=sys.stderr)
        return 2
    if len(args) == 1:
        sys.stdout.write(out)
        return 0
    with open(args[2], encoding="utf-8") as stream:
        if stream.read() == out:
            return 0
    print("%s is not what is made of %s" % (args[2], args[0]), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], __doc__, compile_file))
