"""Composes a session with its ears and mouth, one way for each place it can happen."""

from __future__ import annotations

import queue
import re
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from types import FrameType

import msgspec

from voice_coach.core.actions import EndSession, SayPrompt
from voice_coach.core.heat import Sensitivity
from voice_coach.core.session import Session
from voice_coach.edge import ports
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.virtual_room import Performer, RoomEcho, VirtualRoom
from voice_coach.exercise.meanings import Meaning
from voice_coach.exercise.plan import plan
from voice_coach.exercise.script import LENT, CoachLines, Exercise, Mode, Partner, addressed
from voice_coach.hearing.ears import Ears, Hear, Understand, not_understood
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.hearing.loading import load_model, load_overlap
from voice_coach.shell.conductor import Conductor, Hearing, Observer
from voice_coach.shell.reading_back import ReadingBack
from voice_coach.shell.understanding import Understanding
from voice_coach.signal.chime import chime
from voice_coach.signal.duplex import Duplex, DuplexMode
from voice_coach.signal.sound import Sound
from voice_coach.store.session_log import LogHeader, SessionLog

PRACTICE_VOICE = "en-us+f4"
"""The voice of made-up lines in practice alone: plainly not the coach's."""


class SessionPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What was chosen for one session."""

    exercise: Exercise
    lines: CoachLines
    mode: Mode
    length: str
    names: dict[Partner, str]
    first: Partner = "a"
    sensitivity: Sensitivity = "standard"
    cool_downs: int = 0
    keep_short: bool = False
    log: Path | None = None
    read_back: ReadingBack | None = None
    """Reads back what was kept, where the exercise has steps for it."""

    @property
    def minutes(self) -> float:
        """How long it takes, as its script says."""
        return self.exercise.minutes[self.length]

    def session(self) -> Session:
        """The session itself."""
        return Session(
            exercise=self.exercise,
            lines=self.lines,
            mode=self.mode,
            length=self.length,
            first=self.first,
            sensitivity=self.sensitivity,
            cool_downs=self.cool_downs,
            keep_short=self.keep_short,
        )

    def worded(self, prompt: SayPrompt) -> str:
        """A prompt as it is spoken, names put in."""
        return addressed(prompt.text, self.names)

    def prompts(self) -> Iterator[str]:
        """Every prompt that can be foreseen, names filled in: the script's first, in order."""
        for cue in plan(self.exercise, mode=self.mode, length=self.length, first=self.first):
            if not any(f"{{{place}}}" in cue.step.say for place in LENT):
                text = cue.step.say.format(a="{a}", b="{b}", **cue.names(cue.partner))
                yield addressed(text, self.names)
        for line in msgspec.structs.astuple(self.lines):
            if set(re.findall(r"\{(\w+)\}", line)) <= {"partner"}:
                for partner in self.names:
                    yield addressed(line.format(partner=f"{{{partner}}}"), self.names)

    def header(self) -> LogHeader:
        """What a log of it begins with."""
        return LogHeader(
            exercise=self.exercise,
            lines=self.lines,
            mode=self.mode,
            length=self.length,
            first=self.first,
            sensitivity=self.sensitivity,
            cool_downs=self.cool_downs,
            keep_short=self.keep_short,
        )


class Loading:
    """Ears whose model loads in the background, from now until they are first needed.

    Args:
        path: the speech model.
        hear: "commands" alone, or "words" too.
        understand: told each utterance when hearing words.
        stop_phrases: more sentences that mean "stop".
        alone: whether somebody practises alone.
        overlap: tell when two people talk at once.
    """

    def __init__(
        self,
        path: Path,
        *,
        hear: Hear,
        understand: Understand = not_understood,
        stop_phrases: Sequence[str] = (),
        alone: bool = False,
        overlap: bool = False,
    ) -> None:
        def load() -> Ears:
            model = load_model(path)
            phrases = CommandPhrases.load().with_phrases(
                Meaning.STOP, filter(model.can_hear, stop_phrases)
            )
            return Ears(
                model=model,
                hear=hear,
                understand=understand,
                phrases=phrases,
                alone=alone,
                overlap=load_overlap() if overlap else None,
            )

        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="model")
        self._ears = self._pool.submit(load)
        self._pool.shutdown(wait=False)

    def __call__(self) -> Hearing:
        """The ears, waiting for the model if it is not there yet."""
        return self._ears.result()


