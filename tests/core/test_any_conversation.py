"""Whatever two people do, in any order: the exercise is never stuck, and always ends."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.invariants import Invariants
from voice_coach.core.actions import EndSession, Listen, SayPrompt, StopPlayback
from voice_coach.core.events import (
    AudioLost,
    AudioRestored,
    ClockAdvanced,
    CueFound,
    HeatJudged,
    InputEnded,
    MirrorJudged,
    MomentNeeded,
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
from voice_coach.exercise.meanings import ANY_TIME, NUMBERS, Meaning
from voice_coach.exercise.script import Exercise
from voice_coach.signal.units import samples
from voice_coach.store.script_files import ScriptFiles

BUILT_IN = ("breathe-together", "mirror-dialogue", "outside-stress")
MADE_UP = Path(__file__).parent.parent / "scenarios/exercises/mirrored.toml"
PROMPT = samples(3)
LINES = ScriptFiles().lines()
EXERCISES = {exercise.name: exercise for exercise in ScriptFiles().all()}
EXERCISES["mirrored"] = msgspec.toml.decode(MADE_UP.read_bytes(), type=Exercise)
WAYS = [
    (name, mode, length)
    for name in (*BUILT_IN, "mirrored")
    for mode in EXERCISES[name].modes
    for length in list(EXERCISES[name].minutes)[:1]
]

seconds = st.floats(min_value=0.0, max_value=40.0).map(samples)
meanings = st.sampled_from(
    [*Meaning, Meaning.YIELD, Meaning.YES, Meaning.NO, Meaning.PARTLY, *NUMBERS, "EARS", None]
).filter(lambda each: each != Meaning.STOP)
deeds = st.one_of(
    st.just(("wait",)),
    st.just(("go along",)),
    st.just(("go along",)),
    st.just(("go along",)),
    st.tuples(st.just("rest"), seconds),
    st.tuples(st.just("talk"), seconds, meanings),
    st.tuples(st.just("key"), meanings),
    st.just(("begin talking",)),
    st.sampled_from([("microphone", "gone"), ("microphone", "back")]),
    st.tuples(st.just("loud"), st.floats(min_value=5, max_value=25), st.sampled_from([0, 1, 2, 3])),
    st.tuples(st.just("both talk"), st.floats(min_value=0.2, max_value=4).map(samples)),
    st.tuples(st.just("judged"), st.sampled_from(["calm", "warm", "hot"])),
    st.tuples(
        st.just("mirror judged"),
        st.sampled_from(["mirror", "other", "unsure"]),
        st.sampled_from(["missed", "opposite", None]),
    ),
    st.just(("tears",)),
    st.tuples(st.just("cue"), st.sampled_from(["blame", "judgement-feeling"])),
)


class Couple:
    """Two people and a coach whose every prompt takes three seconds."""

    def __init__(self, way, *, exercise: Exercise | None = None, **chosen) -> None:
        name, mode, length = way
        self.chosen = {"mode": mode, "length": length, **chosen}
        self.exercise = exercise or EXERCISES[name]
        made_of = SessionSettings(exercise=self.exercise, lines=LINES, **self.chosen)
        self.session = Session(made_of)
        self.watching = Invariants(self.session, made_of)
        self.cap = samples(self.exercise.cap_minutes * 60)
        self.events = []
        self.given = []
        self.told = []
        self.playing: list[tuple[int, int]] = []
        self.talking_since = None
        self.give(SessionStarted(at=0))

    @property
    def now(self) -> int:
        return self.session.now

    def give(self, event) -> None:
        if self.session.ended:
            return
        self.events.append(event)
        actions = self.session.receive(event)
        self.watching.noticed(event, actions)
        self.given += actions
        self.told.append((event, actions))
        for action in actions:
            if isinstance(action, SayPrompt):
                begin = max([action.at] + [end for end, _ in self.playing])
                self.playing.append((begin + PROMPT, action.number))
            elif isinstance(action, StopPlayback):
                self.playing.clear()

    def wait(self, until: int | None = None) -> None:
        """Let the next thing happen by itself, or everything until a moment."""
        while not self.session.ended:
            ends = self.playing[0][0] if self.playing else None
            due = self.session.next_deadline()
            moments = [each for each in (ends, due) if each is not None]
            if until is not None and (not moments or min(moments) > until):
                self.give(ClockAdvanced(at=until))
                return
            assert moments, "nothing will ever happen"
            if ends is not None and ends == min(moments):
                at, number = self.playing.pop(0)
                self.give(PromptFinished(at=at, number=number))
            else:
                self.give(ClockAdvanced(at=due))
            if until is None:
                return

    def does(self, deed) -> None:
        match deed:
            case ("wait",):
                self.wait()
            case ("go along",):
                self.go_along()
            case ("rest", lasting):
                self.wait(self.now + lasting)
            case ("begin talking",):
                self.give(SpeechStarted(at=self.now))
            case ("talk", lasting, meaning):
                began = self.now
                self.give(SpeechStarted(at=began))
                self.wait(began + lasting + 4800)
                ended = max(began, self.now - 4800)
                self.give(SpeechEnded(at=self.now, started=began, ended=ended))
                self.give(UtteranceHeard(at=self.now, meaning=meaning, ended=ended))
            case ("key", meaning):
                self.give(UtteranceHeard(at=self.now, meaning=meaning, by="key"))
            case ("microphone", "gone"):
                self.give(AudioLost(at=self.now, cause="unplugged"))
            case ("microphone", "back"):
                self.give(AudioRestored(at=self.now))
            case ("loud", decibels, lasting):
                self.give(VoiceRaised(at=self.now, decibels=decibels, lasting=samples(lasting)))
            case ("both talk", lasting):
                self.give(VoicesOverlapped(at=self.now, samples=lasting))
            case ("judged", heat):
                began = max(0, self.now - samples(4))
                self.give(HeatJudged(at=self.now, heat=heat, started=began, ended=self.now))
            case ("mirror judged", act, point):
                self.give(MirrorJudged(at=self.now, act=act, point=point))
            case ("tears",):
                self.give(MomentNeeded(at=self.now))
            case ("cue", kind):
                self.give(CueFound(at=self.now, kind=kind, ended=self.now))

    def go_along(self) -> None:
        """Hear the coach out, then do what it asks for."""
        while self.playing:
            self.wait()
        if self.session.ended:
            return
        listen = self.of(Listen)[-1]
        if listen.purpose in ("turn", "mirror", "retell"):
            self.give(UtteranceHeard(at=self.now, meaning=Meaning.YIELD, by="key"))
        elif listen.purpose == "nothing":
            self.wait()  # a quiet step, a breath
        elif answers := [each for each in listen.meanings if each not in ANY_TIME]:
            self.give(UtteranceHeard(at=self.now, meaning=answers[0]))
        else:
            self.wait()

    def check_it_lives(self) -> None:
        """Something will happen by itself before the cap, unless people asked it to wait."""
        waits = (Hold.PAUSED, Hold.DEAF, Hold.DEAF_PAUSED)
        if self.session.ended or self.session.hold in waits:
            return
        due = self.session.next_deadline()
        ahead = self.cap if self.now < self.cap else None
        assert self.playing or (due is not None and due != ahead), self.session.state

    def of(self, *kinds) -> list:
        return [action for action in self.given if isinstance(action, kinds)]


sensitivities = st.sampled_from(["off", "relaxed", "standard", "strict"])
conversations = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.mark.parametrize("way", WAYS, ids="-".join)
@given(before=st.integers(0, 60), did=st.lists(deeds, max_size=40), sensitivity=sensitivities)
@conversations
def test_a_session_lives_and_ends(way, before, did, sensitivity):
    couple = Couple(way, sensitivity=sensitivity)
    for deed in [("go along",)] * before + did:
        couple.does(deed)
        couple.check_it_lives()
    couple.give(AudioRestored(at=couple.now))
    steps = 0
    while not couple.session.ended:
        couple.wait()
        couple.check_it_lives()
        steps += 1
        assert steps < 20_000
    assert couple.now <= couple.cap + samples(60)
    couple.watching.over()


@pytest.mark.parametrize("way", WAYS, ids="-".join)
@given(
    before=st.integers(0, 60), did=st.lists(deeds, max_size=25), block=st.sampled_from([1600, 4000])
)
@settings(max_examples=10, deadline=None)
def test_the_size_of_a_block_changes_nothing(way, before, did, block):
    couple = Couple(way, sensitivity="strict")
    for deed in [("go along",)] * before + did:
        couple.does(deed)
    session = Session(SessionSettings(exercise=couple.exercise, lines=LINES, **couple.chosen))
    given = []
    for event in couple.events:
        if isinstance(event, ClockAdvanced) and event is not couple.events[-1]:
            continue
        if session.state is not State.READY:
            for at in range((session.now // block + 1) * block, event.at, block):
                given += session.receive(ClockAdvanced(at=at))
        given += session.receive(event)
    assert given == couple.given


@pytest.mark.parametrize("way", WAYS, ids="-".join)
@given(before=st.integers(0, 60), did=st.lists(deeds, max_size=30))
@settings(max_examples=20, deadline=None)
def test_stop_and_the_end_of_input_end_it_wherever_it_stands(way, before, did):
    for last in (UtteranceHeard(at=0, meaning=Meaning.STOP), InputEnded(at=0)):
        couple = Couple(way, sensitivity="strict")
        for deed in [("go along",)] * before + did:
            couple.does(deed)
        if couple.session.ended or couple.session.state is State.CLOSING:
            continue
        couple.give(msgspec.structs.replace(last, at=couple.now))
        assert couple.session.state is State.CLOSING
        assert couple.of(SayPrompt)[-1].text == LINES.ended_early
        while not couple.session.ended:
            couple.wait()
        assert couple.of(EndSession)[0].reason == "early"
