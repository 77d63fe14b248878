"""Two ears, each for what it is good at: what hears words changes nothing in what is commanded."""

import sys

import numpy as np
import pytest

from tests.whisper import whisper, whisper_folder
from voice_coach.core.actions import Listen
from voice_coach.core.events import AnyEvent, UtteranceHeard
from voice_coach.edge.sound_file import blocks, read_sound
from voice_coach.edge.vosk_recognizer import SpeechModel, VoskRecognizer
from voice_coach.edge.whisper_words import WhisperWords
from voice_coach.exercise.meanings import ANY_TIME
from voice_coach.hearing.ears import Ears
from voice_coach.hearing.utterance import Utterance
from voice_coach.hearing.witness import Witness
from voice_coach.hearing.word_ear import GONE, WordEar

PIECES = (
    "read_librispeech_test_other/1998-15444-0008.flac",
    "commands_speech_commands/yes_1acc97de_nohash_2.flac",
    "sounds_household/door_close_02.flac",
    "read_librispeech_test_other/1688-142285-0008.flac",
    "commands_speech_commands/stop_893705bb_nohash_6.flac",
)


@pytest.fixture(scope="module")
def model(coach_en) -> SpeechModel:
    return SpeechModel(coach_en)


@pytest.fixture(scope="module")
def recording(samples) -> np.ndarray:
    quiet = np.random.default_rng(2).normal(0, 8, 20_000).astype(np.int16)
    sounds = [read_sound(samples / "audio" / file) for file in PIECES]
    return np.concatenate([quiet, *(part for sound in sounds for part in (sound, quiet))])


def heard(
    model: SpeechModel, recording: np.ndarray, words: WordEar | None = None
) -> tuple[list[AnyEvent], list[Utterance]]:
    """Every event of the ears, and every utterance."""
    told: list[Utterance] = []
    ears = Ears(model=model, words=words, understand=lambda each, now: told.append(each) or ())
    meanings = (*ANY_TIME, "YES", "NO")
    ears.listen(Listen(at=0, partner="a", purpose="answer", step="x", meanings=meanings))
    events: list[AnyEvent] = []
    for number, block in enumerate(blocks(recording)):
        events += ears.hear(block, number * len(block))
    return events, told


@pytest.fixture(scope="module")
def alone(model, recording) -> list[AnyEvent]:
    """What coach-en hears by itself."""
    events, told = heard(model, recording)
    assert told == []
    meanings = [each.meaning for each in events if isinstance(each, UtteranceHeard)]
    assert [each for each in meanings if each] == ["YES", "STOP"]
    return events


def test_a_vosk_model_for_words_changes_no_event(model, coach_en, recording, alone):
    stand_in = SpeechModel(coach_en)
    ear = WordEar(lambda: VoskRecognizer(stand_in), agrees=Witness(lambda: model).hears, waits=True)
    events, told = heard(model, recording, ear)
    assert events == alone
    assert len(told) >= 3


def test_a_worker_that_dies_changes_no_event(model, recording, alone):
    command = (sys.executable, "-c", "print('{\"ok\": true}', flush=True); input()")
    told: list[str] = []
    ear = WordEar(
        lambda: WhisperWords(whisper_folder(), command=command), tell=told.append, waits=True
    )
    events, utterances = heard(model, recording, ear)
    assert events == alone
    assert utterances == []
    assert told == [GONE]


def test_whisper_changes_no_event(model, recording, alone):
    ear = WordEar(whisper, agrees=Witness(lambda: model).hears, waits=True)
    events, told = heard(model, recording, ear)
    assert events == alone
    said = " ".join(each.text for each in told)
    assert "the dose for an adult" in said or "father dying in miserable" in said
