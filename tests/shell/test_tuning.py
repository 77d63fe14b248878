"""Tuning by ear: what somebody says they like comes out; silence and "stop" change nothing."""

from contextlib import ExitStack

import numpy as np
import pytest

from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.ports import SystemVoice
from voice_coach.edge.typed_lines import PipedLines
from voice_coach.exercise.script import MAX_PROMPT_WORDS
from voice_coach.shell.compose import in_room
from voice_coach.shell.manner import USUAL_MANNER, Manner
from voice_coach.shell.system_voices import SystemVoices
from voice_coach.shell.tuning import RANGES, Tuning, TuningVoice
from voice_coach.store.script_files import ScriptFiles


def voice(name: str) -> SystemVoice:
    return SystemVoice(name=name, title=name, language="en", gender="", id=name, engine="espeak-ng")


RIVALS = [voice("en-us"), voice("en-us+f3")]


def tuning() -> Tuning:
    return Tuning(USUAL_MANNER, RIVALS, lines=ScriptFiles().lines())


class Listener:
    """Somebody who knows what they like, and types which of the two is nearer to it."""

    def __init__(
        self, tuning: Tuning, *, voice: str, pace: int, pause: float, pitch: int = 50
    ) -> None:
        self._tuning, self._voice, self._pace, self._pause = tuning, voice, pace, pause
        self._pitch = pitch
        self.asked = 0

    def __iter__(self):
        for step in self._tuning.plan.exercise.solo[0].steps:
            if pair := self._tuning.pair_of(step.say):
                self.asked += 1
                one, two = map(self._off, self._tuning.two(pair.tuned))
                yield "one" if one <= two else "two"

    def _off(self, manner: Manner) -> float:
        named = manner.voice.name if manner.voice else ""
        pace, pause = abs(manner.words_per_minute - self._pace), abs(manner.pause - self._pause)
        pitch = abs((manner.pitch or 50) - self._pitch)
        return 1000 * (named != self._voice) + pace + pitch + 100 * pause


def typed(tuning: Tuning, lines) -> str:
    return in_room(
        tuning.plan, [PipedLines(lines)], voice=None, ears=None, observers=[tuning]
    ).reason


@pytest.mark.parametrize(
    ("liked", "pace", "pause", "pitch"),
    [("en-us+f3", 140, 0.55, 60), ("", 185, 1.1, 36), ("en-us", 160, 0.8, 48)],
)
def test_who_knows_what_they_like_gets_it(liked, pace, pause, pitch):
    led = tuning()
    listener = Listener(led, voice=liked, pace=pace, pause=pause, pitch=pitch)
    assert typed(led, iter(listener)) == "finished"
    assert listener.asked == 11
    found = led.manner
    assert (found.voice.name if found.voice else "") == liked
    low, high = RANGES["pace"]
    assert abs(found.words_per_minute - pace) <= (high - low) / 4
    low, high = RANGES["pause"]
    assert abs(found.pause - pause) <= (high - low) / 4 + 0.01
    low, high = RANGES["pitch"]
    assert found.pitch is not None
    assert abs(found.pitch - pitch) <= (high - low) / 4 + 1
    assert led.chosen == {"voice", "pace", "pitch", "pause"}


def test_a_voice_without_a_pitch_is_not_asked_about_it():
    flite = SystemVoice(
        name="flite-slt", title="slt", language="en", gender="", id="slt", engine="flite"
    )
    led = Tuning(Manner(voice=flite), RIVALS, lines=ScriptFiles().lines())
    listener = Listener(led, voice="en-us", pace=160, pause=0.8)
    assert typed(led, iter(listener)) == "finished"
    assert listener.asked == 8
    assert led.manner.pitch is None


def test_where_nobody_answers_nothing_is_chosen():
    led = tuning()
    typed(led, ["hm"] * 60)
    assert led.chosen == set()
    assert led.manner == USUAL_MANNER


def test_stop_ends_it():
    led = tuning()
    assert typed(led, ["two", "stop"]) == "early"


def test_no_prompt_is_longer_than_one_may_be():
    for step in tuning().plan.exercise.solo[0].steps:
        assert len(step.say.split()) <= MAX_PROMPT_WORDS


def test_a_pair_is_heard_in_both_manners():
    led = tuning()
    pair = next(
        pair
        for step in led.plan.exercise.solo[0].steps
        if (pair := led.pair_of(step.say)) and pair.tuned == "pace"
    )

    def speaker(manner: Manner) -> EspeakVoice:
        return EspeakVoice(voice="en", words_per_minute=manner.words_per_minute)

    with ExitStack() as stack:
        said = TuningVoice(led, stack, speaker=speaker).speak(pair.text)
    slow, fast = led.two("pace")
    for manner in (slow, fast):
        part = speaker(manner).speak(pair.sentences[1])
        assert any(
            np.array_equal(said[at : at + len(part)], part)
            for at in np.flatnonzero(said == part[np.argmax(part != 0)]) - np.argmax(part != 0)
        )
    assert slow.words_per_minute < fast.words_per_minute


def test_the_voices_that_are_tried_are_not_the_one_that_speaks():
    here = SystemVoices.here()
    rivals = here.rivals(None)
    assert rivals
    assert here.usual not in {each.id for each in rivals}
    again = here.rivals(rivals[0])
    assert rivals[0].id not in {each.id for each in again}
