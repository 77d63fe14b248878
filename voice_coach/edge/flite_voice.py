"""flite as a voice: a free program that many Linux systems have, run once a prompt."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable

from voice_coach.edge.ports import SystemVoice, said_as_words
from voice_coach.edge.prompt_file import prompt_file
from voice_coach.errors import VoiceError
from voice_coach.signal.sound import SILENCE, Sound, finished_prompt

ENGINE = "flite"

DEADLINE_SECONDS = 10.0
"""Longest wait for one prompt; it takes about 0.2 s."""

OWN_PACE = 160
"""Words a minute at which its voices are taken to speak: a line takes them as long as espeak-ng."""

LEFT_OUT = {"kal", "awb_time"}
"""Its voices at half the sample rate, and for the time of day only."""

FEMALE = {"slt"}


def flite_voices() -> list[SystemVoice]:
    """The voices it has here; none where it is not installed."""
    if not shutil.which(ENGINE):
        return []
    try:
        done = subprocess.run(
            [ENGINE, "-lv"],
            capture_output=True,
            timeout=DEADLINE_SECONDS,
            check=True,
            encoding="utf-8",
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return [
        SystemVoice(
            name=f"{ENGINE}-{id}",
            title=f"{ENGINE}, {id}",
            language="en-us",
            gender="female" if id in FEMALE else "male",
            id=id,
            engine=ENGINE,
        )
        for id in re.findall(r"\w+", done.stdout.partition(":")[2])
        if id not in LEFT_OUT
    ]


class FliteVoice:
    """Speaks by running the program once a prompt.

    Args:
        voice: one of its voices, such as "slt".
        words_per_minute: pace at rate 1.0.
        deadline_seconds: longest wait for one prompt.
    """

    def __init__(
        self,
        *,
        voice: str,
        words_per_minute: int = OWN_PACE,
        deadline_seconds: float = DEADLINE_SECONDS,
    ) -> None:
        self.name = f"{ENGINE} {voice}"
        self._voice = voice
        self._pace = words_per_minute
        self._deadline = deadline_seconds

    def speak(self, text: str, *, rate: float = 1.0) -> Sound:
        import soundfile

        if not any(letter.isalnum() for letter in text):
            return SILENCE
        stretch = f"duration_stretch={OWN_PACE / (self._pace * rate):.3f}"
        command = [ENGINE, "-voice", self._voice, "--setf", stretch, "-f", "/dev/stdin", "-o"]
        try:
            with prompt_file() as path:  # names are spoken: they are in no command line and no file
                subprocess.run(
                    [*command, str(path)],
                    input=said_as_words(text).encode(),
                    capture_output=True,
                    timeout=self._deadline,
                    check=True,
                )
                wave, sample_rate = soundfile.read(path, dtype="float32")
        except (OSError, subprocess.SubprocessError, soundfile.LibsndfileError) as error:
            raise VoiceError(
                "flite did not answer.", "Choose another voice: `voice-coach voices list`."
            ) from error
        return finished_prompt(wave, sample_rate)

    def prepare(self, texts: Iterable[str]) -> None:
        """Nothing is prepared: it answers soon enough."""
