"""Where speech models live on this machine, which there are, and which one a session uses."""

from __future__ import annotations

import difflib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from voice_coach.edge.adding import how_to_add
from voice_coach.edge.whisper_library import can_hear_words
from voice_coach.errors import ModelError, UsageError
from voice_coach.store.model_files import check_model, check_sums, is_whisper, shipped

Hears = Literal["commands", "words"]


class ModelFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a model that is no zip."""

    name: str
    size: int
    sha256: str


class ModelFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a model before it is on this machine."""

    name: str
    title: str
    hears: Hears
    licence: str
    url: str = ""
    """Where its zip or the folder of its files can be downloaded; empty: it comes with us."""
    size: int = 0
    """Bytes of the zip, or of all files."""
    sha256: str = ""
    """Of the zip."""
    files: tuple[ModelFile, ...] = ()
    """A Whisper model's; empty: it is one of Vosk's."""

    @property
    def runs(self) -> bool:
        """Whether what it runs in is installed: Vosk always is, Whisper is an extra."""
        return not self.files or can_hear_words()


COACH_EN = ModelFacts(
    name="coach-en",
    title="small, our own: hears commands and short answers, never what you talk about",
    hears="commands",
    licence="MIT",
)

FULL_EN = ModelFacts(
    name="vosk-model-small-en-us-0.15",
    title="hears words too: help with mirrors",
    hears="words",
    licence="Apache-2.0",
    url="https://alphacephei.com/vosk/models/vosk-model-small-en-us-0.15.zip",
    size=41_205_931,
    sha256="30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498",
)

WHISPER_EN = ModelFacts(
    name="whisper-tiny.en",
    title="hears words best: help with mirrors",
    hears="words",
    licence="MIT",
    url="https://huggingface.co/Systran/faster-whisper-tiny.en/resolve/"
    "0d3d19a32d3338f10357c0889762bd8d64bbdeba/",
    size=78_090_594,
    files=(
        ModelFile(
            name="config.json",
            size=2_317,
            sha256="14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
        ),
        ModelFile(
            name="tokenizer.json",
            size=2_128_466,
            sha256="929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
        ),
        ModelFile(
            name="vocabulary.txt",
            size=422_309,
            sha256="ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
        ),
        ModelFile(
            name="model.bin",
            size=75_537_502,
            sha256="1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
        ),
    ),
)

CATALOGUE = (COACH_EN, WHISPER_EN, FULL_EN)
"""The shipped one first, then those that hear words, the best first."""

EXTRA = "faster-whisper"
"""The package that a Whisper model needs beside its files: the extra `voice-coach[whisper]` by its
own name, as voice-coach itself need not be in any index."""

OVERLAP = "overlap"
"""The folder of the weights that tell two voices at once. It is no speech model: nobody chooses it,
and without it the coach only does not notice when both talk."""


class InstalledModel(msgspec.Struct, frozen=True, kw_only=True):
    """A model on this machine."""

    name: str
    path: Path
    hears: Hears


class ChosenModels(msgspec.Struct, frozen=True, kw_only=True):
    """What a session hears with: each ear for what it is good at."""

    commands: InstalledModel
    words: InstalledModel | None


HOMELESS = Path(os.devnull) / "voice-coach"
"""For somebody who has no home: nothing is in it, and nothing can be kept."""


def has_home() -> bool:
    """Whether there is a home folder: HOME is set, or the system knows who this is."""
    try:
        Path.home()
    except RuntimeError:
        return False
    return True


def data_home() -> Path:
    """The folder for what the user installs: VOICE_COACH_HOME, or the platform's place for data.

    For somebody who has no home it is one in which nothing is and nothing can be kept.
    """
    if home := os.environ.get("VOICE_COACH_HOME"):
        return Path(home)
    if not has_home():
        return HOMELESS
    import platformdirs

    return platformdirs.user_data_path("voice-coach", appauthor=False)


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

    def forget_part(self, facts: ModelFacts) -> None:
        """Delete what was downloaded of it so far."""
        part = self.part(facts)
        if part.is_dir():
            shutil.rmtree(part)
        else:
            part.unlink(missing_ok=True)

    def gathered(self, facts: ModelFacts) -> int:
        """Bytes downloaded of it so far."""
        part = self.part(facts)
        files = part.iterdir() if part.is_dir() else [part] if part.is_file() else []
        return sum(each.stat().st_size for each in files)

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
    def wordy(self) -> list[ModelFacts]:
        """The models that would hear words here, the best first."""
        return [each for each in self.catalogue if each.hears == "words" and each.runs]

    def fitting(self, source: Path) -> ModelFacts:
        """Which model lies in a zip or a folder, by its kind: Whisper's are folders."""
        whispers = source.is_dir() and is_whisper(source)
        wordy = [each for each in self.catalogue if each.hears == "words"]
        return next((each for each in wordy if bool(each.files) == whispers), wordy[0])

    @property
    def preferred(self) -> ModelFacts:
        """What hears words where nobody chose; where nothing does, the shipped one."""
        return next(filter(self.has, self.wordy), COACH_EN)

    def choose(self, name_or_path: str | None = None, *, hear: Hears | None = None) -> ChosenModels:
        """What a session hears with.

        Commands are always heard by a model made for them, whatever hears words.

        Args:
            name_or_path: the model asked for; None: what is installed.
            hear: "commands": words are not heard; "words": they must be; None: where they can be.

        Raises:
            ModelError: a model is not installed, not whole, or lacks what it runs in; or nothing
                that hears words is there.
            UsageError: no model has this name and nothing lies at this path.
        """
        asked = self.find(name_or_path)
        commands = asked if asked.hears == "commands" else self.find(COACH_EN.name)
        if hear == "commands":
            return ChosenModels(commands=commands, words=None)
        if hear == "words" and name_or_path is None and asked.hears == "commands":
            raise ModelError(
                "No speech model that hears words is installed.",
                "`voice-coach models install` downloads one.",
            )
        words = asked if asked.hears == "words" or hear == "words" else None
        if words and is_whisper(words.path) and not can_hear_words():
            raise ModelError(f"{words.name} needs one more package.", how_to_add(EXTRA))
        return ChosenModels(commands=commands, words=words)

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
                f"({facts.size / 1e6:.0f} MB); without it, leave --model out.",
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
            self.forget_part(facts)
            if place.is_dir() and not place.is_symlink():
                shutil.rmtree(place)
            else:
                place.unlink(missing_ok=True)
        except OSError as error:
            raise ModelError(
                f"{place} cannot be deleted: {error.strerror}.", "Delete it by hand."
            ) from error
