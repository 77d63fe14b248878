"""Fit what is judged of replies on our own sentences, and write the weights to weights.toml.

`python -m benchmarks.fit_listening` uses only the two thirds that are not kept aside, the sentences
in tune/ and half of mirrored.toml, prints how well each fit does on fifths of those that it left
out in turn, and is the same on every run: a logistic regression with a ridge penalty has one
solution, so nothing is drawn at random.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from benchmarks.labelled import act_pairs, lines
from benchmarks.pairs import pairs as mirrored
from benchmarks.scores import area_under_curve, f1
from benchmarks.unseen import tuned
from voice_coach.listening.coverage import Marks, marks_of
from voice_coach.listening.points import split_points
from voice_coach.listening.reply_act import cues, grams
from voice_coach.listening.stems import content_stems
from voice_coach.listening.thought import Thought
from voice_coach.listening.words import without_stutter, words

WEIGHTS = Path(__file__).parent.parent / "voice_coach" / "phrases" / "en" / "weights.toml"

WORDING = WEIGHTS.with_name("act_words.toml")

RIDGE = {"act": 1.5, "taken_up": 0.5, "turned_round": 1.5}
"""Penalty on a weight's square: with a few hundred sentences no cue may grow too sure of itself."""

OFTEN = 6
"""Replies in which a word, or a pair of words, must stand to have a weight."""

GENTLY = 0.43
"""What such a word counts: its weight is so held down more than that of a cue, as by a penalty of
RIDGE / GENTLY ** 2."""

GRAM = "gram "
"""What the names of these weights begin with."""

FOLDS = 5
STEPS = 10

VERDICTS = {"covered": "given", "missed": "missing", "opposite": "contradicted"}
"""The verdicts of coverage.toml, by their names in the lists of others."""

EVERY, FAR_OFF = 6, 40
"""Every sixth point is also given the reply that stands forty places before: on another turn,
and so a point missed."""

Matrix = NDArray[np.float64]


class Examples(NamedTuple):
    """What one set of weights is fitted on."""

    names: list[str]
    """Of the marks; the last is the bias."""
    marks: Matrix
    truth: Matrix
    folds: Matrix
    """Which fifth each is in: all replies to one turn are in the same."""


def main() -> None:
    """Fit, report, write."""
    for name, examples in everything().items():
        left_out = predictions(examples, RIDGE[name])
        truth = [bool(each) for each in examples.truth]
        auc = area_under_curve(list(left_out), truth)
        print(f"{name}: {len(truth)} pairs; on fifths left out: AUC {auc:.3f}, ", end="")
        print(f"F1 {f1([score > 0 for score in left_out], truth):.3f}")
    write(fitted())


def fitted() -> dict[str, dict[str, float]]:
    """The weights by section and name, as they stand in the file."""
    found: dict[str, dict[str, float]] = {}
    for name, examples in everything().items():
        for mark, each in zip(examples.names, weights(examples, name), strict=True):
            is_gram = mark.startswith(GRAM)
            value = round(float(each) * (GENTLY if is_gram else 1.0), 3)
            found.setdefault("grams" if is_gram else name, {})[mark.removeprefix(GRAM)] = value
    return found


def everything() -> dict[str, Examples]:
    """The examples of each section of the file."""
    return {"act": acts(), "taken_up": points("taken_up"), "turned_round": points("turned_round")}


def acts() -> Examples:
    """Replies that are mirrors, and others."""
    pairs = [(said, reply, kind == "mirror") for kind, said, reply in act_pairs(aside=False)]
    pairs += [(row["said"], row["reply"], row["act"] == "mirror") for row in tuned("mirrors")]
    wording = [grams(_heard(reply)) for _, reply, _ in pairs]
    seen = Counter(gram for each in wording for gram in each)
    known = sorted(gram for gram, count in seen.items() if count >= OFTEN)
    told = [
        {
            **cues(_heard(said), _heard(reply)),
            **{GRAM + gram: GENTLY * (gram in has) for gram in known},
        }
        for (said, reply, _), has in zip(pairs, wording, strict=True)
    ]
    return _examples(told, [truth for *_, truth in pairs], [said for said, *_ in pairs])


def _heard(text: str) -> list[str]:
    return without_stutter(words(text))


def points(name: str) -> Examples:
    """Points that came back as they were meant, against those missed, or those contradicted."""
    against = {"taken_up": "missing", "turned_round": "contradicted"}[name]
    pairs = [(point, point, reply, VERDICTS[label]) for label, (point, reply) in _single()]
    for source in ("points", "points_again"):
        pairs += [(r["said"], r["point"], r["reply"], r["verdict"]) for r in tuned(source)]
    pairs += [
        (each.said, point, each.reply, "given" if number in each.given else "missing")
        for each in mirrored("tuned")
        for number, point in enumerate(each.points)
    ]
    pairs += [
        (*pairs[at][:2], pairs[at - FAR_OFF][2], "missing") for at in range(0, len(pairs), EVERY)
    ]
    told, truth, turns = [], [], []
    for said, point, reply, verdict in pairs:
        if verdict in ("given", against):
            told.append(getattr(_marks(said, point, reply), name))
            truth.append((verdict == "given") == (name == "taken_up"))
            turns.append(said)
    if name == "turned_round":
        for said, reply in _mirrors():
            for marks in _all_marks(said, reply):
                told.append(marks.turned_round)
                truth.append(False)
                turns.append(said)
    return _examples(told, truth, turns)


