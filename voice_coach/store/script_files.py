"""Reads exercises: TOML files into `Exercise`, with errors that name file, line and key."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePath
from typing import Any, TypeVar

import msgspec

from voice_coach.errors import ScriptError, UsageError
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.script import AnyStep, Exercise, Part, Stage
from voice_coach.exercise.script_check import problems
from voice_coach.exercise.script_mend import WORDS, mended, standing
from voice_coach.exercise.script_place import place_in_words
from voice_coach.exercise.script_shape import Problem
from voice_coach.exercise.script_words import nearest
from voice_coach.exercise.translation import ENGLISH, in_language, languages_of, untranslated
from voice_coach.store.block_lines import filled, wrong_lines
from voice_coach.store.decks import deck, deck_names
from voice_coach.store.language import Language
from voice_coach.store.script_text import HELP, line_of, parsed, positions
from voice_coach.store.toml_file import decoded, text_of

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

MOST_BYTES = 5_000_000
"""Longest file that is read as an exercise; a long one has 10 kB."""

T = TypeVar("T")

NOT_EXERCISES = ("blocks", "coach", "practice-partner")

STAGES: dict[str, Stage] = {
    **dict.fromkeys(("arrival", "arrival-brief", "arrival-alone"), "arrival"),
    **dict.fromkeys(("close", "close-alone"), "close"),
}
"""What the building blocks are in a session, where they are not talk."""


class ScriptFiles:
    """The scripts that come with the project, and those of a folder of people's own.

    Args:
        own: the folder of their own exercises; it need not be there.
        language: what is said is said in it, as far as it is written down in it.
    """

    def __init__(self, own: Path | None = None, language: Language | None = None) -> None:
        self._shipped = files("voice_coach") / "scripts"
        self.own = own
        self.language = language or Language(code=ENGLISH)

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
            with path.open("rb") as file:
                raw = file.read(MOST_BYTES + 1)  # a device may be read for ever
            if len(raw) > MOST_BYTES:
                raise ScriptError(f"{path}: too long for an exercise.", "Check the file's name.")
            text = text_of(raw)
        except OSError as error:
            raise ScriptError(f"{path}: {error.strerror}.", "Check the file's name.") from error
        except ValueError as error:
            raise ScriptError(f"{path}: {error}.", "Save it as UTF-8.") from error
        where, stem = str(path), PurePath(path.name).stem
        if self.language == Language(code=ENGLISH):
            return _english(text, where, stem)
        return self._exercise(text, where, stem)

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
        return self.language.coach(self._shared("coach", CoachLines))

    @cached_property
    def blocks(self) -> dict[str, tuple[AnyStep, ...]]:
        """The building blocks by name."""
        return {**self._common, **self._blocks("practice-partner")}

    @cached_property
    def _common(self) -> dict[str, tuple[AnyStep, ...]]:
        """Those that nearly every exercise begins and ends with: the others need not be read."""
        return self._blocks("blocks")

    def _blocks(self, file: str) -> dict[str, tuple[AnyStep, ...]]:
        english = self._shared(file, dict[str, tuple[AnyStep, ...]])
        return {name: self.language.block(name, steps) for name, steps in english.items()}

    def lacking(self, name: str) -> list[str]:
        """The places of an exercise's lines that are not in this language, in words.

        Raises:
            UsageError: no exercise has this name.
            ScriptError: the file is not a valid script.
        """
        path = self.path_of(name)
        self.load_file(path)
        text = text_of(path.read_bytes())
        table, _ = parsed(text)
        lines = positions(text)
        return [
            f"{path}:{line_of(each, lines)}: {place_in_words(each, table)}"
            for each in untranslated(table, self.language.code)
        ]

    def _shared(self, name: str, shape: type[T]) -> T:
        return decoded((files("voice_coach") / "scripts" / f"{name}.toml").read_bytes(), shape)

    def _exercise(self, text: str, where: str, stem: str) -> Exercise:
        table, unread = parsed(text)
        wrong = list(unread)
        if table is not None:
            exercise, found = self._made(in_language(table, self.language.code), stem)
            for other in languages_of(table):
                _, there = self._made(in_language(table, other), stem)
                known = {each.path for each in found}
                found += [
                    each for each in there if each.path not in known and WORDS.search(each.path)
                ]
            lines = positions(text)
            for each in found:
                place = place_in_words(each.path, table)
                told = f"{place}: expected" if place else "expected"
                wrong.append((line_of(each.path, lines), f"{told} {each.expected}"))
            if exercise and not wrong:
                return exercise
        ordered = sorted(wrong, key=lambda each: each[0])
        told_once = dict.fromkeys(f"{where}:{line}: {what}." for line, what in ordered)
        raise ScriptError("\n".join(told_once), HELP)

    def _made(self, table: dict[str, Any], stem: str) -> tuple[Exercise | None, list[Problem]]:
        """The exercise of a table, and everything that is wrong with it."""
        exercise, found, doubtful = mended(table)
        if not exercise:
            return None, found
        exercise, unplaced = self._with_blocks(exercise)
        exercise, undrawn = self._with_cards(exercise)
        found += [*unplaced, *undrawn]
        doubtful = doubtful or bool(unplaced)
        wrong = problems(exercise, reckon=not found)
        found += standing(wrong, tuple(found), doubtful=doubtful)
        if exercise.name != stem and all(each.path != "$.name" for each in found):
            found.append(Problem(path="$.name", expected=f'"{stem}", the file\'s name'))
        return exercise, found

    def _with_blocks(self, exercise: Exercise) -> tuple[Exercise, list[Problem]]:
        found: list[Problem] = []

        def placed(mode: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
            result = []
            for index, part in enumerate(parts):
                path = f"$.{mode}[{index}]"
                blocks = self._common if part.use in ("", *self._common) else self.blocks
                if part.use and part.use not in blocks:
                    known = nearest(part.use, blocks)
                    expected = f'a building block, {known}, not "{part.use}"'
                    found.append(Problem(path=f"{path}.use", expected=expected))
                elif bool(part.use) == bool(part.steps):
                    found.append(Problem(path=f"{path}.use", expected="either `use` or steps"))
                block = blocks.get(part.use, ())
                wrong = dict(wrong_lines(part.lines, block))
                found.extend(
                    Problem(path=f"{path}.lines.{key}", expected=expected)
                    for key, expected in wrong.items()
                )
                told_already = part.lines | dict.fromkeys(wrong, "...")
                steps = tuple(filled(step, told_already) for step in block or part.steps)
                stage = STAGES.get(part.use, part.stage)
                result.append(
                    msgspec.structs.replace(part, steps=steps, use="", lines={}, stage=stage)
                )
            return tuple(result)

        exercise = msgspec.structs.replace(
            exercise,
            couple=placed("couple", exercise.couple),
            solo=placed("solo", exercise.solo),
        )
        return exercise, found

    def _with_cards(self, exercise: Exercise) -> tuple[Exercise, list[Problem]]:
        """Put in the decks that the script uses and does not bring itself."""
        cards, found = dict(exercise.cards), list[Problem]()
        for mode in exercise.modes:
            for index, part in enumerate(exercise.couple if mode == "couple" else exercise.solo):
                if not part.deck or part.deck in cards:
                    continue
                if part.deck not in deck_names():
                    known = nearest(part.deck, [*deck_names(), *exercise.cards])
                    expected = f"a deck, {known}, or cards of its own under [cards]"
                    found.append(Problem(path=f"$.{mode}[{index}].deck", expected=expected))
                    continue
                cards[part.deck] = deck(part.deck)
        return msgspec.structs.replace(exercise, cards=cards), found


@lru_cache(maxsize=100)
def _english(text: str, where: str, stem: str) -> Exercise:
    """The exercise of a text: it takes 20 ms, and an evening asks for each of them again."""
    return ScriptFiles()._exercise(text, where, stem)


def _names(folder: Traversable) -> list[str]:
    found = (each.name for each in folder.iterdir())
    return sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml"))
