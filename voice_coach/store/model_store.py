"""Where speech models live on this machine, which there are, and which one a session uses."""

from __future__ import annotations

import difflib
import hashlib
import os
import shutil
import sys
from collections.abc import Sequence
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

OVERLAP = "overlap"
"""The folder of the weights that tell two voices at once. It is no speech model: nobody chooses it,
and without it the coach only does not notice when both talk."""

INSTALL_AGAIN = "Install it again with `voice-coach models install`, or use --model coach-en."
CAME_WITH_US = "It comes with voice-coach: install voice-coach again."


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


def shipped(name: str) -> Path:
    """A folder of models that come with us: inside an installed package, or beside a checkout's."""
    package = Path(__file__).parent.parent
    inside = package / "models" / name
    return inside if inside.is_dir() else package.parent / "models" / name


class ModelStore:
    """The models on this machine.

    Args:
        home: the folder for what the user installs; None: the platform's place for it.
        catalogue: the models there are, the shipped one first.
    """

    def __init__(
        self, home: Path | None = None, *, catalogue: Sequence[ModelFacts] = CATALOGUE
    ) -> None:
        self.folder = (home or data_home()) / "models"
        self.catalogue = tuple(catalogue)

    def facts(self, name: str) -> ModelFacts:
        """What is known of a model.

        Raises:
            UsageError: no model has this name.
        """
        for each in self.catalogue:
            if each.name == name:
                return each
        if Path(name).is_file():
            raise UsageError(
                f"{name} is a file, not the folder of a speech model.",
                f"If it is a model's zip: `voice-coach models install --from {name}`.",
            )
        near = difflib.get_close_matches(name, [each.name for each in self.catalogue], 1, 0.2)
        did_you_mean = f"Did you mean {near[0]}? " if near else ""
        raise UsageError(
            f'There is no speech model called "{name}".',
            f"{did_you_mean}`voice-coach models list` shows them all.",
        )

    def place(self, facts: ModelFacts) -> Path:
        """Where a model lies, or would."""
        return self.folder / facts.name if facts.url else shipped(facts.name)

    def part(self, facts: ModelFacts) -> Path:
        """Where its download is gathered."""
        return self.folder / f"{facts.name}.part"

    def has(self, facts: ModelFacts) -> bool:
        """Whether a model is installed."""
        return self.place(facts).is_dir()

    def is_whole(self, facts: ModelFacts) -> bool:
        """Whether a model is installed and every file is as it should be."""
        try:
            return self.has(facts) and check_sums(self.place(facts)) > 0
        except ModelError:
            return False

    @property
    def preferred(self) -> ModelFacts:
        """What a session uses where nobody chose: one that hears words, else the shipped one."""
        wordy = (each for each in self.catalogue if each.hears == "words" and self.has(each))
        return next(wordy, COACH_EN)

    def find(self, name_or_path: str | None = None) -> InstalledModel:
        """The model of a name or path; None: the preferred one.

        Raises:
            ModelError: it is not installed, or its folder is not a whole model.
            UsageError: no model has this name and nothing lies at this path.
        """
        if name_or_path and Path(name_or_path).is_dir():
            path = Path(name_or_path).resolve()
            check_model(path)
            hears: Hears = "commands" if path.name == COACH_EN.name else "words"
            return InstalledModel(name=path.name, path=path, hears=hears)
        facts = self.preferred if name_or_path is None else self.facts(name_or_path)
        path = self.place(facts)
        if not path.is_dir():
            raise ModelError(
                f"The speech model {facts.name} is not installed.",
                f"`voice-coach models install {facts.name}` downloads it "
                f"({facts.size / 1e6:.0f} MB), or use --model coach-en.",
            )
        check_model(path)
        return InstalledModel(name=facts.name, path=path, hears=facts.hears)

    def remove(self, name: str) -> None:
        """Delete an installed model, and what was downloaded of it so far.

        Raises:
            UsageError: it comes with the project.
            ModelError: it is not installed, or cannot be deleted.
        """
        facts = self.facts(name)
        if not facts.url:
            raise UsageError(
                f"{name} comes with voice-coach and cannot be removed.",
                "`voice-coach models list` shows which were installed.",
            )
        place, part = self.place(facts), self.part(facts)
        if not place.exists() and not part.exists():
            raise ModelError(f"The speech model {name} is not installed.", "Nothing was changed.")
        try:
            part.unlink(missing_ok=True)
            if place.is_dir() and not place.is_symlink():
                shutil.rmtree(place)
            else:
                place.unlink(missing_ok=True)
        except OSError as error:
            raise ModelError(
                f"{place} cannot be deleted: {error.strerror}.", "Delete it by hand."
            ) from error


def check_model(path: Path) -> None:
    """See that a folder holds the files of a Vosk model.

    Raises:
        ModelError: a file is missing or empty; names it.
    """
    graph = next((each for each in NEEDED_GRAPHS if (path / each[0]).is_file()), NEEDED_GRAPHS[0])
    for file in (*NEEDED_FILES, *graph):
        if not (path / file).is_file() or not (path / file).stat().st_size:
            raise ModelError(
                f"{path} is not a whole speech model: {file} is missing or empty.", _again(path)
            )


def check_sums(path: Path) -> int:
    """Check every file of a model's folder against its sums, and tell how many there are.

    Raises:
        ModelError: there are no sums, or a file is missing or differs; names the file.
    """
    try:
        lines = (path / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"{path} has no {SUMS} to check it against.", _again(path)) from error
    for line in lines:
        wanted, _, file = line.partition("  ")
        file = file.removeprefix("*").removeprefix("./")
        try:
            state = "" if file_sum(path / file) == wanted else "has changed"
        except OSError:
            state = "is missing"
        if state:
            raise ModelError(
                f"The speech model in {path} is damaged: {file} {state}.", _again(path)
            )
    if not lines:
        raise ModelError(f"{path} has an empty {SUMS}.", _again(path))
    return len(lines)


def _again(path: Path) -> str:
    """How to get a whole model in the place of this one."""
    return CAME_WITH_US if path.parent == shipped(COACH_EN.name).parent else INSTALL_AGAIN


def file_sum(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
