"""Vosk: one loaded model, any number of recognisers over it, each closed (a grammar) or open."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from voice_coach.edge import vosk_library
from voice_coach.edge.ports import Word
from voice_coach.errors import ModelError, RecognizerError
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import SAMPLE_RATE

UNKNOWN = "[unk]"
"""Stands for any other speech. Without it a closed grammar turns everything into a command."""


class SpeechModel:
    """A model loaded from a folder.

    Raises:
        ModelError: the folder is not a model Vosk can load.
    """

    def __init__(self, path: Path) -> None:
        vosk = vosk_library.library()
        if not (path / "am" / "final.mdl").is_file():
            raise ModelError(
                f"{path} is not a speech model: it has no am/final.mdl.",
                "Run `voice-coach models list`, or give the folder a model was unpacked to.",
            )
        try:
            self._model: Any = vosk.Model(str(path))
        except Exception as error:  # Vosk raises a bare Exception
            raise ModelError(
                f"The speech model in {path} cannot be loaded.",
                "Run `voice-coach models verify`, and install it again if it is damaged.",
            ) from error
        self.path = path

    def knows(self, word: str) -> bool:
        """Whether the word is in its vocabulary."""
        return bool(self._model.vosk_model_find_word(word) >= 0)

    def token(self, phrase: str) -> str:
        """A phrase as this model's grammar wants it: runs of words joined where it knows them so.

        Two spellings of one sound would share its evidence, and neither be believed.

        Raises:
            RecognizerError: a word of the phrase is not in the vocabulary: it could never be heard.
        """
        tokens: list[str] = []
        words = phrase.split()
        while words:
            runs = ("_".join(words[:length]) for length in range(len(words), 0, -1))
            token = next(filter(self.knows, runs), None)
            if token is None:
                raise RecognizerError(
                    f'The speech model does not know the word "{words[0]}".',
                    "Use another word in the exercise, or another model.",
                )
            tokens.append(token)
            words = words[token.count("_") + 1 :]
        return " ".join(tokens)

    def can_hear(self, phrase: str) -> bool:
        """Whether every word of a phrase is in its vocabulary."""
        return all(map(self.knows, phrase.split()))

    def recognizer(self, grammar: str | None) -> Any:
        """A Vosk recogniser over this model."""
        vosk = vosk_library.library()
        options = () if grammar is None else (grammar,)
        recognizer = vosk.KaldiRecognizer(self._model, SAMPLE_RATE, *options)
        recognizer.SetWords(True)
        recognizer.SetPartialWords(True)
        return recognizer


class VoskRecognizer:
    """Blocks in, words out.

    Args:
        model: a loaded model; recognisers share it.
        phrases: the phrases of a closed grammar; None: open decoding.

    Raises:
        RecognizerError: a phrase has a word the model does not know.
    """

    def __init__(self, model: SpeechModel, phrases: Iterable[str] | None = None) -> None:
        self._model = model
        self._heard = 0
        self._words: list[Word] = []
        self._phrases = None if phrases is None else frozenset(phrases)
        grammar = None if self._phrases is None else self._grammar(self._phrases)
        self._recognizer = model.recognizer(grammar)

    @property
    def heard(self) -> int:
        """Samples it was given so far."""
        return self._heard

    def accept(self, sound: Sound) -> None:
        self._heard += len(sound)
        if self._recognizer.AcceptWaveform(sound.tobytes()):
            # Vosk's own endpoint: keep what it closed, the utterance is over when we say so.
            self._keep(self._recognizer.Result())

    def partial(self) -> str:
        # Right after its own endpoint Vosk answers with an empty "text" instead of a "partial".
        tail = json.loads(self._recognizer.PartialResult()).get("partial", "")
        return " ".join([*(word.text for word in self._words), *tail.split()]).replace("_", " ")

    def finish(self) -> tuple[Word, ...]:
        self._keep(self._recognizer.FinalResult())
        words, self._words = tuple(self._words), []
        return words

    def allow(self, phrases: Iterable[str]) -> None:
        wanted = frozenset(phrases)
        if wanted == self._phrases:
            return
        grammar = self._grammar(wanted)
        # Changing the grammar inside an utterance would end the whole process.
        self._recognizer.FinalResult()
        self._recognizer.SetGrammar(grammar)
        self._words = []
        self._phrases = wanted

    def _grammar(self, phrases: frozenset[str]) -> str:
        if not self._model.knows(UNKNOWN):
            raise RecognizerError(
                "This speech model cannot listen for commands alone: it does not know "
                f"{UNKNOWN}, so every sound would become a command.",
                "Use --model coach-en for commands.",
            )
        tokens = [self._model.token(each) for each in sorted(phrases)]
        # Vosk's own reader of JSON drops every phrase with an escaped letter in it.
        return json.dumps([*tokens, UNKNOWN], ensure_ascii=False)

    def transcribe(self, sound: Sound, hint: str = "") -> tuple[Word, ...]:
        """The words of a stretch. Vosk takes no hint."""
        begin = self._heard
        self.accept(sound)
        return tuple(
            msgspec.structs.replace(word, start=word.start - begin, end=word.end - begin)
            for word in self.finish()
        )

    def close(self) -> None:
        """Nothing is held that goes on by itself."""

    def _keep(self, result: str) -> None:
        self._words += map(_word, json.loads(result).get("result", ()))


def _word(heard: dict[str, Any]) -> Word:
    return Word(
        text=heard["word"].replace("_", " "),
        start=round(heard["start"] * SAMPLE_RATE),
        end=round(heard["end"] * SAMPLE_RATE),
        confidence=heard["conf"],
    )
