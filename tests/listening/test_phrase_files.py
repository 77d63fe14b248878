"""The phrase lists are data: every one can be read, and every phrase can be found."""

import tomllib
from importlib.resources import files

import pytest

from voice_coach.listening.words import spell_out

FILES = sorted(
    path.name
    for path in (files("voice_coach") / "phrases" / "en").iterdir()
    if path.name.endswith(".toml")
    and path.name not in {"answers.toml", "commands.toml", "numbers.toml", "wrappers.toml"}
)
"""Lists of `Phrases`; those of the grammar are tested in test_request.py, and weights elsewhere."""


def texts(entry):
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, list):
        for each in entry:
            yield from texts(each)
    elif isinstance(entry, dict):
        for each in entry.values():
            yield from texts(each)


@pytest.mark.parametrize("name", FILES)
def test_a_list_says_where_it_is_from(name):
    text = (files("voice_coach") / "phrases" / "en" / name).read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert any(mark in text for mark in ("wn wording", "wn list", "ours", "Numbers behind"))


@pytest.mark.parametrize("name", FILES)
def test_alternatives_are_written_as_they_are_heard(name):
    text = (files("voice_coach") / "phrases" / "en" / name).read_text(encoding="utf-8")
    for phrase in texts(tomllib.loads(text)):
        for mark in phrase.split():
            if "|" in mark:
                for word in mark.removesuffix("?").split("|"):
                    assert word.startswith("@") or spell_out(word) == (word,), f"{phrase}: {word}"
