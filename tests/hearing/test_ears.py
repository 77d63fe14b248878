import numpy as np
import pytest

from benchmarks.recordings import padded
from tests.fakes.scripted_ears import ScriptedEars
from voice_coach.core.actions import Listen
from voice_coach.core.events import (
    SpeechEnded,
    SpeechStarted,
    UtteranceHeard,
    VoiceRaised,
    VoicesOverlapped,
)
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.sound_file import blocks, read_sound
from voice_coach.edge.vosk_recognizer import SpeechModel, VoskRecognizer
from voice_coach.errors import RecognizerError
from voice_coach.exercise.meanings import ANY_TIME, NUMBERS
from voice_coach.hearing.ears import Ears
from voice_coach.hearing.utterance import Utterance
from voice_coach.hearing.word_ear import WordEar

ACTOR = EspeakVoice(voice="en-gb+m3")
TALK = "I was thinking about the week at the lake and how quiet it was in the morning"


def listen(purpose="turn", *meanings) -> Listen:
    return Listen(at=0, partner="a", purpose=purpose, step="x", meanings=(*ANY_TIME, *meanings))


def quiet(seconds: float) -> np.ndarray:
    return np.random.default_rng(2).normal(0, 8, round(seconds * 16_000)).astype(np.int16)


def said(*pieces: str | float) -> np.ndarray:
    parts = [quiet(each) if isinstance(each, float) else ACTOR.speak(each) for each in pieces]
    return np.concatenate(parts)


def heard(ears, sound, *, over_coach=False, at=0) -> list:
    events = []
    for block in blocks(sound):
        events += ears.hear(block, at, over_coach=over_coach)
        at += len(block)
    return events


@pytest.fixture(scope="module")
def model(coach_en):
    return SpeechModel(coach_en)


@pytest.fixture
def ears(model):
    ears = Ears(model=model)
    ears.listen(listen("turn", "YIELD"))
    return ears


@pytest.fixture(params=["real", "scripted"])
def either(request, model):
    """The real ears and the fake that stands for them keep the same contract."""
    return Ears(model=model) if request.param == "real" else ScriptedEars()


def test_silence_means_nothing_to_any_ears(either):
    either.listen(listen("answer", "YES"))
    assert heard(either, quiet(1.0)) == []
    assert either.deafen(16_000) == []
    assert heard(either, quiet(1.0), over_coach=True, at=16_000) == []


def test_an_answer_that_is_only_likely_is_told_as_such(model, samples):
    ears = Ears(model=model)
    ears.listen(listen("answer", *NUMBERS))
    clip = read_sound(samples / "audio" / "digits_fsdd" / "6_yweweler_20.flac")
    events = heard(ears, padded(clip))
    likely = events[-1]
    assert isinstance(likely, UtteranceHeard)
    assert likely.meaning in NUMBERS
    assert not likely.sure


def test_speech_begins_ends_and_means_nothing(ears):
    events = heard(ears, said(0.5, TALK, 1.0))
    assert [type(each) for each in events] == [SpeechStarted, SpeechEnded, UtteranceHeard]
    started, ended, utterance = events
    assert utterance.meaning is None
    assert ended.started < started.at <= ended.ended < ended.at == utterance.at
    assert utterance.ended == ended.ended


def test_a_command_is_known_within_half_a_second_of_its_end(ears):
    sound = said(0.5, "pause")
    events = heard(ears, np.concatenate([sound, quiet(1.0)]))
    assert events[-1].meaning == "PAUSE"
    assert events[-1].at - len(sound) < 0.5 * 16_000


def test_what_is_not_listened_for_means_nothing(ears):
    ears.listen(listen("answer", "YES", "NO"))
    events = heard(ears, said(0.5, "over to you", 1.0))
    assert events[-1].meaning is None


def test_talk_over_the_coach_is_not_told(ears):
    assert heard(ears, said(0.5, TALK, 1.0), over_coach=True) == []


def test_a_command_over_the_coach_counts_alone(ears):
    events = heard(ears, said(0.5, "pause", 1.0), over_coach=True)
    assert [type(each) for each in events] == [UtteranceHeard]
    assert events[0].meaning == "PAUSE"


def test_speech_the_coach_talks_over_has_ended_for_the_session(ears):
    sound = said(0.5, TALK, 1.0)
    half = len(sound) // 2 // 320 * 320
    before = heard(ears, sound[:half])
    assert [type(each) for each in before] == [SpeechStarted]
    after = heard(ears, sound[half:], over_coach=True, at=half)
    assert [type(each) for each in after] == [SpeechEnded]
    assert after[0].started <= after[0].ended <= after[0].at


def test_speech_that_outlasts_the_coach_begins_when_it_falls_silent(ears):
    sound = said(0.5, TALK, 1.0)
    half = len(sound) // 2 // 320 * 320
    assert heard(ears, sound[:half], over_coach=True) == []
    events = heard(ears, sound[half:], at=half)
    assert [type(each) for each in events] == [SpeechStarted, SpeechEnded, UtteranceHeard]
    assert half < events[0].at
    assert half < events[1].started <= events[1].ended


