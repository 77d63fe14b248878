"""The plain rival: a logistic regression on words and pairs of words, and nothing that we know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Marks = Iterable[str]
"""What an example is seen by: its n-grams."""

LEAST_SEEN = 2
"""Examples an n-gram must stand in to be looked at."""

RIDGE = 1.0
STEPS = 200

Matrix = NDArray[np.float64]


class NGrams:
    """Fitted on examples; afterwards gives a score from 0 to 1."""

    def __init__(self, examples: Sequence[Marks], truth: Sequence[bool]) -> None:
        seen = Counter(mark for each in examples for mark in set(each))
        known = sorted(mark for mark, count in seen.items() if count >= LEAST_SEEN)
        self._column = {mark: number for number, mark in enumerate(known)}
        table = np.array([self._row(each) for each in examples])
        wanted = np.array(truth, dtype=float)
        self._weights = np.zeros(table.shape[1])
        pace = 1 / (np.linalg.norm(table, 2) ** 2 / 4 + RIDGE)
        ahead, momentum = self._weights, 1.0
        for _ in range(STEPS):  # Nesterov's accelerated gradient: the likelihood is convex
            chance = 1 / (1 + np.exp(-table @ ahead))
            before = self._weights
            self._weights = ahead - pace * (table.T @ (chance - wanted) + RIDGE * ahead)
            following = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
            ahead = self._weights + (momentum - 1) / following * (self._weights - before)
            momentum = following

    def score(self, example: Marks) -> float:
        """How likely an example is a true one."""
        return float(1 / (1 + np.exp(-self._row(example) @ self._weights)))

    def _row(self, example: Marks) -> Matrix:
        row = np.zeros(len(self._column) + 1)
        row[[self._column[mark] for mark in set(example) if mark in self._column]] = 1
        row[-1] = 1
        return row
