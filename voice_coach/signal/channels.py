"""One channel of several: a microphone may sit on any of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Wave = npt.NDArray[np.float32]

ALIVE = 1e-4
"""Share of the loudest channel's power below which a channel has nothing but hum in it: 40 dB."""

CANCELLED = 1e-3
"""Share of the loudest channel's power below which a mean of several has cancelled them out."""


class OneChannel:
    """Makes one channel of several, and remembers which of them ever had sound."""

    def __init__(self) -> None:
        self._powers: npt.NDArray[np.float64] = np.zeros(0)

    def take(self, wave: npt.NDArray[Any]) -> Wave:
        """The next piece, shape (n,) or (n, channels): the mean of the channels that have sound.

        Where those cancel each other out it is the loudest of them.
        """
        if wave.ndim == 1:
            return wave.astype(np.float32)
        if wave.shape[1] == 1 or not len(wave):
            return wave[:, 0].astype(np.float32)
        powers = np.mean(np.square(wave, dtype=np.float64), axis=0)
        before = self._powers if self._powers.shape == powers.shape else np.zeros_like(powers)
        self._powers = np.maximum(powers, before)
        alive = self._powers >= ALIVE * self._powers.max()
        mean: Wave = wave[:, alive].mean(axis=1, dtype=np.float32)
        if np.mean(np.square(mean, dtype=np.float64)) < CANCELLED * powers.max():
            return wave[:, int(np.argmax(powers))].astype(np.float32)
        return mean
