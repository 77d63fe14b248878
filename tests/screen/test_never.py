"""What the screen never shows, over 200 random sessions of every exercise.

Talk time, interruptions, tone, heat: `test_nothing_of_how_they_talk`. Scores, streaks, percentages:
`test_no_text_but_the_coachs_and_a_few_fixed_words`, `test_no_figure_...`, `test_what_remains_...`.
Red alarms: `test_no_red_in_the_picture`. Who caused a pause: `test_in_a_pause_there_is_nobody`.
What people said: `test_what_is_said_is_shown_only_if_both_said_yes`, and the fixed words.

The sessions are led, watched and drawn once for all of these tests.
"""

import re
from functools import cached_property

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.core.test_any_conversation import EXERCISES, LINES, Couple, deeds, sensitivities
from tests.screen.pictures import drawn
from tests.screen.states import viewer
from voice_coach.core.actions import SayPrompt, ShowFloor, ShowHold, ShowResume, ShowStep
from voice_coach.core.events import AudioRestored, ClockAdvanced, UtteranceHeard
from voice_coach.core.settings import SessionSettings
from voice_coach.exercise.keys import LETTERS
from voice_coach.exercise.meanings import NUMBERS, Meaning
from voice_coach.screen import sayings
from voice_coach.screen.colours import NIGHT
from voice_coach.screen.ribbon import Loom, in_svg
from voice_coach.screen.view import View
from voice_coach.screen.viewer import HOLDS, UNCLEAR
from voice_coach.shell.captions import Captions, with_question

COUNT = 200
SIZE = (60, 16)
MOST_STEPS = 100
"""More than the longest exercise takes, by those who go along."""

SAID = "the walk by the river was good"


class Lived:
    """A session in which people did what they liked.

    Args:
        way: exercise, mode and length.
        did: what they did.
        whole: whether they go along from then on, to the end.
        captioned: whether they were asked, as it began, for what they say to be shown.
        moment: at which of its views it is drawn, in [0, 1].
    """

    def __init__(
        self, way, did, *, whole: bool, sensitivity: str, captioned: bool, moment: float
    ) -> None:
        self.what = (way, sensitivity, captioned, whole, did)
        name, self.mode, length = way
        exercise = EXERCISES[name]
        if captioned:
            chosen = SessionSettings(exercise=exercise, lines=LINES, mode=self.mode, length=length)
            exercise = with_question(chosen).exercise
        couple = Couple(way, exercise=exercise, sensitivity=sensitivity)
        for deed in did:
            couple.does(deed)
        if whole:
            couple.give(AudioRestored(at=couple.now))
            couple.give(UtteranceHeard(at=couple.now, meaning=Meaning.CONTINUE, by="key"))
            for _ in range(MOST_STEPS):
                couple.go_along()
        self.exercise, self.told = exercise, couple.told
        self.views = self.watched()
        self.moment = self.views[round(moment * (len(self.views) - 1))]
        self.svg = ""
        """The view of that moment, drawn."""

    def watched(self, *, deaf: bool = False) -> list[View]:
        """What is seen after each event; `deaf`: told of nothing but the clock and the orders."""
        watching = viewer(self.exercise, self.mode)
        views = []
        for event, orders in self.told:
            watching.noticed(ClockAdvanced(at=event.at) if deaf else event, orders)
            views.append(watching.view)
        return views

    @cached_property
    def said(self) -> set[str]:
        """What the coach said."""
        given = [order for _, orders in self.told for order in orders]
        return {order.text for order in given if type(order) is SayPrompt}


holding = st.sampled_from([("key", Meaning.PAUSE), ("microphone", "gone"), ("go along",)])
"""What makes it stand still, else seldom done."""


@st.composite
def lived(draw) -> Lived:
    name = draw(st.sampled_from(sorted(EXERCISES)))
    exercise = EXERCISES[name]
    way = name, draw(st.sampled_from(exercise.modes)), draw(st.sampled_from(list(exercise.minutes)))
    along = [("go along",)] * draw(st.integers(0, 20))
    return Lived(
        way,
        [*along, *draw(st.lists(st.one_of(deeds, deeds, holding), max_size=25))],
        whole=draw(st.booleans()),
        sensitivity=draw(sensitivities),
        captioned=draw(st.booleans()),
        moment=draw(st.floats(0, 1)),
    )


