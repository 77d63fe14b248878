"""The one loop: facts from the source become events, the session answers, its orders are done.

All facts come through one queue and are stamped here, on one clock: the samples heard (and lost)
since the session began. Names are put into prompts here too, so neither the session nor its log
ever holds one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from voice_coach.core.actions import (
    AnyAction,
    EndSession,
    Listen,
    PlayChime,
    SayPrompt,
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
from voice_coach.errors import VoiceError
from voice_coach.exercise.meanings import Meaning, counting
from voice_coach.hearing.ears import Understand, Utterance
from voice_coach.hearing.grammar import plain
from voice_coach.signal.sound import SILENCE, Sound
from voice_coach.signal.units import Samples, samples

LONGEST_LOSS = samples(10)
"""No more of what was played need be thrown away after a fault: no player keeps as much."""

KEYS = {"space": Meaning.PAUSE, "enter": Meaning.YIELD, "q": Meaning.STOP}
"""Keys that always work, whatever the ears do."""


class Hearing(Protocol):
    """What the loop needs of the ears."""

    def listen(self, action: Listen) -> None:
        """Know what counts from now on."""

    def hear(self, sound: Sound, at: Samples, *, over_coach: bool) -> list[AnyEvent]:
        """Take the block that begins at `at`; events are stamped with its end.

        `over_coach`: the coach is being heard, so only a command counts.
        """

    def deafen(self, at: Samples) -> list[AnyEvent]:
        """Nothing is heard for a while: forget what was being heard."""


class EchoGuard(Protocol):
    """What the loop needs to keep the coach's own voice out of the ears."""

    @property
    def tail(self) -> Samples:
        """How long after a prompt the coach can still be heard."""

    def clean(self, heard: Sound, played: Sound, *, speaking: bool) -> Sound | None:
        """What the ears may hear of a block; None while they are closed."""


class Observer(Protocol):
    """Somebody who watches a session go by: a log, a screen, actors in a virtual room."""

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """An event and the orders that answered it."""


