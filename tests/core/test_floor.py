"""One partner's floor, alone: every deadline at its sample."""

import pytest

from voice_coach.core import floor as rules
from voice_coach.core.actions import PlayChime, SayPrompt
from voice_coach.core.floor import Floor
from voice_coach.core.orders import Orders
from voice_coach.core.patience import Patience
from voice_coach.core.states import Deadline
from voice_coach.core.timeline import Timeline
from voice_coach.exercise.script import Hint
from voice_coach.signal.units import samples
from voice_coach.store.script_files import ScriptFiles

LINES = ScriptFiles().lines()
BEGAN = samples(10)


class Held:
    """A floor of two minutes that began at 10 s, and what came of it."""

    def __init__(self, *, limit: float = 120, hints: tuple[Hint, ...] = ()) -> None:
        self.orders, self.timeline = Orders(), Timeline()
        self.orders.now = BEGAN
        self.patience = Patience()
        self.floor = Floor(
            holder="a",
            limit=samples(limit),
            timeline=self.timeline,
            orders=self.orders,
            lines=LINES,
            names={"partner": "{a}"},
            patience=self.patience,
            hints=hints,
        )
        self.came: list = []

    def until(self, seconds: float) -> list:
        """Let time go by to so many seconds after it began; what its deadlines gave."""
        end = BEGAN + samples(seconds)
        while (due := self.timeline.next()) and due[0] <= end:
            self.orders.now, name = due
            self.timeline.cancel(name)
            result = self.floor.reached(Deadline(name))
            if result in ("grace", "over"):
                self.came.append((self.at, result))
            if result == "over":
                self.floor.close()
        self.orders.now = end
        return self.came

    @property
    def at(self) -> float:
        return (self.orders.now - BEGAN) / samples(1)

    def talks(self, began: float, ended: float) -> None:
        self.until(began)
        self.floor.began_talking()
        self.until(ended)
        self.floor.fell_silent(self.orders.now)

    def said(self) -> list[tuple[float, str]]:
        given = self.orders.take()
        return [
            (
                (each.at - BEGAN) / samples(1),
                each.text if isinstance(each, SayPrompt) else each.tone,
            )
            for each in given
            if isinstance(each, SayPrompt | PlayChime)
        ]


@pytest.fixture
def held() -> Held:
    return Held()


def test_silence_offers_at_eight_seconds_and_asks_once_at_twenty_five(held):
    held.until(89)
    assert held.said() == [
        (8, LINES.take_your_time),
        (25, LINES.finished_or_more.replace("{partner}", "{a}")),
    ]
    assert held.floor.asked_finished
    assert held.came == []


def test_talk_begins_the_silence_anew(held):
    held.talks(7, 20)
    held.until(89)
    assert [at for at, _ in held.said()] == [28, 45]


def test_a_tone_warns_thirty_seconds_before_the_end(held):
    held.talks(1, 95)
    assert held.said() == [(90, "soft")]


def test_a_short_floor_has_no_warning():
    held = Held(limit=89)
    held.talks(1, 85)
    assert held.said() == []


def test_in_silence_it_is_over_when_its_time_is(held):
    held.talks(100, 118)
    assert held.until(200)[-1] == (120, "over")


def test_a_sentence_may_be_finished(held):
    held.talks(100, 125)
    assert held.until(200) == [(120, "grace"), (127, "over")]


def test_a_breath_at_the_end_of_the_time_is_no_end(held):
    held.talks(100, 119)
    assert held.until(120) == [(120, "grace")]
    held.talks(120.5, 124)
    assert held.until(200)[-1] == (126, "over")


def test_the_grace_is_twenty_seconds(held):
    held.talks(100, 170)
    assert held.until(200)[:2] == [(120, "grace"), (140, "over")]


def test_in_the_grace_nothing_is_offered_or_asked(held):
    held.talks(100, 119)
    held.until(120)
    held.orders.take()
    held.floor.spoken_to()
    assert held.timeline.remaining(Deadline.SILENCE_ASK, held.orders.now) is None


def test_a_release_phrase_needs_quiet_after_it(held):
    held.talks(5, 6)
    held.floor.released(held.orders.now)
    held.until(6.7)
    assert held.came == []
    assert held.until(30) == [(6.8, "over")]


def test_a_release_phrase_that_goes_on_was_none(held):
    held.talks(5, 6)
    held.floor.released(held.orders.now)
    held.talks(6.5, 9)
    assert held.until(20) == []


