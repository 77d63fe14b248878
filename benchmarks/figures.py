"""How benchmarks print a figure: median, 95th percentile and how many."""

from collections.abc import Sequence

import numpy as np


def told(values: Sequence[float], unit: str) -> str:
    """One line, such as "median 0.62 s, p95 0.81 s, n 24"."""
    if not values:
        return "n 0"
    median, late = np.percentile(values, [50, 95])
    return f"median {median:.2f} {unit}, p95 {late:.2f} {unit}, n {len(values)}"
