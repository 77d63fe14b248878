"""Sound files in and out, through libsndfile."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import numpy as np

from voice_coach.errors import AudioError
from voice_coach.signal.sound import Sound, SoundStream
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE

KINDS = (".wav", ".flac", ".ogg", ".opus", ".mp3", ".aiff", ".aif", ".au", ".caf", ".w64")
"""What is looked for in a folder."""


RATES = (4_000, 768_000)
"""Rates that a file of sound has: below nobody could be understood, above no device records."""

LARGEST_PIECE = 2**20
"""Numbers read at a time, of all channels together: a header may say that it has a thousand."""

LONGEST_SECONDS = 3 * 3600
"""Longest file that is held whole; what is only listened to may be of any length."""


def read_sound(path: Path) -> Sound:
    """Read a file of any rate and any number of channels.

    Raises:
        AudioError: no such file, not a sound file, an empty one, or one of more than three hours.
    """
    parts: list[Sound] = []
    length = 0
    for part in _pieces(path):
        parts.append(part)
        length += len(part)
        if length > LONGEST_SECONDS * SAMPLE_RATE:
            raise AudioError(
                f"{path}: it lasts more than {LONGEST_SECONDS // 3600} hours.", "Cut it in pieces."
            )
    return np.concatenate(parts)


def sound_blocks(path: Path, *, quiet_after: int = 0) -> Iterator[Sound]:
    """A file in blocks of 320 samples, read as they are taken: it may be of any length.

    Raises:
        AudioError: no such file, not a sound file, or an empty one; told at once.
    """
    pieces = _pieces(path)
    first = next(pieces)

    def cut() -> Iterator[Sound]:
        rest = first
        for piece in pieces:
            whole = len(rest) - len(rest) % BLOCK_SAMPLES
            yield from blocks(rest[:whole])
            rest = np.concatenate([rest[whole:], piece])
        yield from blocks(rest, quiet_after=quiet_after)

    return cut()


def lasting(path: Path) -> float:
    """Seconds that a file says it lasts, which may be a lie; 0 where it says nothing."""
    import soundfile

    try:
        info = soundfile.info(path if sys.platform == "win32" else os.fsencode(path))
    except (OSError, soundfile.LibsndfileError):
        return 0.0
    return max(0.0, float(info.duration))


def _pieces(path: Path) -> Iterator[Sound]:
    """A file in pieces of a second or less, at least one of them."""
    import soundfile

    told = 0
    try:
        # A name need not be text; the library would make text of it.
        name = path if sys.platform == "win32" else os.fsencode(path)
        with soundfile.SoundFile(name) as file:
            if not RATES[0] <= file.samplerate <= RATES[1]:
                raise AudioError(
                    f"{path}: it says it has {file.samplerate} samples a second.",
                    f"Give one with {RATES[0]} to {RATES[1]}.",
                )
            stream = SoundStream(file.samplerate)
            # What its header says of its length may be a lie, or "not known": read to the end.
            frames = max(1, min(file.samplerate, LARGEST_PIECE // file.channels))
            while len(wave := file.read(frames, dtype="float32", always_2d=True)):
                yield stream.add(wave)
                told += 1
    except (OSError, soundfile.LibsndfileError, MemoryError) as error:
        if told:
            return  # damaged further on: what came before was heard
        why = "there is no such file" if not path.exists() else "it is not a sound file I can read"
        raise AudioError(
            f"{path}: {why}.", "Give a WAV or FLAC file, for example 16 kHz mono 16-bit WAV."
        ) from error
    if not told:
        raise AudioError(f"{path}: it contains no sound.", "Give a recording that is not empty.")
    yield stream.finish()


def blocks(sound: Sound, *, quiet_after: int = 0) -> Iterator[Sound]:
    """A sound in blocks of 320 samples, the last one filled up, and so many blocks of silence."""
    for begin in range(0, len(sound), BLOCK_SAMPLES):
        block = sound[begin : begin + BLOCK_SAMPLES]
        yield np.pad(block, (0, BLOCK_SAMPLES - len(block)))
    for _ in range(quiet_after):
        yield np.zeros(BLOCK_SAMPLES, dtype=np.int16)


def sound_files(paths: tuple[Path, ...]) -> list[Path]:
    """The files named, with every folder replaced by what can be read in it, in order of name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (each for each in path.iterdir() if not each.name.startswith("."))
            found += sorted(each for each in inside if each.suffix.lower() in KINDS)
        else:
            found.append(path)
    return found


class StereoWriter:
    """Writes two tracks block by block, so that a long session needs no memory.

    Raises:
        AudioError: the file cannot be created, or not be written any more, as on a full disk.
    """

    def __init__(self, path: Path) -> None:
        import soundfile

        self._path = path
        with self._written():
            self._file = soundfile.SoundFile(
                path, "w", samplerate=SAMPLE_RATE, channels=2, subtype="PCM_16"
            )

    def __enter__(self) -> StereoWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._written():
            self._file.close()

    def write(self, left: Sound, right: Sound) -> None:
        """Add a block: two sounds of the same length."""
        with self._written():
            self._file.write(np.stack([left, right], axis=1))

    @contextmanager
    def _written(self) -> Iterator[None]:
        import soundfile

        try:
            yield
        except (OSError, soundfile.LibsndfileError) as error:
            raise AudioError(
                f"The recording {self._path} cannot be written.",
                "Make room, or choose another place with --out.",
            ) from error
