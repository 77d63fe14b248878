"""A conversation as a timetable, in a room without sound where every prompt takes two seconds.

Used by tests directly (`Room`) and through tests/scenarios/*.toml (`play`). Times are seconds.
"""

import tomllib
from pathlib import Path

import msgspec

from tests.invariants import Invariants
from voice_coach.core.actions import EndSession, Listen, PlayChime, SayPrompt, StopPlayback
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
from voice_coach.exercise.script import Exercise
from voice_coach.hearing.loudness import SCREAM, SCREAM_DB, TOLD_UNTIL
from voice_coach.signal.units import samples, seconds
from voice_coach.store.script_files import ScriptFiles

PROMPT = samples(2)
NEVER = samples(1e6)
PHRASE = samples(0.5)
"""How long a spoken command is."""
ENDPOINT = samples(0.3)
"""Silence that tells it is over."""
WORDS_SILENCE = samples(0.8)
"""Silence after which the words of an utterance are judged."""


class Room:
    """A session, its prompts played one after another, and everything it ordered."""

    def __init__(self, exercise: Exercise, **chosen) -> None:
        made_of = SessionSettings(exercise=exercise, lines=ScriptFiles().lines(), **chosen)
        self.session = Session(made_of)
        self._watching = Invariants(self.session, made_of)
        self.given = []
        self._alone = chosen.get("mode") == "solo"
        self._playing: list[tuple[int, int]] = []
        self._events: list = [SessionStarted(at=0)]

    # --- What people do ---

    def talks(self, at: float, lasting: float) -> None:
        """Somebody talks: no command in it."""
        self._speech(at, samples(lasting), None)

    def says(self, at: float, meaning: str) -> None:
        """Somebody says a phrase that stands alone; it is understood 0.8 s later."""
        self._speech(at, PHRASE, meaning)

    def mumbles(self, at: float, meaning: str) -> None:
        """The same, so that it is likely but not sure what was said."""
        self._speech(at, PHRASE, meaning, sure=False)

    def presses(self, at: float, meaning: str) -> None:
        """Somebody presses the key of a meaning."""
        self._events.append(UtteranceHeard(at=samples(at), meaning=meaning, by="key"))

    def judged(self, at: float, heat: str, lasting: float) -> None:
        """Somebody talks, and 0.8 s after the end its words are judged."""
        self.talks(at, lasting)
        began, ended = samples(at), samples(at) + samples(lasting)
        self._events.append(
            HeatJudged(at=ended + WORDS_SILENCE, heat=heat, started=began, ended=ended)
        )

    def tells(self, event) -> None:
        """The shell tells something else."""
        self._events.append(event)

    def shouts(self, at: float, decibels: float, lasting: float) -> None:
        """Somebody shouts from `at` on: what the ears tell of it, if the coach says nothing."""
        for second in range(1, int(min(lasting, seconds(TOLD_UNTIL))) + 1):
            self._events.append(
                VoiceRaised(at=samples(at + second), decibels=decibels, lasting=samples(second))
            )
        if decibels >= SCREAM_DB and lasting > seconds(SCREAM) and not self._alone:
            self.presses(at + seconds(SCREAM) + 0.02, "STOP")

    def loses_audio(self, at: float, until: float) -> None:
        """The microphone is gone for a while."""
        self._events.append(AudioLost(at=samples(at), cause="unplugged"))
        self._events.append(AudioRestored(at=samples(until)))

    def input_ends(self, at: float) -> None:
        """No more input will come."""
        self._events.append(InputEnded(at=samples(at)))

    def _speech(self, at: float, lasting: int, meaning: str | None, *, sure: bool = True) -> None:
        began = samples(at)
        ended = began + lasting
        self._events += [
            SpeechStarted(at=began),
            SpeechEnded(at=ended + ENDPOINT, started=began, ended=ended),
            UtteranceHeard(at=ended + ENDPOINT, meaning=meaning, ended=ended, sure=sure),
        ]

    # --- Going on ---

    def run(self, until: float) -> list:
        """Let time go by, and return everything ordered since the beginning."""
        end = samples(until)
        self._events.sort(key=lambda event: event.at)
        while not self.session.ended:
            event = self._next()
            if event.at > end:
                self._keep(event)
                break
            self._take(event, self.session.receive(event))
        if not self.session.ended and self.session.now < end:
            self.session.receive(ClockAdvanced(at=end))
        return self.given

    def _next(self):
        """The earliest of what may happen next; a deadline before what comes at the same time."""
        deadline = self.session.next_deadline()
        moments = [self._playing[0][0]] if self._playing else []
        moments += [event.at for event in self._events[:1]]
        if deadline is not None and all(deadline <= at for at in moments):
            return ClockAdvanced(at=deadline)
        if not moments:
            return ClockAdvanced(at=NEVER)
        if self._playing and self._playing[0][0] <= min(moments):
            at, number = self._playing.pop(0)
            return PromptFinished(at=at, number=number)
        return self._events.pop(0)

    def _keep(self, event) -> None:
        """Put back what comes later."""
        if isinstance(event, PromptFinished):
            self._playing.insert(0, (event.at, event.number))
        elif not isinstance(event, ClockAdvanced):
            self._events.insert(0, event)

    def _take(self, event, actions) -> None:
        self._watching.noticed(event, actions)
        self.given += actions
        for action in actions:
            if isinstance(action, SayPrompt):
                begin = max([action.at] + [end for end, _ in self._playing[-1:]])
                self._playing.append((begin + PROMPT, action.number))
            elif isinstance(action, StopPlayback):
                self._playing.clear()

    # --- What came of it ---

    def prompts(self) -> list[tuple[float, str]]:
        """When each prompt was given, and its text."""
        return [(seconds(a.at), a.text) for a in self.given if isinstance(a, SayPrompt)]

    def chimes(self) -> list[tuple[float, str]]:
        """When each tone was played, and which."""
        return [(seconds(a.at), a.tone) for a in self.given if isinstance(a, PlayChime)]

    def latest(self, kind):
        """The latest action of a kind."""
        return next(action for action in reversed(self.given) if isinstance(action, kind))

    @property
    def ending(self) -> str | None:
        """How it ended, if it did."""
        ends = [a.reason for a in self.given if isinstance(a, EndSession)]
        return ends[0] if ends else None

    @property
    def listening(self) -> Listen:
        """What counts now."""
        return self.latest(Listen)


