#!/usr/bin/env python3
"""Score quotation extraction: score_quotes.py gold.jsonl pred.jsonl [--json] [--errors N] [--lang xx]
[--half even|odd] [--bootstrap N]

Both files are UTF-8 JSON Lines, one document a line, with the fields "id", "text" and "quotes"
(see gold/quotes/GUIDELINES.md).  A prediction line may leave "text" out; if it is there it must equal the gold text.
Every gold id must be in the prediction file, and no other id may be.

What is counted
  exact     predicted and gold span equal after quotation marks, dashes, punctuation and spaces
            at both ends are set aside (one gold quote is matched by at most one prediction)
  relaxed   intersection over union of the word tokens of both spans >= 0.8, matched one to one,
            best pairs first
  kind      of the relaxed pairs, the share whose kind is the gold kind
  name      of the relaxed pairs, the share whose speaker_name is the gold one (or one of the gold
            speaker_name_alt) after case folding, yo -> ye, and quotation marks and spaces set aside;
            gold null needs a predicted null
  mention   of the relaxed pairs, the share whose speaker spans share half of their tokens (IoU >= 0.5; both null also counts)
  cue       of the relaxed pairs, the share whose cue spans do (IoU >= 0.5; both null also counts)
  title     of the relaxed pairs with a gold title, word F1 of the titles (mean)
  e2e       precision, recall and F1 of quotes matched relaxed AND with the right speaker_name
"By kind" scores look at the gold kind for recall and at the predicted kind for precision.
Documents without quotes count through their false positives.

--half keeps the documents in which the second byte of the SHA-256 of the text is even or odd: work on one half, look at
the other only for the final number.

--bootstrap N draws the documents N times with replacement (from a fixed seed) and adds the 95% interval of each overall F1.

Exit status: 0 scored, 2 malformed input or wrong usage.
"""
import hashlib
import json
import random
import re
import sys

KINDS = ("direct", "indirect", "mixed")
WORD = re.compile(r"\w+", re.UNICODE)
MARKS = re.compile("[\"'«»„“”‘’‹›`]")


class Bad(Exception):
    pass


def fail(path, n, msg):
    raise Bad("%s:%d: %s" % (path, n, msg))


def check_span(path, n, what, s, text):
    if not isinstance(s, dict):
        fail(path, n, "%s is not an object" % what)
    a, b = s.get("start"), s.get("end")
    for v in (a, b):
        if isinstance(v, bool) or not isinstance(v, int):
            fail(path, n, "%s: start and end must be integers" % what)
    if not 0 <= a < b:
        fail(path, n, "%s: bad span [%s, %s)" % (what, a, b))
    if text is not None and b > len(text):
        fail(path, n, "%s: span end %d is past the text (%d)" % (what, b, len(text)))


def load(path, gold):
    docs = {}
    try:
        f = open(path, encoding="utf-8")
    except OSError as e:
        raise Bad("%s: %s" % (path, e.strerror))
    with f:
        try:
            lines = f.read().split("\n")
        except UnicodeDecodeError as e:
            raise Bad("%s: not UTF-8: %s" % (path, e))
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            d = json.loads(line)
        except ValueError as e:
            fail(path, n, "not JSON: %s" % e)
        if not isinstance(d, dict):
            fail(path, n, "not an object")
        if not isinstance(d.get("id"), str) or not d["id"]:
            fail(path, n, "no id")
        if d["id"] in docs:
            fail(path, n, "id %r twice" % d["id"])
        text = d.get("text")
        if text is None and gold:
            fail(path, n, "no text")
        if text is not None and not isinstance(text, str):
            fail(path, n, "text is not a string")
        if not isinstance(d.get("quotes"), list):
            fail(path, n, "no list of quotes")
        for i, q in enumerate(d["quotes"]):
            w = "quotes[%d]" % i
            check_span(path, n, w, q, text)
            if q.get("kind") not in KINDS:
                fail(path, n, "%s: kind %r" % (w, q.get("kind")))
            for k in ("speaker", "cue"):
                if q.get(k) is not None:
                    check_span(path, n, w + "." + k, q[k], text)
            for k in ("speaker_name", "speaker_title"):
                if q.get(k) is not None and not isinstance(q[k], str):
                    fail(path, n, "%s.%s is not a string or null" % (w, k))
            alt = q.get("speaker_name_alt", [])
            if not isinstance(alt, list) or not all(isinstance(x, str) for x in alt):
                fail(path, n, "%s.speaker_name_alt is not a list of strings" % w)
        docs[d["id"]] = d
    if not docs:
        raise Bad("%s: no documents" % path)
    return docs


