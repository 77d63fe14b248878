"""Sound files in and out, through libsndfile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import numpy as np

from voice_coach.errors import AudioError
from voice_coach.signal.sound import Sound, to_sound
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE

KINDS = (".wav", ".flac", ".ogg", ".aiff", ".aif")
"""What is looked for in a folder."""


def read_sound(path: Path) -> Sound:
    """Read a file of any rate and any number of channels.

    Raises:
        AudioError: no such file, not a sound file, or an empty one.
    """
    import soundfile

    try:
        wave, rate = soundfile.read(path, dtype="float32", always_2d=False)
    except (OSError, soundfile.LibsndfileError) as error:
        why = "there is no such file" if not path.exists() else "it is not a sound file I can read"
        raise AudioError(
            f"{path}: {why}.", "Give a WAV or FLAC file, for example 16 kHz mono 16-bit WAV."
        ) from error
    if not len(wave):
        raise AudioError(f"{path}: it contains no sound.", "Give a recording that is not empty.")
    return to_sound(wave, rate)


def blocks(sound: Sound, *, quiet_after: int = 0) -> Iterator[Sound]:
    """A sound in blocks of 320 samples, the last one filled up, and so many blocks of silence."""
    for begin in range(0, len(sound), BLOCK_SAMPLES):
        block = sound[begin : begin + BLOCK_SAMPLES]
        yield np.pad(block, (0, BLOCK_SAMPLES - len(block)))
    for _ in range(quiet_after):
        yield np.zeros(BLOCK_SAMPLES, dtype=np.int16)


def sound_files(paths: tuple[Path, ...]) -> list[Path]:
    """The files named, with every folder replaced by the sound files in it, in order of name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(each for each in path.iterdir() if each.suffix.lower() in KINDS)
        else:
            found.append(path)
    return found


class StereoWriter:
    """Writes two tracks block by block, so that a long session needs no memory.

    Raises:
        AudioError: the file cannot be created.
    """

    def __init__(self, path: Path) -> None:
        import soundfile

        try:
            self._file = soundfile.SoundFile(
                path, "w", samplerate=SAMPLE_RATE, channels=2, subtype="PCM_16"
            )
        except (OSError, soundfile.LibsndfileError) as error:
            raise AudioError(
                f"The recording {path} cannot be written.", "Choose another place with --out."
            ) from error

    def __enter__(self) -> StereoWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def write(self, left: Sound, right: Sound) -> None:
        """Add a block: two sounds of the same length."""
        self._file.write(np.stack([left, right], axis=1))
