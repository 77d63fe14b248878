"""A language beside English: a folder with what the coach says in it, and what people type.

    coach.toml     its lines in every exercise, by their names in scripts/coach.toml
    blocks.toml    the lines of building blocks: [arrival.good-time], then say, explain, again
    phrases.toml   what counts: YES = ["ja", "ja bitte"]

None comes with the project. What a folder lacks is said in English.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from voice_coach.errors import ScriptError, UsageError
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.script import MAX_PROMPT_WORDS, PLACEHOLDERS, AnyStep
from voice_coach.exercise.script_words import letter_problems, places, strange_places
from voice_coach.exercise.translation import ENGLISH
from voice_coach.store.model_store import data_home
from voice_coach.store.toml_file import decoded

FOLDER = "languages"
"""In the data folder: a folder for each language."""

BLOCK_LINES = ("say", "explain", "again")

Blocks = dict[str, dict[str, dict[str, str]]]
T = TypeVar("T")


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """A language, as far as it is written down."""

    code: str
    lines: dict[str, str] = {}
    blocks: Blocks = {}
    phrases: dict[str, tuple[str, ...]] = {}

    def coach(self, english: CoachLines) -> CoachLines:
        """What the coach says in every exercise, in this language as far as it goes.

        Raises:
            ScriptError: a line has a place that the English one has not.
        """
        known = {
            name: line for name, line in self.lines.items() if name in english.__struct_fields__
        }
        for name, line in known.items():
            self._check("coach.toml", name, line, places(getattr(english, name)))
        return msgspec.structs.replace(english, **known)

    def block(self, name: str, english: tuple[AnyStep, ...]) -> tuple[AnyStep, ...]:
        """A building block's steps in this language, as far as it goes.

        Raises:
            ScriptError: a line has a place that nothing is put into.
        """
        found = self.blocks.get(name, {})
        for step in english:
            for key, line in found.get(step.id, {}).items():
                allowed = PLACEHOLDERS.union(places(getattr(step, key, "")))
                self._check("blocks.toml", f"{name}.{step.id}.{key}", line, allowed)
        return tuple(
            msgspec.structs.replace(
                step,
                **{
                    key: line
                    for key, line in found.get(step.id, {}).items()
                    if key in BLOCK_LINES and hasattr(step, key)
                },
            )
            for step in english
        )

    def _check(self, file: str, name: str, line: str, allowed: Collection[str]) -> None:
        if wrong := next(strange_places(line, allowed), ""):
            path = data_home() / FOLDER / self.code / file
            raise ScriptError(f"{path}: {name}: expected {wrong}.", "Correct it there.")

    def lacking(
        self,
        english: CoachLines,
        blocks: Mapping[str, tuple[AnyStep, ...]],
        meanings: Sequence[str],
    ) -> dict[str, list[str]]:
        """What is not written down yet, by the file it belongs into."""
        steps = [
            f"{name}.{step.id}.{key}"
            for name, each in blocks.items()
            for step in each
            for key in BLOCK_LINES
            if getattr(step, key, "") and key not in self.blocks.get(name, {}).get(step.id, {})
        ]
        return {
            "coach.toml": [each for each in english.__struct_fields__ if each not in self.lines],
            "blocks.toml": steps,
            "phrases.toml": [each for each in meanings if each not in self.phrases],
        }


def load_language(code: str) -> Language:
    """A language of the data folder; English needs none.

    Raises:
        UsageError: there is no folder for it.
        ScriptError: a file in it is not fine.
    """
    if code == ENGLISH:
        return Language(code=code)
    if not code.isalnum():
        raise UsageError(f'"{code}" is the name of no language.', "For example: --language de")
    folder = data_home() / FOLDER / code
    if not folder.is_dir():
        raise UsageError(
            f'There is no language "{code}" here.',
            f"Make a folder {folder}; docs/writing-exercises.md says what belongs into it.",
        )
    found = Language(
        code=code,
        lines=_read(folder / "coach.toml", dict[str, str]),
        blocks=_read(folder / "blocks.toml", Blocks),
        phrases=_read(folder / "phrases.toml", dict[str, tuple[str, ...]]),
    )
    texts = [*found.lines.items()]
    for steps in found.blocks.values():
        for step, lines in steps.items():
            texts += [(f"{step}.{key}", line) for key, line in lines.items()]
    for name, text in texts:
        wrong = next(letter_problems(text), "")
        if len(text.split()) > MAX_PROMPT_WORDS:
            wrong = f"{MAX_PROMPT_WORDS} words at most, not {len(text.split())}"
        if wrong:
            raise ScriptError(f"{folder}: {name}: expected {wrong}.", "Correct it there.")
    return found


def _read(path: Path, shape: type[T]) -> T:
    try:
        return decoded(path.read_bytes(), shape)
    except FileNotFoundError:
        return shape()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise ScriptError(f"{path}: {why}.", "Correct it, or delete it.") from error
