"""What is seen of a session."""

from itertools import pairwise

import msgspec
import pytest

from tests.plans import ana_and_ben
from tests.screen.states import LINES, RIBBON, floor, listen, say, seen, states, viewer
from voice_coach.acted.rehearsal import Rehearsal, WillingCouple
from voice_coach.core.actions import (
    EndSession,
    PlayChime,
    ShowFloor,
    ShowHold,
    ShowResume,
    ShowStep,
    ShowUnclear,
)
from voice_coach.core.events import ClockAdvanced, SpeechStarted, UtteranceHeard
from voice_coach.core.session import Session
from voice_coach.exercise.meanings import ANY_TIME
from voice_coach.screen.sayings import STOP
from voice_coach.screen.view import MOST_SAYINGS, View
from voice_coach.screen.viewer import FAULT_STAYS, Viewer
from voice_coach.signal.units import samples
from voice_coach.store.script_files import ScriptFiles

ALL = ScriptFiles().all()


class Looking:
    """Notes every view that a session leads to."""

    def __init__(self, watching: Viewer) -> None:
        self._watching = watching
        self.views: list[View] = []

    def noticed(self, event, actions) -> None:
        self._watching.noticed(event, actions)
        if self.views[-1:] != [self._watching.view]:
            self.views.append(self._watching.view)


def rehearsed(exercise, mode) -> list[View]:
    """Every view of a session that goes well."""
    chosen = msgspec.structs.replace(ana_and_ben(exercise).settings, mode=mode)
    looking = Looking(viewer(exercise, mode))
    Rehearsal(Session(chosen), WillingCouple(exercise), observers=[looking]).run()
    return looking.views


def test_who_has_the_floor_is_seen_and_what_the_other_does():
    view = seen((5, floor("a", 5, 120)))
    assert (view.sight, view.holder, view.name, view.under) == ("floor", "a", "Ana", "Ben listens")
    view = seen((5, floor("b", 5, 60, "mirror")))
    assert (view.holder, view.name, view.under) == ("b", "Ben", "Ana hears it back")


def test_the_time_gone_by_is_a_share_in_whole_seconds():
    watching = viewer()
    watching.noticed(ClockAdvanced(at=0), floor("a", 0, 100))
    shares = []
    for tick in range(1, 5001):
        watching.noticed(ClockAdvanced(at=tick * 320), [])
        shares.append(watching.view.share)
    changes = [at for at, (one, other) in enumerate(pairwise(shares)) if one != other]
    assert shares[-1] == 1
    assert len(changes) == 100
    assert min(b - a for a, b in pairwise(changes)) >= 49  # blocks of 20 ms: a second


def test_there_are_no_figures_before_the_last_ten_seconds():
    moments = [floor("a", 0, 60)] + [[]] * 59
    left = [
        seen(*((at, actions) for at, actions in enumerate(moments[: n + 1]))).seconds_left
        for n in range(60)
    ]
    assert left[:50] == [None] * 50
    assert left[50:] == list(range(10, 0, -1))


def test_time_stands_still_on_hold_and_goes_on_after_it():
    watching = viewer()
    watching.noticed(ClockAdvanced(at=0), floor("a", 0, 100))
    held = ShowHold(at=samples(40), reason="breath", remaining=samples(60))
    watching.noticed(ClockAdvanced(at=samples(40)), [held])
    watching.noticed(ClockAdvanced(at=samples(90)), [])
    gone_on = ShowResume(at=samples(100), remaining=samples(60))
    watching.noticed(ClockAdvanced(at=samples(100)), [gone_on])
    assert watching.view.share == pytest.approx(0.4)
    watching.noticed(ClockAdvanced(at=samples(130)), [])
    assert watching.view.share == pytest.approx(0.7)


def test_more_time_does_not_empty_the_shape():
    watching = viewer()
    watching.noticed(ClockAdvanced(at=0), floor("a", 0, 60))
    watching.noticed(ClockAdvanced(at=samples(60)), [])
    longer = ShowFloor(at=samples(60), holder="a", samples=samples(30))
    watching.noticed(ClockAdvanced(at=samples(60)), [longer])
    assert watching.view.share == pytest.approx(60 / 90, abs=0.01)


def test_a_pause_replaces_everything():
    view = states()["on-hold"]
    assert (view.hold, view.holder, view.name, view.under) == ("On hold", None, "", "")
    assert view.trail == (0, 0)
    assert view.share == 0
    assert [each.words for each in view.sayings] == ["continue", "what can I say?", "stop"]


def test_a_cool_down_tells_when_they_come_back():
    assert states()["back-later"].until == "Back at 20:30"


def test_what_was_not_understood_is_seen_until_somebody_speaks_or_the_coach_does():
    asked = states()["asked"]
    assert asked.unclear == "I didn't catch that."
    assert asked.name == "Ana"
    watching = viewer()
    for more in ([say("Again?")], None):
        watching.noticed(UtteranceHeard(at=5, meaning=None), [ShowUnclear(at=5)])
        assert watching.view.unclear
        if more:
            watching.noticed(ClockAdvanced(at=6), more)
        else:
            watching.noticed(SpeechStarted(at=7), [])
        assert not watching.view.unclear


