"""The session as a whole: order of deadlines, impossible events, and how it ends."""

import itertools

import pytest

from tests.core.scripts import exercise
from tests.timetable import Room
from voice_coach.core.actions import (
    EndSession,
    Listen,
    PlayChime,
    SayPrompt,
    ShowFloor,
    StopPlayback,
)
from voice_coach.core.events import (
    AudioLost,
    AudioRestored,
    ClockAdvanced,
    CueFound,
    HeatJudged,
    InputEnded,
    MirrorJudged,
    PromptFinished,
    SessionStarted,
    SpeechEnded,
    SpeechStarted,
    UtteranceHeard,
    VoiceRaised,
    VoicesOverlapped,
)
from voice_coach.core.session import Session
from voice_coach.core.settings import SessionSettings
from voice_coach.core.states import Hold, State
from voice_coach.errors import ImpossibleSpan, InThePast, NeverGiven, OutsideSession
from voice_coach.exercise.meanings import ANY_TIME, Meaning
from voice_coach.signal.units import samples
from voice_coach.store.script_files import ScriptFiles

LINES = ScriptFiles().lines()
AT = samples(20)


def session(name: str = "one-turn", **chosen) -> Session:
    return Session(SessionSettings(exercise=exercise(name), lines=LINES, **chosen))


def on_the_floor() -> Session:
    """A session 20 s in: one of them has held the floor since 2.0."""
    begun = session()
    begun.receive(SessionStarted(at=0))
    begun.receive(PromptFinished(at=samples(2), number=1))
    begun.receive(ClockAdvanced(at=AT))
    return begun


def ended() -> Session:
    over = on_the_floor()
    actions = over.receive(UtteranceHeard(at=AT, meaning=Meaning.STOP))
    number = next(each.number for each in actions if isinstance(each, SayPrompt))
    over.receive(PromptFinished(at=AT, number=number))
    assert over.ended
    return over


def test_nothing_happens_before_the_start():
    fresh = session()
    assert fresh.state is State.READY
    assert fresh.next_deadline() is None
    with pytest.raises(OutsideSession, match="cannot come while ready"):
        fresh.receive(ClockAdvanced(at=0))
    assert fresh.receive(SessionStarted(at=0))


IMPOSSIBLE = [
    (SessionStarted(at=AT), OutsideSession),
    (ClockAdvanced(at=AT - 1), InThePast),
    (UtteranceHeard(at=AT - 1, meaning=Meaning.STOP), InThePast),
    (PromptFinished(at=AT, number=99), NeverGiven),
    (PromptFinished(at=AT, number=0), NeverGiven),
    (SpeechEnded(at=AT, started=AT + 1, ended=AT + 2), ImpossibleSpan),
    (SpeechEnded(at=AT, started=AT - 5, ended=AT + 1), ImpossibleSpan),
    (SpeechEnded(at=AT, started=AT - 5, ended=AT - 6), ImpossibleSpan),
    (SpeechEnded(at=AT, started=-5, ended=AT), ImpossibleSpan),
    (UtteranceHeard(at=AT, meaning=Meaning.YIELD, ended=AT + 1), ImpossibleSpan),
    (HeatJudged(at=AT, heat="hot", started=AT, ended=AT + 1), ImpossibleSpan),
    (CueFound(at=AT, kind="blame", ended=AT + 1), ImpossibleSpan),
]


@pytest.mark.parametrize(("event", "broken"), IMPOSSIBLE, ids=lambda each: str(each)[:60])
def test_an_impossible_event_raises_and_changes_nothing(event, broken):
    told, twin = on_the_floor(), on_the_floor()
    with pytest.raises(broken):
        told.receive(event)
    assert (told.now, told.state, told.hold) == (twin.now, twin.state, twin.hold)
    assert told.next_deadline() == twin.next_deadline()
    for later in (
        UtteranceHeard(at=AT, meaning=Meaning.PAUSE),
        UtteranceHeard(at=AT + 5, meaning=Meaning.CONTINUE),
        ClockAdvanced(at=samples(300)),
    ):
        assert told.receive(later) == twin.receive(later)


