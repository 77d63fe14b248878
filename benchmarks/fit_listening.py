"""Fit the weights of the act of a reply on our own sentences, and write them to weights.toml.

`python -m benchmarks.fit_listening` uses only the two thirds that are not kept aside, prints how
well the fit does on fifths of those that it left out in turn, and is the same on every run: a
logistic regression with a ridge penalty has one solution, so nothing is drawn at random.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from benchmarks.labelled import act_pairs
from benchmarks.scores import area_under_curve, f1
from voice_coach.listening.reply_act import cues
from voice_coach.listening.words import words

WEIGHTS = Path(__file__).parent.parent / "voice_coach" / "phrases" / "en" / "weights.toml"

RIDGE = 1.5
"""Penalty on a weight's square: with a few hundred sentences no cue may grow too sure of itself."""

FOLDS = 5
STEPS = 50

Matrix = NDArray[np.float64]


def main() -> None:
    """Fit, report, write."""
    names, marks, truth, folds = examples()
    left_out = predictions(marks, truth, folds)
    is_mirror = [bool(each) for each in truth]
    auc = area_under_curve(list(left_out), is_mirror)
    print(f"{len(truth)} pairs; on fifths left out: AUC {auc:.3f}, ", end="")
    print(f"F1 {f1([score > 0 for score in left_out], is_mirror):.3f}")
    write(dict(zip(names, weights(marks, truth, folds), strict=True)))


def fitted() -> dict[str, float]:
    """The weights by name, as they stand in the file."""
    names, marks, truth, folds = examples()
    found = weights(marks, truth, folds)
    return {name: round(float(each), 3) for name, each in zip(names, found, strict=True)}


def examples() -> tuple[list[str], Matrix, Matrix, Matrix]:
    """Names of the cues, the cues of every pair, whether it is a mirror, and its fifth."""
    pairs = act_pairs(aside=False)
    told = [cues(words(said), words(reply)) for _, said, reply in pairs]
    names = sorted(told[0])
    marks = np.array([[float(each[name]) for name in names] + [1.0] for each in told])
    truth = np.array([float(kind == "mirror") for kind, _, _ in pairs])
    folds = np.array([float(crc32(said.encode()) // 3 % FOLDS) for _, said, _ in pairs])
    return [*names, "bias"], marks, truth, folds


def predictions(marks: Matrix, truth: Matrix, folds: Matrix) -> Matrix:
    """The sum of every pair by weights fitted without its fifth."""
    left_out = np.zeros(len(truth))
    for number in range(FOLDS):
        rest = folds != number
        left_out[~rest] = marks[~rest] @ fit(marks[rest], truth[rest])
    return left_out


def weights(marks: Matrix, truth: Matrix, folds: Matrix) -> Matrix:
    """The weights of all pairs, with the cut for F1 moved to 0.5."""
    found = fit(marks, truth)
    called = predictions(marks, truth, folds) > 0
    found[-1] += cut_to_half(f1(called.tolist(), [bool(each) for each in truth]))
    return found


def cut_to_half(best: float) -> float:
    """What to add to the bias so that 0.5 is the best cut for F1.

    F1 is best when everything likelier than half the F1 reached is called true
    (Lipton, Elkan and Naryanaswamy 2014, arXiv 1402.1892).
    """
    return float(np.log((1 - best / 2) / (best / 2)))


def fit(marks: Matrix, truth: Matrix) -> Matrix:
    """Newton's method on the penalised likelihood; the last column is the bias and goes free."""
    weights = np.zeros(marks.shape[1])
    penalty = np.eye(len(weights)) * RIDGE
    penalty[-1, -1] = 1e-6
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-marks @ weights))
        slope = marks.T @ (chance - truth) + penalty @ weights
        bend = (marks * (chance * (1 - chance))[:, None]).T @ marks + penalty
        weights -= np.linalg.solve(bend, slope)
    return weights


def write(found: Mapping[str, float]) -> None:
    """Put the weights in place of those in the file; what stands before them stays."""
    before = WEIGHTS.read_text(encoding="utf-8").partition("\n[act]")[0]
    lines = [f"{name} = {value:.3f}" for name, value in found.items()]
    WEIGHTS.write_text("\n".join([before, ACT_HEADING, *lines, ""]), encoding="utf-8")


ACT_HEADING = """[act]
# Fitted by `python -m benchmarks.fit_listening` on two thirds of our own sentences
# (tests/listening/sentences/act_*.toml). Do not edit by hand.
# bias + sum of weight x cue goes through the logistic function; cues are in reply_act.py."""


if __name__ == "__main__":
    main()