def norm(name):
    if name is None:
        return None
    s = name.casefold().replace("ё", "е")
    s = MARKS.sub("", s).replace("-", " ").replace("\u2011", " ")
    s = " ".join(s.split()).strip(" .,;:")
    return s or None


def trim(text, a, b):
    b = min(b, len(text))
    while a < b and not text[a].isalnum():
        a += 1
    while b > a and not text[b - 1].isalnum():
        b -= 1
    return a, b


def tokens(text, a, b):
    return {m.start() for m in WORD.finditer(text) if m.start() < b and m.end() > a}


def same_place(text, x, y):
    if x is None or y is None:
        return x is None and y is None
    a, b = tokens(text, x["start"], x["end"]), tokens(text, y["start"], y["end"])
    return 2 * len(a & b) >= len(a | b) > 0


def name_ok(g, p):
    gn, pn = norm(g.get("speaker_name")), norm(p.get("speaker_name"))
    if gn is None:
        return pn is None
    return pn is not None and (pn == gn or pn in {norm(x) for x in g.get("speaker_name_alt", [])})


def title_f1(g, p):
    a = set(WORD.findall(norm(g) or ""))
    b = set(WORD.findall(norm(p) or ""))
    if not a or not b:
        return 0.0
    k = len(a & b)
    return 2.0 * k / (len(a) + len(b))


def match(pairs):
    """Greedy one to one matching, best score first; pairs are (score, tie, gold, pred)."""
    out, gs, ps = [], set(), set()
    for s, tie, g, p in sorted(pairs, key=lambda x: (-x[0], -x[1], x[2], x[3])):
        if g not in gs and p not in ps:
            gs.add(g)
            ps.add(p)
            out.append((g, p))
    return out


def prf(tp, npred, ngold):
    p = tp / npred if npred else (1.0 if not ngold else 0.0)
    r = tp / ngold if ngold else (1.0 if not npred else 0.0)
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0, "tp": tp, "pred": npred, "gold": ngold}


