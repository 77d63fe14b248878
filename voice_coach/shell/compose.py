"""Composes a session with its ears and mouth, one way for each place it can happen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext

from voice_coach.core.actions import EndSession, SayPrompt
from voice_coach.core.session import Session
from voice_coach.edge import ports
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.terminal import TERMINAL
from voice_coach.edge.virtual_room import Performer, RoomEcho, VirtualRoom
from voice_coach.exercise.meanings import Meaning
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.hearing.utterance import not_understood
from voice_coach.shell.beat import unbroken
from voice_coach.shell.conductor import Conductor, Observer, Watchers
from voice_coach.shell.discreet import Discreet
from voice_coach.shell.manner import practice_voice
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.room import Hearing, Room
from voice_coach.shell.talk_around import TalkAround
from voice_coach.shell.understanding import Understanding
from voice_coach.shell.voices import Voices
from voice_coach.signal.duplex import Duplex, DuplexMode
from voice_coach.signal.sound import Sound
from voice_coach.store.session_log import SessionLog

LONGEST_ENDING_SECONDS = 6.0
"""Longest a session takes to end once a signal asked for it: its last line, and no more. Who plays
that may hang."""


def wording(plan: SessionPlan, understanding: Understanding | None) -> Callable[[SayPrompt], str]:
    """How this session's prompts are worded: names and borrowed words put in."""
    worded = understanding.worded if understanding else plan.worded
    return plan.lends.wording(worded) if plan.lends else worded


def shown(plan: SessionPlan, understanding: Understanding | None) -> Callable[[SayPrompt], str]:
    """How they stand on a screen: without beats, and otherwise in what somebody said alone."""
    worded = understanding.shown if understanding else plan.worded
    lent = plan.lends.wording(worded) if plan.lends else worded
    return lambda prompt: unbroken(lent(prompt))


def spoken(plan: SessionPlan, understanding: Understanding | None) -> Callable[[SayPrompt], str]:
    """How they are said aloud, which differs only in a voice that knows no names."""
    return plan.said.worded if plan.manner.nameless else wording(plan, understanding)


def conduct(
    plan: SessionPlan,
    *,
    source: ports.Source,
    player: ports.Player,
    voice: ports.Voice | None,
    ears: Callable[[], Hearing] | None,
    duplex: DuplexMode = "auto",
    echo: bool = True,
    understanding: Understanding | None = None,
    observers: Sequence[Observer] = (),
    notify: Callable[[str], None] = lambda _: None,
) -> EndSession:
    """Lead a session with these ears and this mouth, and keep its log if one was asked for.

    Ctrl-C ends it at once, with its last line shown and its log complete.
    """
    with ExitStack() as stack:
        watching = [understanding, *observers] if understanding else list(observers)
        if plan.wishes:
            watching.append(plan.wishes)
        if plan.lends:
            watching.insert(0, plan.lends)
        if ears:
            watching.append(TalkAround(notify))
        if plan.log:
            logged, meanings = plan.logged()
            log = SessionLog(
                plan.log,
                logged,
                on_failure=lambda why: notify(
                    f"The session log stops here: {why}. The session goes on."
                ),
            )
            stack.callback(log.close)
            early = plan.settings.lines.ended_early
            twin = Session(logged)
            watching.insert(0, Discreet(log, twin, ended_early=early, meanings=meanings))
        phrases = CommandPhrases.load().with_phrases(Meaning.STOP, plan.stop_phrases)
        for meaning, more in plan.phrases.items():
            phrases = phrases.with_phrases(meaning, more)
        conductor = Conductor(
            Session(plan.settings),
            room=Room(
                source=source,
                player=player,
                echo=Duplex(duplex, tell=notify, echo=echo),
                ears=ears,
            ),
            voices=Voices(
                voice,
                practice=EspeakVoice(voice=practice_voice(plan.manner)),
                worded=spoken(plan, understanding),
                volume=plan.manner.volume,
                pause=plan.manner.pause,
                tones=plan.manner.tones,
                notify=notify,
            ),
            watchers=Watchers(
                observers=watching,
                notify=notify,
                understand=understanding.understand if understanding else not_understood,
                phrases=phrases,
            ),
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
    with signals_stop(room.post) if voice else nullcontext():
        return conduct(
            plan,
            source=room,
            player=room,
            voice=voice,
            ears=ears,
            duplex=duplex,
            echo=echo is not None,
            understanding=understanding,
            observers=[*observers, *performers],  # an order's account before the reaction to it
            notify=notify,
        )


@contextmanager
def signals_stop(post: ports.Post) -> Iterator[None]:
    """Let the first Ctrl-C, or a closed window, end the session as "stop" does, and soon."""

    def stop() -> None:
        post(ports.KeyPressed(key="q"))
        overdue = threading.Timer(LONGEST_ENDING_SECONDS, post, [ports.EndingOverdue()])
        overdue.daemon = True
        overdue.start()

    with TERMINAL.first_signal(stop):
        yield
