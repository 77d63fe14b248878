"""Warm voices that somebody fetched: Piper's own files of one of its voices, on this machine.

A folder, or a zip of one: the model (`en_US-NAME-medium.onnx`), its facts (`.onnx.json` beside it)
and its card (`MODEL_CARD`), which tells its licence. Nothing else of it is kept.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from voice_coach.edge.warm_voice import CARD, PACKAGES, WarmVoice, missing, needed_is_here
from voice_coach.errors import ModelError, UsageError, VoiceError
from voice_coach.store.installing import check_ordinary, delete_folder, make_room, new_folder, put
from voice_coach.store.model_store import data_home
from voice_coach.store.unpack import Bounds, only_folder, unpack
from voice_coach.store.voice_packs import VoicePacks

SUFFIX = ".onnx"

BOUNDS = Bounds(
    most_bytes=500_000_000,  # the largest of Piper's has 120 MB
    most_files=50,
    error=ModelError,
    again="Fetch the voice again, from where it comes from.",
)

AS_FETCHED = "Fetch its .onnx, .onnx.json and MODEL_CARD into one folder. Nothing was installed."

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_NAME = 40

TRIED_PACE, TRIED_WITH = 160, "Hello, you two."
TRIAL_SECONDS = 300.0
"""Nobody listens yet: a busy machine is no reason to take a voice for a damaged one."""

Share = Annotated[float, Meta(ge=0, le=10)]


class _Audio(msgspec.Struct, frozen=True):
    sample_rate: Annotated[int, Meta(ge=8_000, le=48_000)]


class _Espeak(msgspec.Struct, frozen=True):
    voice: Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[a-z0-9]+)*$")]


class _Inference(msgspec.Struct, frozen=True):
    noise_scale: Share
    length_scale: Share
    noise_w: Share


class PiperFacts(msgspec.Struct, frozen=True):
    """What is needed of a voice's `.onnx.json`; the rest may be as it likes."""

    audio: _Audio
    espeak: _Espeak
    inference: _Inference
    phoneme_id_map: Annotated[dict[str, list[int]], Meta(min_length=1)]
    num_speakers: Annotated[int, Meta(ge=1)]
    phoneme_type: Literal["espeak"] = "espeak"


class PiperVoices:
    """Those on this machine, each in a folder of its name.

    Args:
        home: the folder for what the user installs; None: the platform's place for it.
    """

    def __init__(self, home: Path | None = None) -> None:
        self.folder = (home or data_home()) / "warm"

    def models(self) -> list[Path]:
        """Their models, by name."""
        return sorted(self.folder.glob(f"[!.]*/*{SUFFIX}"))

    def names(self) -> list[str]:
        """What is there, whole or not."""
        return sorted(each.name for each in self.folder.glob("[!.]*"))

    @staticmethod
    def holds(source: Path) -> bool:
        """Whether a folder or a zip is one of Piper's voices, whole or not."""
        if source.is_dir():
            return any(source.glob(f"*{SUFFIX}"))
        if not zipfile.is_zipfile(source):
            return False
        with zipfile.ZipFile(source) as archive:
            return any(name.endswith(SUFFIX) for name in archive.namelist())

    def install(self, source: Path) -> str:
        """Install a voice, whole or not at all, once it has spoken; its name.

        Raises:
            UsageError: what speaks with it is not installed.
            ModelError: it is not whole, not one of Piper's, does not speak, or there is no room.
        """
        if not needed_is_here():
            raise UsageError("What speaks with a warm voice isn't here yet.", missing())
        make_room(self.folder)
        with new_folder(self.folder, "The voice") as new:
            root = source
            if source.is_dir():
                check_ordinary(source)
            else:
                unpack(source, new / "given", BOUNDS)
                root = only_folder(new / "given")
            model = _model(root, source)
            name = _name(model, source)
            taken = {each for each, _ in PACKAGES.values()} | set(VoicePacks().names())
            if name in taken:
                raise ModelError(
                    f'The voice in {source} is called "{name}", as another one here is.',
                    f"Take that away first, or give {model.name} another name.",
                )
            voice = new / "voice"
            voice.mkdir()
            for each in (model, _facts_of(model), model.with_name(CARD)):
                shutil.copyfile(each, voice / each.name)
            _try(voice / model.name, source)
            put(voice, self.folder / name, before=new / "before")
        return name

    def remove(self, name: str) -> bool:
        """Delete a voice; whether there was one.

        Raises:
            ModelError: it cannot be deleted.
        """
        if name not in self.names():  # a name is no path: nothing is deleted outside the folder
            return False
        delete_folder(self.folder / name)
        return True


def _facts_of(model: Path) -> Path:
    return model.with_name(f"{model.name}.json")


def _model(root: Path, source: Path) -> Path:
    """The one model of a folder, its facts read and its card there."""
    found = sorted(root.glob(f"*{SUFFIX}"))
    if len(found) != 1:
        raise ModelError(f"{source} holds {len(found)} voices; one was expected.", AS_FETCHED)
    for needed in (_facts_of(found[0]), root / CARD):
        if not needed.is_file():
            raise ModelError(f"{source} is not a whole voice: no {needed.name}.", AS_FETCHED)
    try:
        msgspec.json.decode(_facts_of(found[0]).read_bytes(), type=PiperFacts)
    except (ValueError, RecursionError) as error:
        raise ModelError(
            f"{source} is no voice I can speak with: in {_facts_of(found[0]).name}, {error}.",
            "Choose another of Piper's: one that is spelt with espeak.",
        ) from error
    return found[0]


def _name(model: Path, source: Path) -> str:
    """What it is asked for by: the middle of "en_US-kristin-medium", else all of it."""
    parts = model.stem.split("-")
    name = re.sub(r"[^a-z0-9]+", "-", (parts[1] if len(parts) == 3 else model.stem).lower())
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise ModelError(
            f"{source}: {model.name} gives no name to call it by.",
            "Name it by small letters and digits, such as en_US-kristin-medium.onnx.",
        )
    return name


def _try(model: Path, source: Path) -> None:
    try:
        made = WarmVoice(
            model=str(model),
            words_per_minute=TRIED_PACE,
            first_seconds=TRIAL_SECONDS,
            due_seconds=TRIAL_SECONDS,
        )
        with closing(made) as voice:
            voice.speak(TRIED_WITH)
    except VoiceError as error:
        raise ModelError(
            f"The voice in {source} does not speak: a file of it is damaged, or it is none of "
            "Piper's.",
            "Fetch it again, or choose another one. Nothing was installed.",
        ) from error