def score(gold, pred, errors=0):
    c = {"docs": len(gold), "gold": 0, "pred": 0, "exact": 0, "relaxed": 0, "e2e": 0, "kind": 0, "name": 0,
         "mention": 0, "cue": 0, "title": 0.0, "titles": 0, "neg_docs": 0, "neg_docs_fp": 0}
    by = {k: {"gold": 0, "pred": 0, "exact_g": 0, "exact_p": 0, "rel_g": 0, "rel_p": 0, "e2e_g": 0, "e2e_p": 0,
              "name": 0} for k in KINDS}
    log = []
    for did in sorted(gold):
        text = gold[did]["text"]
        G, P = gold[did]["quotes"], pred[did]["quotes"]
        c["gold"] += len(G)
        c["pred"] += len(P)
        if not G:
            c["neg_docs"] += 1
            c["neg_docs_fp"] += bool(P)
        for q in G:
            by[q["kind"]]["gold"] += 1
        for q in P:
            by[q["kind"]]["pred"] += 1
        gt = [trim(text, q["start"], q["end"]) for q in G]
        pt = [trim(text, q["start"], q["end"]) for q in P]
        gk = [tokens(text, *x) for x in gt]
        pk = [tokens(text, *x) for x in pt]
        ex, rel = [], []
        for i, q in enumerate(G):
            for j, r in enumerate(P):
                tie = (q["kind"] == r["kind"]) + 2 * name_ok(q, r)
                if gt[i] == pt[j]:
                    ex.append((1.0, tie, i, j))
                u = len(gk[i] | pk[j])
                iou = len(gk[i] & pk[j]) / u if u else float(gt[i] == pt[j])
                if iou >= 0.8:
                    rel.append((iou, tie, i, j))
        for i, j in match(ex):
            c["exact"] += 1
            by[G[i]["kind"]]["exact_g"] += 1
            by[P[j]["kind"]]["exact_p"] += 1
        pairs = match(rel)
        for i, j in pairs:
            g, p = G[i], P[j]
            ok = name_ok(g, p)
            c["relaxed"] += 1
            c["kind"] += g["kind"] == p["kind"]
            c["name"] += ok
            c["mention"] += same_place(text, g.get("speaker"), p.get("speaker"))
            c["cue"] += same_place(text, g.get("cue"), p.get("cue"))
            if g.get("speaker_title"):
                c["titles"] += 1
                c["title"] += title_f1(g["speaker_title"], p.get("speaker_title"))
            c["e2e"] += ok
            by[g["kind"]]["rel_g"] += 1
            by[p["kind"]]["rel_p"] += 1
            by[g["kind"]]["name"] += ok
            if ok:
                by[g["kind"]]["e2e_g"] += 1
                by[p["kind"]]["e2e_p"] += 1
            elif errors:
                log.append("SPEAKER %s [%s] gold %r pred %r" % (did, text[g["start"]:g["end"]][:60],
                                                               g.get("speaker_name"), p.get("speaker_name")))
        if errors:
            gi, pj = {i for i, _ in pairs}, {j for _, j in pairs}
            for i, q in enumerate(G):
                if i not in gi:
                    log.append("MISSED  %s %s [%s]" % (did, q["kind"], text[q["start"]:q["end"]][:90]))
            for j, q in enumerate(P):
                if j not in pj:
                    log.append("FALSE   %s %s [%s]" % (did, q["kind"], text[q["start"]:q["end"]][:90]))
    m = c["relaxed"]
    div = lambda a, b: a / b if b else None
    out = {
        "documents": c["docs"], "gold_quotes": c["gold"], "predicted_quotes": c["pred"],
        "documents_without_quotes": c["neg_docs"], "of_them_with_false_positives": c["neg_docs_fp"],
        "exact": prf(c["exact"], c["pred"], c["gold"]),
        "relaxed": prf(c["relaxed"], c["pred"], c["gold"]),
        "e2e": prf(c["e2e"], c["pred"], c["gold"]),
        "kind_accuracy": div(c["kind"], m), "speaker_name_accuracy": div(c["name"], m),
        "speaker_mention_accuracy": div(c["mention"], m), "cue_accuracy": div(c["cue"], m),
        "title_f1": div(c["title"], c["titles"]), "by_kind": {},
    }

    def prf2(tg, tp, k):
        b = by[k]
        p = tp / b["pred"] if b["pred"] else (1.0 if not b["gold"] else 0.0)
        r = tg / b["gold"] if b["gold"] else (1.0 if not b["pred"] else 0.0)
        return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}

    for k in KINDS:
        b = by[k]
        out["by_kind"][k] = {"gold": b["gold"], "predicted": b["pred"],
                             "exact": prf2(b["exact_g"], b["exact_p"], k),
                             "relaxed": prf2(b["rel_g"], b["rel_p"], k),
                             "e2e": prf2(b["e2e_g"], b["e2e_p"], k),
                             "speaker_name_accuracy": div(b["name"], b["rel_g"])}
    return out, log


def bootstrap(gold, pred, draws):
    """The 2.5 and 97.5 percent points of F1 over documents drawn with replacement."""
    counts = {w: [] for w in ("exact", "relaxed", "e2e")}
    for k in sorted(gold):
        r, _ = score({k: gold[k]}, {k: pred[k]})
        for w, rows in counts.items():
            rows.append((r[w]["tp"], r[w]["pred"], r[w]["gold"]))
    rng, out = random.Random(1), {}
    n = len(gold)
    picks = [[rng.randrange(n) for _ in range(n)] for _ in range(draws)]
    for w, rows in counts.items():
        f1 = sorted(prf(*[sum(rows[i][c] for i in pick) for c in range(3)])["f1"] for pick in picks)
        out[w] = [f1[int(0.025 * draws)], f1[min(draws - 1, int(0.975 * draws))]]
    return out


