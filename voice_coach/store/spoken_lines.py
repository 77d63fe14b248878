"""A line as it is kept as sound: its file's name, and the file.

The name tells which voice says which words at which pace, and can be told from nothing else: the
same line is found again, and a changed one is another.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from pathlib import Path

from voice_coach.signal.sound import Sound
from voice_coach.signal.units import SAMPLE_RATE

SUFFIX = ".opus"


def line_name(voice: str, pace: int, text: str) -> str:
    """The name of a line's file: a SHA-256 of its voice, its pace and its words.

    Args:
        voice: the name of the voice or of its pack.
        pace: words a minute.
        text: the line, in any spacing and any way of writing its letters.
    """
    said = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(f"{voice}\n{pace}\n{said}".encode(errors="replace")).hexdigest() + SUFFIX


LINE_NAME = re.compile(rf"[0-9a-f]{{64}}{re.escape(SUFFIX)}")
"""What such a name looks like."""


def encoded(sound: Sound) -> bytes:
    """A line as a file holds it: Opus in Ogg, about 3 kB a second."""
    import soundfile

    file = io.BytesIO()
    soundfile.write(file, sound, SAMPLE_RATE, format="OGG", subtype="OPUS")
    return file.getvalue()


def read_line(path: Path) -> Sound | None:
    """A line that was kept; None: there is no such file, or none that holds a line."""
    import soundfile

    try:
        content = path.read_bytes()
        sound, rate = soundfile.read(io.BytesIO(content), dtype="int16", always_2d=True)
    except (OSError, soundfile.LibsndfileError):
        return None
    line: Sound = sound[:, 0]
    return line if rate == SAMPLE_RATE and len(line) else None
