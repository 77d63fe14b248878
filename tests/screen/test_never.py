"""What the screen never shows, over random sessions of every exercise."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.test_any_conversation import EXERCISES, Couple, deeds, sensitivities
from tests.screen.pictures import drawn
from tests.screen.states import viewer
from voice_coach.core.actions import SayPrompt
from voice_coach.core.events import ClockAdvanced
from voice_coach.exercise.keys import LETTERS
from voice_coach.exercise.meanings import NUMBERS
from voice_coach.screen import sayings
from voice_coach.screen.view import View
from voice_coach.screen.viewer import HOLDS, UNCLEAR

SESSIONS = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def sessions(draw) -> tuple[Couple, str]:
    """A session of an exercise in which people do what they like, and how it is done."""
    name = draw(st.sampled_from(sorted(EXERCISES)))
    exercise = EXERCISES[name]
    mode = draw(st.sampled_from(exercise.modes))
    length = draw(st.sampled_from(sorted(exercise.minutes)))
    couple = Couple((name, mode, length), sensitivity=draw(sensitivities))
    for _ in range(draw(st.integers(0, 40))):
        couple.does(("go along",))
    for deed in draw(st.lists(deeds, max_size=25)):
        couple.does(deed)
    return couple, mode


def watched(couple: Couple, mode: str, *, deaf: bool = False) -> list[View]:
    """What is seen of it after each event; `deaf`: told of nothing but the clock and the orders."""
    watching = viewer(couple.exercise, mode)
    at, views = 0, []
    for event, orders in couple.told:
        at = event.at
        watching.noticed(ClockAdvanced(at=at) if deaf else event, orders)
        views.append(watching.view)
    return views


def without_notes(view: View) -> View:
    """But for "I didn't catch that", which goes when somebody speaks."""
    return View(**{name: getattr(view, name) for name in view.__struct_fields__} | {"unclear": ""})


@given(session=sessions())
@SESSIONS
def test_nothing_of_how_they_talk(session):
    """Not how long, how loud, over whom or in what words: who cannot hear sees the same."""
    hearing, deaf = watched(*session), watched(*session, deaf=True)
    assert [without_notes(view) for view in hearing] == [without_notes(view) for view in deaf]


OWN = {UNCLEAR, *HOLDS.values(), "", "Ana", "Ben", "You"}
OWN |= {f"{name} {what}" for name in ("Ana", "Ben") for what in ("listens", "hears it back")}
PHRASES = {each.words for each in vars(sayings).values() if isinstance(each, sayings.Saying)}
PHRASES |= {"yes", "no", "not quite", *LETTERS.values(), *NUMBERS}


def answers(exercise) -> set[str]:
    """What may be answered in an exercise, as its script says it."""
    steps = [step for part in (*exercise.couple, *exercise.solo) for step in part.steps]
    return {answer for step in steps for answer in getattr(step, "answers", ())}


@given(session=sessions())
@SESSIONS
def test_no_text_but_the_coachs_and_a_few_fixed_words(session):
    """So no score, streak, percentage or count can be among it, and nobody who caused a pause."""
    couple, mode = session
    allowed = PHRASES | answers(couple.exercise) | {"keep", "pause", "warm", "more"}
    lines = {""}
    for view in watched(couple, mode):
        assert {view.name, view.under, view.hold, view.unclear} <= OWN
        assert {each.words for each in view.sayings} <= allowed
        assert view.fault == ""
        assert view.until in ("", "Back at 20:30")
        lines.add(view.line)
    said = {order.text for _, orders in couple.told for order in orders if type(order) is SayPrompt}
    assert len(lines) <= len(said) + 1


@given(session=sessions())
@SESSIONS
def test_in_a_pause_there_is_nobody(session):
    for view in watched(*session):
        if view.sight in ("hold", "over"):
            assert (view.holder, view.name, view.under, view.share) == (None, "", "", 0.0)
            assert view.trail == (0, 0)
        if view.sight == "over":
            assert view.sayings == ()


@given(session=sessions(), data=st.data())
@SESSIONS
def test_no_figure_in_the_picture_but_the_last_ten_seconds(session, data):
    views = watched(*session)
    view = data.draw(st.sampled_from(views))
    [svg] = drawn([view], (60, 16))
    told = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    text = " ".join(told).replace("&#160;", " ").replace("&#x27;", "'")
    for own in (view.line, *(f"{each.words} {each.key}" for each in view.sayings)):
        text = text.replace(own, "")
    assert "%" not in text
    figures = set(re.findall(r"\d+", without_line(text, view)))
    numbers = set(NUMBERS) if any(each.number for each in view.sayings) else set()
    keys = {each.key for each in view.sayings}
    assert figures <= {str(view.seconds_left)} | numbers | keys


def without_line(text: str, view: View) -> str:
    """The coach's line may be broken anywhere: its words are taken out one by one."""
    for word in sorted(view.line.split(), key=len, reverse=True):
        text = text.replace(word, "", 1)
    return text


@given(session=sessions(), data=st.data())
@settings(SESSIONS, max_examples=50)
def test_no_red_in_the_picture(session, data):
    view = data.draw(st.sampled_from(watched(*session)))
    [svg] = drawn([view], (60, 16))
    window = svg.partition('clip-path="url(#terminal')[2]
    fills = re.findall(r"\.\S+-r\d+ \{ fill: #(\w\w)(\w\w)(\w\w)", svg)
    fills += re.findall(r'fill="#(\w\w)(\w\w)(\w\w)"', window)
    assert fills
    for red, green, blue in ([int(each, 16) for each in fill] for fill in fills):
        assert red <= 1.45 * green or max(red, green, blue) < 40
