#!/usr/bin/env python3
"""Prints who said what, who and what is named, and which numbers were given in news articles.

One document is one call; several go through one stream.
"""

import argparse
import os
import sys

import grpc
from lector.v1 import annotation_pb2
from lector_client import Client, explain, status_of

DEFAULT_ADDRESS = f"unix:{os.environ.get('XDG_RUNTIME_DIR') or '/run'}/lector/lectord.sock"


def read(path):
    # newline="" keeps CRLF: offsets are those of the text that was sent.
    with open(sys.stdin.fileno() if path == "-" else path, encoding="utf-8", newline="") as file:
        return file.read()


def show(name, text, answer):
    def covered(span):
        return " ".join(text[span.begin : span.end].split())

    def of_kind(kind):
        return [annotation for annotation in answer.annotations if annotation.WhichOneof("kind") == kind]

    print(f"{name} ({answer.language})")
    if quotes := of_kind("quote"):
        print("  who said what")
    for annotation in quotes:
        quote = annotation.quote
        speaker = ", ".join(filter(None, [quote.speaker_name or covered(quote.speaker), quote.speaker_title]))
        print(f"    {speaker or '?'}: {' … '.join(covered(span) for span in quote.content)}")
    if answer.entities:
        print("  who and what is named")
    for entity in answer.entities:
        forms = [covered(mention.span) for mention in of_kind("mention") if mention.mention.entity_id == entity.id]
        print(f"    {entity.type} {entity.name}" + (f": {' | '.join(forms)}" if forms else ""))
    if figures := of_kind("figure"):
        print("  figures")
    for annotation in figures:
        figure = annotation.figure
        value = figure.value or f"{figure.min}..{figure.max}"
        change = annotation_pb2.FigureChange.Name(figure.change).removeprefix("FIGURE_CHANGE_").lower()
        notes = ", ".join(filter(None, [figure.indicator, change if figure.change else "", figure.period]))
        print(f"    {covered(annotation.span)} = {value} {figure.unit}" + (f" ({notes})" if notes else ""))
    sys.stdout.flush()
    for report in answer.extractor_reports:  # one extractor that failed does not take the others' findings with it
        if report.status.code:
            print(f"{name}: {report.name}: {explain(report.status)}", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default=DEFAULT_ADDRESS, help="unix:/path or host:port (default: %(default)s)")
    parser.add_argument("--extractor", action="append", default=[], metavar="NAME", help="run only these; may be repeated")
    parser.add_argument("--timeout", type=float, default=10, metavar="SECONDS", help="of a call (default: %(default)s)")
    parser.add_argument("--window", type=int, default=32, metavar="N", help="documents under way in a stream")
    parser.add_argument("files", nargs="*", default=["-"], metavar="FILE", help="UTF-8 text; none or -: standard input")
    args = parser.parse_args()

    failures = 0

    def fail(what, why):
        nonlocal failures
        failures += 1
        print(f"{what}: {why}", file=sys.stderr)

    def read_all(texts):
        for name in dict.fromkeys(args.files):
            try:
                yield name, texts.setdefault(name, read(name))
            except (OSError, UnicodeDecodeError) as error:
                fail("cannot read", f"{name}: {error}")

    with Client(args.address, args.extractor) as client:
        try:
            texts = {}  # of the documents under way
            if len(args.files) == 1:
                for name, text in read_all(texts):
                    show(name, text, client.analyze(text, args.timeout))
                return min(failures, 1)
            for result in client.analyze_all(read_all(texts), args.window):
                text = texts.pop(result.id)
                if result.HasField("response"):
                    show(result.id, text, result.response)
                else:  # this document alone failed; the stream goes on
                    fail(result.id, explain(result.error))
        except grpc.RpcError as error:
            fail(args.address, explain(status_of(error)))
    return min(failures, 1)


if __name__ == "__main__":
    sys.exit(main())