def _mirrors() -> Iterator[tuple[str, str]]:
    """Replies that give back what was said, so that no point of it is turned round."""
    for kind, said, reply in act_pairs(aside=False):
        if kind == "mirror":
            yield said, reply
    for row in tuned("mirrors"):
        if row["act"] == "mirror":
            yield row["said"], row["reply"]


def _single() -> list[tuple[str, list[str]]]:
    return lines("coverage", aside=False)


def _marks(said: str, point: str, reply: str) -> Marks:
    """The marks of the point of a turn that a labelled one is: that which shares most with it."""
    wanted = content_stems(words(point))
    told = [text for text in map(words, split_points(said)) if content_stems(text)]
    number = max(range(len(told)), key=lambda at: len(wanted & content_stems(told[at])))
    return _all_marks(said, reply)[number]


def _all_marks(said: str, reply: str) -> list[Marks]:
    """The marks of every point of a turn that has a meaning."""
    told = [Thought(words(text)) for text in split_points(said)]
    return [marks for marks in marks_of(told, Thought(words(reply))) if marks]


def _examples(
    told: Sequence[Mapping[str, float]], truth: Sequence[bool], turns: Sequence[str]
) -> Examples:
    names = sorted(told[0])
    return Examples(
        [*names, "bias"],
        np.array([[float(each[name]) for name in names] + [1.0] for each in told]),
        np.array(truth, dtype=float),
        np.array([float(crc32(said.encode()) // 3 % FOLDS) for said in turns]),
    )


def predictions(examples: Examples, ridge: float) -> Matrix:
    """The sum of every pair by weights fitted without its fifth."""
    left_out = np.zeros(len(examples.truth))
    for number in range(FOLDS):
        rest = examples.folds != number
        found = fit(examples.marks[rest], examples.truth[rest], ridge)
        left_out[~rest] = examples.marks[~rest] @ found
    return left_out


def weights(examples: Examples, name: str) -> Matrix:
    """The weights of all pairs; the cut that is best for F1 is moved to 0.5.

    What was turned round is read as a likelihood, with cuts of its own (listening/coverage.py).
    """
    found = fit(examples.marks, examples.truth, RIDGE[name])
    if name != "turned_round":
        called = predictions(examples, RIDGE[name]) > 0
        found[-1] += cut_to_half(f1(called.tolist(), [bool(each) for each in examples.truth]))
    return found


def cut_to_half(best: float) -> float:
    """What to add to the bias so that 0.5 is the best cut for F1.

    F1 is best when everything likelier than half the F1 reached is called true
    (Lipton, Elkan and Naryanaswamy 2014, arXiv 1402.1892).
    """
    return float(np.log((1 - best / 2) / (best / 2)))


def fit(marks: Matrix, truth: Matrix, ridge: float) -> Matrix:
    """Newton's method on the penalised likelihood; the last column is the bias and goes free."""
    weights = np.zeros(marks.shape[1])
    penalty = np.eye(len(weights)) * ridge
    penalty[-1, -1] = 1e-6
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-marks @ weights))
        slope = marks.T @ (chance - truth) + penalty @ weights
        bend = (marks * (chance * (1 - chance))[:, None]).T @ marks + penalty
        weights -= np.linalg.solve(bend, slope)
    return weights


def write(found: Mapping[str, Mapping[str, float]]) -> None:
    """Put the weights in place of those in the files; what stands before them stays."""
    before = WEIGHTS.read_text(encoding="utf-8").partition("\n[act]")[0]
    parts = [before]
    for section, weights in found.items():
        lines = [f"{_key(name)} = {value:.3f}" for name, value in weights.items()]
        if section == "grams":
            WORDING.write_text("\n".join([HEADINGS[section], *lines, ""]), encoding="utf-8")
        else:
            parts += [HEADINGS[section], *lines, ""]
    WEIGHTS.write_text("\n".join(parts), encoding="utf-8")


def _key(name: str) -> str:
    return name if name.replace("_", "a").isalnum() and name.isascii() else json.dumps(name)


HEADINGS = {
    "grams": """# What a word, or a pair of words, says for a reply being a mirror, beside the cues.
# Fitted by `python -m benchmarks.fit_listening` on sentences that are ours. Do not edit by hand.
# ^ is the beginning of a reply and $ its end.
[grams]""",
    "act": """[act]
# Fitted by `python -m benchmarks.fit_listening` on two thirds of our own sentences
# (tests/listening/sentences/act_*.toml) and on tune/mirrors.jsonl. Do not edit by hand.
# bias + sum of weight x cue goes through the logistic function; cues are in reply_act.py.""",
    "taken_up": """[taken_up]
# Likewise, on coverage.toml, both lists of points in tune/ and half of mirrored.toml: whether a
# point came back.
# The marks are in evidence.py.""",
    "turned_round": """[turned_round]
# Likewise: whether it came back as its contrary.""",
}


if __name__ == "__main__":
    main()
