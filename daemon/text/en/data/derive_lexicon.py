#!/usr/bin/env python3
"""Makes lexicon.txt from the data files of WordNet 3.0 and word lists of SCOWL (Debian: the packages wordnet-base, wamerican,
wbritish): derive_lexicon.py /usr/share/wordnet /usr/share/dict"""
import collections
import os
import re
import sys

HEADER = """\
# English words with how often each is a noun (n), verb (v), adjective (a), adverb (r) in a corpus of tagged senses: all verbs, what
# was seen there at least once, and what else is a usual word and no name as well. Derived by derive_lexicon.py from WordNet 3.0 (its
# index, data and cntlist files; licence: WORDNET-LICENSE beside this file); which words are usual and which are names as well is what
# SCOWL's word lists of size 60 say.
"""
FILES = (("noun", "n"), ("verb", "v"), ("adj", "a"), ("adv", "r"))
SENSE_TYPE = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
SHORT = ("go", "do", "ox", "ad")


def read_words(folder, *names):
    words = set()
    for name in names:
        with open(os.path.join(folder, name), encoding="utf-8") as stream:
            words.update(line.strip() for line in stream)
    return words


def main(folder, dict_folder):
    listed = read_words(dict_folder, "american-english", "british-english")
    counts = collections.defaultdict(collections.Counter)
    with open(os.path.join(folder, "cntlist.rev"), encoding="ascii") as stream:
        for line in stream:
            key, _, count = line.split()
            lemma, rest = key.split("%")
            counts[lemma][SENSE_TYPE[rest[0]]] += int(count)
    small = collections.defaultdict(set)  # what is not written with a capital
    for name, pos in FILES:
        with open(os.path.join(folder, "data." + name), encoding="ascii") as stream:
            for line in stream:
                if line[0] == " ":
                    continue
                fields = line.split(" ")
                for i in range(int(fields[3], 16)):
                    word = fields[4 + 2 * i].split("(")[0]
                    if not word[0].isupper():
                        small[word.lower()].add(pos)
    sys.stdout.write(HEADER)
    for word in sorted(small):
        if not re.fullmatch(r"[a-z][a-z-]*", word) or (len(word) < 3 and word not in SHORT):
            continue
        unseen = sum(counts[word].values()) == 0 and "v" not in small[word]
        if unseen and (word not in listed or word.capitalize() in listed):
            continue
        print(word, " ".join("%s%d" % (pos, counts[word][pos]) for pos in "nvar" if pos in small[word]))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
