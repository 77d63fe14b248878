"""The loop, with real sessions and a real virtual room, and ears a test can script."""

from collections.abc import Sequence

import numpy as np
import pytest

from tests.fakes.scripted_ears import ScriptedEars
from tests.plans import ana_and_ben
from tests.typist import Typist, plan_of
from voice_coach.core.actions import AnyAction, PlayChime, SayPrompt, ShowFloor, StopPlayback
from voice_coach.core.events import (
    AnyEvent,
    AudioLost,
    AudioRestored,
    PromptFinished,
    SpeechEnded,
    SpeechStarted,
    UtteranceHeard,
)
from voice_coach.edge.ports import (
    EndingOverdue,
    InputEnded,
    KeyPressed,
    LineTyped,
    PlaybackFailed,
    PlaybackRestored,
    SoundLost,
    SourceFailed,
    SourceRestored,
    TypingBegan,
    TypingLeft,
)
from voice_coach.edge.typed_lines import PipedLines
from voice_coach.edge.virtual_room import VirtualRoom
from voice_coach.exercise.script import AnyStep, Ask, Exercise, FloorStep, Part, Quiet, Say
from voice_coach.screen.sayings import EVERYTHING
from voice_coach.shell.compose import conduct, in_room
from voice_coach.shell.conductor import KEYS
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.room import LATE
from voice_coach.shell.voices import STANDSTILL_SECONDS
from voice_coach.signal.chime import chime

SECOND = 16_000
PAUSED = {SECOND: "PAUSE", 8 * SECOND: "CONTINUE"}


class Hum:
    """A voice whose prompts all last two seconds."""

    name = "hum"

    def speak(self, text: str, *, rate: float = 1.0) -> np.ndarray:
        wave = np.sin(np.arange(2 * SECOND) * 2 * np.pi * 200 / SECOND)
        return (wave * 3000).astype(np.int16)

    def prepare(self, texts) -> None:
        """Nothing to prepare."""

    def close(self) -> None:
        """Nothing is open."""


