"""The `espeak-ng` program as a voice: the coach's fallback, and the actors of a virtual room."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterable

from voice_coach.edge.ports import SystemVoice, said_as_words
from voice_coach.errors import VoiceError
from voice_coach.signal.sound import SILENCE, Sound, finished_prompt

DEADLINE_SECONDS = 5.0
"""Longest wait for one prompt; it takes about 10 ms."""

USUAL_PITCH = 50
"""espeak-ng's own."""

ALOUD = ("--stdin", "--stdout")

VARIANT = re.compile(
    r"^ *\d+ +variant +\S+/(?P<gender>\S) +(?P<title>\S+) +!v/(?P<file>[^(\n]+)", re.M
)
"""A row of `espeak-ng --voices=variant`: priority, language, age and gender, name, file, and
other languages."""


def espeak_variants() -> list[SystemVoice]:
    """The variants that any of espeak's voices can be given; none without the program."""
    program = _program()
    if not program:
        return []
    try:
        done = subprocess.run(
            [program, "--voices=variant"],
            capture_output=True,
            timeout=DEADLINE_SECONDS,
            check=True,
            encoding="utf-8",
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return [
        SystemVoice(
            name=f"+{row['file'].strip()}",
            title=row["title"],
            language="",
            gender="female" if row["gender"] == "F" else "male",
            id=row["file"].strip(),
            engine="espeak-ng",
        )
        for row in VARIANT.finditer(done.stdout)
    ]


def _program() -> str | None:
    return shutil.which("espeak-ng") or shutil.which("espeak")


class EspeakVoice:
    """Speaks by running the program once a prompt.

    Args:
        voice: a voice and variant as `espeak-ng --voices` lists them, such as "en-us+f3".
        words_per_minute: pace at rate 1.0.
        pitch: 0 to 99, as espeak-ng has it.
    """

    def __init__(
        self, *, voice: str = "en-us", words_per_minute: int = 160, pitch: int = USUAL_PITCH
    ) -> None:
        self.name = f"espeak-ng {voice}"
        self._pitch = str(pitch)
        self._voice = voice
        self._pace = words_per_minute

    def speak(self, text: str, *, rate: float = 1.0) -> Sound:
        import soundfile

        if not text.strip():
            return SILENCE  # it would answer with no sound file at all
        program = _program()
        if not program:
            raise no_engine()
        pace = str(round(self._pace * rate))
        try:
            done = subprocess.run(
                [program, "-v", self._voice, "-s", pace, "-p", self._pitch, *ALOUD],
                input=said_as_words(text).encode(),
                capture_output=True,
                timeout=DEADLINE_SECONDS,
                check=True,
            )
            wave, sample_rate = soundfile.read(io.BytesIO(done.stdout), dtype="float32")
        except (OSError, subprocess.SubprocessError, soundfile.LibsndfileError) as error:
            raise VoiceError(
                "The espeak-ng voice did not answer.", "Try `espeak-ng hello` in a terminal."
            ) from error
        return finished_prompt(wave, sample_rate)

    def prepare(self, texts: Iterable[str]) -> None:
        """Nothing to prepare: it answers as fast as it can."""


def no_engine() -> VoiceError:
    """The error when no voice engine is there at all."""
    return VoiceError(
        "No voice engine was found on this machine.",
        "Install one: `sudo apt install espeak-ng` (Debian, Ubuntu) or `brew install espeak-ng`.",
    )