@pytest.mark.parametrize(
    "event",
    [
        ClockAdvanced(at=AT + 1),
        UtteranceHeard(at=AT + 1, meaning=Meaning.STOP),
        InputEnded(at=AT + 1),
        AudioLost(at=AT + 1, cause="unplugged"),
    ],
    ids=lambda event: type(event).__name__,
)
def test_nothing_comes_after_the_end(event):
    over = ended()
    with pytest.raises(OutsideSession):
        over.receive(event)
    assert over.ended
    assert over.next_deadline() is None


EVERY_KIND = [
    ClockAdvanced(at=AT),
    SpeechStarted(at=AT),
    SpeechEnded(at=AT, started=AT - 10, ended=AT - 5),
    UtteranceHeard(at=AT, meaning=None),
    UtteranceHeard(at=AT, meaning="NO_SUCH_MEANING"),
    PromptFinished(at=AT, number=1),
    AudioRestored(at=AT),
    VoiceRaised(at=AT, decibels=12),
    VoicesOverlapped(at=AT, samples=samples(2)),
    HeatJudged(at=AT, heat="warm", started=AT - 10, ended=AT - 5),
    MirrorJudged(at=AT, act="other", point="missed"),
    CueFound(at=AT, kind="blame", ended=AT - 5),
]


@pytest.mark.parametrize("event", EVERY_KIND, ids=lambda event: type(event).__name__)
def test_facts_of_every_kind_may_come_at_any_time(event):
    paused, closing = on_the_floor(), on_the_floor()
    paused.receive(UtteranceHeard(at=AT, meaning=Meaning.PAUSE))
    closing.receive(UtteranceHeard(at=AT, meaning=Meaning.STOP))
    assert on_the_floor().receive(event) == []
    assert paused.receive(event) == []
    assert closing.receive(event) == []
    assert paused.hold is Hold.PAUSED
    assert closing.state is State.CLOSING


def test_a_deadline_fires_at_its_own_time_however_late_the_clock_is():
    fine, coarse = on_the_floor(), on_the_floor()
    given = []
    for at in range(AT, samples(200), 160):
        given += fine.receive(ClockAdvanced(at=at))
    assert coarse.receive(ClockAdvanced(at=samples(200))) == given
    tones = [action for action in given if isinstance(action, PlayChime)]
    assert [action.at for action in tones] == [samples(92), samples(122)]


def test_the_next_deadline_is_the_earliest_of_both_timelines():
    begun = on_the_floor()
    assert begun.next_deadline() == samples(27)
    begun.receive(UtteranceHeard(at=AT, meaning=Meaning.PAUSE))
    assert begun.next_deadline() == AT + samples(180)


def test_the_same_events_give_the_same_actions():
    def told() -> list:
        room = Room(exercise("mirrored"))
        for at in range(5, 100, 7):
            room.says(at, "YIELD")
            room.talks(at + 2, 1.5)
        return room.run(200)

    assert told() == told()


def test_stopping_while_the_last_line_is_said_changes_nothing():
    room = Room(exercise("one-turn"))
    room.presses(10, "STOP")
    for meaning in ("STOP", "PAUSE", "REPEAT", "YIELD"):
        room.presses(11, meaning)
    room.loses_audio(11.5, until=20)
    room.run(30)
    assert room.ending == "early"
    assert len(room.prompts()) == 3  # the instruction, "take your time", the last line


def test_a_last_line_that_is_never_heard_ends_it_all_the_same():
    begun = on_the_floor()
    begun.receive(UtteranceHeard(at=AT, meaning=Meaning.STOP))
    begun.receive(AudioLost(at=AT, cause="unplugged"))
    late = UtteranceHeard(at=samples(60), meaning=Meaning.REPEAT)
    assert begun.receive(late)[-1] == EndSession(at=samples(50), reason="early")
    assert begun.ended
    assert begun.next_deadline() is None


def test_the_cap_does_not_cut_the_last_line_short():
    room = Room(exercise("one-turn", cap_minutes=41 / 60))
    for at, meaning in ((10, "YIELD"), (20, "YIELD"), (28, "YES")):
        room.presses(at, meaning)
    room.run(60)
    # Quiet from 30.0 to 40.0; the last line is said from 40.0 to 42.0.
    assert room.ending == "finished"
    assert room.latest(EndSession).at == samples(42)


@pytest.mark.parametrize("meaning", ANY_TIME)
def test_every_safe_word_is_answered_at_once(meaning):
    begun = on_the_floor()
    actions = begun.receive(UtteranceHeard(at=AT, meaning=meaning))
    assert isinstance(actions[0], StopPlayback)
    said = [action for action in actions if isinstance(action, SayPrompt)]
    assert said
    assert all(action.at == AT for action in actions)


