"""An exercise of somebody's own, as a log may know it: the same ways, and none of its words."""

import msgspec
import pytest

from voice_coach.core.events import PromptFinished, SessionStarted
from voice_coach.core.session import Session
from voice_coach.core.settings import SessionSettings
from voice_coach.exercise.meanings import Meaning
from voice_coach.exercise.script import Exercise
from voice_coach.exercise.wordless import dashes, wordless
from voice_coach.store.script_files import ScriptFiles

OWN = """
name = "our-thing"
title = "About Grandma's House"
level = "easy"
purpose = "To settle it."
about = "Ours."
notes = "Grandma's roses."
origin = "Ana"
licence = "ask us"
[minutes]
short = 2
[cards]
rooms = ["the kitchen", "the attic", { say = "the cellar", model = "the cobwebs", level = 2 }]
[[couple]]
part = "grandma"
notes = "Of the attic."
deck = "rooms"
[[couple.steps]]
kind = "ask"
id = "sell"
say = "{speaker}, sell it or keep it?"
again = "Sell or keep?"
answers = ["sell", "keep", "yes"]
otherwise = "keep"
on = { sell = "why-sell" }
lighter = "why-sell"
[[couple.steps]]
kind = "floor"
id = "why-keep"
when = { sell = "keep" }
say = "{speaker}, what about {card}?"
explain = "For example: who waters the roses?"
seconds = 30
notes = "Mind the attic."
[[couple.steps.hints]]
after_seconds = 10
say = "Think of the garden."
[[couple.steps]]
kind = "say"
id = "why-sell"
say = "Then that is that."
tells = ["why-keep"]
then = "end"
"""


@pytest.fixture
def bare() -> tuple[Exercise, dict[str, str]]:
    own = msgspec.toml.decode(OWN, type=Exercise)
    return wordless(own, known=[*Meaning])


def test_no_word_of_it_is_left(bare):
    written = msgspec.json.encode(bare[0]).decode().lower()
    for word in (
        "grandma",
        "sell",
        "kitchen",
        "attic",
        "cellar",
        "cobwebs",
        "garden",
        "roses",
        "our-thing",
        "settle",
        'keep"',
        "ask us",
        "ana",
    ):
        assert word not in written, word


def test_it_says_how_it_spells_what_they_answer(bare):
    assert bare[1] == {"SELL": "OWNI", "KEEP": "OWNII"}, "yes is everybody's"


def test_it_leads_the_same_way(bare):
    exercise, meanings = bare
    asked, kept, sold = exercise.couple[0].steps
    assert asked.on == {meanings["SELL"].lower(): sold.id}
    assert kept.when == {asked.id: meanings["KEEP"].lower()}
    assert asked.otherwise == meanings["KEEP"].lower()
    assert sold.then == "end"
    assert sold.tells == (kept.id,)


def test_a_session_can_be_made_of_it(bare):
    session = Session(SessionSettings(exercise=bare[0], lines=ScriptFiles().lines()))
    session.receive(SessionStarted(at=0))
    session.receive(PromptFinished(at=1, number=1))
    assert session.next_deadline() is not None


def test_what_is_said_stays_as_long_and_keeps_its_places():
    assert dashes("{speaker}, sell it or keep it?") == "{speaker} - - - - -"
