"""Reads exercises: TOML files into `Exercise`, with errors that name file, line and key."""

from __future__ import annotations

import difflib
import itertools
import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from voice_coach.errors import ScriptError, UsageError
from voice_coach.exercise.script import (
    PLACEHOLDERS,
    AnyCard,
    AnyStep,
    Card,
    CoachLines,
    Exercise,
    Part,
    Stage,
)
from voice_coach.exercise.script_check import line_problems, problems
from voice_coach.exercise.script_shape import expectation
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

NOT_EXERCISES = ("blocks", "coach", "practice-partner")
HELP = f"Compare with a script that works, in {files('voice_coach') / 'scripts'}."

STAGES: dict[str, Stage] = {
    **dict.fromkeys(("arrival", "arrival-brief", "arrival-alone"), "arrival"),
    **dict.fromkeys(("close", "close-alone"), "close"),
}
"""What the building blocks are in a session, where they are not talk."""


class ScriptFiles:
    """The scripts of a folder; by default those that come with the project."""

    def __init__(self, folder: Traversable | Path | None = None) -> None:
        self._folder = folder or files("voice_coach") / "scripts"

    def names(self) -> list[str]:
        """Every exercise's name, without reading a file."""
        found = (
            each.name.removesuffix(".toml")
            for each in self._folder.iterdir()
            if each.name.endswith(".toml")
        )
        return sorted(name for name in found if name not in NOT_EXERCISES)

    def load(self, name: str) -> Exercise:
        """An exercise by name, by the name of a file here, or by the path of a TOML file.

        A name may be cut short, as long as only one begins so.

        Raises:
            UsageError: no exercise has this name.
            ScriptError: the file is not a valid script.
        """
        if name in self.names():
            path = self._folder / f"{name}.toml"
            return self._exercise(path.read_text(encoding="utf-8"), str(path), name)
        if name.endswith(".toml") or Path(name).is_file():
            return self.load_file(Path(name))
        beside = Path(f"{name}.toml")
        if beside.is_file():
            return self.load_file(beside)
        begun = [each for each in self.names() if name and each.startswith(name)]
        if len(begun) == 1:
            return self.load(begun[0])
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

    def load_file(self, path: Path) -> Exercise:
        """An exercise from a file of the user's own.

        Raises:
            ScriptError: it cannot be read or is not a valid script.
        """
        try:
            text = text_of(path.read_bytes())
        except OSError as error:
            raise ScriptError(f"{path}: {error.strerror}.", "Check the file's name.") from error
        except ValueError as error:
            raise ScriptError(f"{path}: {error}.", "Save it as UTF-8.") from error
        return self._exercise(text, str(path), path.stem)

    def all(self) -> list[Exercise]:
        """Every exercise, read and checked."""
        return [self.load(name) for name in self.names()]

    def shares(self, path: Path) -> bool:
        """Whether a file is one of the project's that all exercises share, and none itself."""
        shared = [files("voice_coach") / "scripts" / f"{name}.toml" for name in NOT_EXERCISES]
        return str(path.resolve()) in map(str, shared)

    def is_shipped(self, exercise: Exercise) -> bool:
        """Whether an exercise is one of the project's, as it comes."""
        return exercise.name in self.names() and self.load(exercise.name) == exercise

    def lines(self) -> CoachLines:
        """What the coach says in every exercise."""
        return self._shared("coach", CoachLines)

    @cached_property
    def blocks(self) -> dict[str, tuple[AnyStep, ...]]:
        """The building blocks by name."""
        return {**self._common, **self._blocks("practice-partner")}

    @cached_property
    def _common(self) -> dict[str, tuple[AnyStep, ...]]:
        """Those that nearly every exercise begins and ends with: the others need not be read."""
        return self._blocks("blocks")

    def _blocks(self, name: str) -> dict[str, tuple[AnyStep, ...]]:
        return self._shared(name, dict[str, tuple[AnyStep, ...]])

    def _shared(self, name: str, shape: type[T]) -> T:
        path = files("voice_coach") / "scripts" / f"{name}.toml"
        table = _parsed(path.read_text(encoding="utf-8"), str(path))
        try:
            return msgspec.convert(table, shape)
        except msgspec.ValidationError as error:
            raise ScriptError(f"{path}: {error}.", HELP) from error

    def _exercise(self, text: str, where: str, stem: str) -> Exercise:
        table = _parsed(text, where)
        lines = positions(text)
        try:
            exercise = self._with_blocks(msgspec.convert(table, Exercise), where, lines)
            exercise = self._with_cards(exercise, where, lines)
        except msgspec.ValidationError as error:
            complaint, _, path = str(error).partition(" - at `")
            path, expected = expectation(complaint, path.rstrip("`") or "$", table, Exercise)
            raise ScriptError(
                f"{_place(where, path, lines)}: expected {expected}.", HELP
            ) from error
        found = [
            f"{_place(where, each.path, lines)}: expected {each.expected}."
            for each in problems(exercise)
        ]
        if exercise.name != stem:
            found.insert(
                0, f'{_place(where, "$.name", lines)}: expected "{stem}", the file\'s name.'
            )
        if found:
            raise ScriptError("\n".join(found), HELP)
        return exercise

    def _with_blocks(self, exercise: Exercise, where: str, lines: dict[str, int]) -> Exercise:
        def placed(mode: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
            result = []
            for index, part in enumerate(parts):
                path = f"$.{mode}[{index}]"
                blocks = self._common if part.use in ("", *self._common) else self.blocks
                if part.use and part.use not in blocks:
                    raise ScriptError(
                        f"{_place(where, path + '.use', lines)}: expected a building block: "
                        f"{', '.join(blocks)}.",
                        HELP,
                    )
                if bool(part.use) == bool(part.steps):
                    raise ScriptError(
                        f"{_place(where, path, lines)}: expected either `use` or steps.", HELP
                    )
                for key, expected in _line_problems(part, blocks.get(part.use, ())):
                    raise ScriptError(
                        f"{_place(where, f'{path}.lines.{key}', lines)}: expected {expected}.", HELP
                    )
                steps = blocks[part.use] if part.use else part.steps
                steps = tuple(_filled(step, part.lines) for step in steps)
                stage = STAGES.get(part.use, part.stage)
                result.append(
                    msgspec.structs.replace(part, steps=steps, use="", lines={}, stage=stage)
                )
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
                        f"{_place(where, f'$.{mode}[{index}].deck', lines)}: expected a deck: "
                        f"{', '.join(deck_names())}, or cards of its own under [cards].",
                        HELP,
                    )
                deck = msgspec.convert(_parsed(path.read_text(encoding="utf-8"), str(path)), Deck)
                cards[part.deck] = deck.cards
        return msgspec.structs.replace(exercise, cards=cards)