def test_one_more_thing_adds_thirty_seconds_once(held):
    held.until(20)
    assert held.floor.extend()
    assert held.floor.remaining == samples(130)
    assert not held.floor.extend()
    assert held.floor.remaining == samples(130)


def test_one_more_thing_in_the_grace_takes_it_back(held):
    held.talks(100, 119)
    held.until(120.5)
    assert held.floor.extend()
    held.talks(121, 148)
    assert held.until(200)[1:] == [(150.5, "over")]
    assert held.floor.used == samples(150)


def test_one_more_thing_while_talking_goes_on(held):
    held.until(100)
    held.floor.began_talking()
    held.until(125)
    assert held.floor.extend()
    held.until(150)
    held.floor.fell_silent(held.orders.now)
    assert held.until(200)[1:] == [(155, "over")]


def test_shorter_halves_what_is_left(held):
    held.until(20)
    held.orders.take()
    held.floor.shorten()
    assert held.floor.remaining == samples(50)
    held.talks(21, 60)
    assert held.until(100) == [(70, "over")]
    assert "soft" not in [what for _, what in held.said()]


def test_shorter_in_the_grace_changes_nothing(held):
    held.talks(100, 119)
    held.until(120.5)
    held.floor.shorten()
    assert held.until(200) == [(120, "grace"), (121, "over")]


def test_the_time_used_does_not_count_the_grace(held):
    held.talks(100, 125)
    held.until(200)
    assert held.floor.used == samples(120)


def test_a_hint_waits_for_a_quiet_moment():
    held = Held(hints=(Hint(after_seconds=5, say="First."), Hint(after_seconds=6, say="Then.")))
    held.talks(1, 10)
    held.until(11)
    assert held.said() == []
    held.until(12)
    assert held.said() == [(10 + rules.HINT_SILENCE / samples(1), "First."), (11.5, "Then.")]


def test_a_waiting_hint_is_put_off_by_talk():
    held = Held(hints=(Hint(after_seconds=5, say="First."),))
    held.talks(1, 10)
    held.talks(11, 15)
    held.until(17)
    assert held.said() == [(16.5, "First.")]


def test_a_reminder_comes_before_the_hints():
    held = Held(hints=(Hint(after_seconds=5, say="Hint."),))
    held.talks(1, 3)
    held.floor.remind("Reminder, {partner}.")
    held.until(6)
    assert held.said() == [(4.5, "Reminder, {a}."), (5, "Hint.")]


@pytest.mark.parametrize("talks", [False, True], ids=["quiet", "talking"])
def test_a_reminder_that_is_needed_no_more_leaves_nothing_to_wait_for(talks):
    held = Held()
    held.until(3)
    if talks:
        held.floor.began_talking()
    held.floor.remind("Reminder, {partner}.")
    if talks:
        held.until(3.5)  # it was due, and waits for a quiet moment
    held.floor.mended()
    held.talks(4, 5)
    held.until(7)
    assert held.said() == []


def test_and_the_hints_come_when_they_would_have():
    held = Held(hints=(Hint(after_seconds=5, say="Hint."),))
    held.floor.remind("Reminder, {partner}.")
    held.floor.mended()
    held.until(4)
    assert held.said() == []
    held.until(6)
    assert held.said() == [(5, "Hint.")]


def test_what_the_coach_says_puts_off_its_next_words(held):
    held.until(20)
    held.orders.take()
    held.floor.spoken_to()
    held.until(40)
    assert held.said() == [(28, LINES.finished_or_more.replace("{partner}", "{a}"))]


def test_the_coach_said_something_before_it_offered(held):
    held.until(6)
    held.floor.spoken_to()
    held.until(20)
    assert held.said() == [(14, LINES.take_your_time)]


def test_while_they_talk_the_coachs_words_change_nothing(held):
    held.until(6)
    held.floor.began_talking()
    held.floor.spoken_to()
    held.until(80)
    assert held.said() == []


def test_who_was_asked_and_goes_on_may_be_asked_again(held):
    held.until(30)
    held.floor.spoken_to()
    assert held.floor.asked_finished
    held.orders.take()
    held.floor.began_talking()
    held.patience.heard()
    held.floor.went_on(held.orders.now)
    held.until(60)
    assert [at for at, _ in held.said()] == [55]


def test_a_closed_floor_leaves_nothing_behind(held):
    held.floor.close()
    assert held.timeline.next() is None
