#!/usr/bin/env python3
"""Score entities across a document: which mentions are of one entity, and their names.

    score_coref.py GOLD.jsonl PREDICTIONS.jsonl [--json] [--errors N] [--names]

Gold (made by inline_gold.py): {"id", "text", "chains": [{"id", "type", "names"}], "mentions": [{"start", "end", "chain",
"form", "normal"}]}. Predictions (made by `predict --convention mentions`): {"id", "mentions": [{"start", "end",
"name_start", "name_end", "entity", "entity_name", "type", "form", "normal"}]}. Offsets are code points, half-open.

A predicted mention and one of gold are the same when the phrase or the bare name of the one has the span of the other.
Mentions on one side alone count as errors of that side; predicted pronouns are left out, as gold has none.

--names: gold marks names alone; of what is predicted, adjectives, common nouns and names inside the phrase of another name count
only where gold has them.

muc, b3, ceaf (with phi 4, the best one-to-one pairing of entities): P, R, F1, as in the reference scorer of CoNLL 2012.
mentions: P, R, F1 of finding them, by name and form. normal: of the mentions found, those whose normal form is gold's;
names: of the entities found (by the pairing of ceaf), those with an accepted name; case and ё are not looked at.
"""
import json
import sys


def load(path):
    with open(path, encoding="utf-8") as stream:
        return {doc["id"]: doc for doc in map(json.loads, filter(str.strip, stream))}


def fold(text):
    return " ".join(text.lower().replace("ё", "е").split())


def align(gold, predicted):
    """[(gold row, predicted row)], one to one, exact phrases first."""
    pairs, used_gold, used = [], set(), set()
    spans = lambda m: [(m["start"], m["end"]), (m["name_start"], m["name_end"])]
    for look in (0, 1):
        places = {}
        for row, mention in enumerate(gold):
            if row not in used_gold:
                places.setdefault((mention["start"], mention["end"]), []).append(row)
        for row, mention in enumerate(predicted):
            rows = places.get(spans(mention)[look])
            if row not in used and rows:
                pairs.append((rows[0], row))
                used.add(row)
                used_gold.add(rows.pop(0))
    return pairs


def chains(mentions, key, names):
    """[set of mention names] of each chain."""
    out = {}
    for mention, name in zip(mentions, names):
        out.setdefault(mention[key], set()).add(name)
    return out


