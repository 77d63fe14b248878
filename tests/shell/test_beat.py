"""A beat in a line of a script: heard as quiet, seen by nobody."""

import msgspec
import numpy as np
import pytest

from tests.typist import plan_of
from voice_coach.core.actions import SayPrompt
from voice_coach.shell.beat import parts, unbroken
from voice_coach.shell.compose import shown, spoken
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.rendering import lines_of
from voice_coach.shell.transcript import Transcript
from voice_coach.shell.voices import Voices
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import samples

LINE = "{a}, close your eyes. | What do you hear?"
PLAIN = "Close your eyes. | What do you hear?"
PIECES = ["Ana, close your eyes.", "What do you hear?"]
PROMPT = SayPrompt(at=0, number=1, text=LINE, pace=1.0)


class Counting:
    """Says a line as many ones as it has letters."""

    name = "counting"

    def speak(self, text: str, *, rate: float = 1.0) -> Sound:
        return np.ones(len(text), dtype=np.int16)

    def prepare(self, texts) -> None:
        """Nothing."""


def planned() -> SessionPlan:
    """An exercise of two people whose coach says that one line everywhere."""
    plan = plan_of("small-thank-you")
    lines = msgspec.structs.replace(plan.settings.lines, paused=PLAIN)
    return msgspec.structs.replace(
        plan,
        names={"a": "Ana", "b": "Ben"},
        settings=msgspec.structs.replace(plan.settings, lines=lines),
    )


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One. | Two.", ["One.", "Two."]),
        ("One.|Two. |Three.", ["One.", "Two.", "Three."]),
        ("| One. |", ["One."]),
        ("One.", ["One."]),
        ("", [""]),
        ("|", ["|"]),
    ],
)
def test_a_line_is_said_in_the_pieces_between(text, pieces):
    assert parts(text) == pieces
    assert unbroken(text) == " ".join(pieces)


@pytest.mark.parametrize("pause", [0.5, 1.0])
def test_it_is_a_moment_of_quiet_as_long_as_that_between_two_lines(pause):
    plan = planned()
    voices = Voices(Counting(), worded=spoken(plan, None), pause=pause)
    one, two = (np.ones(len(each), dtype=np.int16) for each in PIECES)
    quiet = np.zeros(samples(pause), dtype=np.int16)
    assert np.array_equal(voices.say(PROMPT), np.concatenate([one, quiet, two]))


def test_it_stands_on_no_screen_and_in_no_transcript():
    plan = planned()
    assert shown(plan, None)(PROMPT) == " ".join(PIECES)
    told: list[str] = []
    transcript = Transcript(names=plan.names, write=lambda at, line: told.append(line))
    transcript.noticed(None, [PROMPT])
    assert told == [f"Coach: {' '.join(PIECES)}"]


def test_what_is_made_ahead_and_what_a_pack_has_are_its_pieces():
    prompts = set(planned().prompts())
    assert prompts >= set(parts(PLAIN))
    assert not any("|" in each for each in prompts)
    exercise = planned().exercise
    part = exercise.couple[0]
    first = msgspec.structs.replace(part.steps[0], say=PLAIN)
    part = msgspec.structs.replace(part, steps=(first, *part.steps[1:]))
    exercise = msgspec.structs.replace(exercise, couple=(part, *exercise.couple[1:]))
    lines = lines_of(exercise)
    assert set(lines) >= set(parts(PLAIN))
    assert not any("|" in each for each in lines)
