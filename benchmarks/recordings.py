"""The recordings of other people that benchmarks use (see VOICE_COACH_SAMPLES in the README)."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from voice_coach.edge.sound_file import read_sound
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import SAMPLE_RATE

TALK = ("conversation_constructed", "conversation_ami", "conversation_other")
SOUNDS = ("sounds_esc10", "sounds_household", "background_long")


class Recording(msgspec.Struct, frozen=True, kw_only=True):
    """One file and what is known of it."""

    path: Path
    said: str
    label: str
    speaker: str = ""
    turns: tuple[dict, ...] = ()
    speaker: str = ""

    @property
    def source(self) -> str:
        """Whose it is: its speaker, or the file where the speaker is not known."""
        return self.speaker or self.path.name

    @property
    def sound(self) -> Sound:
        return read_sound(self.path)


def folder() -> Path:
    where = os.environ.get("VOICE_COACH_SAMPLES")
    if not where or not (Path(where) / "audio").is_dir():
        raise SystemExit("Set VOICE_COACH_SAMPLES to the folder that holds audio/ and text/.")
    return Path(where) / "audio"


def recordings(*names: str) -> Iterator[Recording]:
    """Those of the named folders, in the order of their manifests."""
    for name in names:
        manifest = folder() / name / "manifest.jsonl"
        for line in manifest.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            yield Recording(
                path=folder() / name / entry["file"],
                said=entry["transcript"] or "",
                label=entry.get("label") or "",
                speaker=entry.get("speaker") or "",
                turns=tuple(entry.get("turns") or ()),
            )


def padded(sound: Sound, *, before: float = 0.5, after: float = 1.0) -> Sound:
    """The sound between so many seconds of silence."""
    lead, tail = (np.zeros(round(each * SAMPLE_RATE), dtype=np.int16) for each in (before, after))
    return np.concatenate([lead, sound, tail])
