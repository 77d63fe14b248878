"""Fit the weights of the act of a reply on our own sentences, and write them to weights.toml.

`python -m benchmarks.fit_listening` uses only the two thirds that are not kept aside, prints how
well the fit does on fifths of those that it left out in turn, and is the same on every run: a
logistic regression with a ridge penalty has one solution, so nothing is drawn at random.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    pairs = act_pairs(aside=False)
    told = [cues(words(said), words(reply)) for _, said, reply in pairs]
    names = sorted(told[0])
    marks = np.array([[float(each[name]) for name in names] + [1.0] for each in told])
    is_mirror = np.array([float(kind == "mirror") for kind, _, _ in pairs])
    fold = np.array([crc32(said.encode()) // 3 % FOLDS for _, said, _ in pairs])
    left_out = np.zeros(len(pairs))
    for number in range(FOLDS):
        weights = fit(marks[fold != number], is_mirror[fold != number])
        left_out[fold == number] = marks[fold == number] @ weights
    truth = [bool(each) for each in is_mirror]
    auc = area_under_curve(list(left_out), truth)
    print(f"{len(pairs)} pairs; on fifths left out: AUC {auc:.3f}, ", end="")
    best = f1([score > 0 for score in left_out], truth)
    print(f"F1 {best:.3f}")
    weights = fit(marks, is_mirror)
    weights[-1] += cut_to_half(best)
    write([*names, "bias"], weights)


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


def write(names: Sequence[str], weights: Matrix) -> None:
    """Put the weights in place of those in the file; what stands before them stays."""
    before = WEIGHTS.read_text(encoding="utf-8").partition("\n[act]")[0]
    lines = [f"{name} = {value:.3f}" for name, value in zip(names, weights, strict=True)]
    WEIGHTS.write_text("\n".join([before, ACT_HEADING, *lines, ""]), encoding="utf-8")


ACT_HEADING = """[act]
# Fitted by `python -m benchmarks.fit_listening` on two thirds of our own sentences
# (tests/listening/sentences/act_*.toml). Do not edit by hand.
# bias + sum of weight x cue goes through the logistic function; cues are in reply_act.py."""


if __name__ == "__main__":
    main()
