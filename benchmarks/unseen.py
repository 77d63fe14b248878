"""How well sentences are understood that somebody else wrote: `python -m benchmarks.unseen`.

Mirrors, points and blame by an author who had seen none of the lists, in
tests/listening/sentences/kept. Nothing is tuned on them: totals only are printed, by kind at most,
each beside a plain n-gram model that is fitted on what we tune on ourselves.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from benchmarks.labelled import SENTENCES, act_pairs, lines
from benchmarks.ngrams import NGrams
from benchmarks.scores import area_under_curve, f1, precision, recall
from voice_coach.listening import judge_heat, judge_reflection
from voice_coach.listening.heat import HOT
from voice_coach.listening.mirror import Point
from voice_coach.listening.reply_act import grams
from voice_coach.listening.stems import content_stems
from voice_coach.listening.words import words

Row = dict[str, Any]
Figure = tuple[str, float, float | None, str]
"""What is measured, ours, the n-gram model's (None: it has none), on how much."""


def main() -> None:
    """Print the figures of the part kept aside, then each kind's share of right verdicts."""
    print(f"{'by somebody who had not seen the lists':44}{'ours':>8}{'n-grams':>9}   on")
    for measure in (act, points, alone, heat):
        for name, ours, plain, on in measure():
            told = f"{plain:9.3f}" if plain is not None else f"{'':9}"
            print(f"{name:44}{ours:8.3f}{told}   {on}")
    for name in ("mirrors", "heat"):
        print(f"\n{name}: right by kind")
        for kind, right, count in by_kind(name):
            print(f"  {kind:20}{right:4} of {count}")


def kept(name: str) -> list[Row]:
    """One list of the part kept aside."""
    return _read("kept", name)


def tuned(name: str) -> list[Row]:
    """One list of ours in the same form, tuned on."""
    return _read("tune", name)


