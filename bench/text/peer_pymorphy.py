"""The Python side of compare_words.py: `peer_pymorphy.py TEXTS`, run as bench_layers is (see there)."""
import re
import sys
import time


def main():
    import pymorphy3
    morph = pymorphy3.MorphAnalyzer()
    words = []
    with open(sys.argv[1], "rb") as stream:
        while line := stream.readline():
            words += re.findall(r"\w+(?:-\w+)*", stream.read(int(line)).decode())
    words = [word for word in words if not word.isdigit()]
    print("ready", flush=True)
    for _ in sys.stdin:
        begin = time.process_time()
        total = 0
        for word in words:
            for parse in morph.parse(word):
                total += len(parse.normal_form) + (parse.tag.POS is not None)
        print(time.process_time() - begin, flush=True)


if __name__ == "__main__":
    main()
