"""The Python side of compare_words.py: `peer_pymorphy.py TEXTS`, see bench/turns.h."""
import re
import sys

from turns import read_texts, take_turns


def main():
    import pymorphy3
    morph = pymorphy3.MorphAnalyzer()
    words = [word for text in read_texts(sys.argv[1]) for word in re.findall(r"\w+(?:-\w+)*", text) if not word.isdigit()]

    def work():
        total = 0
        for word in words:
            for parse in morph.parse(word):
                total += len(parse.normal_form) + (parse.tag.POS is not None)

    take_turns(work)


if __name__ == "__main__":
    main()
