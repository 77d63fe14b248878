"""What remains of a session."""

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import ana_and_ben
from tests.screen.pictures import drawn
from tests.screen.states import MIRROR
from voice_coach.acted.rehearsal import Rehearsal, WillingCouple
from voice_coach.core.actions import (
    EndSession,
    PlayChime,
    SayPrompt,
    ShowFloor,
    ShowHold,
    ShowResume,
)
from voice_coach.core.events import ClockAdvanced
from voice_coach.core.session import Session
from voice_coach.screen.colours import DAY
from voice_coach.screen.ribbon import LEAST, Loom, Piece, Ribbon, in_columns, in_svg
from voice_coach.screen.view import Saying, View
from voice_coach.signal.units import samples
from voice_coach.store.script_files import ScriptFiles


def woven(*orders, reason="finished", at=1000.0) -> Ribbon:
    loom = Loom()
    end = EndSession(at=samples(at), reason=reason)
    loom.noticed(ClockAdvanced(at=samples(at)), [*orders, end])
    return loom.ribbon


def floor(holder, at: float, lasting: float = 100) -> ShowFloor:
    return ShowFloor(at=samples(at), holder=holder, samples=samples(lasting))


def test_floors_pauses_breaths_and_the_coach_are_its_threads():
    ribbon = woven(
        SayPrompt(at=samples(10), number=1, text="Hello."),
        floor("a", 100),
        SayPrompt(at=samples(150), number=2, text="Take your time."),
        ShowHold(at=samples(200), reason="paused", remaining=samples(100)),
        ShowResume(at=samples(500), remaining=samples(100)),
        floor(None, 600),
        PlayChime(at=samples(700), tone="rise"),
        PlayChime(at=samples(704), tone="fall"),
        floor("b", 800),
        floor(None, 900),
    )
    assert [(each.thread, each.begin, each.end) for each in ribbon] == [
        ("dot", 0.01, 0.01),
        ("a", 0.1, 0.2),
        ("a", 0.5, 0.6),
        ("leaf", 0.7, 0.7),
        ("b", 0.8, 0.9),
    ]
    columns = in_columns(ribbon, 10)
    assert columns == ["dot", "a", None, None, None, "a", None, "leaf", "b", None]


@pytest.mark.parametrize(
    ("reason", "at"), [("early", 1000), ("cool-down", 1000), ("finished", LEAST / 16000 - 1)]
)
def test_of_an_early_ending_a_break_or_a_few_words_nothing_remains(reason, at):
    assert woven(floor("a", 10), floor(None, 90), reason=reason, at=at) == ()


def rehearsed(name: str, length: str) -> Ribbon:
    exercise = ScriptFiles().load(name)
    settings = ana_and_ben(exercise).settings
    loom = Loom()
    session = Session(type(settings)(exercise=exercise, lines=settings.lines, length=length))
    Rehearsal(session, WillingCouple(exercise), observers=[loom]).run()
    return loom.ribbon


def test_a_long_session_has_no_longer_one_than_a_short_one():
    for length in MIRROR.minutes:
        ribbon = rehearsed("mirror-dialogue", length)
        assert ribbon[0].begin < 0.05
        assert ribbon[-1].end > 0.9


@given(
    pieces=st.lists(
        st.builds(
            Piece,
            thread=st.sampled_from(["a", "b", "leaf", "dot"]),
            begin=st.floats(0, 1),
            end=st.just(1.0),
        ),
        max_size=9,
    )
)
def test_a_picture_of_it_has_no_letter_and_no_figure(pieces):
    svg = in_svg(tuple(pieces), DAY)
    assert "<text" not in svg
    assert not re.sub(r"<[^>]*>", "", svg).strip()


def test_the_two_have_textures_of_their_own():
    svg = in_svg((Piece(thread="a", begin=0, end=0.5), Piece(thread="b", begin=0.5, end=1)), DAY)
    assert 'fill="url(#b)"' in svg


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=str)
def test_the_last_page_shows_it(size):
    after = ("Mirror Dialogue, 12 minutes", "Another day: Underneath", "Any key leaves this page.")
    ribbon = rehearsed("mirror-dialogue", "short")
    [svg] = drawn([View(sight="over", line="That's the end.", after=after, ribbon=ribbon)], size)
    for line in after:
        assert line.replace("'", "&#x27;") in svg.replace("&#160;", " ")
    [without] = drawn([View(sight="over", line="That's the end.", after=after)], size)
    assert svg.count("█") > without.count("█") or svg.count("❧") > without.count("❧")


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=str)
def test_it_is_still_seen_while_the_coach_asks_what_now(size):
    page = View(
        sight="asked",
        line="Would you like another one, or is that enough for today?",
        sayings=(Saying(words="another", key="2"), Saying(words="enough", key="1")),
        after=("Mirror Dialogue, 12 minutes",),
        ribbon=rehearsed("mirror-dialogue", "short"),
    )
    [svg] = drawn([page], size)
    text = svg.replace("&#160;", " ")
    assert "Mirror Dialogue, 12 minutes" in text
    assert "another" in text
    [without] = drawn([msgspec.structs.replace(page, ribbon=())], size)
    assert svg.count("█") > without.count("█") or svg.count("❧") > without.count("❧")
