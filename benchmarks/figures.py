"""How benchmarks print a figure: median, 95th percentile and how many."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from voice_coach.signal.sound import Sound


def told(values: Sequence[float], unit: str) -> str:
    """One line, such as "median 0.62 s, p95 0.81 s, n 24"."""
    if not values:
        return "n 0"
    median, late = np.percentile(values, [50, 95])
    return f"median {median:.2f} {unit}, p95 {late:.2f} {unit}, n {len(values)}"


def save_turns(path: Path, turns: Sequence[tuple[Sound, int]]) -> None:
    """Write turns, each with the last sample of its last word, for `benchmarks/rivals.py`."""
    sounds = {f"turn{number}": sound for number, (sound, _) in enumerate(turns)}
    np.savez(path, **sounds, ended=np.array([ended for _, ended in turns]))
