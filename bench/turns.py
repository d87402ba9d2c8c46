"""One side of a comparison that bench/run.py makes, in Python; see turns.h beside it."""
import sys
import time


def read_texts(path):
    texts = []
    with open(path, "rb") as stream:
        while line := stream.readline():
            texts.append(stream.read(int(line)).decode())
    return texts


def take_turns(work, cpu_seconds=time.process_time):
    print("ready", flush=True)
    for _ in sys.stdin:
        begin = cpu_seconds()
        work()
        print(cpu_seconds() - begin, flush=True)
