"""How a voice sounds across a room: the image method for a box with walls of one absorption."""

from __future__ import annotations

from itertools import product

import numpy as np

from voice_coach.signal.units import SAMPLE_RATE

SIZE = np.array([5.0, 4.0, 2.5])
"""Of the room, in metres: a living room."""

MICROPHONE = np.array([1.0, 1.3, 0.8])
"""On a low table."""

TOWARDS = np.array([0.86, 0.48, 0.16])
"""The direction of the voice, a sitting person's mouth; about a unit vector."""

ABSORPTION = 0.30
"""Of the walls' energy: by Sabine's formula such a room echoes for 0.32 s."""

SOUND_SPEED = 343.0
ORDER = 9
LONGEST = SAMPLE_RATE // 2


def response(metres: float) -> np.ndarray:
    """A room's impulse response, shape (n,), for a voice so far away.

    J. B. Allen and D. A. Berkley, "Image method for efficiently simulating small-room acoustics",
    1979. The direct sound of a voice one metre away is 1: what is farther off is softer.
    """
    voice = MICROPHONE + TOWARDS * metres
    reflection = np.sqrt(1 - ABSORPTION)
    heard = np.zeros(LONGEST)
    orders = range(-ORDER, ORDER + 1)
    for cell in product(orders, orders, orders):
        for side in product((0, 1), repeat=3):
            image = (1 - 2 * np.array(side)) * voice + 2 * np.array(cell) * SIZE
            away = float(np.linalg.norm(image - MICROPHONE))
            at = round(away / SOUND_SPEED * SAMPLE_RATE)
            if at < LONGEST:
                bounces = sum(abs(n - q) + abs(n) for n, q in zip(cell, side, strict=True))
                heard[at] += reflection**bounces / away
    return heard[int(np.argmax(heard > 0)) :]


def through(sound: np.ndarray, heard: np.ndarray) -> np.ndarray:
    """A sound as the response lets it through, with its echo's tail; floats."""
    size = len(sound) + len(heard) - 1
    spectrum = np.fft.rfft(sound.astype(float), size) * np.fft.rfft(heard, size)
    return np.fft.irfft(spectrum, size)