class Facts:
    """Facts that happen in the room at their moments, and silence."""

    def __init__(self, facts: dict[int, object] | None = None) -> None:
        self._facts = dict(facts or {})

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Facts do not react."""

    def facts(self, at: int):
        for moment in [each for each in self._facts if each <= at]:
            yield self._facts.pop(moment)

    def sound(self, at: int, length: int) -> None:
        return None


class Watch:
    """Every event and what answered it."""

    def __init__(self) -> None:
        self.seen: list[tuple[AnyEvent, list[AnyAction]]] = []

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        self.seen.append((event, list(actions)))

    def events(self, kind: type) -> list[AnyEvent]:
        return [event for event, _ in self.seen if isinstance(event, kind)]


@pytest.fixture
def plan() -> SessionPlan:
    return planned(
        Say(id="hello", say="Hello."),
        Say(id="there", say="There."),
        Quiet(id="still", say="Now quiet.", seconds=3),
    )


def planned(*steps: AnyStep) -> SessionPlan:
    exercise = Exercise(
        name="small",
        title="Small",
        level="easy",
        purpose="x",
        about="x",
        minutes={"short": 1},
        cap_minutes=0.5,
        couple=(Part(part="all", steps=steps),),
    )
    return ana_and_ben(exercise)


def led(plan, ears, facts=None, *, duplex="full", recorder=None):
    watch = Watch()
    ending = in_room(
        plan,
        [Facts(facts)],
        voice=Hum(),
        ears=lambda: ears,
        duplex=duplex,
        observers=[watch],
        recorder=recorder,
    )
    return ending, watch


def test_a_session_is_led_to_its_end(plan):
    ending, watch = led(plan, ScriptedEars())
    assert ending.reason == "finished"
    assert len(watch.events(PromptFinished)) == 4


def test_full_duplex_hears_over_the_coach_and_half_does_not(plan):
    full, half = ScriptedEars(), ScriptedEars()
    led(plan, full, duplex="full")
    led(plan, half, duplex="half")
    assert full.over_coach
    assert full.deafened == []
    assert half.deafened
    assert all(at % (2 * SECOND) < SECOND for at in half.over_coach), "only the ring of a prompt"


def test_a_command_over_the_coach_silences_it_at_once(plan):
    _, watch = led(plan, ScriptedEars(PAUSED))
    event, actions = next(each for each in watch.seen if isinstance(each[0], UtteranceHeard))
    assert event.meaning == "PAUSE"
    assert event.at <= SECOND + 320
    assert isinstance(actions[0], StopPlayback)
    stopped = watch.events(PromptFinished)
    assert all(each.at > 2 * SECOND for each in stopped), "the stopped prompt never finishes"


def test_half_duplex_does_not_hear_the_same_command_until_it_may(plan):
    _, watch = led(plan, ScriptedEars(PAUSED), duplex="half")
    assert not any(each.at <= 2 * SECOND for each in watch.events(UtteranceHeard))


def test_a_key_works_whatever_the_ears_do(plan):
    ending, watch = led(plan, ScriptedEars(), {SECOND: KeyPressed(key="q")}, duplex="half")
    assert ending.reason == "early"
    assert watch.events(UtteranceHeard)[0].by == "key"


def test_who_types_is_speaking_until_the_line_is_whole_or_taken_away():
    question = planned(Ask(id="good", say="Good?", again="Is it good?", otherwise="no"))
    facts = {3 * SECOND: TypingBegan(), 25 * SECOND: TypingLeft()}
    patient = led(question, ScriptedEars(), facts)[1]
    quiet = led(question, ScriptedEars())[1]
    asked_again = [
        next(event.at for event, orders in each.seen for order in orders if again(order))
        for each in (patient, quiet)
    ]
    assert asked_again[1] < 25 * SECOND < asked_again[0]
    [began], [ended] = patient.events(SpeechStarted), patient.events(SpeechEnded)
    assert (ended.started, ended.ended) == (began.at, ended.at)
    facts = {3 * SECOND: TypingBegan(), 9 * SECOND: LineTyped(text="yes")}
    typed = led(question, ScriptedEars(), facts)[1]
    assert [each.at // SECOND for each in typed.events(SpeechStarted)] == [3]
    assert [each.started // SECOND for each in typed.events(SpeechEnded)] == [3]
    assert [each.meaning for each in typed.events(UtteranceHeard)] == ["YES"]


def again(order: AnyAction) -> bool:
    return isinstance(order, SayPrompt) and order.text == "Is it good?"


def test_lost_sound_moves_the_clock(plan):
    _, plain = led(plan, ScriptedEars())
    _, lost = led(plan, ScriptedEars(), {SECOND: SoundLost(samples=5 * SECOND, cause="overflow")})
    first = [each.events(PromptFinished)[0].at for each in (plain, lost)]
    assert first[1] - first[0] == 5 * SECOND


def test_sound_is_lost_with_the_first_device_and_back_with_the_last(plan):
    facts = {
        2 * SECOND: PlaybackFailed(cause="The loudspeaker is taking no sound."),
        3 * SECOND: SourceFailed(cause="The microphone is unplugged."),
        4 * SECOND: PlaybackRestored(),
        5 * SECOND: SourceRestored(),
    }
    ending, watch = led(plan, ScriptedEars(), facts)
    assert ending.reason == "finished"
    assert [each.at for each in watch.events(AudioLost)] == [2 * SECOND]
    assert [each.at for each in watch.events(AudioRestored)] == [5 * SECOND]


def test_the_end_of_input_ends_politely(plan):
    ending, watch = led(plan, ScriptedEars(), {SECOND: InputEnded()})
    assert ending.reason == "early"
    assert [action for _, actions in watch.seen for action in actions][-1] == ending


def test_a_loudspeaker_that_hangs_holds_nothing_up(plan):
    room, watch = VirtualRoom([]), Watch()
    hung = VirtualRoom([])  # nobody drives it: nothing in it ever ends
    ending = conduct(plan, source=room, player=hung, voice=Hum(), ears=None, observers=[watch])
    assert ending.reason == "finished"
    ended = [each.at for each in watch.events(PromptFinished)]
    assert len(ended) == 4
    assert ended[0] == 2 * SECOND + LATE


def test_told_to_end_a_while_ago_it_ends_at_once(plan):
    facts = {SECOND: KeyPressed(key="q"), SECOND + 640: EndingOverdue()}
    ending, watch = led(plan, ScriptedEars(), facts)
    assert ending.reason == "early"
    assert watch.seen[-1][0] == PromptFinished(at=SECOND + 640, number=2)
    ending, watch = led(plan, ScriptedEars(), {SECOND: EndingOverdue()})
    assert ending.reason == "early"
    assert watch.seen[-1][0].at == SECOND


ANY_KEY = {
    **{
        "space": "PAUSE",
        "q": "STOP",
        "m": "HOLD_FLOOR",
        "r": "REPEAT",
        "e": "EXPLAIN",
        "h": "HELP",
    },
    **{"?": "HELP", "s": "PASS", "b": "BACK", "o": "START_OVER", "u": "UNDO", "l": "TIME_LEFT"},
    **{"+": "LOUDER", "-": "QUIETER", ">": "FASTER", "<": "SLOWER", "enter": "YIELD"},
}


def meanings_of(plan: SessionPlan, facts: dict[int, object]) -> list[str | None]:
    _, watch = led(plan, ScriptedEars(), facts)
    return [each.meaning for each in watch.events(UtteranceHeard)]


@pytest.mark.parametrize("key", ANY_KEY)
def test_every_request_has_a_key(key):
    floor = planned(FloorStep(id="tell", say="Tell it.", seconds=5))
    assert meanings_of(floor, {3 * SECOND: KeyPressed(key=key)}) == [ANY_KEY[key]]


def test_a_key_that_stands_for_nothing_is_passed_over(plan):
    assert meanings_of(plan, {SECOND: KeyPressed(key="x"), SECOND + 320: KeyPressed(key="1")}) == []


@pytest.mark.parametrize(
    ("answers", "key", "meaning"),
    [
        (("yes", "partly", "no"), "p", "PARTLY"),
        (("yes", "no"), "enter", "YES"),
        (("ears", "ideas"), "2", "IDEAS"),
        (("0-10",), "7", "7"),
        (("0-10",), "t", "10"),
    ],
)
def test_every_answer_has_a_key_that_may_be_typed_too(answers, key, meaning):
    asks = planned(Ask(id="asks", say="Well?", answers=answers, otherwise=answers[0]))
    assert meanings_of(asks, {3 * SECOND: KeyPressed(key=key)}) == [meaning]
    if key != "enter":
        typed = LineTyped(text=f" {key.upper()} ")
        assert meanings_of(asks, {3 * SECOND: typed}) == [meaning]


@pytest.mark.parametrize(("key", "decibels"), [("+", 4.0), ("-", -4.0)])
def test_louder_and_quieter_are_heard_with_the_next_prompt(plan, key, decibels):
    played: list[np.ndarray] = []
    led(
        plan,
        ScriptedEars(),
        {SECOND: KeyPressed(key=key)},
        recorder=lambda coach, _: played.append(coach.copy()),
    )
    sound = np.concatenate(played).astype(float)
    before, after = (np.abs(sound[at : at + SECOND]).max() for at in (0, SECOND + 1600))
    assert 20 * np.log10(after / before) == pytest.approx(decibels, abs=0.1)


def test_every_key_is_shown_to_who_asks_for_all_of_them():
    assert {each.key for each in EVERYTHING} == set(KEYS) - {"?"}


class Tones(VirtualRoom):
    """A room that notes every tone it is given: those last half a second."""

    def __init__(self, performers) -> None:
        super().__init__(performers)
        self.tones: list[bytes] = []

    def play(self, sound: np.ndarray, *, number: int) -> None:
        if len(sound) == SECOND // 2:
            self.tones.append(sound.tobytes())
        super().play(sound, number=number)


def test_the_tones_of_a_floor_tell_whose_it_is():
    plan = plan_of("outside-stress")
    typist, watch = Typist(plan), Watch()
    lines = PipedLines(iter(typist))
    room = Tones([typist, lines])
    conduct(
        plan,
        source=room,
        player=room,
        voice=None,
        ears=None,
        observers=[typist, lines, watch],
    )
    # Of every order to give a floor, whose floor is shown with it.
    shown = [
        next(each.holder for each in actions if isinstance(each, ShowFloor) and each.holder)
        for _, actions in watch.seen
        if any(isinstance(each, PlayChime) and each.tone == "start" for each in actions)
    ]
    of = {
        chime(tone, times=times).tobytes(): (tone, who)
        for tone in ("start", "end")
        for who, times in (("a", 1.0), ("b", 4 / 3))
    }
    heard = [of[sound] for sound in room.tones if sound in of]
    assert [who for tone, who in heard if tone == "start"] == shown
    taken = [who for tone, who in heard if tone == "end"]
    assert taken == [*shown, "a"]  # the breath before goodbye ends with one too, at the usual pitch
    assert {"a", "b"} == set(shown)


def test_a_pause_begins_with_a_tone_that_falls_and_ends_with_one_that_rises(plan):
    coach: list[np.ndarray] = []
    led(plan, ScriptedEars(PAUSED), recorder=lambda said, heard: coach.append(said))
    sound = np.concatenate(coach).astype(float)
    found = {}
    for tone in ("paused", "resumed"):
        wave = chime(tone, STANDSTILL_SECONDS).astype(float)
        alike = np.correlate(sound, wave, "valid")
        found[tone] = int(np.argmax(alike))
        assert alike.max() == pytest.approx(float(wave @ wave), rel=0.01)
    assert SECOND <= found["paused"] < 2 * SECOND
    assert found["resumed"] > 8 * SECOND