def test_deafened_ears_forget_what_they_heard(ears):
    sound = said(0.5, "pause", 1.0)
    half = len(sound) // 3 // 320 * 320
    heard(ears, sound[:half])
    ended = ears.deafen(half)
    assert all(isinstance(each, SpeechEnded) for each in ended)
    assert heard(ears, quiet(1.0), at=half) == []


def test_steady_noise_is_not_speech(ears):
    noise = np.random.default_rng(4).normal(0, 600, 16_000 * 5).astype(np.int16)
    assert heard(ears, noise)[2:] == []


def wordy(model: SpeechModel, told: list[Utterance]) -> Ears:
    """Ears whose second ear for words is coach-en too."""
    words = WordEar(lambda: VoskRecognizer(model), waits=True)
    return Ears(model=model, words=words, understand=lambda each, now: told.append(each) or ())


def test_words_are_told_and_never_in_an_event(model):
    told: list[Utterance] = []
    ears = wordy(model, told)
    ears.listen(listen())
    events = heard(ears, said(0.5, TALK, 1.5))
    assert len(told) == 1
    assert {"thinking", "week", "quiet"} & set(told[0].text.split())
    assert told[0].started < told[0].ended <= len(said(0.5, TALK, 1.5))
    assert not any("text" in each.__struct_fields__ for each in events)


def test_words_still_being_said_are_told_at_the_end(model):
    told: list[Utterance] = []
    ears = wordy(model, told)
    heard(ears, said(0.5, TALK))
    assert told == []
    ears.finish()
    assert len(told) == 1


def test_words_the_coach_talks_over_have_been_said(model):
    told: list[Utterance] = []
    ears = wordy(model, told)
    ears.listen(listen())
    sound = said(0.5, TALK, 0.3)
    heard(ears, sound)
    assert told == []
    heard(ears, said(0.2, TALK, 1.5), over_coach=True, at=len(sound))
    assert len(told) == 1, "and what is said over the coach is nobody's words"
    assert told[0].ended <= len(sound)


def test_a_command_counts_though_words_went_before_it(model):
    ears = wordy(model, [])
    ears.listen(listen("turn", "YIELD"))
    events = heard(ears, said(0.5, TALK, 0.6, "over to you", 1.0))
    assert [each.meaning for each in events if isinstance(each, UtteranceHeard)] == [None, "YIELD"]


def test_a_phrase_the_model_cannot_hear_is_refused(model):
    with pytest.raises(RecognizerError, match="xylofroop"):
        Ears(model=model).expect_only({"xylofroop": "X"})


def test_a_raised_voice_is_told_against_their_own_calm(ears):
    calm = said(0.5, TALK, 0.5, TALK, 0.5)
    loud = np.clip(ACTOR.speak(TALK).astype(int) * 4, -32768, 32767).astype(np.int16)
    begin = len(calm) // 320 * 320
    assert not any(isinstance(each, VoiceRaised) for each in heard(ears, calm))
    raised = [
        each
        for each in heard(ears, np.concatenate([loud, quiet(1.0)]), at=begin)
        if isinstance(each, VoiceRaised)
    ]
    assert [each.lasting // 16_000 for each in raised] == [1, 2, 3]
    assert 9 < raised[0].decibels < 16
    assert raised[0].at < begin + len(loud) + 8000


class NoticedAt:
    """Stands for `Overlap`: two people talked for a second, in every so many blocks it is given."""

    def __init__(self, every: int) -> None:
        self._every = every
        self.heard = 0

    def hear(self, sound, *, voiced):
        self.heard += 1
        return 16_000 if self.heard % self._every == 0 else None

    def forget(self):
        self.heard = 0


@pytest.fixture
def noticing(model):
    return Ears(model=model, overlap=NoticedAt(50))


@pytest.mark.parametrize("purpose", ["turn", "mirror", "retell"])
def test_both_at_once_is_told_on_a_floor(noticing, purpose):
    noticing.listen(listen(purpose, "YIELD"))
    assert heard(noticing, quiet(2.5)) == [
        VoicesOverlapped(at=16_000, samples=16_000),
        VoicesOverlapped(at=32_000, samples=16_000),
    ]


@pytest.mark.parametrize("purpose", ["answer", "pause", "nothing"])
def test_both_at_once_is_nobodys_business_off_the_floor(noticing, purpose):
    noticing.listen(listen(purpose, "YES"))
    assert heard(noticing, quiet(2.5)) == []


def test_both_at_once_is_not_told_over_the_coach_nor_through_it(noticing):
    noticing.listen(listen("turn", "YIELD"))
    assert heard(noticing, quiet(2.5), over_coach=True) == []
    for _ in range(3):  # 0.8 s of a floor between two prompts
        assert heard(noticing, quiet(0.8)) == []
        assert heard(noticing, quiet(0.2), over_coach=True) == []
    assert heard(noticing, quiet(0.8)) == []
    assert noticing.deafen(16_000) == []
    assert heard(noticing, quiet(0.8)) == []
