"""A warm voice and its worker; what joe, a real one, shares with every voice: `test_voices.py`."""

import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tests.fakes.humming import Kept, gate, humming
from voice_coach.edge.warm_voice import WarmVoice, warm_voices
from voice_coach.edge.warm_worker import sentences
from voice_coach.edge.worker_voice import TRIES
from voice_coach.errors import VoiceError
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import SAMPLE_RATE

LINE = "Ana, take your time. Say it as you would really say it."
OTHER = "Go on."


def test_it_is_one_of_this_systems_with_its_package_and_espeak_ng_alone(monkeypatch, tmp_path):
    (joe,) = warm_voices()
    assert joe.english
    assert Path(joe.id).is_file()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert warm_voices() == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Take your time. Is it good?", [".", "?"]),
        ("Yes, no; or: not quite!", [",;:!"]),
        ("In 2.5 minutes, at 10:30…", [",."]),
        ('Say: "I\'m done." Then go on', [":.", "."]),
        ("Hello - you", ["-."]),
        ("  ", []),
    ],
)
def test_a_voice_is_given_the_marks_it_breathes_by(text, marks):
    said = list(sentences(text, "en-us"))
    assert ["".join(each for each in line if each in ".,;:!?-") for line in said] == marks


def test_what_espeak_ng_takes_for_an_abbreviation_loses_no_word():
    (said,) = sentences("Ask Dr Who now, please", "en-us")
    assert "dˈɑːktɚ" in said
    assert said.endswith("plˈiːz.")


def test_one_that_died_is_started_anew_and_goes_on_where_it_was(tmp_path):
    kept = Kept()
    with closing(humming(tmp_path, kept=kept)) as voice:
        voice.prepare([LINE, "Dying.", OTHER])
        kept.wait(OTHER)
        assert (tmp_path / "died").exists()
        assert all(len(voice.speak(each)) for each in (LINE, "Dying.", OTHER))


def test_one_that_hangs_is_waited_for_no_longer_than_said_and_nobody_else_speaks(tmp_path):
    with closing(humming(tmp_path, due_seconds=2.0)) as voice:
        ready = voice.speak(LINE)
        with gate(tmp_path), pytest.raises(VoiceError):
            voice.speak("Hanging.")
        assert voice.speak(LINE) is ready
        assert len(ready) > SAMPLE_RATE


def test_a_prompt_that_is_due_does_not_wait_for_one_that_is_made_ahead(tmp_path):
    with closing(humming(tmp_path, due_seconds=1.0, ahead_seconds=600)) as voice:
        voice.speak(LINE)
        with gate(tmp_path) as hanging:
            voice.prepare(["Hanging.", OTHER])
            hanging()
        with pytest.raises(VoiceError, match="too slow"):
            voice.speak("Not ready.")
        assert len(voice.speak(LINE)) > SAMPLE_RATE


@pytest.mark.parametrize(("bad", "asked"), [(1, 2), (9, TRIES)])
def test_a_line_that_is_no_good_is_asked_for_again_and_taken_as_it_came_last(bad, asked, tmp_path):
    looked: list[tuple[str, int]] = []

    def finish(text: str, sound: Sound, pace: int) -> tuple[Sound, bool]:
        looked.append((text, pace))
        return sound // len(looked), len(looked) > bad

    with closing(humming(tmp_path, finish=finish)) as voice:
        sound = voice.speak(LINE, rate=0.8)
        assert voice.speak(LINE, rate=0.8) is sound
    assert looked == [(LINE, 128)] * asked
    assert np.abs(sound).max() > 0


def test_what_was_kept_needs_no_engine(tmp_path):
    kept = Kept()
    with closing(humming(tmp_path, kept=kept)) as voice:
        sound = voice.speak(LINE)
    dead = (sys.executable, "-c", "pass")
    gone = WarmVoice(model="joe.onnx", words_per_minute=160, kept=kept, command=dead)
    with closing(gone) as voice:
        assert voice.speak(LINE) is sound
        with pytest.raises(VoiceError):
            voice.speak(OTHER)
