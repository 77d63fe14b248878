"""Whether two people talk at once, sixty times a second: the network PyanNet, run by numpy alone.

Band-pass filters and convolutions over the sound, then four recurrent layers read forwards and
backwards. It gives one of seven verdicts for each frame: nobody talks, one of three people does, or
two of them do. Origin, authors and licence of the weights: models/overlap/README.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from voice_coach.signal.sound import Sound

WEIGHTS = "weights.npz"

FRAME = 270
"""Samples from one frame to the next: strides of 10, 3, 3 and 3."""

FIRST_CENTRE = 495
"""The sample in the middle of what the first frame sees."""

LEAST = 991
"""Samples that one frame sees: no piece may be shorter."""

Wave = npt.NDArray[np.float32]


class TwoVoices:
    """The network, loaded from a folder that holds its weights.

    Raises:
        OSError, ValueError, KeyError: the weights are missing or no weights of this network.
    """

    LAYERS = 4
    PAIRS = 4
    """The verdicts from this one on are that two talk."""

    def __init__(self, folder: Path) -> None:
        with np.load(folder / WEIGHTS) as stored:
            weights = {name: stored[name].astype(np.float32) for name in stored.files}
        self._bands = np.ascontiguousarray(weights["sincnet.filters"].T)
        self._weights = weights
        self._threads = ThreadpoolController()
        self._layers = [Recurrent(weights, number) for number in range(self.LAYERS)]

    def __call__(self, sound: Sound) -> Wave:
        """How sure it is that two people talk at once: shape (frames,), in [0, 1].

        Frames are `FRAME` samples apart, the first about `FIRST_CENTRE`. It has learned from pieces
        of ten seconds; how loud the whole piece is does not matter.
        """
        # Products so small take three times the processor time on two threads, most of it spent
        # waiting; on one the verdicts are the same bit by bit, however many cores there are.
        with self._threads.limit(limits=1, user_api="blas"):
            return self._verdicts(sound)

    def _verdicts(self, sound: Sound) -> Wave:
        weights = self._weights
        wave = self._normed((sound / 32768).astype(np.float32)[:, None], "sincnet.wav_norm1d")
        wave = np.abs(_windows(wave, 251)[::10] @ self._bands)
        for number in range(3):
            if number:
                wave = self._convolved(wave, f"sincnet.conv1d.{number}")
            wave = _rectified(self._normed(_pooled(wave), f"sincnet.norm1d.{number}"))
        for layer in self._layers:
            wave = layer(wave)
        for name in ("linear.0", "linear.1"):
            wave = _rectified(wave @ weights[f"{name}.weight"].T + weights[f"{name}.bias"])
        raw = wave @ weights["classifier.weight"].T + weights["classifier.bias"]
        likely = np.exp(raw - raw.max(1, keepdims=True))
        both: Wave = likely[:, self.PAIRS :].sum(1) / likely.sum(1)
        return both

    def _normed(self, wave: Wave, name: str) -> Wave:
        scale = self._weights[f"{name}.weight"] / np.sqrt(wave.var(0) + 1e-5)
        normed: Wave = (wave - wave.mean(0)) * scale + self._weights[f"{name}.bias"]
        return normed

    def _convolved(self, wave: Wave, name: str) -> Wave:
        kernel = self._weights[f"{name}.weight"]  # (out, in, width)
        flat = kernel.transpose(2, 1, 0).reshape(-1, len(kernel))
        convolved: Wave = _windows(wave, kernel.shape[2]) @ flat + self._weights[f"{name}.bias"]
        return convolved


class Recurrent:
    """One LSTM layer of 128 cells, read forwards and backwards in the same steps."""

    CELLS = 128

    def __init__(self, weights: Mapping[str, Wave], number: int) -> None:
        self._inward, self._bias, self._onward = [], [], []
        for end in ("", "_reverse"):
            name = f"_l{number}{end}"
            bias = weights[f"lstm.bias_ih{name}"] + weights[f"lstm.bias_hh{name}"]
            self._inward.append(_gates(weights[f"lstm.weight_ih{name}"]).T)
            self._onward.append(np.ascontiguousarray(_gates(weights[f"lstm.weight_hh{name}"]).T))
            self._bias.append(_gates(bias))

    def __call__(self, wave: Wave) -> Wave:
        cells = self.CELLS
        gates = np.empty((len(wave), 2, 4 * cells), dtype=np.float32)
        for way, read in enumerate((wave, wave[::-1])):
            gates[:, way] = read @ self._inward[way] + self._bias[way]
        told = np.empty((len(wave), 2, cells), dtype=np.float32)
        last = np.zeros((2, cells), dtype=np.float32)
        kept = np.zeros((2, cells), dtype=np.float32)
        for gate, out in zip(gates, told, strict=True):
            gate[0] += last[0] @ self._onward[0]
            gate[1] += last[1] @ self._onward[1]
            np.tanh(gate, out=gate)
            opening = 0.5 + 0.5 * gate[:, : 3 * cells]  # let in, keep, let out
            kept = opening[:, cells : 2 * cells] * kept + opening[:, :cells] * gate[:, 3 * cells :]
            np.multiply(opening[:, 2 * cells :], np.tanh(kept), out=out)
            last = out
        return np.concatenate([told[:, 0], told[::-1, 1]], axis=1)


def _gates(stacked: Wave) -> Wave:
    """The gates of an LSTM, the three sigmoids first and halved: sigmoid(x) = (1 + tanh(x/2))/2."""
    let_in, keep, fresh, let_out = np.split(stacked, 4)
    return np.concatenate([let_in / 2, keep / 2, let_out / 2, fresh])


def _windows(wave: Wave, width: int) -> Wave:
    """Each `width` rows of a wave of shape (n, channels) in one row."""
    channels = wave.shape[1]
    flat = np.ascontiguousarray(wave).reshape(-1)
    rows: Wave = np.lib.stride_tricks.sliding_window_view(flat, width * channels)[::channels]
    return rows


def _pooled(wave: Wave) -> Wave:
    """The largest of each three rows."""
    whole = len(wave) // 3
    pooled: Wave = wave[: 3 * whole].reshape(whole, 3, -1).max(1)
    return pooled


def _rectified(wave: Wave) -> Wave:
    rectified: Wave = np.maximum(wave, np.float32(0.01) * wave)
    return rectified
