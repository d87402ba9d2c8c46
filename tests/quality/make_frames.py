#!/usr/bin/env python3
"""Puts every kind of speaker into every frame of speech: make_frames.py gold/quotes/frames-ru.tsv [--check OUT.jsonl]

A line of the table is a noun phrase as a subject, the same behind "по словам" (English: left out), the gender of its verb
(m, f, n, p for the plural; English: left out) and the names that count as the speaker's, parted by "; ". Each phrase is put into
the frames below, one short document each, so that what goes wrong is of the phrase or of the frame. Prints gold as JSON Lines.
With --check it prints nothing and fails when OUT.jsonl differs.
Exit status: 0 done, 1 differs, 2 wrong table.
"""
import json
import re
import sys

from compile_quotes import run

# {S} the subject with a capital, {s} as it stands, {g} behind "по словам"; a verb is its masculine, feminine, neuter and plural.
# What stands between [ ] is the quote, with its kind; the cue between < >.
FRAMES = {
    "ru": [
        "{S} <сообщил|сообщила|сообщило|сообщили>, что [i мост откроют осенью].",
        "«[d Мост откроют осенью]», — <заявил|заявила|заявило|заявили> {s}.",
        "[i Мост откроют осенью], <отметил|отметила|отметило|отметили> в среду {s}.",
        "Как <сообщил|сообщила|сообщило|сообщили> {s}, [i мост откроют осенью].",
        "<По словам> {g}, [i мост откроют осенью].",
    ],
    "en": [
        "{S} <said> [i the bridge would open in May].",
        "{S} <told> reporters on Friday that [i the bridge would open in May].",
        "“[d The bridge will open in May],” <said> {s}.",
        "[i The bridge will open in May], {s} <said> on Monday.",
        "<According to> {s}, [i the bridge would open in May].",
        "[i The bridge will open in May], <according to> {s}.",
    ],
}
KINDS = {"d": "direct", "i": "indirect"}
GENDERS = "mfnp"


def put(frame, subject, source, gender):
    """The text of a frame, and the spans of quote, cue and speaker in it."""
    text, spans, kind, at = "", {}, None, 0
    for match in re.finditer(r"\[([di]) ([^\]]+)\]|<([^>]+)>|\{([Ssg])\}", frame):
        text += frame[at:match.start()]
        at = match.end()
        if match.group(1):
            name, kind, piece = "quote", match.group(1), match.group(2)
        elif match.group(3):
            forms = match.group(3).split("|")
            name, piece = "cue", forms[GENDERS.index(gender)] if len(forms) > 1 else forms[0]
        else:
            name, piece = "speaker", source if match.group(4) == "g" else subject
            if match.group(4) == "S":
                piece = piece[0].upper() + piece[1:]
        spans[name] = (len(text), len(text) + len(piece))
        text += piece
    return text + frame[at:], spans, kind


def compile_table(path):
    language = re.search(r"-(\w+)\.tsv$", path).group(1)
    out = []
    with open(path, encoding="utf-8") as stream:
        lines = [line.rstrip("\n") for line in stream if line.strip() and not line.startswith("#")]
    for n, line in enumerate(lines):
        fields = line.split("\t")
        subject, names = fields[0], [name.strip() for name in fields[-1].split(";")]
        source, gender = (fields[1], fields[2]) if language == "ru" else (subject, "m")
        for f, frame in enumerate(FRAMES[language]):
            inner = "{s}" in frame or "{g}" in frame
            closed = inner and re.search(r"\{[sg]\}[.,]", frame)  # ", a nurse," before a comma or a full stop of the frame
            text, spans, kind = put(frame, subject.rstrip(",") if closed else subject, source.rstrip(",") if closed else source,
                                    gender)
            quote = {"kind": KINDS[kind], "start": spans["quote"][0], "end": spans["quote"][1],
                     "speaker_name": names[0], "speaker_title": None,
                     "speaker": dict(zip(("start", "end"), spans["speaker"])), "cue": dict(zip(("start", "end"), spans["cue"]))}
            if names[1:]:
                quote["speaker_name_alt"] = names[1:]
            out.append({"id": "%s-%03d-%d" % (language, n + 1, f + 1), "lang": language, "source": "made for this project",
                        "text": text, "quotes": [quote]})
    return "".join(json.dumps(document, ensure_ascii=False, sort_keys=True) + "\n" for document in out)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], __doc__, compile_table))
