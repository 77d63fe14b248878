"""What only the full speech model can show; left out, and counted, where it is not installed."""

import json
from pathlib import Path

import pytest

from voice_coach.edge.sound_file import blocks, read_sound
from voice_coach.hearing.loading import load_model
from voice_coach.hearing.stretches import TAIL_BLOCKS, hearing
from voice_coach.store.model_files import check_sums
from voice_coach.store.model_store import FULL_EN, ModelStore

pytestmark = pytest.mark.full_model

MOST_WRONG = 0.25
"""Share of words wrong that captions may have. Its makers give 9.85 % on easier readings."""


def mistakes(said: list[str], heard: list[str]) -> int:
    """The least number of words to change, add or leave out to get from one to the other."""
    row = list(range(len(heard) + 1))
    for count, word in enumerate(said, start=1):
        corner, row[0] = row[0], count
        for index, other in enumerate(heard, start=1):
            changed = corner + (word != other)
            corner, row[index] = row[index], min(row[index] + 1, row[index - 1] + 1, changed)
    return row[-1]


def test_every_file_is_as_it_was_installed():
    assert check_sums(ModelStore().find(FULL_EN.name).path) > 8


def test_readers_are_captioned(samples):
    folder = samples / "audio" / "read_librispeech_test_other"
    manifest = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    model = load_model(ModelStore().find(FULL_EN.name).path)
    wrong = spoken = 0
    for entry in map(json.loads, manifest):
        said = entry["transcript"].lower().split()
        heard = hearing(
            blocks(read_sound(folder / entry["file"]), quiet_after=TAIL_BLOCKS), model=model
        )
        wrong += mistakes(said, " ".join(each.text for each in heard).split())
        spoken += len(said)
    assert wrong / spoken < MOST_WRONG


def test_single_commands_are_understood(samples):
    folder: Path = samples / "audio" / "commands_speech_commands"
    files = sorted(folder.glob("yes_*.flac")) + sorted(folder.glob("no_*.flac"))
    model = load_model(ModelStore().find(FULL_EN.name).path)
    right = 0
    for file in files:
        sounds = blocks(read_sound(file), quiet_after=TAIL_BLOCKS)
        heard = [each.meaning for each in hearing(sounds, model=model, phrases=["yes", "no"])]
        right += file.name.split("_")[0].upper() in heard
    assert right >= 0.8 * len(files)