def show(r):
    f = lambda x: "   -  " if x is None else "%6.4f" % x
    print("documents %d (without quotes %d, of them with false positives %d)  gold %d  predicted %d" % (
        r["documents"], r["documents_without_quotes"], r["of_them_with_false_positives"],
        r["gold_quotes"], r["predicted_quotes"]))
    print("%-9s %6s %6s %6s | %6s %6s %6s | %6s %6s %6s | %6s" % (
        "", "exactP", "R", "F1", "relaxP", "R", "F1", "e2eP", "R", "F1", "name"))
    for n, d in [("overall", r)] + [(k, r["by_kind"][k]) for k in KINDS]:
        row = []
        for w in ("exact", "relaxed", "e2e"):
            row.append(" ".join(f(d[w][x]) for x in ("p", "r", "f1")))
        print("%-9s %s | %s" % (n, " | ".join(row), f(d["speaker_name_accuracy"])))
    print("of relaxed pairs: kind %s  speaker_name %s  speaker_mention %s  cue %s  title_f1 %s" % tuple(
        f(r[k]) for k in ("kind_accuracy", "speaker_name_accuracy", "speaker_mention_accuracy", "cue_accuracy",
                          "title_f1")))


def main(argv):
    args, js, errors, lang, half, draws = [], False, 0, None, None, 0
    it = iter(argv)
    for a in it:
        if a == "--json":
            js = True
        elif a in ("--errors", "--lang", "--half", "--bootstrap"):
            v = next(it, None)
            if v is None or (a in ("--errors", "--bootstrap") and not v.isdigit()) or (a == "--half" and v not in ("even", "odd")):
                raise Bad("%s needs a value" % a)
            if a == "--errors":
                errors = int(v)
            elif a == "--bootstrap":
                draws = int(v)
            elif a == "--half":
                half = v == "odd"
            else:
                lang = v
        elif a in ("-h", "--help"):
            print(__doc__)
            return 0
        elif a.startswith("-"):
            raise Bad("unknown option %s" % a)
        else:
            args.append(a)
    if len(args) != 2:
        raise Bad("usage: score_quotes.py gold.jsonl pred.jsonl [--json] [--errors N] [--lang xx]")
    gold, pred = load(args[0], True), load(args[1], False)
    if lang:
        keep = {k for k, d in gold.items() if d.get("lang") == lang}
        if not keep:
            raise Bad("%s: no documents in %r" % (args[0], lang))
        gold = {k: gold[k] for k in keep}
        pred = {k: d for k, d in pred.items() if k in keep}
    if half is not None:
        drop = {k for k, d in gold.items() if hashlib.sha256(d["text"].encode()).digest()[1] % 2 != half}
        gold = {k: d for k, d in gold.items() if k not in drop}
        pred = {k: d for k, d in pred.items() if k not in drop}
    miss, extra = sorted(set(gold) - set(pred)), sorted(set(pred) - set(gold))
    if miss or extra:
        raise Bad("ids differ: %d missing from predictions %s, %d not in gold %s" % (
            len(miss), miss[:3], len(extra), extra[:3]))
    for k, d in pred.items():
        t = gold[k]["text"]
        if d.get("text") is not None and d["text"] != t:
            raise Bad("%s: text differs from the gold text" % k)
        for q in d["quotes"]:
            for s in (q, q.get("speaker"), q.get("cue")):
                if s is not None and s["end"] > len(t):
                    raise Bad("%s: a span ends past the text" % k)
    r, log = score(gold, pred, errors)
    if draws:
        r["interval95"] = bootstrap(gold, pred, draws)
    if js:
        print(json.dumps(r, ensure_ascii=False, indent=1, sort_keys=True))
    else:
        show(r)
        for w, (low, high) in r.get("interval95", {}).items():
            print("%-9s F1 95%% interval %.2f - %.2f" % (w, low, high))
    for x in log[:errors]:
        print(x)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenPipeError:
        sys.exit(1)
    except Bad as e:
        sys.stderr.write("score_quotes: %s\n" % e)
        sys.exit(2)