OPEN_PLACE = re.compile(r"\{([a-z0-9]+(?:-[a-z0-9]+)*)\}")
"""A place in a line, whoever fills it."""


def _filled(step: AnyStep, lines: Mapping[str, str]) -> AnyStep:
    """A building block's step with a part's lines in the places left open."""
    say = OPEN_PLACE.sub(lambda found: lines.get(found[1], found[0]), step.say)
    return step if say == step.say else msgspec.structs.replace(step, say=say)


def _line_problems(part: Part, block: Sequence[AnyStep]) -> Iterator[tuple[str, str]]:
    """What is wrong with the lines a part gives to its building block, by their names."""
    places = dict.fromkeys(name for step in block for name in OPEN_PLACE.findall(step.say))
    wanted = [name for name in places if name not in (*PLACEHOLDERS, "card", "model")]
    for name, text in part.lines.items():
        if name not in wanted:
            yield name, f"one of {', '.join(wanted)}" if wanted else "no lines here"
        for expected in line_problems(text):
            yield name, expected
    for name in wanted:
        if name not in part.lines:
            yield name, f"a line called {name}, which the building block asks for"


class Deck(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question deck as its file gives it."""

    about: str
    """What it is for."""
    cards: tuple[AnyCard, ...]


def deck_names() -> list[str]:
    """The decks that come with the project."""
    folder = files("voice_coach") / "decks"
    return sorted(each.name.removesuffix(".toml") for each in folder.iterdir())


def shuffled(exercise: Exercise, draw: int) -> Exercise:
    """The exercise with its decks in another order: the same order for the same `draw`.

    A deck with levels is turned by one card a draw: none comes twice before all have come.
    """
    cards = {
        name: _climbing(name, deck, draw)
        if any(isinstance(card, Card) for card in deck)
        else tuple(random.Random(f"{name} {draw}").sample(deck, len(deck)))
        for name, deck in exercise.cards.items()
    }
    return msgspec.structs.replace(exercise, cards=cards)


def _climbing(name: str, deck: Sequence[AnyCard], draw: int) -> tuple[AnyCard, ...]:
    """One card of each level, the easiest first, then the next of each."""
    levels: dict[int, list[AnyCard]] = {}
    for card in random.Random(name).sample(deck, len(deck)):
        levels.setdefault(card.level if isinstance(card, Card) else 1, []).append(card)
    turned = [
        level[draw % len(level) :] + level[: draw % len(level)]
        for _, level in sorted(levels.items())
    ]
    rounds = itertools.zip_longest(*turned)
    return tuple(card for each in rounds for card in each if card is not None)


def _parsed(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ScriptError(f"{where}: expected fewer brackets inside brackets.", HELP) from error
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = place[1] if place else str(text.count("\n") + 1)
        complaint = re.sub(r" \(at .*\)$", "", str(error))
        raise ScriptError(f"{where}:{line}: not valid TOML: {complaint}.", HELP) from error


def _place(where: str, path: str, lines: dict[str, int]) -> str:
    """`file:line: key` of a path, or of the nearest thing around it that stands in the file."""
    key, at = path, path
    while at not in lines and at != "$":
        shorter = re.sub(r"(\.[^.\[\]]+|\[[^\]]*\])$", "", at)
        at = shorter if shorter != at else "$"  # a key may end in anything, in quotes
    return f"{where}:{lines.get(at, 1)}: {key.removeprefix('$.').replace('[...]', '')}"


_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")
_KEY = re.compile(r"^\s*([\w-]+)\s*=")


def positions(text: str) -> dict[str, int]:
    """The line, counted from 1, of each table and key of a TOML text, by its path.

    Good for the plain TOML of scripts: headers, and keys that begin a line.
    """
    lines = {"$": 1}
    counts: dict[str, int] = {}
    table = "$"
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = "$"
            *parents, last = header[2].split(".")
            for parent in parents:
                table = f"{table}.{parent}"
                if table in counts:
                    table = f"{table}[{counts[table]}]"
            table = f"{table}.{last}"
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = f"{table}[{counts[table]}]"
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault(f"{table}.{key[1]}", number)
    return lines
