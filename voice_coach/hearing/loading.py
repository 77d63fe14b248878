"""Loads what hears, once it is sure that its files are whole.

Vosk ends the whole process on some damaged files (half a graph is a segmentation fault) and hangs
on others, so nothing unchecked is given to it.
"""

from __future__ import annotations

from pathlib import Path

from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.errors import ModelError
from voice_coach.hearing.overlap import Overlap
from voice_coach.hearing.two_voices import TwoVoices
from voice_coach.store.model_store import OVERLAP, SUMS, check_sums, shipped
from voice_coach.store.model_trial import try_model


def load_model(path: Path) -> SpeechModel:
    """Load the model in a folder.

    Its check sums are compared (12 ms for coach-en); a folder without any is tried in a process of
    its own, which takes as long again as loading it.

    Raises:
        ModelError: a file is missing or damaged.
    """
    if (path / SUMS).is_file():
        check_sums(path)
    else:
        try_model(path)
    return SpeechModel(path)


def load_overlap() -> Overlap | None:
    """Load what hears two people talk at once.

    None where its weights are missing or damaged: a session does without, and the doctor tells.
    """
    folder = shipped(OVERLAP)
    try:
        check_sums(folder)
    except ModelError:
        return None
    return Overlap(TwoVoices(folder))
