"""Tries a speech model in a process of its own: some damaged files crash or hang an engine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np

from voice_coach.edge import vosk_library
from voice_coach.edge.whisper_words import WhisperWords
from voice_coach.edge.worker import worker_command
from voice_coach.errors import EngineError, ModelError
from voice_coach.signal.units import SAMPLE_RATE
from voice_coach.store.model_files import is_whisper

TRIAL_SECONDS = 60.0
"""Longest wait; coach-en takes less than one second, a model of 2 GB about twenty."""


def try_model(path: Path) -> None:
    """Load a model and let it hear a second of sound.

    Raises:
        ModelError: it does not load, crashes or hangs.
    """
    try:
        if is_whisper(path):
            _try_whisper(path)
            return
        subprocess.run(
            worker_command("voice_coach.store.model_trial", str(path)),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TRIAL_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError, EngineError) as error:
        raise ModelError(
            f"The speech model in {path} does not work: a file in it is damaged.",
            "Fetch it again and unpack it anew.",
        ) from error


def _try_whisper(path: Path) -> None:
    words = WhisperWords(path, deadline_seconds=TRIAL_SECONDS)
    try:
        words.segments(np.frombuffer(_noise(), dtype=np.int16))
    finally:
        words.close()


def _noise() -> bytes:
    """A second of sound."""
    return bytes(range(256)) * 125


def main() -> None:
    """Try the model in the folder given as the only argument; a failure is an exit code."""
    vosk = vosk_library.library()
    model = vosk.Model(sys.argv[1])
    for grammar in ([], ['["yes", "no", "[unk]"]']):
        recognizer = vosk.KaldiRecognizer(model, SAMPLE_RATE, *grammar)
        recognizer.AcceptWaveform(_noise())
        recognizer.FinalResult()


if __name__ == "__main__":
    main()