def best_pairs(weights):
    """The assignment of rows to columns (rows <= columns) of the greatest sum, by the Hungarian method: [column of row]."""
    rows, columns = len(weights), len(weights[0])
    u, v, owner, way = [0.0] * (rows + 1), [0.0] * (columns + 1), [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        least, seen = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while True:
            seen[column], at, delta, following = True, owner[column], float("inf"), 0
            for j in range(1, columns + 1):
                if seen[j]:
                    continue
                cost = -weights[at - 1][j - 1] - u[at] - v[j]
                if cost < least[j]:
                    least[j], way[j] = cost, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(columns + 1):
                if seen[j]:
                    u[owner[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = following
            if owner[column] == 0:
                break
        while column:
            owner[column], column = owner[way[column]], way[column]
    return {owner[j] - 1: j - 1 for j in range(1, columns + 1) if owner[j]}


def muc(key, response):
    """Right links and all links of `key`."""
    place = {name: at for at, chain in enumerate(response) for name in chain}
    right = total = 0
    for chain in key:
        parts = {place.get(name, ("alone", name)) for name in chain}
        right += len(chain) - len(parts)
        total += len(chain) - 1
    return right, total


def b_cubed(key, response):
    place = {name: chain for chain in response for name in chain}
    right = sum(len(chain & place[name]) / len(chain) for chain in key for name in chain if name in place)
    return right, sum(map(len, key))


def phi4(a, b):
    return 2 * len(a & b) / (len(a) + len(b))


def ceaf(gold, predicted):
    """The similarity of the best pairing and its pairs."""
    if not gold or not predicted:
        return 0.0, {}
    flip = len(gold) > len(predicted)
    rows, columns = (predicted, gold) if flip else (gold, predicted)
    weights = [[phi4(a, b) for b in columns] for a in rows]
    pairs = best_pairs(weights)
    total = sum(weights[r][c] for r, c in pairs.items())
    pairs = {(c if flip else r): (r if flip else c) for r, c in pairs.items() if weights[r][c] > 0}
    return total, pairs


class Sums:
    def __init__(self):
        self.values = {}

    def add(self, name, right, total):
        old = self.values.get(name, (0, 0))
        self.values[name] = (old[0] + right, old[1] + total)

    def ratio(self, name):
        right, total = self.values.get(name, (0, 0))
        return right / total if total else 0.0

    def f1(self, name):
        p, r = self.ratio(name + ".p"), self.ratio(name + ".r")
        return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}


def names_alone(gold, found):
    """What counts of the predicted mentions where gold marks names alone."""
    spans = {(m["start"], m["end"]) for m in gold}
    has = lambda m: (m["start"], m["end"]) in spans or (m["name_start"], m["name_end"]) in spans
    inside = lambda m: any(o is not m and o["start"] <= m["start"] and m["end"] <= o["end"] for o in found)
    return [m for m in found if has(m) or (m["form"] == "name" and not inside(m))]


def score_document(gold, predicted, sums, errors, names_only=False):
    text = gold["text"]
    found = [m for m in predicted["mentions"] if m["form"] != "pronoun"]
    if names_only:
        found = names_alone(gold["mentions"], found)
    pairs = align(gold["mentions"], found)
    gold_of, found_of = {p: g for g, p in pairs}, dict(pairs)
    names = [("g", gold_of[row]) if row in gold_of else ("p", row) for row in range(len(found))]
    by_gold = chains(gold["mentions"], "chain", [("g", row) for row in range(len(gold["mentions"]))])
    by_found = chains(found, "entity", names)
    key, response = list(by_gold.values()), list(by_found.values())
    for name, measure in (("muc", muc), ("b3", b_cubed)):
        sums.add(name + ".r", *measure(key, response))
        sums.add(name + ".p", *measure(response, key))
    similarity, paired = ceaf(key, response)
    sums.add("ceaf.r", similarity, len(key))
    sums.add("ceaf.p", similarity, len(response))
    sums.add("mentions.r", len(pairs), len(gold["mentions"]))
    sums.add("mentions.p", len(pairs), len(found))
    covered = lambda m: text[m["start"]:m["end"]]
    for row, mention in enumerate(gold["mentions"]):
        sums.add("recall." + mention["form"], row in found_of, 1)
        if row not in found_of:
            errors.append("%s missed %s %s" % (gold["id"], mention["form"], covered(mention)))
            continue
        other = found[found_of[row]]
        right = fold(other["normal"] or "") == fold(mention["normal"])
        if mention["form"] == "name" and (other["start"], other["end"]) != (mention["start"], mention["end"]):
            # gold names the phrase or the bare name, whichever it marks: what the other marks more of may stand in both
            right = right or fold(other["normal"] or "") in fold(mention["normal"]) or fold(mention["normal"]) in fold(other["normal"] or "")
        sums.add("normal", right, 1)
        sums.add("normal." + mention["form"], right, 1)
        if not right:
            errors.append("%s normal of %s: %s, gold %s" % (gold["id"], covered(mention), other["normal"], mention["normal"]))
    for row, mention in enumerate(found):
        if row not in gold_of:
            errors.append("%s spurious %s %s (%s)" % (gold["id"], mention["form"], covered(mention), mention["type"]))
    entities = {m["entity"]: m for m in found}
    ids, accepted = list(by_found), {c["id"]: c for c in gold["chains"]}
    for row, chain in enumerate(by_gold):
        if row not in paired:
            continue
        entity = entities[ids[paired[row]]]
        right = fold(entity["entity_name"]) in map(fold, accepted[chain]["names"])
        sums.add("names", right, 1)
        sums.add("types", entity["type"][:3] == accepted[chain]["type"], 1)
        if not right:
            errors.append("%s name %s, gold %s" % (gold["id"], entity["entity_name"], accepted[chain]["names"][0]))
        if response[paired[row]] != by_gold[chain]:
            shown = lambda c: [covered(gold["mentions"][n[1]] if n[0] == "g" else found[n[1]]) for n in sorted(c)]
            errors.append("%s chain %s, gold %s" % (gold["id"], shown(response[paired[row]]), shown(by_gold[chain])))


def main(args):
    show = int(args.pop(args.index("--errors") + 1)) if "--errors" in args else 0
    paths = [arg for arg in args if not arg.startswith("--")]
    if len(paths) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    gold, predicted = load(paths[0]), load(paths[1])
    if set(gold) != set(predicted):
        print("score_coref: the files do not hold the same ids", file=sys.stderr)
        return 1
    sums, errors = Sums(), []
    for key in sorted(gold):
        score_document(gold[key], predicted[key], sums, errors, "--names" in args)
    result = {name: sums.f1(name) for name in ("muc", "b3", "ceaf", "mentions")}
    result["conll"] = sum(result[name]["f1"] for name in ("muc", "b3", "ceaf")) / 3
    result.update({name: sums.ratio(name) for name in sorted(sums.values) if not name.endswith((".p", ".r"))})
    if "--json" in args:
        print(json.dumps(result))
        return 0
    for name, value in result.items():
        value = {"": value} if isinstance(value, float) else value
        print("%-20s %s" % (name, "  ".join("%s %.4f" % row for row in value.items())))
    for line in errors[:show]:
        print(line)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (OSError, ValueError, KeyError) as error:
        print("score_coref: %s" % error, file=sys.stderr)
        sys.exit(1)
