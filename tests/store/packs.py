"""A small voice pack, made of tones: what it says is another test's matter."""

import zipfile
from pathlib import Path

from voice_coach.signal.chime import chime
from voice_coach.store.voice_packs import PackFacts, VoicePack, write_pack

FACTS = PackFacts(
    name="evening",
    title="An evening voice",
    language="en",
    engine="tones",
    version="1",
    licence="CC0-1.0",
    credit="Nobody",
    paces=(160, 136),
)
TEXTS = ("Take your time.", "Go on.", "Let's stop here.")


def a_pack(folder: Path) -> VoicePack:
    """A whole one, in a new folder called "evening"."""
    tones = {160: chime("start", 1.0), 136: chime("end", 1.2)}
    lines = [(text, pace, tones[pace]) for pace in FACTS.paces for text in TEXTS]
    return write_pack(folder / "evening", FACTS, lines)


def zipped(pack: VoicePack, path: Path) -> Path:
    """The zip of a pack, its folder in it."""
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(pack.folder.rglob("*")):
            archive.write(file, file.relative_to(pack.folder.parent))
    return path
