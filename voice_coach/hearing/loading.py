"""Loads what hears, once it is sure that its files are whole.

Vosk ends the whole process on some damaged files (half a graph is a segmentation fault) and hangs
on others, so nothing unchecked is given to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from voice_coach.edge.ports import Transcriber
from voice_coach.edge.vosk_recognizer import SpeechModel, VoskRecognizer
from voice_coach.edge.whisper_words import WhisperWords
from voice_coach.errors import ModelError
from voice_coach.exercise.meanings import Meaning
from voice_coach.hearing.ears import Ears
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.hearing.overlap import Overlap
from voice_coach.hearing.two_voices import TwoVoices
from voice_coach.hearing.utterance import Understand, not_understood
from voice_coach.hearing.witness import Witness
from voice_coach.hearing.word_ear import WordEar
from voice_coach.store.model_files import SUMS, check_sums, is_whisper, shipped
from voice_coach.store.model_store import COACH_EN, OVERLAP, ModelStore
from voice_coach.store.model_trial import try_model


def load_model(path: Path) -> SpeechModel:
    """Load the model in a folder.

    Its check sums are compared (12 ms for coach-en); a folder without any, or from elsewhere, is
    tried in a process of its own, which takes as long again as loading it.

    Raises:
        ModelError: a file is missing or damaged.
    """
    _check(path)
    return SpeechModel(path)


def load_transcriber(path: Path) -> Transcriber:
    """Start what hears words with the model in a folder: Whisper's, or one of Vosk's.

    Raises:
        ModelError: a file is missing or damaged.
    """
    if not is_whisper(path):
        return VoskRecognizer(load_model(path))
    _check(path)
    return WhisperWords(path)


def _check(path: Path) -> None:
    ours = path.resolve().parent in (shipped(COACH_EN.name).parent, ModelStore().folder.resolve())
    summed = (path / SUMS).is_file()
    if summed:
        check_sums(path)
    if not (ours and summed):
        try_model(path)  # whatever a folder from elsewhere says of itself


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
    """Ears whose models load in the background, from now until they are first needed.

    Args:
        path: the model that hears commands.
        words: the model that hears words; None: they are not heard.
        understand: told each utterance.
        hint: what is likely to be said.
        waits: whether words come at the moment their utterance ends, however long that takes.
        tell: told, once, where words are heard no more.
        stop_phrases: more sentences that mean "stop".
        alone: whether somebody practises alone.
        overlap: tell when two people talk at once.
    """

    def __init__(
        self,
        path: Path,
        *,
        words: Path | None = None,
        understand: Understand = not_understood,
        hint: Callable[[], str] = lambda: "",
        waits: bool = False,
        tell: Callable[[str], None] = lambda _: None,
        stop_phrases: Sequence[str] = (),
        alone: bool = False,
        overlap: bool = False,
    ) -> None:
        def load() -> Ears:
            model = self._model.result()
            phrases = CommandPhrases.load().with_phrases(
                Meaning.STOP, filter(model.can_hear, stop_phrases)
            )
            return Ears(
                model=model,
                words=self._words,
                understand=understand,
                phrases=phrases,
                alone=alone,
                overlap=load_overlap() if overlap else None,
            )

        pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="model")
        self._model = pool.submit(load_model, path)
        self._words = (
            WordEar(
                lambda: load_transcriber(words),
                agrees=Witness(self._model.result).hears,
                hint=hint,
                tell=tell,
                waits=waits,
            )
            if words
            else None
        )
        self._ears = pool.submit(load)
        pool.shutdown(wait=False)

    def __call__(self) -> Ears:
        """The ears, waiting for the model if it is not there yet."""
        return self._ears.result()

    def close(self) -> None:
        """Hear no more words."""
        if self._words:
            self._words.close()
