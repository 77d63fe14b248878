"""Reads exercises: TOML files into `Exercise`, with errors that name file, line and key."""

from __future__ import annotations

import difflib
import random
from collections.abc import Callable
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePath
from typing import TypeVar

import msgspec

from voice_coach.errors import ScriptError, UsageError
from voice_coach.exercise.script import AnyStep, CoachLines, Exercise, Part, Stage
from voice_coach.exercise.script_check import problems
from voice_coach.exercise.script_shape import expectation
from voice_coach.store.script_text import HELP, parsed, place, positions
from voice_coach.store.toml_file import text_of

RECOMMENDED = "outside-stress"
"""The exercise to begin with: nobody in the room is the problem (exercises.md, order)."""

GOOD_ORDER = (
    *("breathe-together", "outside-stress", "thank-you-rounds", "gentle-opening", "floor-talk"),
    *("weekly-check-in", "mirror-dialogue", "underneath", "our-loop", "after-the-argument"),
    *("two-views", "reach-and-respond", "real-apology", "trust-check-in"),
)
"""A path through the catalogue, from stress outside the couple to the hardest talks; what is not
named fits in anywhere (exercises.md, suggested order)."""

NEAR = 0.7
"""How alike two names are that somebody may have mixed up, from 0 to 1."""

T = TypeVar("T")

NOT_EXERCISES = ("blocks", "coach")

STAGES: dict[str, Stage] = {
    **dict.fromkeys(("arrival", "arrival-brief", "arrival-alone"), "arrival"),
    **dict.fromkeys(("close", "close-alone"), "close"),
}
"""What the building blocks are in a session, where they are not talk."""


