"""The one loop: facts from the source become events, the session answers, its orders are done.

All facts come through one queue and are stamped here, on one clock: the samples heard (and lost)
since the session began. Names are put into prompts here too, so neither the session nor its log
ever holds one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import msgspec

from voice_coach.core.actions import (
    AnyAction,
    EndSession,
    Listen,
    PlayChime,
    SayPrompt,
    SetVolume,
    ShowFloor,
    ShowHold,
    ShowResume,
    StopPlayback,
)
from voice_coach.core.events import (
    AnyEvent,
    AudioLost,
    AudioRestored,
    ClockAdvanced,
    InputEnded,
    PromptFinished,
    SessionStarted,
    SpeechEnded,
    SpeechStarted,
    UtteranceHeard,
)
from voice_coach.core.session import Session
from voice_coach.edge import ports
from voice_coach.exercise.keys import answer_keys
from voice_coach.exercise.meanings import Meaning, counting
from voice_coach.exercise.script import Partner
from voice_coach.hearing.grammar import CommandPhrases, plain
from voice_coach.hearing.utterance import Understand, Utterance, not_understood
from voice_coach.shell.room import Room
from voice_coach.shell.voices import Voices
from voice_coach.signal.units import Samples

KEYS = {
    "space": Meaning.PAUSE,
    "enter": Meaning.YIELD,
    "q": Meaning.STOP,
    "m": Meaning.HOLD_FLOOR,
    "r": Meaning.REPEAT,
    "e": Meaning.EXPLAIN,
    "h": Meaning.HELP,
    "?": Meaning.HELP,
    "s": Meaning.PASS,
    "b": Meaning.BACK,
    "o": Meaning.START_OVER,
    "u": Meaning.UNDO,
    "l": Meaning.TIME_LEFT,
    "+": Meaning.LOUDER,
    "-": Meaning.QUIETER,
    ">": Meaning.FASTER,
    "<": Meaning.SLOWER,
}
"""Keys that always work, whatever the ears do. Answers have theirs beside them (`answer_keys`)."""


class Observer(Protocol):
    """Somebody who watches a session go by: a log, a screen, actors in a virtual room."""

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """An event and the orders that answered it."""


class Watchers(msgspec.Struct, frozen=True, kw_only=True):
    """Who follows a session, and what is shown to people."""

    observers: Sequence[Observer] = ()
    """Told of every event and its orders, in order."""
    notify: Callable[[str], None] = lambda _: None
    """Shows a line about a fault."""
    understand: Understand = not_understood
    """Tells what a typed line means that stands for nothing by itself."""
    phrases: CommandPhrases = msgspec.field(default_factory=CommandPhrases.load)
    """What a typed line may stand for: with the private sentences of this home."""


class Conductor:
    """Leads one session from its start to its end.

    Args:
        session: the exercise.
        room: where facts come from and prompts go, and the ears in it.
        voices: what is said, and in which voice.
        watchers: who follows it.
    """

    def __init__(
        self,
        session: Session,
        *,
        room: Room,
        voices: Voices,
        watchers: Watchers,
    ) -> None:
        self._session = session
        self._room = room
        self._voices = voices
        self._watchers = watchers
        self._now: Samples = 0
        self._typing: Samples | None = None
        """Since when somebody has been typing a line."""
        self._holder: Partner | None = None
        self._lost: set[str] = set()

    def run(self) -> EndSession:
        """Lead the session to its end and tell how it ended."""
        ending = self._receive(SessionStarted(at=0))
        if ending:
            return ending
        for fact in self._room.facts():
            if isinstance(fact, ports.EndingOverdue):
                break
            for event in self._events(fact):
                if ending := self._receive(event):
                    return ending
        return self.interrupt()

    def interrupt(self) -> EndSession:
        """End at once but politely: the last line is given, though nobody may hear it."""
        if ending := self._receive(InputEnded(at=self._now)):
            return ending
        for number in self._room.unheard:
            if ending := self._receive(PromptFinished(at=self._now, number=number)):
                return ending
        raise AssertionError("the last line ends a session")

    # --- Facts to events -------------------------------------------------------------------

    def _events(self, fact: ports.Fact) -> Iterator[AnyEvent]:
        match fact:
            case ports.BlockHeard(sound=sound):
                at, self._now = self._now, self._now + len(sound)
                yield from self._room.hear(sound, at)
                yield from self._clock_advanced()
            case ports.SoundLost(samples=lost):
                self._now += lost
                self._room.miss(lost)
                yield from self._clock_advanced()
            case ports.SourceFailed(cause=cause):
                self._notify(f"I can't hear you. {cause} One moment.")
                yield from self._lose("microphone", cause)
            case ports.SourceRestored():
                yield from self._regain("microphone")
            case ports.PlaybackFinished(number=number):
                prompt = self._room.played(number, self._now)
                if prompt is not None:
                    yield PromptFinished(at=self._now, number=prompt)
            case ports.PlaybackFailed(cause=cause):
                self._notify(f"You can't hear me. {cause} One moment.")
                yield from self._lose("loudspeaker", cause)
            case ports.PlaybackRestored():
                yield from self._regain("loudspeaker")
            case ports.KeyPressed(key=key) if meaning := self._key_meaning(key):
                yield UtteranceHeard(at=self._now, meaning=meaning, by="key")
            case ports.TypingBegan():
                self._typing = self._now
                yield SpeechStarted(at=self._now)
            case ports.TypingLeft():
                yield from self._left_typing()
            case ports.LineTyped(text=text):
                yield from self._typed(text)
            case ports.InputEnded():
                yield InputEnded(at=self._now)

    def _clock_advanced(self) -> Iterator[AnyEvent]:
        yield ClockAdvanced(at=self._now)
        for prompt in self._room.overdue(self._now):
            yield PromptFinished(at=self._now, number=prompt)

    def _notify(self, line: str) -> None:
        self._watchers.notify(line)

    def _lose(self, device: str, cause: str) -> Iterator[AnyEvent]:
        """Sound is lost with the first device that fails, and back with the last one."""
        if not self._lost:
            yield AudioLost(at=self._now, cause=cause)
        self._lost.add(device)

    def _regain(self, device: str) -> Iterator[AnyEvent]:
        self._lost.discard(device)
        self._notify(f"The {device} is back.")
        if not self._lost:
            yield AudioRestored(at=self._now)

    def _key_meaning(self, key: str) -> str | None:
        """A key does what is due: space also ends a pause, enter also answers yes."""
        listening = self._room.listening
        if listening and listening.purpose == "pause" and key in ("space", "enter"):
            return Meaning.CONTINUE
        if key == "enter" and Meaning.YIELD not in self._counts:
            return Meaning.YES
        return self._answer(key) or KEYS.get(key)

    def _answer(self, key: str) -> str | None:
        """The answer that a key gives to what is asked now; None: it gives none."""
        return answer_keys(self._counts).get(key)

    @property
    def _counts(self) -> Sequence[str]:
        return self._room.listening.meanings if self._room.listening else ()

    def _left_typing(self) -> Iterator[AnyEvent]:
        began, self._typing = self._typing, None
        if began is None:
            began = self._now
            yield SpeechStarted(at=began)
        yield SpeechEnded(at=self._now, started=began, ended=self._now)

    def _typed(self, text: str) -> Iterator[AnyEvent]:
        yield from self._left_typing()
        meaning = self._answer(text.strip().lower())
        if meaning is None:
            meaning = self._watchers.phrases.meaning_of_text(text, counting(self._counts))
        follows: list[AnyEvent] = []
        if meaning is None and (words := plain(text)):
            talk = Utterance(text=words, started=self._now, ended=self._now)
            follows = list(self._watchers.understand(talk, self._now))
        # What ends the session for their safety is not also told to be no answer: that would show.
        if not any(isinstance(each, UtteranceHeard) for each in follows):
            yield UtteranceHeard(at=self._now, meaning=meaning, by="typed")
        yield from follows

    # --- Events to actions -----------------------------------------------------------------

    def _receive(self, event: AnyEvent) -> EndSession | None:
        """Give the session an event and do its orders."""
        ending = None
        if isinstance(event, UtteranceHeard):
            self._room.answered()
        actions = self._session.receive(event)
        for observer in self._watchers.observers:
            observer.noticed(event, actions)
        for number, action in enumerate(actions):
            self._do(action, actions[number + 1 :])
            if isinstance(action, EndSession):
                ending = action
        return ending

    def _do(self, action: AnyAction, following: Sequence[AnyAction]) -> None:
        match action:
            case SayPrompt():
                sound, pause = self._voices.say(action), self._voices.pause_before(action)
                self._room.play(sound, self._now, prompt=action.number, pause=pause)
            case SetVolume(steps=steps):
                self._voices.turn(steps)
            case PlayChime():
                given = [each.holder for each in following if isinstance(each, ShowFloor)]
                # A floor is shown right after the tone that gives it, and until the one that takes.
                holder = given[0] if given and action.tone == "start" else self._holder
                self._room.play(self._voices.tone(action, holder), self._now)
            case ShowHold() | ShowResume() if len(tone := self._voices.tone(action, None)):
                self._room.play(tone, self._now)
            case ShowFloor(holder=holder):
                self._holder = holder
            case StopPlayback():
                self._room.hush(self._now)
            case Listen():
                self._room.listen(action)
            case _:
                pass  # what is only shown, observers show