@pytest.fixture(scope="module")
def sessions() -> list[Lived]:
    """As many as there are to be, and a picture of each."""
    found: list[Lived] = []

    @settings(
        max_examples=COUNT,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(lived())
    def find(one: Lived) -> None:
        found.append(one)

    find()
    for one, svg in zip(found, drawn([each.moment for each in found], SIZE), strict=True):
        one.svg = svg
    return found


def test_there_are_as_many_as_there_are_to_be(sessions):
    assert len(sessions) >= COUNT
    assert len({each.exercise.name for each in sessions}) > len(EXERCISES) / 2
    seen = {view.sight for each in sessions for view in each.views}
    assert seen == {"coach", "floor", "asked", "quiet", "breathing", "hold", "over"}


def without_notes(view: View) -> View:
    """But for "I didn't catch that", which goes when somebody speaks."""
    return View(**{name: getattr(view, name) for name in view.__struct_fields__} | {"unclear": ""})


def test_nothing_of_how_they_talk(sessions):
    """Not how long, how loud, over whom or in what words: who cannot hear sees the same."""
    for each in sessions:
        heard, deaf = map(without_notes, each.views), map(without_notes, each.watched(deaf=True))
        assert list(heard) == list(deaf), each.what


OWN = {UNCLEAR, *HOLDS.values(), "", "Ana", "Ben", "You"}
OWN |= {f"{name} {what}" for name in ("Ana", "Ben") for what in ("listens", "hears it back")}
PHRASES = {each.words for each in vars(sayings).values() if isinstance(each, sayings.Saying)}
PHRASES |= {"yes", "no", "not quite", *LETTERS.values(), *NUMBERS}


def answers(exercise) -> set[str]:
    """What may be answered in an exercise, as its script says it."""
    steps = [step for part in (*exercise.couple, *exercise.solo) for step in part.steps]
    return {answer for step in steps for answer in getattr(step, "answers", ())}


def test_no_text_but_the_coachs_and_a_few_fixed_words(sessions):
    """So no score, streak, percentage or count can be among it, and nobody who caused a pause."""
    for each in sessions:
        allowed = PHRASES | answers(each.exercise) | {"keep", "pause", "warm", "more"}
        lines = {""}
        for view in each.views:
            assert {view.name, view.under, view.hold, view.unclear} <= OWN, each.what
            assert {saying.words for saying in view.sayings} <= allowed, each.what
            assert view.fault == ""
            assert view.caption is None
            assert view.until in ("", "Back at 20:30")
            lines.add(view.line)
        assert len(lines) <= len(each.said) + 1, each.what


def test_in_a_pause_there_is_nobody(sessions):
    for each in sessions:
        for view in each.views:
            if view.sight in ("hold", "over"):
                nobody = (view.holder, view.name, view.under, view.share, view.trail)
                assert nobody == (None, "", "", 0.0, (0, 0)), each.what
            if view.sight == "over":
                assert view.sayings == ()


def agreed(each: Lived) -> bool:
    """Whether everybody who was asked said yes to it, by what they answered."""
    asked = {"captions-speaker", "captions-listener"} if each.mode == "couple" else set()
    missing = asked or {"captions-speaker"}
    step = ""
    for event, orders in each.told:
        if isinstance(event, UtteranceHeard) and event.meaning == Meaning.YES:
            missing = missing - {step}
        step = next((one.step for one in reversed(orders) if isinstance(one, ShowStep)), step)
    return not missing


def captions(each: Lived) -> tuple[int, int]:
    """How often somebody's words were shown, and how often of that on a floor whose time runs.

    Something is said after each event.
    """
    shown: list[str] = []
    showing = Captions(shown.append)
    floor, held, of_these = False, False, 0
    for event, orders in each.told:
        showing.noticed(event, orders)
        for order in orders:
            match order:
                case ShowFloor(holder=holder):
                    floor = holder is not None
                case ShowHold():
                    held = True
                case ShowResume():
                    held = False
        before = shown.count(SAID)
        showing.heard(SAID)
        of_these += (shown.count(SAID) - before) * (floor and not held)
    return shown.count(SAID), of_these


def test_what_is_said_is_shown_only_if_both_said_yes(sessions):
    """And then on floors alone."""
    any_shown = False
    for each in sessions:
        shown, on_a_floor = captions(each)
        assert shown == on_a_floor, each.what
        assert agreed(each) or not shown, each.what
        any_shown = any_shown or shown > 0
    assert any_shown, "and then it is"


def test_no_figure_in_the_picture_but_the_last_ten_seconds(sessions):
    for each in sessions:
        view = each.moment
        told = re.findall(r"<text[^>]*>([^<]*)</text>", each.svg)
        text = " ".join(told).replace("&#160;", " ").replace("&#x27;", "'")
        for own in (view.line, *(f"{one.words} {one.key}" for one in view.sayings)):
            text = text.replace(own, "")
        assert "%" not in text
        figures = set(re.findall(r"\d+", without_line(text, view)))
        numbers = set(NUMBERS) if any(one.number for one in view.sayings) else set()
        keys = {one.key for one in view.sayings}
        assert figures <= {str(view.seconds_left)} | numbers | keys, each.what


def without_line(text: str, view: View) -> str:
    """The coach's line may be broken anywhere: its words are taken out one by one."""
    for word in sorted(view.line.split(), key=len, reverse=True):
        text = text.replace(word, "", 1)
    return text


def test_no_red_in_the_picture(sessions):
    for each in sessions:
        window = each.svg.partition('clip-path="url(#terminal')[2]
        fills = re.findall(r"\.\S+-r\d+ \{ fill: #(\w\w)(\w\w)(\w\w)", each.svg)
        fills += re.findall(r'fill="#(\w\w)(\w\w)(\w\w)"', window)
        assert fills
        for red, green, blue in ([int(part, 16) for part in fill] for fill in fills):
            assert red <= 1.45 * green or max(red, green, blue) < 40, each.what


def test_what_remains_has_no_letter_no_figure_and_no_length_of_its_own(sessions):
    any_remains = False
    for each in sessions:
        loom = Loom()
        for event, orders in each.told:
            loom.noticed(event, orders)
        begun = [piece.begin for piece in loom.ribbon]
        assert begun == sorted(begun), each.what
        assert all(0 <= piece.begin <= piece.end <= 1 for piece in loom.ribbon), each.what
        svg = in_svg(loom.ribbon, NIGHT)
        assert "<text" not in svg
        assert not re.sub(r"<[^>]*>", "", svg).strip()
        any_remains = any_remains or bool(loom.ribbon)
    assert any_remains
