"""The tagger against Slovnet, and all layers against the natasha pipeline."""
PACKAGES = ("natasha==1.6.0", "setuptools<81")  # pymorphy2, which it uses, needs the latter's pkg_resources


def comparisons(bench):
    return [
        bench.Comparison("names, against slovnet in Python", floor=8, goal=15,
                         ours=bench.layers("names"), theirs=bench.peer("peer_natasha.py", "ner")),
        bench.Comparison("all layers, against the natasha pipeline in Python", floor=30, goal=60,
                         ours=bench.layers("tokens,sentences,morph,syntax,names"), theirs=bench.peer("peer_natasha.py", "pipeline")),
    ]
