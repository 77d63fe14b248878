"""Whether the recogniser of commands hears a few words too, that the ear for words was given.

A transcriber writes a word or two of a sneeze as surely as of a person's "okay". A closed
recogniser that may only answer with these very words, or with none of them, has nothing to gain by
making them up: of 83 one- and two-word texts that Whisper wrote of noise it heard none, of people's
single words 56 of the 59 that Whisper had written down rightly.
"""

from __future__ import annotations

from collections.abc import Callable

from voice_coach.edge.vosk_recognizer import SpeechModel, VoskRecognizer
from voice_coach.signal.sound import Sound

LEAST_CONFIDENCE = 0.7
"""Lowest confidence of each word. What nobody had said came in below 0.65, or not at all."""


class Witness:
    """Hears a stretch once more, with a grammar of nothing but the words in question.

    Args:
        model: gives the loaded speech model, when it is first needed.
    """

    def __init__(self, model: Callable[[], SpeechModel]) -> None:
        self._model = model
        self._recognizer: VoskRecognizer | None = None

    def hears(self, text: str, sound: Sound) -> bool:
        """Whether a stretch of speech is these words and nothing else.

        Args:
            text: the words, lower case, without punctuation.
            sound: the stretch, and a little before and after it.
        """
        model = self._model()
        if not text or not model.can_hear(text):
            return False
        if self._recognizer is None:
            self._recognizer = VoskRecognizer(model, [text])
        self._recognizer.allow([text])
        heard = self._recognizer.transcribe(sound)
        return " ".join(word.text for word in heard) == text and all(
            word.confidence >= LEAST_CONFIDENCE for word in heard
        )
