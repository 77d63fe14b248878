"""What the ears make of a stream of sound, stretch by stretch: for `voice-coach hear`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from voice_coach.core.events import AnyEvent
from voice_coach.edge.ports import Transcriber
from voice_coach.edge.vosk_recognizer import SpeechModel, VoskRecognizer
from voice_coach.exercise.meanings import counting
from voice_coach.hearing.ears import Ears, Stretch
from voice_coach.hearing.evidence import Command
from voice_coach.hearing.grammar import CommandPhrases, plain
from voice_coach.hearing.moments import listening
from voice_coach.hearing.utterance import Utterance
from voice_coach.hearing.witness import Witness
from voice_coach.hearing.word_ear import WORDS_SILENCE, WordEar
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE, Samples, seconds

TAIL_BLOCKS = (WORDS_SILENCE + SAMPLE_RATE // 2) // BLOCK_SAMPLES
"""Silence after the end of a recording, so that its last words are heard out."""


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of speech bounded by silence."""

    start_seconds: float
    end_seconds: float
    text: str
    """The words; under a grammar, the phrase that was believed, or nothing."""
    meaning: str | None
    """What it stands for where it was, alone, a phrase the coach acts on."""
    confidence: float
    """The lowest of its words', in [0, 1]."""


def hearing(
    sounds: Iterable[Sound],
    *,
    model: SpeechModel,
    words: Transcriber | None = None,
    phrases: Sequence[str] | None = None,
    moment: str = "floor",
) -> Iterator[Heard]:
    """Hear a stream through the same ears a session has.

    Args:
        sounds: blocks of 320 samples.
        model: the loaded speech model.
        words: hears words; None: the same model does.
        phrases: a closed grammar: nothing else is heard. None: all words, and the commands that
            count at the moment.
        moment: as at which moment of a session to listen (hearing/moments.py).

    Raises:
        RecognizerError: a phrase has a word the model does not know.
        UsageError: there is no such moment.
    """
    table = CommandPhrases.load()
    stretches: list[Stretch] = []
    utterances: list[Utterance] = []

    def understand(utterance: Utterance, now: Samples) -> tuple[AnyEvent, ...]:
        utterances.append(utterance)
        return ()

    counts: tuple[str, ...] = ()
    word_ear = None
    if phrases is None:
        hears_words = words or VoskRecognizer(model)
        word_ear = WordEar(lambda: hears_words, agrees=Witness(lambda: model).hears, waits=True)
    ears = Ears(
        model=model,
        words=word_ear,
        understand=understand,
        on_stretch=stretches.append,
    )
    if phrases is None:
        order = listening(moment, table.meanings)
        ears.listen(order)
        counts = counting(order.meanings)
    else:
        every = table.spoken(table.meanings)
        ears.expect_only({plain(each): every.get(plain(each), each.upper()) for each in phrases})

    def heard() -> Iterator[Heard]:
        if phrases is not None:
            yield from map(_of_stretch, stretches)
            stretches.clear()
        elif utterances:
            for utterance in utterances:
                meant = table.meaning_of_text(utterance.text, counts)
                yield _of_utterance(utterance, stretches, meant)
            stretches.clear()
            utterances.clear()

    at: Samples = 0
    for sound in sounds:
        ears.hear(sound, at)
        at += len(sound)
        yield from heard()
    ears.finish()
    yield from heard()


def _believed(stretch: Stretch) -> Command | None:
    command = stretch.command
    return command if command and command.sure else None


def _of_stretch(stretch: Stretch) -> Heard:
    command = _believed(stretch)
    return _heard(
        stretch.started,
        stretch.ended,
        text=command.phrase if command else "",
        meaning=command.meaning if command else None,
        confidence=command.confidence if command else 0.0,
    )


def _of_utterance(utterance: Utterance, stretches: Sequence[Stretch], meant: str | None) -> Heard:
    """An utterance may hold several stretches; the latest command in it is what it meant.

    Without one it may still be a request, by its words (`meant`).
    """
    commands = list(filter(None, map(_believed, stretches)))
    return _heard(
        utterance.started,
        utterance.ended,
        text=utterance.text,
        meaning=commands[-1].meaning if commands else meant,
        confidence=utterance.confidence,
    )


def _heard(
    started: Samples, ended: Samples, *, text: str, meaning: str | None, confidence: float
) -> Heard:
    return Heard(
        start_seconds=round(seconds(started), 2),
        end_seconds=round(seconds(ended), 2),
        text=text,
        meaning=meaning,
        confidence=round(confidence, 3),
    )
