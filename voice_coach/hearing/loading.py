"""Loads what hears, once it is sure that its files are whole.

Vosk ends the whole process on some damaged files (half a graph is a segmentation fault) and hangs
on others, so nothing unchecked is given to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.errors import ModelError
from voice_coach.exercise.meanings import Meaning
from voice_coach.hearing.ears import Ears, Hear, Understand, not_understood
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.hearing.overlap import Overlap
from voice_coach.hearing.two_voices import TwoVoices
from voice_coach.store.model_store import COACH_EN, OVERLAP, SUMS, ModelStore, check_sums, shipped
from voice_coach.store.model_trial import try_model


def load_model(path: Path) -> SpeechModel:
    """Load the model in a folder.

    Its check sums are compared (12 ms for coach-en); a folder without any, or from elsewhere, is
    tried in a process of its own, which takes as long again as loading it.

    Raises:
        ModelError: a file is missing or damaged.
    """
    ours = path.resolve().parent in (shipped(COACH_EN.name).parent, ModelStore().folder.resolve())
    summed = (path / SUMS).is_file()
    if summed:
        check_sums(path)
    if not (ours and summed):
        try_model(path)  # whatever a folder from elsewhere says of itself
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


class Loading:
    """Ears whose model loads in the background, from now until they are first needed.

    Args:
        path: the speech model.
        hear: "commands" alone, or "words" too.
        understand: told each utterance when hearing words.
        stop_phrases: more sentences that mean "stop".
        alone: whether somebody practises alone.
        overlap: tell when two people talk at once.
    """

    def __init__(
        self,
        path: Path,
        *,
        hear: Hear,
        understand: Understand = not_understood,
        stop_phrases: Sequence[str] = (),
        alone: bool = False,
        overlap: bool = False,
    ) -> None:
        def load() -> Ears:
            model = load_model(path)
            phrases = CommandPhrases.load().with_phrases(
                Meaning.STOP, filter(model.can_hear, stop_phrases)
            )
            return Ears(
                model=model,
                hear=hear,
                understand=understand,
                phrases=phrases,
                alone=alone,
                overlap=load_overlap() if overlap else None,
            )

        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="model")
        self._ears = self._pool.submit(load)
        self._pool.shutdown(wait=False)

    def __call__(self) -> Ears:
        """The ears, waiting for the model if it is not there yet."""
        return self._ears.result()
