"""The log of a session that ends early is one and the same, whoever or whatever ended it."""

import stat
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from tests.plans import ana_and_ben
from tests.typist import Typist
from voice_coach.cli.main import main
from voice_coach.core.actions import AnyAction, EndSession, Listen, SayPrompt, ShowHold
from voice_coach.core.events import (
    AnyEvent,
    ClockAdvanced,
    HeatJudged,
    PromptFinished,
    SpeechEnded,
    SpeechStarted,
    UtteranceHeard,
    VoiceRaised,
    VoicesOverlapped,
)
from voice_coach.core.events import InputEnded as InputOver
from voice_coach.core.session import Session
from voice_coach.edge.ports import Fact, InputEnded, KeyPressed, LineTyped
from voice_coach.edge.typed_lines import PipedLines
from voice_coach.exercise.meanings import Meaning
from voice_coach.shell.compose import in_room
from voice_coach.shell.discreet import Discreet
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.replay import BLOCK_SIZES, replay
from voice_coach.shell.understanding import Understanding
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import Samples, samples
from voice_coach.store.contacts import load_contacts
from voice_coach.store.script_files import ScriptFiles
from voice_coach.store.session_log import SessionLog, read_log

SENTENCE = "i think i left the oven on"
SAID_AFTER = samples(1)

TYPED = {"typed stop": "stop", "typed sentence": SENTENCE, "danger": "he hit me again"}
SPOKEN = {"said stop": 0.4, "said it slowly": 1.1, "said sentence": 2.3, "screamed": 10.0}
"""How long the stretch of speech is, in seconds."""

FACTS: dict[str, Fact] = {
    "key": KeyPressed(key="q"),  # Ctrl-C and a closed window are the same
    "no more input": InputEnded(),
} | {way: LineTyped(text=line) for way, line in TYPED.items()}
WAYS = (*FACTS, *SPOKEN)


class Ending:
    """A couple that answers so many questions, and ends the session at the next; and its ears."""

    def __init__(self, plan: SessionPlan, *, after: int, way: str) -> None:
        self._typist = Typist(plan)
        self._lines = iter(self._typist)
        self._left = after
        self._way = way
        self._due: Samples | None = None
        self._speech: tuple[Samples, Samples] | None = None
        self._speaking = False
        self.done = False

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        self._typist.noticed(event, actions)
        for action in actions:
            if isinstance(action, Listen) and not self.done:
                quiet = action.purpose == "nothing"
                self._due = None if quiet else action.at + SAID_AFTER

    def facts(self, at: Samples) -> Iterable[Fact]:
        if self._due is None or at < self._due or self.done:
            return
        self._due = None
        self._left -= 1
        if self._left >= 0:
            yield LineTyped(text=next(self._lines))
        elif self._way in FACTS:
            self.done = True
            yield FACTS[self._way]
        else:
            self.done = True
            self._speech = (at, at + samples(SPOKEN[self._way]))

    def sound(self, at: Samples, length: int) -> Sound | None:
        return None

    def listen(self, action: Listen) -> None:
        """As ears: what counts is known."""

    def deafen(self, at: Samples) -> list[AnyEvent]:
        return []

    def hear(self, sound: Sound, at: Samples, *, over_coach: bool = False) -> list[AnyEvent]:
        now = at + len(sound)
        if not self._speech:
            return []
        began, ends = self._speech
        if not self._speaking:
            self._speaking = True
            return [SpeechStarted(at=now)]
        if now < ends:
            return []
        self._speech = None
        if self._way == "screamed":
            return [UtteranceHeard(at=now, meaning=Meaning.STOP, by="key")]
        ended = SpeechEnded(at=now, started=began, ended=ends)
        heat = HeatJudged(at=now, heat="calm", started=began, ended=ends)
        return [ended, heat, UtteranceHeard(at=now, meaning=Meaning.STOP, ended=ends)]


def logged(plan: SessionPlan, *, after: int, way: str) -> tuple[bytes, bool]:
    """The log of a session that ends so, and whether it came to that."""
    assert plan.log
    couple = Ending(plan, after=after, way=way)
    understanding = Understanding(
        names=plan.names,
        solo=False,
        lines=plan.settings.lines,
        place=load_contacts(plan.log.parent).here(),
        show=print,
    )
    in_room(
        plan, [couple], voice=None, ears=lambda: couple, duplex="full", understanding=understanding
    )
    return plan.log.read_bytes(), couple.done


def planned(name: str, log: Path, **more) -> SessionPlan:
    return ana_and_ben(ScriptFiles().load(name), log=log, stop_phrases=(SENTENCE,), **more)


def test_every_early_ending_of_a_whole_session_leaves_the_same_log(tmp_path):
    logs = {}
    for way in WAYS:
        log = tmp_path / "log.jsonl"
        logs[way], done = logged(planned("outside-stress", log), after=3, way=way)
        assert done, way
    assert len(set(logs.values())) == 1


class Events:
    """Collects what happened."""

    def __init__(self) -> None:
        self.all: list[AnyEvent] = []

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        self.all.append(event)


