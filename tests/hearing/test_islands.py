"""A command over a television: heard where it stands out, and nothing else is."""

import numpy as np
import pytest

from voice_coach.core.actions import Listen
from voice_coach.core.events import UtteranceHeard
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.sound_file import blocks
from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.exercise.meanings import SAFE_WORDS
from voice_coach.hearing.ears import Ears
from voice_coach.hearing.endpoint import Edge
from voice_coach.hearing.island import Islands
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE, samples

PROGRAMME = "and later on in the evening we shall see some rain over all the hills near the coast "


@pytest.fixture(scope="module")
def model(coach_en):
    return SpeechModel(coach_en)


def scene(
    command: str | None, decibels: float, begin: float = 0, end: float | None = None
) -> np.ndarray:
    """Talk without a break, and after four seconds a command so far above it, or the part of it
    from one second to another."""
    talk = EspeakVoice(voice="en-us+f3").speak(PROGRAMME * 3).astype(float)
    quieter = talk * 10 ** (-decibels / 20)
    if command:
        said = EspeakVoice(voice="en-gb+m3").speak(command)
        said = said[samples(begin) : samples(end) if end else None]
        quieter[samples(4) : samples(4) + len(said)] += said
    noise = np.random.default_rng(3).normal(0, 8, len(quieter))
    return np.clip(quieter + noise, -32768, 32767).astype(np.int16)


def meant(model: SpeechModel, sound: np.ndarray) -> list[str]:
    ears = Ears(model=model)
    meanings = (*SAFE_WORDS, "YIELD", "HOLD_FLOOR")
    ears.listen(Listen(at=0, partner="a", purpose="turn", step="x", meanings=meanings))
    events = [
        event
        for number, block in enumerate(blocks(sound))
        for event in ears.hear(block, number * len(block))
    ]
    return [each.meaning for each in events if isinstance(each, UtteranceHeard) and each.meaning]


def test_a_command_over_a_programme_is_heard(model):
    assert meant(model, scene("stop", 24)) == ["STOP"]


def test_a_command_just_before_a_programme_falls_silent_is_heard(model):
    sound = scene("stop", 24)
    end = samples(4.15) + len(EspeakVoice(voice="en-gb+m3").speak("stop"))
    sound[end:] = np.random.default_rng(4).normal(0, 8, len(sound) - end)
    assert meant(model, sound) == ["STOP"]


def test_a_programme_commands_nothing(model):
    assert meant(model, scene(None, 24)) == []
    assert meant(model, scene(None, 0)) == []


@pytest.mark.parametrize(
    ("word", "begin", "end"), [("stop", 0.04, 0.2), ("stop", 0, 0.2), ("top", 0.1, 0.28)]
)
def test_a_loud_syllable_commands_nothing(model, word, begin, end):
    quiet = first_sound(EspeakVoice(voice="en-gb+m3").speak(word))
    assert meant(model, scene(word, 24, quiet + begin, quiet + end)) == []


def first_sound(said: np.ndarray) -> float:
    """After how many seconds it begins."""
    return int(np.flatnonzero(np.abs(said) > 300)[0]) / SAMPLE_RATE


# --- By its level alone -------------------------------------------------------------------------


def stood_out(*pieces: tuple[float, float, bool]) -> list[Edge]:
    """What stands out of pieces of sound: seconds, amplitude, whether voiced."""
    islands = Islands(NoRecognizer())
    found, at = [], 0
    for lasting, amplitude, voiced in pieces:
        for _ in range(samples(lasting) // BLOCK_SAMPLES):
            block = np.full(BLOCK_SAMPLES, amplitude, dtype=np.int16)
            if islands.hear(block, at, voiced=voiced):
                found.append(islands.take())
            at += BLOCK_SAMPLES
    return found


class NoRecognizer:
    """Nothing is recognised here."""


TALK, LOUD = 300, 9_000


def test_a_word_amid_talk_stands_out():
    (edge,) = stood_out((3, TALK, True), (0.5, LOUD, True), (1.5, TALK, True))
    assert edge.started == samples(3)


def test_the_first_word_after_a_silence_stands_out_of_nothing():
    assert not stood_out((3, 3, False), (0.5, LOUD, True), (1.5, 10, True))


def test_a_word_after_a_pause_of_the_talk_stands_out():
    (edge,) = stood_out((3, TALK, True), (1, 3, False), (0.5, LOUD, True), (1.5, TALK, True))
    assert edge.started == samples(4)


def test_a_word_amid_talk_that_goes_up_and_down_stands_out_of_its_loud_parts():
    talk = ((0.2, TALK, True), (0.4, TALK / 20, True)) * 5
    assert not stood_out(*talk, *talk)
    (edge,) = stood_out(*talk, (0.5, LOUD, True), *talk)
    assert (edge.started, edge.ended) == (samples(3), samples(3.5))


def test_a_louder_sound_of_the_talk_beside_a_word_is_no_part_of_it():
    louder = (0.16, 4 * TALK, True)
    (edge,) = stood_out((3, TALK, True), louder, (0.5, LOUD, True), louder, (1.5, TALK, True))
    assert (edge.started, edge.ended) == (samples(3.16), samples(3.66))


def test_a_whole_sentence_is_no_command():
    assert not stood_out((3, 60, True), (3, 20_000, True), (1.5, 60, True))


def test_whoever_talks_on_louder_is_what_goes_on():
    assert not stood_out(
        (3, 60, True), (6, LOUD, True), (0.3, 60, True), (0.5, LOUD, True), (1.5, 60, True)
    )


def test_what_stood_out_is_known_after_sound_was_lost():
    islands, at = Islands(NoRecognizer()), 0
    for amplitude in (*(TALK,) * 150, *(LOUD,) * 20):
        islands.hear(np.full(BLOCK_SAMPLES, amplitude, dtype=np.int16), at, voiced=True)
        at += BLOCK_SAMPLES
    assert islands.hear(np.full(BLOCK_SAMPLES, 3, dtype=np.int16), at + samples(9), voiced=False)
    assert (edge := islands.take())
    assert (edge.started, edge.ended) == (samples(3), samples(3.4))


def test_nothing_stood_out_once_the_ears_were_closed():
    islands, at = Islands(NoRecognizer()), 0
    for amplitude in (*(TALK,) * 150, *(LOUD,) * 20, *(TALK,) * 20):
        islands.hear(np.full(BLOCK_SAMPLES, amplitude, dtype=np.int16), at, voiced=True)
        at += BLOCK_SAMPLES
    islands.reset()
    assert not islands.hear(np.full(BLOCK_SAMPLES, TALK, dtype=np.int16), at + 9, voiced=True)
