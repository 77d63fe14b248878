"""What sound and time are counted in. Plain numbers: whoever counts need not load numpy."""

from __future__ import annotations

SAMPLE_RATE = 16_000
"""Samples a second, everywhere inside the project (the rate both speech models were trained at)."""

BLOCK_SAMPLES = 320
"""Samples in a block: 20 ms, under the 30 ms the recogniser's own endpoint would need."""

Samples = int
"""A duration or a moment, in samples of the session clock."""


def samples(seconds: float) -> Samples:
    """Turn seconds, as scripts and flags give them, into whole samples."""
    return round(seconds * SAMPLE_RATE)


def seconds(count: Samples) -> float:
    """Turn samples into seconds, for people to read."""
    return count / SAMPLE_RATE