def happened(name: str) -> list[AnyEvent]:
    """Everything that happens in a session that comes to its end, but for time going by."""
    plan, events = ana_and_ben(ScriptFiles().load(name)), Events()
    typist = Typist(plan)
    in_room(plan, [typist, PipedLines(iter(typist))], voice=None, ears=None, observers=[events])
    return [event for event in events.all if not isinstance(event, ClockAdvanced)]


def key(at: Samples) -> list[AnyEvent]:
    return [UtteranceHeard(at=at, meaning=Meaning.STOP, by="key")]


def typed_line(at: Samples, meaning: str | None) -> list[AnyEvent]:
    return [
        SpeechStarted(at=at),
        SpeechEnded(at=at, started=at, ended=at),
        UtteranceHeard(at=at, meaning=meaning, by="typed"),
    ]


def spoken(at: Samples, lasting: float, meaning: str | None) -> list[AnyEvent]:
    ended = at + samples(lasting)
    now = ended + samples(0.24)
    return [
        SpeechStarted(at=at),
        SpeechEnded(at=now, started=at, ended=ended),
        UtteranceHeard(at=now, meaning=meaning, ended=ended),
    ]


def judged(events: list[AnyEvent], heat: str) -> list[AnyEvent]:
    """The same, with its words judged a moment later."""
    at = events[-1].at + samples(0.6)
    started, ended = events[0].at, events[1].ended
    return [*events, HeatJudged(at=at, heat=heat, started=started, ended=ended)]


ENDINGS: dict[str, Callable[[Samples], list[AnyEvent]]] = {
    "key": key,
    "key soon after": lambda at: key(at + 320),
    "key after calm talk": lambda at: [
        *judged(spoken(at, 1.2, None), "calm"),
        *key(at + samples(3)),
    ],
    "closed window": key,
    "no more input": lambda at: [InputOver(at=at)],
    "typed": lambda at: typed_line(at, Meaning.STOP),
    "typed danger": lambda at: [
        *typed_line(at, None),
        HeatJudged(at=at, heat="calm", started=at, ended=at),
        *key(at),
    ],
    "said": lambda at: spoken(at, 0.4, Meaning.STOP),
    "said the sentence": lambda at: spoken(at, 2.2, Meaning.STOP),
    "said danger": lambda at: (said := judged(spoken(at, 1.9, None), "calm")) + key(said[-1].at),
    "screamed": lambda at: [
        SpeechStarted(at=at),
        *key(at + samples(2.9)),
    ],
}


