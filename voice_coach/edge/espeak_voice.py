"""The `espeak-ng` program as a voice: the coach's fallback, and the actors of a virtual room."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterable

from voice_coach.edge.ports import said_as_words
from voice_coach.errors import VoiceError
from voice_coach.signal.sound import SILENCE, Sound, finished_prompt

DEADLINE_SECONDS = 5.0
"""Longest wait for one prompt; it takes about 10 ms."""


class EspeakVoice:
    """Speaks by running the program once a prompt.

    Args:
        voice: a voice and variant as `espeak-ng --voices` lists them, such as "en-us+f3".
        words_per_minute: pace at rate 1.0.
    """

    def __init__(self, *, voice: str = "en-us", words_per_minute: int = 160) -> None:
        self.name = f"espeak-ng {voice}"
        self._voice = voice
        self._pace = words_per_minute

    def speak(self, text: str, *, rate: float = 1.0) -> Sound:
        import soundfile

        if not text.strip():
            return SILENCE  # it would answer with no sound file at all
        program = shutil.which("espeak-ng") or shutil.which("espeak")
        if not program:
            raise no_engine()
        pace = str(round(self._pace * rate))
        try:
            done = subprocess.run(
                [program, "-v", self._voice, "-s", pace, "--stdin", "--stdout"],
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