def play(path: Path) -> None:
    """Play a timetable and hold the session to what it expects.

    Raises:
        AssertionError: something expected did not come at its time, or something absent came.
    """
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    script = (path.parent / table["exercise"]).read_bytes()
    exercise = msgspec.toml.decode(script, type=Exercise)
    room = Room(exercise, **table.get("session", {}))
    for row in table["row"]:
        at = row["at"]
        match row:
            case {"says": meaning}:
                room.says(at, meaning)
            case {"talks": lasting}:
                room.talks(at, lasting)
            case {"presses": meaning}:
                room.presses(at, meaning)
            case {"microphone_gone_until": until}:
                room.loses_audio(at, until)
            case {"input": "ends"}:
                room.input_ends(at)
            case {"says_something": heat, "lasting": lasting}:
                room.judged(at, heat, lasting)
            case {"loud": decibels}:
                room.tells(VoiceRaised(at=samples(at), decibels=decibels, lasting=samples(1)))
            case {"shouts": decibels, "lasting": lasting}:
                room.shouts(at, decibels, lasting)
            case {"both_talk": lasting}:
                room.tells(VoicesOverlapped(at=samples(at), samples=samples(lasting)))
            case {"mirrors": act}:
                room.tells(MirrorJudged(at=samples(at), act=act, point=row.get("point")))
            case {"tears": True}:
                room.tells(MomentNeeded(at=samples(at)))
            case {"cue": kind}:
                room.tells(CueFound(at=samples(at), kind=kind, ended=samples(at)))
    room.run(table["until"])
    for row in table["row"]:
        _hold(room, row)


def _hold(room: Room, row: dict) -> None:
    at = row["at"]
    match row:
        case {"expect": text}:
            found = [given for given, said in room.prompts() if said.startswith(text)]
            assert at in [round(each, 3) for each in found], f"{text!r} at {at}: came at {found}"
        case {"tone": tone}:
            found = [given for given, played in room.chimes() if played == tone]
            assert at in [round(each, 3) for each in found], f"tone {tone} at {at}: {found}"
        case {"absent": text, "until": until}:
            found = [given for given, said in room.prompts() if said.startswith(text)]
            assert not [each for each in found if at <= each <= until], f"{text!r} came: {found}"
        case {"action": name, **fields}:
            wanted = {key: value for key, value in fields.items() if key != "at"}
            found = [
                action
                for action in room.given
                if type(action).__name__ == name and round(seconds(action.at), 3) == at
            ]
            assert found, f"no {name} at {at}"
            for key, value in wanted.items():
                values = [getattr(action, key) for action in found]
                if key in ("samples", "remaining", "come_back"):
                    values = [None if each is None else seconds(each) for each in values]
                assert value in values, f"{name}.{key} at {at}: {values}, expected {value}"