class ScriptFiles:
    """The scripts that come with the project, and those of a folder of people's own.

    Args:
        own: the folder of their own exercises; it need not be there.
    """

    def __init__(self, own: Path | None = None) -> None:
        self._shipped = files("voice_coach") / "scripts"
        self.own = own

    def names(self) -> list[str]:
        """Every exercise's name, without reading a file: the project's, then people's own."""
        return [*self.shipped_names(), *self.own_names()]

    def shipped_names(self) -> list[str]:
        """The names of those that come with the project."""
        return [name for name in _names(self._shipped) if name not in NOT_EXERCISES]

    def own_names(self) -> list[str]:
        """The names of people's own. One of the project's is never replaced by one of theirs."""
        if not self.own:
            return []
        try:
            found = _names(self.own)
        except OSError:  # no folder, no exercises
            return []
        return [name for name in found if name not in self.shipped_names()]

    def load(self, name: str) -> Exercise:
        """An exercise by name, or by the path of a TOML file, as `path_of` finds it.

        Raises:
            UsageError: no exercise has this name.
            ScriptError: the file is not a valid script.
        """
        return self.load_file(self.path_of(name))

    def path_of(self, name: str) -> Traversable:
        """The file of an exercise: by its name, by the name of a file here, or by its path.

        A name may be cut short, as long as only one begins so.

        Raises:
            UsageError: no exercise has this name.
        """
        if name in self.shipped_names():
            return self._shipped / f"{name}.toml"
        if self.own and name in self.own_names():
            return self.own / f"{name}.toml"
        if name.endswith(".toml") or Path(name).is_file():
            return Path(name)
        beside = Path(f"{name}.toml")
        if beside.is_file():
            return beside
        begun = [each for each in self.names() if name and each.startswith(name)]
        if len(begun) == 1:
            return self.path_of(begun[0])
        if begun:
            raise UsageError(
                f'"{name}" could be {" or ".join(begun)}.', "Type a letter or two more."
            )
        near = difflib.get_close_matches(name, self.names(), n=1, cutoff=NEAR)
        did_you_mean = f"Did you mean {near[0]}? " if near else ""
        raise UsageError(
            f'There is no exercise called "{name}".',
            f"{did_you_mean}`voice-coach list` shows them all.",
        )

    def load_file(self, path: Traversable) -> Exercise:
        """An exercise from a file, whoever wrote it.

        Raises:
            ScriptError: it cannot be read or is not a valid script.
        """
        try:
            text = text_of(path.read_bytes())
        except OSError as error:
            raise ScriptError(f"{path}: {error.strerror}.", "Check the file's name.") from error
        except ValueError as error:
            raise ScriptError(f"{path}: {error}.", "Save it as UTF-8.") from error
        return self._exercise(text, str(path), PurePath(path.name).stem)

    def all(self, *, tell: Callable[[str], None] = lambda _: None) -> list[Exercise]:
        """Every exercise, read and checked.

        One of people's own that is not fine is left out, and `tell` is told why.
        """
        found = [self.load(name) for name in self.shipped_names()]
        for name in self.own_names():
            try:
                found.append(self.load(name))
            except ScriptError as error:
                path = f"{self.own}/{name}.toml"
                tell(f"{error.message.splitlines()[0]} It is left out. voice-coach check {path}")
        return found

    def shares(self, path: Path) -> bool:
        """Whether a file is one of the project's that all exercises share, and none itself."""
        shared = [files("voice_coach") / "scripts" / f"{name}.toml" for name in NOT_EXERCISES]
        return str(path.resolve()) in map(str, shared)

    def is_shipped(self, exercise: Exercise) -> bool:
        """Whether an exercise is one of the project's, as it comes."""
        return exercise.name in self.shipped_names() and self.load(exercise.name) == exercise

    def lines(self) -> CoachLines:
        """What the coach says in every exercise."""
        return self._shared("coach", CoachLines)

    @cached_property
    def blocks(self) -> dict[str, tuple[AnyStep, ...]]:
        """The building blocks by name."""
        return self._shared("blocks", dict[str, tuple[AnyStep, ...]])

    def _shared(self, name: str, shape: type[T]) -> T:
        path = files("voice_coach") / "scripts" / f"{name}.toml"
        table = parsed(path.read_text(encoding="utf-8"), str(path))
        try:
            return msgspec.convert(table, shape)
        except msgspec.ValidationError as error:
            raise ScriptError(f"{path}: {error}.", HELP) from error

    def _exercise(self, text: str, where: str, stem: str) -> Exercise:
        table = parsed(text, where)
        lines = positions(text)
        try:
            exercise = self._with_blocks(msgspec.convert(table, Exercise), where, lines)
            exercise = self._with_cards(exercise, where, lines)
        except msgspec.ValidationError as error:
            complaint, _, path = str(error).partition(" - at `")
            path, expected = expectation(complaint, path.rstrip("`") or "$", table, Exercise)
            raise ScriptError(f"{place(where, path, lines)}: expected {expected}.", HELP) from error
        found = [
            f"{place(where, each.path, lines)}: expected {each.expected}."
            for each in problems(exercise)
        ]
        if exercise.name != stem:
            found.insert(
                0, f'{place(where, "$.name", lines)}: expected "{stem}", the file\'s name.'
            )
        if found:
            raise ScriptError("\n".join(found), HELP)
        return exercise

    def _with_blocks(self, exercise: Exercise, where: str, lines: dict[str, int]) -> Exercise:
        def placed(mode: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
            result = []
            for index, part in enumerate(parts):
                path = f"$.{mode}[{index}]"
                if part.use and part.use not in self.blocks:
                    raise ScriptError(
                        f"{place(where, path + '.use', lines)}: expected a building block: "
                        f"{', '.join(self.blocks)}.",
                        HELP,
                    )
                if bool(part.use) == bool(part.steps):
                    raise ScriptError(
                        f"{place(where, path, lines)}: expected either `use` or steps.", HELP
                    )
                steps = self.blocks[part.use] if part.use else part.steps
                stage = STAGES.get(part.use, part.stage)
                result.append(msgspec.structs.replace(part, steps=steps, use="", stage=stage))
            return tuple(result)

        return msgspec.structs.replace(
            exercise,
            couple=placed("couple", exercise.couple),
            solo=placed("solo", exercise.solo),
        )

    def _with_cards(self, exercise: Exercise, where: str, lines: dict[str, int]) -> Exercise:
        """Put in the decks that the script uses and does not bring itself."""
        cards = dict(exercise.cards)
        for mode in exercise.modes:
            for index, part in enumerate(exercise.couple if mode == "couple" else exercise.solo):
                if not part.deck or part.deck in cards:
                    continue
                path = files("voice_coach") / "decks" / f"{part.deck}.toml"
                if not path.is_file():
                    raise ScriptError(
                        f"{place(where, f'$.{mode}[{index}].deck', lines)}: expected a deck: "
                        f"{', '.join(deck_names())}, or cards of its own under [cards].",
                        HELP,
                    )
                deck = msgspec.convert(parsed(path.read_text(encoding="utf-8"), str(path)), Deck)
                cards[part.deck] = deck.cards
        return msgspec.structs.replace(exercise, cards=cards)


def _names(folder: Traversable) -> list[str]:
    found = (each.name for each in folder.iterdir())
    return sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml"))


class Deck(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question deck as its file gives it."""

    about: str
    """What it is for."""
    cards: tuple[str, ...]


def deck_names() -> list[str]:
    """The decks that come with the project."""
    folder = files("voice_coach") / "decks"
    return sorted(each.name.removesuffix(".toml") for each in folder.iterdir())


def shuffled(exercise: Exercise, draw: int) -> Exercise:
    """The exercise with its decks in another order: the same order for the same `draw`."""
    cards = {
        name: tuple(random.Random(f"{name} {draw}").sample(deck, len(deck)))
        for name, deck in exercise.cards.items()
    }
    return msgspec.structs.replace(exercise, cards=cards)
