"""Commands and their near-misses, spoken by three voices and heard by the real ears."""

import numpy as np
import pytest

from benchmarks.ears.hearing import Models, at_moment, stretches
from benchmarks.recordings import padded
from voice_coach.core.actions import Listen
from voice_coach.core.events import UtteranceHeard
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.sound_file import blocks, read_sound
from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.exercise.meanings import ANY_TIME
from voice_coach.hearing.ears import Ears

VOICES = ("en-us+f3", "en-gb+m3", "en-us+m7")

NEAR_YIELD = (
    "I'm done with this marriage",
    "I'm done with this job",
    "I'm so done",
    "that's all you ever say",
    "I'm not done",
    "he said your turn",
    "over to your mother's",
    "and that's it exactly, because nobody asked me",
    "no more lies",
    "are you finished?",
)
"""exercises.md part E, L-YIELD: none of these gives the floor away. "That's it, I'm leaving" stands
there too: who leaves has stopped."""

NEAR_TIMEOUT = (
    "we never get a break",
    "we never get a pause",
    "he said give me a second",
    "you need a time out",
    "I told him to stop",
    "he would not stop talking about it",
    "then we had to repeat the whole year",
    "I'll pause there",
)
"""Part E, L-TIMEOUT, and safe words inside talk: none of these pauses or ends anything."""

DENIED = (
    "please don't stop",
    "let's not stop",
    "let's not take a break",
    "please don't skip this",
    "never forget that",
    "don't forget that",
)
"""Each was heard as what it denies by one voice or more: by its wrapper, as "please stop"."""

BACKCHANNELS = ("mm-hm", "right", "I see", "wow", "oh no", "really?", "yeah")
"""Part E: what a listener says while listening."""


@pytest.fixture(scope="module")
def model(coach_en):
    return SpeechModel(coach_en)


@pytest.fixture(scope="module", params=VOICES)
def voice(request):
    return EspeakVoice(voice=request.param)


def heard(model, sounds, *, purpose="turn", meanings=("YIELD", "HOLD_FLOOR")) -> list[str | None]:
    """What each of these sounds means, said with silences between them."""
    ears = Ears(model=model)
    action = Listen(at=0, partner="a", purpose=purpose, step="x", meanings=(*ANY_TIME, *meanings))
    ears.listen(action)
    found = []
    at = 0
    noise = np.random.default_rng(1).normal(0, 8, 16_000 * 12).round().astype(np.int16)
    for sound in sounds:
        padded = np.concatenate([np.zeros(9600, np.int16), sound, np.zeros(16_000, np.int16)])
        meanings_heard = []
        for block in blocks(padded + noise[: len(padded)]):
            for event in ears.hear(block, at):
                if isinstance(event, UtteranceHeard) and event.meaning:
                    meanings_heard.append(event.meaning)
            at += len(block)
        found.append(meanings_heard[0] if meanings_heard else None)
    return found


@pytest.mark.parametrize("near", [NEAR_YIELD, NEAR_TIMEOUT, BACKCHANNELS])
def test_talk_that_holds_a_command_is_talk(model, voice, near):
    found = dict(zip(near, heard(model, [voice.speak(line) for line in near]), strict=True))
    wrong = {
        line: meaning for line, meaning in found.items() if meaning not in (None, "HOLD_FLOOR")
    }
    assert wrong == {}


def test_the_phrases_to_use_are_heard(model, voice):
    said = {
        "over to you": "YIELD",
        "I'm finished": "YIELD",
        "pause": "PAUSE",
        "hold on": "PAUSE",
        "stop": "STOP",
        "repeat": "REPEAT",
        "say that again": "REPEAT",
        "slow down": "SLOWER",
        "skip this": "PASS",
    }
    found = heard(model, [voice.speak(phrase) for phrase in said])
    right = [meaning == wanted for meaning, wanted in zip(found, said.values(), strict=True)]
    assert sum(right) >= len(said) - 1, dict(zip(said, found, strict=True))


@pytest.mark.parametrize("voice", [*VOICES, "en-us+m2", "en-gb-x-rp+f5"], indirect=True)
def test_what_denies_a_request_is_not_heard_as_one(model, voice):
    sounds = [voice.speak(line) for line in DENIED]
    found = heard(model, sounds, meanings=("YIELD", "HOLD_FLOOR", "FORGET"))
    assert found == [None] * len(DENIED)


def test_answers_are_heard(model, voice):
    said = {"yes": "YES", "no": "NO", "not quite": "PARTLY"}
    found = heard(
        model,
        [voice.speak(answer) for answer in said],
        purpose="answer",
        meanings=("YES", "NO", "PARTLY"),
    )
    assert found == list(said.values())


def test_forget_that_is_heard_where_it_is_asked_for_and_not_in_talk(model, voice):
    said = ["please forget it", "yes", "I never forget that day", "forget about it"]
    sounds = [voice.speak(line) for line in said]
    found = heard(model, sounds, purpose="answer", meanings=("YES", "FORGET"))
    assert found == ["FORGET", "YES", None, None]
    assert "FORGET" not in heard(model, sounds)


def test_a_command_after_talk_counts_when_silence_sets_it_apart(model, voice):
    talk = voice.speak("I was thinking about the week at the lake and how quiet it was")
    gap = np.zeros(11_200, np.int16)
    whole = np.concatenate([talk, gap, voice.speak("over to you")])
    assert heard(model, [whole]) == ["YIELD"]


def test_a_readers_last_word_gives_nothing_away(coach_en, samples):
    name = "read_librispeech_test_other/1688-142285-0000.flac"
    sound = padded(read_sound(samples / "audio" / name))
    found = stretches(sound, Models(coach_en), at_moment("floor"))
    heard = [each.command for each in found if each.command]
    assert heard == [], '"anon" came in as "I\'m done", at a confidence of 1.0'
