"""The coach's usual voice: pyttsx3 in a supervised worker process.

pyttsx3 is unfit for a live loop (its `stop` does nothing, `runAndWait` may never return), so a
worker only synthesises to a file. While it is started anew the `espeak-ng` program speaks; if there
is none, the new worker is waited for.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Literal

from voice_coach.edge.ports import SystemVoice, Voice
from voice_coach.edge.worker import worker_command
from voice_coach.edge.worker_voice import TRIES, Limits, WorkerVoice, new_worker, no_start

DEADLINE_SECONDS = 1.0
"""Longest wait for a prompt; measured 10 to 30 ms, and the first also waits for the engine."""

START_SECONDS = 5.0
"""Longest wait for the worker to be ready: a cold machine loads its engine in two or three."""


WORKER = worker_command("voice_coach.edge.pyttsx3_worker")


GENDERS: dict[str, Literal["female", "male"]] = {"female": "female", "male": "male"}


def pyttsx3_voices(command: Sequence[str] = WORKER) -> tuple[list[SystemVoice], str]:
    """Every voice of this system, in its engine's order, and the id of the one it uses by itself.

    Raises:
        VoiceError: there is no engine, or it does not answer.
    """
    worker = new_worker(command, start=START_SECONDS)
    try:
        if not worker.ready(within=START_SECONDS):
            raise no_start()
        told = worker.ask({}, within=START_SECONDS)
    finally:
        worker.close()
    return [_system_voice(**each) for each in told["voices"]], _plain_id(told["used"])


def _system_voice(*, id: str, title: str, language: str, gender: str) -> SystemVoice:
    plain = _plain_id(id)
    linux = sys.platform == "linux"
    return SystemVoice(
        name=plain if linux else title,
        title=title.strip(),
        language=language if language[:1].isalpha() and " " not in language else "",
        gender=GENDERS.get(gender, ""),
        id=plain,
        engine="espeak-ng" if linux else "the system's",
    )


def _plain_id(id: str) -> str:
    """Without the folder espeak keeps the voice in: so the espeak-ng program knows it too."""
    return id.rpartition("/")[2] if sys.platform == "linux" else id


class Pyttsx3Voice(WorkerVoice):
    """Speaks through pyttsx3.

    Args:
        voice: a voice id of the platform's engine; None: its default English voice.
        words_per_minute: pace at rate 1.0.
        pitch: 0 to 99, where the engine has it, which is espeak-ng; None: its own.
        fallback: who speaks when the worker cannot.
        deadline_seconds: longest wait for one prompt.
        patience_seconds: how long a prompt waits for a worker that is still starting, before the
            fallback speaks; none where that sounds the same.
        command: the worker program and its arguments.
    """

    def __init__(
        self,
        *,
        voice: str | None = None,
        words_per_minute: int = 160,
        pitch: int | None = None,
        fallback: Voice | None = None,
        deadline_seconds: float = DEADLINE_SECONDS,
        patience_seconds: float = DEADLINE_SECONDS,
        command: Sequence[str] = WORKER,
    ) -> None:
        super().__init__(
            name=f"pyttsx3 {voice or 'default'}",
            command=command,
            voice=voice,
            words_per_minute=words_per_minute,
            pitch=pitch,
            fallback=fallback,
            limits=Limits(
                start=START_SECONDS,
                busy=TRIES * deadline_seconds + START_SECONDS,  # one that is asked for anew
                due=deadline_seconds,
                ahead=deadline_seconds,
                patience=patience_seconds,
                first=0.0,
                anew=START_SECONDS,
            ),
        )
