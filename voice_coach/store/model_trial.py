"""Tries a speech model in a process of its own: some damaged files make Vosk crash or hang."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from voice_coach.edge import vosk_library
from voice_coach.errors import ModelError
from voice_coach.signal.units import SAMPLE_RATE

TRIAL_SECONDS = 60.0
"""Longest wait; coach-en takes less than one second, a model of 2 GB about twenty."""


def try_model(path: Path) -> None:
    """Load a model and let it hear a second of sound.

    Raises:
        ModelError: it does not load, crashes or hangs.
    """
    try:
        subprocess.run(
            [sys.executable, "-m", __name__, str(path)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TRIAL_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ModelError(
            f"The speech model in {path} does not work: a file in it is damaged.",
            "Fetch it again and unpack it anew.",
        ) from error


def main() -> None:
    """Try the model in the folder given as the only argument; a failure is an exit code."""
    vosk = vosk_library.library()
    model = vosk.Model(sys.argv[1])
    second = bytes(range(256)) * 125
    for grammar in ([], ['["yes", "no", "[unk]"]']):
        recognizer = vosk.KaldiRecognizer(model, SAMPLE_RATE, *grammar)
        recognizer.AcceptWaveform(second)
        recognizer.FinalResult()


if __name__ == "__main__":
    main()