def test_a_command_that_means_nothing_now_is_passed_over():
    room = Room(exercise("one-turn"))
    for at, meaning in ((1, "YIELD"), (10, "YIELD"), (20, "YIELD"), (30, "YES"), (31, "YIELD")):
        room.presses(at, meaning)
    room.run(31.5)
    assert room.session.state is State.QUIET_OPENING


def test_the_last_step_may_be_skipped():
    room = Room(exercise("one-turn"))
    for at in (5, 15, 25, 35):
        room.presses(at, "PASS")
    room.run(60)
    assert room.ending == "finished"


def test_shorter_may_be_said_ever_so_often():
    room = Room(exercise("one-turn"))
    for at in range(5, 25):
        room.presses(at, "SHORTER")
    room.run(60)
    floors = [action for action in room.given if isinstance(action, ShowFloor) and action.holder]
    assert floors[-1].holder == "b"
    assert floors[-1].samples == samples(24)  # a fifth of two minutes, and no less


def test_somebody_else_may_be_first():
    begun = session(first="b")
    actions = begun.receive(SessionStarted(at=0))
    assert next(each.text for each in actions if isinstance(each, SayPrompt)) == "{b}, tell {a}."


def test_talk_that_never_stops_does_not_keep_the_coach_from_asking():
    room = Room(exercise("calm-check"))
    room.tells(SpeechStarted(at=samples(5)))
    room.run(120)
    asked = [at for at, text in room.prompts() if text == "{a}, how calm?"]
    assert asked == [0, 35, 45]
    assert next(at for at, text in room.prompts() if text == "{b}, how calm?") == 57


def test_talk_with_gaps_that_is_no_answer_does_not_either():
    """As from a television: nobody is silent for as long as a question waits."""
    room = Room(exercise("calm-check"))
    for at in range(5, 90, 3):
        room.talks(at, 2)
    room.run(120)
    asked = [at for at, text in room.prompts() if text == "{a}, how calm?"]
    assert len(asked) == 3
    assert all(later - earlier <= 35 for earlier, later in itertools.pairwise(asked))


def test_a_word_into_the_last_asking_does_not_cut_it_short():
    room = Room(exercise("calm-check"))
    room.talks(20.2, 0.2)
    room.run(60)
    asked = [at for at, text in room.prompts() if text == "{a}, how calm?"]
    assert asked == [0, 10, 20]
    assert next(at for at, text in room.prompts() if text == "{b}, how calm?") == 32


# --- Early endings: every one is the ordinary one (exercises.md C.4) -------------------------


def spoken_stop(room: Room) -> None:
    room.says(10, "STOP")


def input_over(room: Room) -> None:
    room.input_ends(10)


def second_cool_down(room: Room) -> None:
    room.says(10, "TIME_OUT")


def heated_four_times(room: Room) -> None:
    for at in (5, 25, 120):
        room.judged(at, "hot", 2)
    room.presses(40, "CONTINUE")
    room.presses(130, "PAUSE")
    room.presses(135, "CONTINUE")
    room.judged(140, "hot", 2)


def time_is_up(room: Room) -> None:
    room.presses(10, "PAUSE")


ENDINGS = [spoken_stop, input_over, heated_four_times, time_is_up]


@pytest.mark.parametrize("end", ENDINGS, ids=lambda end: end.__name__)
def test_an_early_ending_gives_no_reason(end):
    room = Room(exercise("one-turn"))
    end(room)
    room.run(700)
    *_, stop, shown, said, listen, over = [
        action for action in room.given if not isinstance(action, PlayChime)
    ]
    assert isinstance(stop, StopPlayback | ShowFloor)
    assert isinstance(shown, ShowFloor | StopPlayback)
    assert said.text == LINES.ended_early
    assert isinstance(listen, Listen)
    assert over == EndSession(at=over.at, reason="early")


def test_an_early_ending_is_said_in_two_sentences():
    assert LINES.ended_early.count(".") == 2


def test_the_second_cool_down_ends_in_the_same_words():
    room = Room(exercise("one-turn"), cool_downs=1)
    second_cool_down(room)
    room.run(30)
    assert room.prompts()[-1][1] == LINES.ended_early
    assert room.ending == "early"