class Conductor:
    """Leads one session from its start to its end.

    Args:
        session: the exercise.
        source: where facts come from.
        player: where prompts go.
        voice: who says them; None: they are only shown.
        practice_voice: who says a practice partner's lines; None: `voice` does.
        chime: makes a tone of a name and length.
        ears: a callable giving the ears; called when first needed, so a model can load meanwhile.
        echo: keeps the coach's voice out of the ears; only used with ears.
        meaning_of: what a typed line stands for, among these meanings.
        worded: a prompt as it is spoken, names put in.
        understand: what a typed line means that stands for nothing by itself.
        observers: who watches, in order.
        notify: shows a line about a fault.
    """

    def __init__(
        self,
        *,
        session: Session,
        source: ports.Source,
        player: ports.Player,
        voice: ports.Voice | None,
        practice_voice: ports.Voice | None = None,
        chime: Callable[[str, float], Sound],
        ears: Callable[[], Hearing] | None,
        echo: EchoGuard,
        meaning_of: Callable[[str, Sequence[str]], str | None],
        worded: Callable[[SayPrompt], str],
        understand: Understand,
        observers: Sequence[Observer] = (),
        notify: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._session = session
        self._source = source
        self._player = player
        self._voice = voice
        self._practice_voice = practice_voice
        self._chime = chime
        self._get_ears = ears
        self._ears: Hearing | None = None
        self._echo = echo
        self._deaf = False
        self._meaning_of = meaning_of
        self._worded = worded
        self._understand = understand
        self._observers = observers
        self._notify = notify
        self._now: Samples = 0
        self._coach_until: Samples = 0
        self._lost: set[str] = set()
        self._sounds: dict[int, int | None] = {}
        self._last_sound = 0
        self._listening: Listen | None = None

    def run(self) -> EndSession:
        """Lead the session to its end and tell how it ended."""
        ending = self._receive(SessionStarted(at=0))
        if ending:
            return ending
        for fact in self._source.facts():
            for event in self._events(fact):
                if ending := self._receive(event):
                    return ending
        return self.interrupt()

    def interrupt(self) -> EndSession:
        """End at once but politely: the last line is given, though nobody may hear it."""
        if ending := self._receive(InputEnded(at=self._now)):
            return ending
        for number in [each for each in self._sounds.values() if each]:
            if ending := self._receive(PromptFinished(at=self._now, number=number)):
                return ending
        raise AssertionError("the last line ends a session")

    # --- Facts to events -------------------------------------------------------------------

    def _events(self, fact: ports.Fact) -> Iterator[AnyEvent]:
        match fact:
            case ports.BlockHeard(sound=sound):
                yield from self._hear(sound)
            case ports.SoundLost(samples=lost):
                self._now += lost
                self._player.played(min(lost, LONGEST_LOSS))
                yield ClockAdvanced(at=self._now)
            case ports.SourceFailed(cause=cause):
                self._notify(f"I can't hear you: the microphone is {cause}. Waiting for it.")
                yield from self._lose("microphone", cause)
            case ports.SourceRestored():
                yield from self._regain("microphone")
            case ports.PlaybackFinished(number=number):
                prompt = self._sounds.pop(number, None)
                self._fell_silent()
                if prompt:
                    yield PromptFinished(at=self._now, number=prompt)
            case ports.PlaybackFailed(cause=cause):
                self._notify(f"You can't hear me: the loudspeaker is {cause}. Waiting for it.")
                yield from self._lose("loudspeaker", cause)
            case ports.PlaybackRestored():
                yield from self._regain("loudspeaker")
            case ports.KeyPressed(key=key) if key in KEYS:
                yield UtteranceHeard(at=self._now, meaning=self._key_meaning(key), by="key")
            case ports.LineTyped(text=text):
                yield from self._typed(text)
            case ports.InputEnded():
                yield InputEnded(at=self._now)

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

    def _hear(self, sound: Sound) -> Iterator[AnyEvent]:
        at, self._now = self._now, self._now + len(sound)
        if self._get_ears:
            speaking = bool(self._sounds) or at < self._coach_until
            played = self._player.played(len(sound))
            clean = self._echo.clean(sound, played, speaking=speaking)
            if clean is not None:
                yield from self._opened(self._get_ears).hear(clean, at, over_coach=speaking)
            elif self._ears and not self._deaf:
                yield from self._ears.deafen(self._now)
            self._deaf = clean is None
        yield ClockAdvanced(at=self._now)

    def _opened(self, get_ears: Callable[[], Hearing]) -> Hearing:
        if not self._ears:
            self._ears = get_ears()
            if self._listening:
                self._ears.listen(self._listening)
        return self._ears

    def _fell_silent(self) -> None:
        """The room still rings with the coach's voice for a moment."""
        if not self._sounds:
            self._coach_until = self._now + self._echo.tail

    def _key_meaning(self, key: str) -> str:
        """A key does what is due: space also ends a pause, enter also answers yes."""
        holding = self._listening is not None and self._listening.purpose == "pause"
        if holding and key != "q":
            return Meaning.CONTINUE
        if key == "enter" and Meaning.YIELD not in self._counts:
            return Meaning.YES
        return KEYS[key]

    @property
    def _counts(self) -> Sequence[str]:
        return self._listening.meanings if self._listening else ()

    def _typed(self, text: str) -> Iterator[AnyEvent]:
        yield SpeechStarted(at=self._now)
        yield SpeechEnded(at=self._now, started=self._now, ended=self._now)
        meaning = self._meaning_of(text, counting(self._counts))
        yield UtteranceHeard(at=self._now, meaning=meaning, by="typed")
        if meaning is None and (words := plain(text)):
            talk = Utterance(text=words, started=self._now, ended=self._now)
            yield from self._understand(talk, self._now)

    # --- Events to actions -----------------------------------------------------------------

    def _receive(self, event: AnyEvent) -> EndSession | None:
        """Give the session an event and do its orders."""
        ending = None
        actions = self._session.receive(event)
        for observer in self._observers:
            observer.noticed(event, actions)
        for action in actions:
            self._do(action)
            if isinstance(action, EndSession):
                ending = action
        return ending

    def _do(self, action: AnyAction) -> None:
        match action:
            case SayPrompt():
                self._play(self._spoken(action), prompt=action.number)
            case PlayChime(tone=tone, seconds=lasting):
                self._play(self._chime(tone, lasting), prompt=None)
            case StopPlayback():
                self._player.stop()
                if self._sounds:
                    self._sounds.clear()
                    self._fell_silent()
            case Listen():
                self._listening = action
                if self._ears:
                    self._ears.listen(action)
            case _:
                pass  # what is only shown, observers show

    def _spoken(self, prompt: SayPrompt) -> Sound:
        if not self._voice:
            return SILENCE
        text = self._worded(prompt)
        if prompt.voice == "practice partner" and self._practice_voice:
            try:
                return self._practice_voice.speak(text, rate=prompt.pace)
            except VoiceError:
                pass  # the coach says it then: it was announced as a practice line
        try:
            return self._voice.speak(text, rate=prompt.pace)
        except VoiceError as error:
            # The session goes on without a voice: the prompt is shown, and a tone calls the eye.
            self._notify(error.message)
            return self._chime("soft", 0.5)

    def _play(self, sound: Sound, *, prompt: int | None) -> None:
        self._last_sound += 1
        self._sounds[self._last_sound] = prompt
        self._player.play(sound, number=self._last_sound)
