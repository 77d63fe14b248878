"""What people say for a meaning, in the wordings kept aside: nobody tuned anything on them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from random import Random

from voice_coach.core.actions import Listen
from voice_coach.exercise.meanings import ANY_TIME, NUMBERS
from voice_coach.listening import find_safety_cue

FOLDER = Path(__file__).parents[2] / "tests" / "listening" / "wordings"


class Wordings:
    """Wordings by moment and meaning, and lines of talk.

    Args:
        half: "kept" or "tune".
    """

    def __init__(self, half: str) -> None:
        self._by_moment: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._asking: dict[str, list[str]] = defaultdict(list)
        for row in _rows(half, "wordings"):
            moment, meaning = row["expecting"].partition(":")[0], row["meaning"]
            self._by_moment[moment, meaning].append(row["text"])
            if meaning in ANY_TIME:
                self._asking[meaning].append(row["text"])
        talk = [row["text"] for row in _rows(half, "talk") if row["expecting"] == "floor"]
        self.talk = [text for text in talk if not find_safety_cue(text)]
        self.left_out = len(talk) - len(self.talk)
        """Lines of talk that hold a sign of danger by the coach's own lists: it ends there."""

    def of(self, meaning: str, listen: Listen, chance: Random) -> str:
        """One way to say it at this moment; what stands in no list is said as it is spelt."""
        moment = moment_of(listen)
        found = self._asking.get(meaning) or self._by_moment.get((moment, meaning))
        if found and (moment != "choice" or meaning in self._asking):
            return chance.choice(found)
        word = meaning.lower()
        return chance.choice((word, f"um, {word} I think", f"{word} please", f"let's say {word}"))

    def requests(self, listen: Listen) -> Sequence[str]:
        """What can be asked for at this moment, beside the answers."""
        here = moment_of(listen)
        return [each for moment, each in self._by_moment if moment == here and each in ANY_TIME]


def moment_of(listen: Listen) -> str:
    """The name of what is listened for, as in the lists."""
    match listen.purpose:
        case "turn" | "mirror" | "retell":
            return "floor"
        case "pause":
            return "paused"
        case "answer" if NUMBERS[0] in listen.meanings:
            return "number"
        case "answer" if "PARTLY" in listen.meanings:
            return "gotit"
        case "answer" if "YES" in listen.meanings and "FORGET" not in listen.meanings:
            return "yesno"
        case "answer":
            return "choice"
        case _:
            return "open"


def _rows(half: str, name: str) -> list[dict[str, str]]:
    text = (FOLDER / half / f"{name}.jsonl").read_text(encoding="utf-8")
    return [row for row in map(json.loads, text.splitlines()) if row]
