"""What every voice must do: pyttsx3 and sherpa-onnx in their workers, espeak-ng and flite."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing

import numpy as np
import pytest

from tests.program import worker
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.flite_voice import FliteVoice, flite_voices
from voice_coach.edge.ports import Voice
from voice_coach.edge.pyttsx3_voice import Pyttsx3Voice, pyttsx3_voices
from voice_coach.edge.pyttsx3_worker import usual_voice
from voice_coach.edge.warm_voice import WarmVoice, warm_voices
from voice_coach.edge.worker_voice import WorkerVoice
from voice_coach.errors import VoiceError
from voice_coach.signal.sound import PROMPT_LEVEL_DBFS, level_dbfs
from voice_coach.signal.units import SAMPLE_RATE

LINE = "Ana, take your time. Say it as you would really say it."
SILENT = (sys.executable, "-c", "import sys; sys.stdin.read()")
"""A worker that never answers."""

DYING = (sys.executable, "-c", "pass")


def patient() -> Pyttsx3Voice:
    """However busy the machine is, it waits for the engine."""
    return Pyttsx3Voice(deadline_seconds=60, patience_seconds=60)


def flite() -> FliteVoice:
    return FliteVoice(voice="kal16")


def joe() -> WarmVoice:
    limits = {"first_seconds": 600, "due_seconds": 600}
    return WarmVoice(model=warm_voices()[0].id, words_per_minute=160, **limits)


QUICK = [patient, EspeakVoice, flite]


def opened(request: pytest.FixtureRequest) -> Iterator[Voice]:
    with ExitStack() as stack:
        made = request.param()
        if isinstance(made, WorkerVoice):
            stack.enter_context(closing(made))
        yield made


every_voice = pytest.fixture(
    scope="module", params=[*QUICK, joe], ids=lambda made: made.__name__, name="every_voice"
)(opened)
voice = pytest.fixture(scope="module", params=QUICK, ids=lambda made: made.__name__, name="voice")(
    opened
)
"""Those that need no more than a moment for a line."""


def test_a_prompt_is_sound_of_our_kind_at_the_coachs_level(every_voice):
    sound = every_voice.speak(LINE)
    assert sound.dtype == np.int16
    assert sound.ndim == 1
    assert 2.5 * SAMPLE_RATE < len(sound) < 6 * SAMPLE_RATE
    assert level_dbfs(sound) == pytest.approx(PROMPT_LEVEL_DBFS, abs=3)
    assert np.abs(sound).max() < 32_767


def test_slower_is_longer(every_voice):
    """Over several lines: how long a warm voice takes for one varies by some 3 %, by chance."""
    lines = (
        LINE,
        "Ben, what did you hear?",
        "Thank you, both of you.",
        "Take all the time you need.",
    )
    usual, slow = (
        sum(len(every_voice.speak(line, rate=rate)) for line in lines) for rate in (1.0, 0.8)
    )
    assert slow > 1.08 * usual


def test_what_was_prepared_is_the_same(every_voice):
    every_voice.prepare([LINE, "Go on."])
    again = len(every_voice.speak(LINE))
    assert len(every_voice.speak(LINE)) == pytest.approx(again, abs=400)


def test_no_prompt_is_lost_and_none_is_another_ones(voice):
    lines = [f"Round {number}, and a long line that goes on for a while." for number in range(30)]
    sounds = [voice.speak(line) for line in lines]
    shortest = len(voice.speak("Round one."))
    assert min(len(sound) for sound in sounds) > 2 * shortest


@pytest.mark.parametrize("command", [SILENT, DYING])
def test_another_voice_speaks_where_the_worker_does_not(command):
    voice = Pyttsx3Voice(command=command, deadline_seconds=0.2, fallback=EspeakVoice())
    for line in (LINE, "Go on.", "That's the end."):
        assert len(voice.speak(line)) == len(EspeakVoice().speak(line))
    voice.close()


def test_another_voice_speaks_where_the_worker_is_slow():
    """It is asked, and answers when nobody waits any more: no late answer is taken for another."""
    command = worker("voice_coach.edge.pyttsx3_worker")
    hurried = {"deadline_seconds": 1e-4, "patience_seconds": 60}
    with closing(Pyttsx3Voice(command=command, fallback=EspeakVoice(), **hurried)) as voice:
        for line in (LINE, "Go on.", "That's the end."):
            assert len(voice.speak(line)) == len(EspeakVoice().speak(line))


def test_without_any_engine_the_error_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(VoiceError) as caught:
        EspeakVoice().speak(LINE)
    assert "espeak-ng" in caught.value.hint


def test_a_dead_worker_without_another_voice_is_told():
    voice = Pyttsx3Voice(command=DYING, deadline_seconds=0.2)
    with pytest.raises(VoiceError, match="does not"):
        voice.speak(LINE)
    voice.close()


def test_without_flite_none_of_its_voices_is_offered(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert flite_voices() == []
    with pytest.raises(VoiceError, match="flite did not answer"):
        FliteVoice(voice="slt").speak(LINE)


@pytest.mark.parametrize("order", ["[[", "<speak>"])
def test_what_an_engine_would_obey_is_read_as_words(order, voice):
    """In brackets these would be phonemes, and would sound as "hello"."""
    spelt = voice.speak("h@l'oU").size
    assert voice.speak(f"{order}h@l'oU").size > 0.9 * spelt
    assert voice.speak("[[h@l'oU]]").size > 0.9 * spelt


@pytest.mark.parametrize("text", ["", " ", " ... ", "[[", "\ud800", "\0", "\x1b[2J"])
def test_a_prompt_with_nothing_to_say_is_no_fault(text, every_voice):
    assert every_voice.speak(text).ndim == 1


def test_both_say_it_alike_in_a_chosen_voice_at_a_chosen_pace():
    with closing(
        Pyttsx3Voice(
            voice="en-us+f3", words_per_minute=140, deadline_seconds=60, patience_seconds=60
        )
    ) as worker:
        sound = worker.speak(LINE, rate=0.85)
    other = EspeakVoice(voice="en-us+f3", words_per_minute=140).speak(LINE, rate=0.85)
    assert np.array_equal(sound, other)


@pytest.mark.parametrize("pitch", [0, 25, 75])
def test_both_say_it_as_high_as_was_asked_for(pitch):
    with closing(
        Pyttsx3Voice(voice="en-us", pitch=pitch, deadline_seconds=60, patience_seconds=60)
    ) as worker:
        sound = worker.speak(LINE)
    assert np.array_equal(sound, EspeakVoice(voice="en-us", pitch=pitch).speak(LINE))
    assert not np.array_equal(sound, EspeakVoice(voice="en-us").speak(LINE))


def test_the_engine_tells_its_voices_and_which_it_uses_by_itself():
    voices, used = pyttsx3_voices()
    by_id = {each.id: each for each in voices}
    assert by_id[used].english
    assert {"en-us", "de"} <= {each.language for each in voices}
    assert {each.gender for each in voices} <= {"female", "male", ""}
    assert len(by_id) == len(voices)


@pytest.mark.parametrize("command", [DYING, (sys.executable, "-c", "print('{\"ok\": true}')")])
def test_an_engine_that_tells_nothing_is_an_error(command):
    with pytest.raises(VoiceError):
        pyttsx3_voices(command)


@pytest.mark.parametrize(
    ("languages", "systems", "used"),
    [
        ({"Anna": "de-de", "Samantha": "en-us", "Daniel": "en-gb"}, "Daniel", "Daniel"),
        ({"Anna": "de-de", "Samantha": "en-us", "Daniel": "en-gb"}, "Anna", "Samantha"),
        ({"Anna": "de-de"}, "Anna", "Anna"),
    ],
)
def test_english_is_spoken_by_an_english_voice_where_there_is_one(languages, systems, used):
    offered = [{"id": name, "language": language} for name, language in languages.items()]
    assert usual_voice(offered, systems) == used
