"""Points given back in other people's words: `python -m benchmarks.pairs [--half tuned|kept]`.

201 replies to 67 things said, written by somebody who had read none of the phrase lists
(tests/listening/sentences/mirrored.toml), halved by a checksum of what was said. Of the half that
is kept aside only totals are printed; of the other, with --wrong, each point that went wrong.
Beside ours stand whether half of a point's words came back, and the n-grams of `unseen.py`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Literal
from zlib import crc32

import msgspec

from benchmarks.labelled import read
from benchmarks.unseen import closest, ngram_points
from voice_coach.listening import judge_reflection
from voice_coach.listening.words import words

Half = Literal["tuned", "kept"]


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Something said, and a reply that gives some of its points back."""

    said: str
    points: tuple[str, ...]
    reply: str
    given: frozenset[int]
    """Which points came back, from 0."""


class Credit(msgspec.Struct):
    """Of so many points, how many were credited, by each way of telling."""

    points: int = 0
    ours: int = 0
    aloud: int = 0
    """Named as missing or as the opposite, where we would say it."""
    half_its_words: int = 0
    ngrams: int = 0


def pairs(half: Half) -> Iterator[Pair]:
    """One half of them."""
    for told, replies in read("mirrored")["turns"]:
        points = tuple(told.split(" / "))
        said = " ".join(points)
        if (crc32(said.encode()) % 2 == 0) != (half == "kept"):
            continue
        for given, reply in replies:
            numbers = frozenset(int(each) - 1 for each in given.split())
            yield Pair(said=said, points=points, reply=reply, given=numbers)


def credited(half: Half) -> tuple[dict[bool, Credit], list[str]]:
    """Points that were given back and that were not, and what was told wrongly of them."""
    plain = ngram_points()
    credit, wrong = {True: Credit(), False: Credit()}, list[str]()
    for pair in pairs(half):
        reflection = judge_reflection(pair.said, pair.reply)
        named = (reflection.contradicted, reflection.clearly_missed)
        for number, point in enumerate(pair.points):
            given = number in pair.given
            some, found = credit[given], closest(point, reflection.points)
            came_back = found is not None and found.verdict == "covered"
            shared = set(words(point)) & set(words(pair.reply))
            some.points += 1
            some.ours += came_back
            some.aloud += found is not None and found in named
            some.half_its_words += len(shared) >= len(set(words(point))) / 2
            some.ngrams += plain(point, pair.reply)
            if came_back != given:
                kind = "given" if given else "missed"
                verdict = found and f"{found.verdict} {found.score} ({found.text})"
                wrong.append(f"  {kind}, {verdict}: {point} | {pair.reply}")
    return credit, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=["tuned", "kept"])
    parser.add_argument("--wrong", action="store_true", help="of the half tuned on, each of them")
    options = parser.parse_args()
    halves: list[Half] = [options.half] if options.half else ["tuned", "kept"]
    for half in halves:
        credit, wrong = credited(half)
        print(f"{half}, {sum(1 for _ in pairs(half))} replies:")
        for given, some in credit.items():
            told = [
                f"{name} {100 * count / some.points:.1f} %"
                for name, count in (
                    ("credited", some.ours),
                    ("named as missing or opposite", some.aloud),
                    ("half its words", some.half_its_words),
                    ("n-grams", some.ngrams),
                )
            ]
            print(f"  {some.points} points {'given' if given else 'missed'}: {', '.join(told)}")
        if options.wrong and half == "tuned":
            print("\n".join(wrong))


if __name__ == "__main__":
    main()