def _read(part: str, name: str) -> list[Row]:
    text = (SENTENCES / part / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def act(rows: Sequence[Row] | None = None) -> Iterator[Figure]:
    """Mirrors against everything else."""
    rows = kept("mirrors") if rows is None else rows
    truth = [row["act"] == "mirror" for row in rows]
    judged = [judge_reflection(row["said"], row["reply"]) for row in rows]
    plain = _plain_act()
    scores = [plain.score(grams(words(row["reply"]))) for row in rows]
    on = f"{len(rows)} replies, {sum(truth)} mirrors"
    curve = area_under_curve([each.act_score for each in judged], truth)
    yield "act: area under the curve", curve, area_under_curve(scores, truth), on
    balance = f1([each.act == "mirror" for each in judged], truth)
    yield "act: F1", balance, f1([score >= 0.5 for score in scores], truth), on


def points(rows: Sequence[Row] | None = None) -> Iterator[Figure]:
    """Points given back or not, contradicted ones that pass, and "opposite" said aloud."""
    rows = kept("points") if rows is None else rows
    plain = _plain_points()
    seen: dict[str, list[tuple[bool, bool]]] = {"given": [], "missing": [], "contradicted": []}
    aloud: list[bool] = []
    named = 0
    for row in rows:
        reflection = judge_reflection(row["said"], row["reply"])
        point = closest(row["point"], reflection.points)
        ours = point is not None and point.verdict == "covered"
        theirs = plain.score(_pair(row["point"], row["reply"])) >= 0.5
        seen[row["verdict"]].append((ours, theirs))
        if reflection.contradicted:
            aloud.append(row["verdict"] == "contradicted" and point == reflection.contradicted)
        named += reflection.contradicted is not None and row["verdict"] == "contradicted"
    told = [(label == "given", pair) for label in ("given", "missing") for pair in seen[label]]
    every = [(label == "given", pair) for label, pairs in seen.items() for pair in pairs]
    against = seen["contradicted"]
    for name, some in (("coverage: F1", told), ("coverage: F1, contradicted among them", every)):
        balance = [
            f1([pair[who] for _, pair in some], [label for label, _ in some]) for who in (0, 1)
        ]
        yield name, balance[0], balance[1], f"{len(some)} points"
    passed = [sum(pair[who] for pair in against) / len(against) for who in (0, 1)]
    yield "coverage: contradicted accepted", passed[0], passed[1], f"{len(against)} points"
    right = sum(aloud) / max(1, len(aloud))
    yield '"opposite" said aloud: right', right, None, f"{len(aloud)} times, of {len(against)} due"


def alone() -> Iterator[Figure]:
    """Practice alone: a made-up line given back or not, and "opposite" said to good mirrors."""
    rows = kept("solo_pairs")
    judged = [(row["given"], judge_reflection(row["line"], row["reply"])) for row in rows]
    good = [reflection for given, reflection in judged if given]
    poor = [reflection for given, reflection in judged if not given]
    whole = [
        all(point.verdict == "covered" for point in reflection.points) for _, reflection in judged
    ]
    yield "alone: F1", f1(whole, [given for given, _ in judged]), None, f"{len(rows)} replies"
    for name, some in (("good", good), ("poor", poor)):
        named = _share(each.clearly_missed is not None for each in some)
        yield f"alone: {name} ones told of a missing part", named, None, f"{len(some)} {name}"
    yield "alone: good ones called opposite", _share(map(_turned, good)), None, f"{len(good)} good"
    passed = [all(point.verdict == "covered" for point in each.points) for each in poor]
    yield "alone: poor ones that pass whole", _share(passed), None, f"{len(poor)} poor"
    mirrors = [row for row in kept("mirrors") if row["act"] == "mirror"]
    turned = [_turned(judge_reflection(row["said"], row["reply"])) for row in mirrors]
    yield "mirrors called opposite", _share(turned), None, f"{len(mirrors)} mirrors"


def heat(rows: Sequence[Row] | None = None) -> Iterator[Figure]:
    """Blame against everything that is none."""
    rows = kept("heat") if rows is None else rows
    truth = [row["blame"] for row in rows]
    called = [judge_heat(row["text"]).score >= HOT for row in rows]
    plain = _plain_heat()
    scores = [plain.score(grams(words(row["text"]))) for row in rows]
    guessed = [score >= 0.5 for score in scores]
    on = f"{len(rows)} lines, {sum(truth)} blame"
    yield "blame: precision", precision(called, truth), precision(guessed, truth), on
    yield "blame: recall", recall(called, truth), recall(guessed, truth), on


def by_kind(name: str) -> Iterator[tuple[str, int, int]]:
    """(kind, verdicts that are right, lines) of mirrors or heat."""
    right: dict[str, list[bool]] = {}
    for row in kept(name):
        if name == "heat":
            ok = (judge_heat(row["text"]).score >= HOT) == row["blame"]
        else:
            said = judge_reflection(row["said"], row["reply"]).act
            ok = (said == "mirror") == (row["act"] == "mirror")
        truth = row.get("act") or ("blame" if row["blame"] else "calm")
        right.setdefault(f"{truth} {row['kind']}", []).append(ok)
    for kind, verdicts in sorted(right.items()):
        yield kind, sum(verdicts), len(verdicts)


def closest(told: str, points: Sequence[Point]) -> Point | None:
    """The point of a reflection that a labelled point is: the one that shares most with it."""
    wanted = content_stems(words(told))
    return max(points, key=lambda each: len(wanted & content_stems(words(each.text))), default=None)


def _turned(reflection: Any) -> bool:
    return reflection.contradicted is not None


def _share(verdicts: Any) -> float:
    known = list(verdicts)
    return sum(known) / max(1, len(known))


def _pair(point: str, reply: str) -> set[str]:
    """A point and a reply as n-grams: shared, lost and new ones."""
    one, other = grams(words(point)), grams(words(reply))
    shared = {f"shared:{each}" for each in one & other} | {
        f"share>{tenth}" for tenth in range(10) if len(one & other) > tenth / 10 * len(one)
    }
    return (
        shared | {f"lost:{each}" for each in one - other} | {f"new:{each}" for each in other - one}
    )


def ngram_points() -> Callable[[str, str], bool]:
    """Whether a point came back in a reply, as the n-gram model has it."""
    plain = _plain_points()
    return lambda point, reply: plain.score(_pair(point, reply)) >= 0.5


def _plain_act() -> NGrams:
    known = [(reply, kind == "mirror") for kind, _, reply in act_pairs(aside=False)]
    known += [(row["reply"], row["act"] == "mirror") for row in tuned("mirrors")]
    return _fitted(known, lambda reply: grams(words(reply)))


def _plain_points() -> NGrams:
    known = [(tuple(pair), label == "covered") for label, pair in lines("coverage", aside=False)]
    for source in ("points", "points_again"):
        known += [
            ((row["point"], row["reply"]), row["verdict"] == "given") for row in tuned(source)
        ]
    return _fitted(known, lambda pair: _pair(*pair))


def _plain_heat() -> NGrams:
    known = [(text, label != "calm") for label, text in lines("heat", aside=False)]
    known += [(row["text"], row["blame"]) for row in tuned("heat")]
    return _fitted(known, lambda text: grams(words(text)))


def _fitted(known: Sequence[tuple[Any, bool]], marks: Callable[[Any], set[str]]) -> NGrams:
    return NGrams([marks(each) for each, _ in known], [truth for _, truth in known])


if __name__ == "__main__":
    main()
