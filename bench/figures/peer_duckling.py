"""Duckling over TEXTS, see bench/turns.h for how: `peer_duckling.py TEXTS`."""
import sys

import duckling
from turns import read_texts, take_turns


def main():
    texts = read_texts(sys.argv[1])
    zones = duckling.load_time_zones("/usr/share/zoneinfo")
    now = duckling.parse_ref_time(zones, "UTC", 1700000000)
    context = duckling.Context(now, duckling.default_locale_lang(duckling.parse_lang("RU")))
    dimensions = duckling.parse_dimensions(["amount-of-money", "number", "quantity", "distance", "volume"])

    def work():
        for text in texts:
            duckling.parse(text, context, dimensions, False)

    take_turns(work)


if __name__ == "__main__":
    main()