class Facts:
    """The one queue: every device thread posts to it, the loop takes from it."""

    def __init__(self) -> None:
        self._queue: queue.Queue[ports.Fact] = queue.Queue()

    def post(self, fact: ports.Fact) -> None:
        """Add a fact; never blocks."""
        self._queue.put(fact)

    def facts(self) -> Iterator[ports.Fact]:
        """Facts as they come, for ever."""
        while True:
            try:
                yield self._queue.get(timeout=1.0)  # a bound, so that Ctrl-C works on Windows
            except queue.Empty:
                continue

    def close(self) -> None:
        """Nothing to close: the devices that post are closed by whoever opened them."""


def wording(plan: SessionPlan, understanding: Understanding | None) -> Callable[[SayPrompt], str]:
    """How this session's prompts are worded: names and borrowed words put in."""
    worded = understanding.worded if understanding else plan.worded
    return plan.read_back.wording(worded) if plan.read_back else worded


def conduct(
    plan: SessionPlan,
    *,
    source: ports.Source,
    player: ports.Player,
    voice: ports.Voice | None,
    ears: Callable[[], Hearing] | None,
    duplex: DuplexMode = "auto",
    understanding: Understanding | None = None,
    observers: Sequence[Observer] = (),
    notify: Callable[[str], None] = lambda _: None,
) -> EndSession:
    """Lead a session with these ears and this mouth, and keep its log if one was asked for.

    Ctrl-C ends it at once, with its last line shown and its log complete.
    """
    with ExitStack() as stack:
        watching = [understanding, *observers] if understanding else list(observers)
        if plan.read_back:
            watching.insert(0, plan.read_back)
        if plan.log:
            log = SessionLog(
                plan.log,
                plan.header(),
                on_failure=lambda why: notify(
                    f"The session log stops here: {why}. The session goes on."
                ),
            )
            stack.callback(log.close)
            watching.insert(0, log)
        conductor = Conductor(
            session=plan.session(),
            source=source,
            player=player,
            voice=voice,
            practice_voice=EspeakVoice(voice=PRACTICE_VOICE),
            chime=chime,
            ears=ears,
            echo=Duplex(duplex, tell=notify),
            meaning_of=CommandPhrases.load().meaning_of_text,
            worded=wording(plan, understanding),
            understand=understanding.understand if understanding else not_understood,
            observers=watching,
            notify=notify,
        )
        try:
            return conductor.run()
        except KeyboardInterrupt:
            return conductor.interrupt()


def in_room(
    plan: SessionPlan,
    performers: Sequence[Performer],
    *,
    voice: ports.Voice | None,
    ears: Callable[[], Hearing] | None,
    duplex: DuplexMode = "auto",
    echo: RoomEcho | None = None,
    understanding: Understanding | None = None,
    observers: Sequence[Observer] = (),
    recorder: Callable[[Sound, Sound], None] | None = None,
    notify: Callable[[str], None] = lambda _: None,
) -> EndSession:
    """Lead a session in a virtual room, as fast as the processor allows."""
    room = VirtualRoom(performers, echo=echo, recorder=recorder)
    # Ctrl-C must not fall into the middle of a prompt: a lock held there would never be let go.
    # Without a voice the room may be waiting for somebody to type, which only an exception ends.
    with ctrl_c_stops(room.post) if voice else nullcontext():
        return conduct(
            plan,
            source=room,
            player=room,
            voice=voice,
            ears=ears,
            duplex=duplex,
            understanding=understanding,
            observers=[*observers, *performers],  # an order's account before the reaction to it
            notify=notify,
        )


@contextmanager
def ctrl_c_stops(post: ports.Post) -> Iterator[None]:
    """Let the first Ctrl-C end the session as "stop" does; the second one ends it at once."""

    def first(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        post(ports.KeyPressed(key="q"))

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, first)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
