"""Fit the weights of the second reading: `python -m benchmarks.fit_likeness [--folds]`.

A logistic regression over the meanings that count at a moment, and talk, on the wordings that were
looked at: `tune`, `develop.toml` and half of `sitting5.toml`. Talk is theirs, our own sentences,
and every second line of strangers (the folder VOICE_COACH_SAMPLES). Which words and letters have a
weight is decided by our own sentences alone.

With --folds: how sure it must be, by leaving out one sitting after the other. Only those
wordings are counted that the grammar could not read before it was tuned on them (`unread.toml`).
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.labelled import act_pairs
from voice_coach.hearing.moments import counts_at
from voice_coach.listening.likeness import (
    LONGEST,
    MIDDLE,
    STEP,
    TALK,
    Likelihood,
    believed,
    marks,
    place,
)
from voice_coach.listening.phrasebook import page
from voice_coach.listening.reading import NUMBERS
from voice_coach.listening.words import words

LISTS = Path(__file__).parent.parent / "tests" / "listening" / "wordings"
FILE = Path(__file__).parent.parent / "voice_coach" / "phrases" / "en" / "likeness.txt"

MOMENTS = ("floor", "yesno", "gotit", "number", "paused", "open")
"""At one of these each line of talk is said that was not written for a moment."""

OFTEN = 3
"""Wordings of ours in which a mark must stand to have a weight."""

SIZE = {"word": 1.0, "pair": 1.0, "near": 0.7, "run": 0.4, "at": 1.0, "long": 0.5}
"""What a mark of each kind counts while weights are held down: the less, the more so."""

RIDGE = 0.3
STEPS = 80

LARGEST = 46
"""Steps of the largest weight that can be written."""

Matrix = NDArray[np.float64]


class Line(NamedTuple):
    """Something said at a moment."""

    text: str
    moment: str
    meaning: str
    sitting: str
    """By whom, or when, it was written."""


def seen() -> list[Line]:
    """The wordings that may be looked at, and the talk among them."""
    found = [
        Line(row["text"], row["expecting"], row["meaning"] or TALK, "tune")
        for name in ("wordings", "talk")
        for row in map(json.loads, read(f"tune/{name}.jsonl").splitlines())
    ]
    found += book("develop")
    found += [line for line in book("sitting5") if looked_at(line.text)]
    return [line for line in found if line.meaning not in NUMBERS]


def read(name: str) -> str:
    """One file of the wordings."""
    return (LISTS / name).read_text(encoding="utf-8")


def looked_at(text: str) -> bool:
    """Whether a wording of the fifth sitting is in the half that may be looked at."""
    return crc32(text.encode()) % 2 == 0


def book(name: str) -> Iterator[Line]:
    """The wordings of a list in TOML; those of `develop` in thirds, as they were written."""
    for row in tomllib.loads(read(f"{name}.toml"))["wordings"]:
        for number, said in enumerate(row["said"]):
            sitting = f"{name} {3 * number // len(row['said'])}" if name == "develop" else name
            yield Line(said, row["moment"], row["meaning"] or TALK, sitting)


def talk(*, aside: bool) -> list[Line]:
    """Talk of ours and of strangers, each line at some moment; one side of the split."""
    ours = {text for kind, *pair in act_pairs(aside=aside) for text in pair}
    found = [(text, "ours") for text in sorted(ours)]
    path = Path(os.environ["VOICE_COACH_SAMPLES"]) / "text" / "goemotions_reactive_tune.csv"
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if crc32(row["id"].encode()) % 2 == aside]
    found += [(row["asr"], "strangers") for row in rows]
    return [
        Line(text, MOMENTS[crc32(text.encode()) // 5 % len(MOMENTS)], TALK, sitting)
        for text, sitting in found
        if LEAST_TALK <= len(words(text)) <= LONGEST
    ]


LEAST_TALK = 4
"""Words of the shortest such line: a shorter one may well be an answer."""


class Model(NamedTuple):
    """Weights, and what they belong to."""

    marks: list[str]
    meanings: list[str]
    """The last is talk."""
    weights: Matrix
    """A row for each mark, a column for each meaning."""


def meanings_of(lines: Sequence[Line]) -> list[str]:
    """Every meaning that a line has, talk last."""
    return [*sorted({line.meaning for line in lines} - {TALK}), TALK]


def counting(lines: Sequence[Line], meanings: Sequence[str]) -> Matrix:
    """For each line 0 for the meanings that count at its moment, less than anything for others."""
    at = {
        moment: [0.0 if each in (*counts_at(moment), TALK) else -1e9 for each in meanings]
        for moment in {line.moment for line in lines}
    }
    return np.array([at[line.moment] for line in lines])


def seen_by(lines: Sequence[Line]) -> list[frozenset[str]]:
    """The marks of each line."""
    return [marks(words(line.text), place(counts_at(line.moment))) for line in lines]


def fit(lines: Sequence[Line], others: Sequence[Line]) -> Model:
    """The weights for these lines and for talk that decides of no mark whether it has a weight."""
    has = seen_by(lines)
    often = Counter(mark for each in has for mark in each)
    known = sorted(mark for mark, count in often.items() if count >= OFTEN)
    lines, has = [*lines, *others], has + seen_by(others)
    meanings = meanings_of(lines)
    size = np.array([SIZE[mark.split(" ")[0]] for mark in known])
    table = _table(has, known).multiply(size).tocsr()
    back = table.T.tocsr()
    masked = counting(lines, meanings)
    truth = np.zeros(masked.shape)
    truth[np.arange(len(lines)), [meanings.index(line.meaning) for line in lines]] = 1

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        weights = flat.reshape(len(known), len(meanings))
        sums = table @ weights + masked
        shares = _shares(sums)
        lost = -np.log(np.maximum(1e-30, (shares * truth).sum(axis=1))).sum()
        slope = back @ (shares - truth) + RIDGE * weights
        return lost + RIDGE / 2 * (weights**2).sum(), slope.ravel()

    start = np.zeros(len(known) * len(meanings))
    options = {"maxiter": STEPS}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x
    return Model(known, meanings, found.reshape(len(known), -1) * size[:, None])


def _table(has: Sequence[frozenset[str]], known: Sequence[str]) -> csr_matrix:
    column = {mark: number for number, mark in enumerate(known)}
    rows = [sorted(column[mark] for mark in each if mark in column) for each in has]
    begins = np.cumsum([0, *map(len, rows)])
    columns = np.array([each for row in rows for each in row])
    return csr_matrix((np.ones(len(columns)), columns, begins), (len(has), len(known)))


def _shares(sums: Matrix) -> Matrix:
    raised = np.exp(sums - sums.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def written(model: Model) -> dict[str, str]:
    """The weights as they stand in the file; marks that say nothing are left out."""
    steps = np.clip(np.rint(model.weights / STEP), -LARGEST, LARGEST).astype(int) + MIDDLE
    rows = ("".join(map(chr, row)) for row in steps.tolist())
    found = zip(model.marks, rows, strict=True)
    return {mark: row for mark, row in found if set(row) != {chr(MIDDLE)}}


def shares(model: Model, lines: Sequence[Line]) -> Matrix:
    """How likely each meaning is, of each line, as the program would reckon."""
    sums = _table(seen_by(lines), model.marks) @ (np.rint(model.weights / STEP) * STEP)
    return _shares(sums + counting(lines, model.meanings))


def sittings(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """The lines of each sitting."""
    found = defaultdict(list)
    for line in lines:
        found[line.sitting].append(line)
    return found


def left_out() -> Iterator[tuple[Line, Matrix, list[str]]]:
    """Every line but those of `tune` and what weights fitted without its sitting make of it.

    Talk of ours and of strangers is left out in as many parts as there are sittings.
    """
    lines, others = seen(), talk(aside=False)
    apart = [name for name in dict.fromkeys(line.sitting for line in lines) if name != "tune"]
    for number, name in enumerate(apart):
        out = [line for line in others if crc32(line.text.encode()) // 7 % len(apart) == number]
        model = fit(
            [line for line in lines if line.sitting != name],
            [line for line in others if line not in out],
        )
        out = [line for line in lines if line.sitting == name] + out
        for line, row in zip(out, shares(model, out), strict=True):
            yield line, row, model.meanings


def folds() -> None:
    """How often what is left out is read as it was meant, or otherwise, if so sure."""
    rules = page("likeness")["sure"]
    hard_to_undo = rules["hard_to_undo"].split()
    unread = set(read("unread.txt").splitlines())
    told: dict[tuple[str, bool, float], Counter[str]] = defaultdict(Counter)
    for line, row, meanings in left_out():
        if line.meaning != TALK and f"{line.moment}\t{line.text}" not in unread:
            continue
        said, where = words(line.text), place(counts_at(line.moment))
        likely = sorted(map(Likelihood, meanings, row), key=lambda each: -each.share)
        for cut in CUTS:
            found = believed(said, likely, lambda _, cut=cut: cut)
            right = "right" if found == line.meaning else "wrong"
            right = "talk taken" if line.meaning == TALK else right
            if found is not None:
                told[where, found in hard_to_undo, cut][right] += 1
    for (where, hard, cut), counts in sorted(told.items()):
        print(f"{where:7}{'hard to undo' if hard else 'else':13}{cut:4}  {dict(counts)}")


CUTS = (0.3, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def main() -> None:
    """Fit and write, or show what leaving out one sitting after the other gives."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folds", action="store_true", help="fit nothing: leave out sittings")
    if parser.parse_args().folds:
        folds()
        return
    model = fitted()
    rows = written(model)
    text = [HEADING, "\t".join(("", " ".join(model.meanings)))]
    text += ["\t".join(row) for row in rows.items()]
    FILE.write_text("\n".join([*text, ""]), encoding="utf-8")
    print(f"{len(rows)} marks of {len(model.meanings)} meanings: {FILE.stat().st_size} bytes")


def fitted() -> Model:
    """The weights on everything that may be looked at."""
    return fit(seen(), talk(aside=False))


HEADING = """# What each mark of an utterance says for or against every meaning: a sign
# for each, in the order of the first line, and a step for each sign from "P".
# Fitted by `python -m benchmarks.fit_likeness` (listening/likeness.py). Do not edit by hand."""


if __name__ == "__main__":
    main()