@pytest.mark.parametrize("name", ["outside-stress", "mirror-dialogue", "gentle-opening"])
def test_every_early_ending_at_any_moment_leaves_the_same_log_to_the_last_byte(name, tmp_path):
    """Hundreds of endings: no cause, no length, no moment of it can be read in the log."""
    events = happened(name)
    cuts = [
        number
        for number, event in enumerate(events)
        if isinstance(event, UtteranceHeard | PromptFinished)
    ]
    tried = 0
    for cut in cuts[: -len(cuts) // 8 : max(len(cuts) // 10, 1)]:
        logs = set()
        for ending in ENDINGS.values():
            log = tmp_path / "log.jsonl"
            if led(planned(name, log), [*events[: cut + 1], *ending(events[cut].at + 320)]):
                logs.add(log.read_bytes())
                tried += 1
        assert len(logs) == 1, cut
        assert isinstance(read_log(log).entries[-1].entry, EndSession)
        assert not replay(log, block_samples=BLOCK_SIZES[-1]).cut_short
    assert tried >= 60, tried


def led(plan: SessionPlan, events: Iterable[AnyEvent]) -> bool:
    """Log a session in which this happens; whether the last of it ended it early."""
    assert plan.log
    as_logged, meanings = plan.logged()
    log = SessionLog(plan.log, as_logged)
    early = plan.settings.lines.ended_early
    discreet = Discreet(log, Session(as_logged), ended_early=early, meanings=meanings)
    session = Session(plan.settings)
    actions: list[AnyAction] = []
    for event in events:
        actions = session.receive(event)
        discreet.noticed(event, actions)
    log.close()
    return any(isinstance(action, SayPrompt) and action.text == early for action in actions)


def test_a_session_kept_short_by_chance_leaves_the_log_of_an_early_ending(tmp_path):
    log = tmp_path / "log.jsonl"
    plan = planned("outside-stress", log)
    short = msgspec.structs.replace(
        plan, settings=msgspec.structs.replace(plan.settings, keep_short=True)
    )
    raw, _ = logged(short, after=300, way="no more input")
    assert b'"keep_short":false' in raw or b"keep_short" not in raw
    entries = read_log(log).entries
    assert isinstance(entries[-1].entry, EndSession)
    assert entries[-1].entry.reason == "early"
    assert entries[-1].entry.at == entries[-4].entry.at
    assert replay(log, block_samples=1600).actions


def test_a_log_is_for_the_users_eyes_only(tmp_path):
    log = tmp_path / "log.jsonl"
    logged(planned("outside-stress", log), after=1, way="key")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    log.chmod(0o644)
    logged(planned("outside-stress", log), after=1, way="key")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


# --- Raised voices -----------------------------------------------------------------------------


def test_a_raised_voice_is_in_no_log_and_a_pause_it_brings_on_has_no_cause(tmp_path):
    plan = planned("floor-talk", tmp_path / "log.jsonl")
    as_logged, meanings = plan.logged()
    assert plan.log
    log = SessionLog(plan.log, as_logged)
    early = plan.settings.lines.ended_early
    discreet = Discreet(log, Session(as_logged), ended_early=early, meanings=meanings)
    session = Session(plan.settings)
    held = []

    def tell(event: AnyEvent) -> list[AnyAction]:
        actions = session.receive(event)
        discreet.noticed(event, actions)
        held.extend(action for action in actions if isinstance(action, ShowHold))
        return actions

    couple = Typist(plan)
    lines = iter(couple)
    at = 0
    actions = tell(msgspec.convert({"event": "SessionStarted", "at": 0}, AnyEvent))
    for _ in range(400):
        couple.noticed(msgspec.convert({"event": "ClockAdvanced", "at": at}, AnyEvent), actions)
        at += samples(1)
        prompts = [action for action in actions if type(action).__name__ == "SayPrompt"]
        listens = [action for action in actions if isinstance(action, Listen)]
        if prompts:
            finished = {"event": "PromptFinished", "at": at, "number": prompts[-1].number}
            actions = tell(msgspec.convert(finished, AnyEvent))
        elif listens and listens[-1].purpose == "turn":
            break
        elif listens:
            meaning = next(lines).upper()
            actions = tell(UtteranceHeard(at=at, meaning=meaning, by="typed"))
        else:
            actions = tell(msgspec.convert({"event": "ClockAdvanced", "at": at}, AnyEvent))
    for event in (
        VoiceRaised(at=at + samples(1), decibels=12.0, lasting=samples(1)),
        HeatJudged(at=at + samples(5), heat="warm", started=at, ended=at + samples(4)),
        VoicesOverlapped(at=at + samples(6), samples=samples(1.5)),
        VoiceRaised(at=at + samples(30), decibels=19.0, lasting=samples(3)),
    ):
        tell(event)
    log.close()
    assert held
    raw = plan.log.read_bytes()
    for word in (b"VoiceRaised", b"decibels", b'"heat":"warm"'):
        assert word not in raw
    assert b'"Heated"' in raw
    for size in BLOCK_SIZES:
        assert replay(plan.log, block_samples=size).actions


# --- An exercise of their own ------------------------------------------------------------------

OWN = """
name = "ana-and-ben"
title = "Ana forgives Ben"
level = "easy"
purpose = "So that Ben stops drinking."
about = "By Ana."
minutes = {short = 2.4}
cards = {secrets = ["Ben, what did you hide?", "Ana, what do you know?"]}

[[couple]]
part = "about-ben"
deck = "secrets"

  [[couple.steps]]
  kind = "ask"
  id = "ask-ben"
  say = "{a}, shall we, in Berlin or in Rome? Ben knows."
  again = "Berlin or Rome, Ana?"
  answers = ["berlin", "rome"]
  otherwise = "rome"
  of = "anyone"

  [[couple.steps]]
  kind = "say"
  id = "berlin-it-is"
  say = "Berlin it is, {b}."
  when = {ask-ben = "berlin"}

  [[couple.steps]]
  kind = "floor"
  id = "tell-ben"
  say = "{speaker}, {card}"
  seconds = 60
  hints = [{after_seconds = 5, say = "Tell Ben about the bottle."}]

  [[couple.steps]]
  kind = "floor"
  id = "tell-ana"
  of = "listener"
  say = "{listener}, {card}"
  seconds = 60
"""


def test_an_exercise_of_their_own_has_no_words_in_its_log(tmp_path):
    own, log = tmp_path / "ana-and-ben.toml", tmp_path / "log.jsonl"
    own.write_text(OWN, encoding="utf-8")
    lines = ["berlin", "well", "done", "done", "stop"]
    arguments = ["run", str(own), "--typed", "--names", "Ana,Ben", "--log", str(log)]
    shown = CliRunner().invoke(main, arguments, input="\n".join(lines))
    assert shown.exit_code == 0, shown.output
    assert "Berlin it is" in shown.output
    raw = log.read_text(encoding="utf-8").lower()
    for word in ("ana", "ben", "berlin", "rome", "secret", "hide", "bottle", "drinking"):
        assert f'{word}"' not in raw
        assert f"{word} " not in raw
        assert f"-{word}" not in raw
    for size in BLOCK_SIZES:
        assert replay(log, block_samples=size).actions > 5


def test_one_of_the_projects_keeps_its_words(tmp_path):
    log = tmp_path / "log.jsonl"
    logged(planned("outside-stress", log), after=2, way="key")
    assert ScriptFiles().load("outside-stress").title in log.read_text(encoding="utf-8")
