"""Tokens and sentences against ICU's word iterator over UTF-8. Ours checks the UTF-8 and copies the text too."""
PACKAGES = ()


def comparisons(bench):
    return [
        bench.Comparison("tokens and sentences, against ICU's word iterator", floor=2, goal=6,
                         ours=bench.layers("tokens,sentences"), theirs=bench.program("bench_segment", "icu-words", bench.texts)),
    ]
