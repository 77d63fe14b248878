"""Arithmetic of the tables: how well scores and verdicts fit the truth."""

from __future__ import annotations

from collections.abc import Sequence


def area_under_curve(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """The chance that a true one scores above a false one; a tie counts half."""
    right = [score for score, is_true in zip(scores, truth, strict=True) if is_true]
    wrong = [score for score, is_true in zip(scores, truth, strict=True) if not is_true]
    above = sum((one > other) + (one == other) / 2 for one in right for other in wrong)
    return above / (len(right) * len(wrong))


def precision(said: Sequence[bool], truth: Sequence[bool]) -> float:
    """Share of what was called true that is."""
    hits = sum(a and b for a, b in zip(said, truth, strict=True))
    return hits / max(1, sum(said))


def recall(said: Sequence[bool], truth: Sequence[bool]) -> float:
    """Share of what is true that was called so."""
    hits = sum(a and b for a, b in zip(said, truth, strict=True))
    return hits / max(1, sum(truth))


def f1(said: Sequence[bool], truth: Sequence[bool]) -> float:
    """The harmonic mean of precision and recall."""
    hits = sum(a and b for a, b in zip(said, truth, strict=True))
    return 2 * hits / max(1, sum(said) + sum(truth))
