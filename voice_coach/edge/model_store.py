"""Where speech models live on this machine, which there are, and which one a session uses."""

from __future__ import annotations

import difflib
import hashlib
import os
import shutil
import sys
from pathlib import Path
from typing import Literal

import msgspec

from voice_coach.errors import ModelError, UsageError

Hears = Literal["commands", "words"]


class ModelFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a model before it is on this machine."""

    name: str
    title: str
    hears: Hears
    licence: str
    url: str = ""
    """Where its zip can be downloaded; empty: it comes with the project."""
    size: int = 0
    """Bytes of the zip."""
    sha256: str = ""
    """Of the zip."""


COACH_EN = ModelFacts(
    name="coach-en",
    title="small, our own: hears commands and short answers, never what you talk about",
    hears="commands",
    licence="MIT",
)

FULL_EN = ModelFacts(
    name="vosk-model-small-en-us-0.15",
    title="hears words too: captions, help with mirrors",
    hears="words",
    licence="Apache-2.0",
    url="https://alphacephei.com/vosk/models/vosk-model-small-en-us-0.15.zip",
    size=41_205_931,
    sha256="30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498",
)

CATALOGUE = (COACH_EN, FULL_EN)

NEEDED_FILES = ("am/final.mdl", "conf/model.conf")
NEEDED_GRAPHS = (("graph/HCLr.fst", "graph/Gr.fst"), ("graph/HCLG.fst",))
"""A folder that has these is a Vosk model: a look-ahead graph, which run-time grammars need, or a
static one."""

SUMS = "SHA256SUMS"


class InstalledModel(msgspec.Struct, frozen=True, kw_only=True):
    """A model on this machine."""

    name: str
    path: Path
    hears: Hears


def data_home() -> Path:
    """The folder for what the user installs: VOICE_COACH_HOME, or the platform's place for data."""
    if home := os.environ.get("VOICE_COACH_HOME"):
        return Path(home)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "voice-coach"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "voice-coach"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "voice-coach"


def shipped_model() -> Path:
    """coach-en: inside an installed package, or beside the package in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "models" / COACH_EN.name
    return inside if inside.is_dir() else package.parent / "models" / COACH_EN.name


class ModelStore:
    """The models on this machine."""

    def __init__(self, home: Path | None = None) -> None:
        self.folder = (home or data_home()) / "models"

    def facts(self, name: str) -> ModelFacts:
        """What is known of a model.

        Raises:
            UsageError: no model has this name.
        """
        for each in CATALOGUE:
            if each.name == name:
                return each
        near = difflib.get_close_matches(name, [each.name for each in CATALOGUE], n=1, cutoff=0.2)
        did_you_mean = f"Did you mean {near[0]}? " if near else ""
        raise UsageError(
            f'There is no speech model called "{name}".',
            f"{did_you_mean}`voice-coach models list` shows them all.",
        )

    def place(self, facts: ModelFacts) -> Path:
        """Where a model lies, or would."""
        return self.folder / facts.name if facts.url else shipped_model()

    def has(self, facts: ModelFacts) -> bool:
        """Whether a model is installed."""
        return self.place(facts).is_dir()

    def find(self, name_or_path: str | None = None) -> InstalledModel:
        """The model of a name or path; None: the full model if it is installed, else coach-en.

        Raises:
            ModelError: it is not installed, or its folder is not a whole model.
            UsageError: no model has this name and nothing lies at this path.
        """
        if name_or_path is None:
            facts = FULL_EN if self.has(FULL_EN) else COACH_EN
        elif Path(name_or_path).is_dir():
            path = Path(name_or_path)
            check_model(path)
            hears: Hears = "commands" if path.name == COACH_EN.name else "words"
            return InstalledModel(name=path.name, path=path, hears=hears)
        else:
            facts = self.facts(name_or_path)
        path = self.place(facts)
        if not path.is_dir():
            raise ModelError(
                f"The speech model {facts.name} is not installed.",
                f"`voice-coach models install {facts.name}` downloads it "
                f"({facts.size / 1e6:.0f} MB), or use --model coach-en.",
            )
        check_model(path)
        return InstalledModel(name=facts.name, path=path, hears=facts.hears)

    def verify(self, name: str) -> int:
        """Check every file of an installed model against its sums, and tell how many there are.

        Raises:
            ModelError: not installed, or a file is missing or differs; names the file.
        """
        model = self.find(name)
        listed = model.path / SUMS
        if not listed.is_file():
            raise ModelError(
                f"The speech model {name} has no {SUMS} to check it against.",
                f"Install it again: `voice-coach models install {name}`.",
            )
        lines = listed.read_text(encoding="utf-8").splitlines()
        for line in lines:
            wanted, _, file = line.partition("  ")
            path = model.path / file.removeprefix("*").removeprefix("./")
            if not path.is_file() or file_sum(path) != wanted:
                state = "changed" if path.is_file() else "missing"
                raise ModelError(
                    f"The speech model {name} is damaged: {file} is {state}.",
                    f"Install it again: `voice-coach models install {name}`.",
                )
        return len(lines)

    def remove(self, name: str) -> None:
        """Delete an installed model.

        Raises:
            UsageError: it comes with the project.
            ModelError: it is not installed, or cannot be deleted.
        """
        facts = self.facts(name)
        if not facts.url:
            raise UsageError(f"{name} comes with voice-coach and stays.", "")
        if not self.has(facts):
            raise ModelError(f"The speech model {name} is not installed.", "Nothing was changed.")
        try:
            shutil.rmtree(self.place(facts))
        except OSError as error:
            raise ModelError(
                f"{self.place(facts)} cannot be deleted: {error.strerror}.", "Delete it by hand."
            ) from error


def check_model(path: Path) -> None:
    """See that a folder holds a whole Vosk model.

    Raises:
        ModelError: a file is missing; names it.
    """
    graph = next((each for each in NEEDED_GRAPHS if (path / each[0]).is_file()), NEEDED_GRAPHS[0])
    for file in (*NEEDED_FILES, *graph):
        if not (path / file).is_file() or not (path / file).stat().st_size:
            raise ModelError(
                f"{path} is not a whole speech model: {file} is missing or empty.",
                "Install it again with `voice-coach models install`, or give another --model.",
            )


def file_sum(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