def test_a_fault_is_told_for_as_long_as_it_holds_them_up_and_a_little_more():
    watching = viewer()
    watching.tell("The microphone is back.")
    assert watching.view.fault == "The microphone is back."
    watching.noticed(ClockAdvanced(at=FAULT_STAYS), [])
    assert watching.view.fault
    watching.noticed(ClockAdvanced(at=FAULT_STAYS + samples(2)), [])
    assert not watching.view.fault


def test_the_line_stays_while_somebody_thinks():
    view = seen((1, [say("{a}, what was it like?")]), (5, floor("a", 5, 120)), (100, []))
    assert view.line == "Ana, what was it like?"


def test_a_breath_goes_in_and_out_on_the_clock_of_the_session():
    watching = viewer()
    tones = {0: ("rise", 2.4), 4: ("fall", 3.6)}
    breaths = []
    for tick in range(100):
        due = tones.get(tick // 10) if tick % 10 == 0 else None
        at = samples(tick / 10)
        given = [PlayChime(at=at, tone=due[0], seconds=due[1])] if due else []
        watching.noticed(ClockAdvanced(at=at), given)
        breaths.append(watching.view.breath)
    assert breaths[0] == 0
    assert breaths[20] == pytest.approx(0.5)
    assert breaths[40] == 1
    assert breaths[70] == pytest.approx(0.5)
    assert breaths[99] < 0.01
    assert max(abs(one - other) for one, other in pairwise(breaths)) < 0.05


def test_the_last_line_stands_alone():
    for ending in ("finished", "ended_early"):
        watching = viewer()
        watching.noticed(ClockAdvanced(at=0), floor("a", 0, 60))
        watching.noticed(ClockAdvanced(at=9), [say(getattr(LINES, ending))])
        view = watching.view
        watching.noticed(ClockAdvanced(at=10), [EndSession(at=10, reason="early")])
        assert watching.view == view == View(sight="over", line=view.line)


def test_an_ending_out_of_a_pause_is_no_pause():
    watching = viewer()
    hold = ShowHold(at=0, reason="paused", remaining=None)
    watching.noticed(ClockAdvanced(at=0), [hold])
    assert watching.view.hold == "On hold"
    watching.noticed(ClockAdvanced(at=9), [say(LINES.ended_early)])
    assert watching.view == View(sight="over", line=LINES.ended_early)


def test_somebody_alone_without_a_name_is_you_and_nobody_listens():
    watching = viewer(ScriptFiles().load("mirror-practice"), "solo")
    watching.noticed(ClockAdvanced(at=0), floor("a", 0, 60))
    assert (watching.view.name, watching.view.under) == ("You", "")


@pytest.mark.parametrize("mode", ["couple", "solo"])
@pytest.mark.parametrize("exercise", ALL, ids=lambda each: each.name)
def test_of_every_exercise_all_that_is_needed_is_seen(exercise, mode):
    if mode not in exercise.modes:
        assert exercise.modes
        return
    views = rehearsed(exercise, mode)
    assert views[-1].sight == "over"
    paths = [view.trail for view in views if view.sight != "over"]
    begun = [each for each, _ in paths]
    assert begun == sorted(begun)
    assert begun[-1] >= paths[-1][1] - 2  # a last part may not be needed
    for view in views:
        assert len(view.sayings) <= MOST_SAYINGS
        assert len({each.key for each in view.sayings}) == len(view.sayings)
        assert (view.sayings[-1:] == (STOP,)) == (view.sight != "over")
        assert bool(view.name) == (view.holder is not None)


def test_the_answers_of_an_open_question_come_first():
    view = seen((1, [listen("answer", (*ANY_TIME, "EARS", "IDEAS"), "a")]))
    assert [(each.words, each.key) for each in view.sayings] == [
        ("ears", "1"),
        ("ideas", "2"),
        ("pause", "space"),
        ("stop", "q"),
    ]


def test_what_remains_of_the_last_session_is_seen_until_another_one_begins():
    after = ("Outside Stress, 12 minutes", "Another day: Floor Talk")
    watching = viewer()
    watching.begin_with(after, RIBBON, frozenset({"another"}))
    asked = ShowStep(at=0, step="another", part="hello", speaker="a")
    watching.noticed(ClockAdvanced(at=0), [asked, say("Another, or enough?")])
    watching.noticed(ClockAdvanced(at=1), [listen("answer", ("ANOTHER", "ENOUGH"))])
    assert (watching.view.after, watching.view.ribbon) == (after, RIBBON)
    assert [each.words for each in watching.view.sayings][:2] == ["another", "enough"]
    gone_on = ShowStep(at=2, step="couple-time", part="hello", speaker="a")
    watching.noticed(ClockAdvanced(at=2), [gone_on])
    assert (watching.view.after, watching.view.ribbon) == ((), ())


def test_it_stays_where_that_was_enough():
    watching = viewer()
    watching.begin_with(("Outside Stress, 12 minutes",), RIBBON, frozenset({"another"}))
    watching.noticed(ClockAdvanced(at=9), [EndSession(at=9, reason="early")])
    assert watching.view.ribbon == RIBBON
