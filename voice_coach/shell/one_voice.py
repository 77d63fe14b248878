"""Sees that a session is in one voice from its start to its end, whatever was chosen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

import msgspec

from voice_coach.edge.ports import Voice
from voice_coach.edge.warm_voice import ENGINE as WARM
from voice_coach.errors import VoiceError
from voice_coach.shell.manner import kept_lines, speaking
from voice_coach.shell.plan import SessionPlan
from voice_coach.signal.units import seconds
from voice_coach.store.voice_packs import VoicePacks

NO_NAMES = "This voice can't say your names: it will call you Partner one and Partner two."

ONCE = "I'm getting the voice {voice} ready. That takes a minute or two, and only the first time."
TOO_SLOW = "The voice {voice} is too slow on this machine: I'll speak in the system's voice."
NO_VOICE = "The voice {voice} doesn't work here: I'll speak in the system's voice."

SLOWEST = 1.5
"""Seconds that a second of speech may take: a session talks for less than half of its time."""

JUDGED_AFTER = 10.0
"""Seconds of speech after which it is told."""


def in_one_voice(
    plan: SessionPlan,
    *,
    tell: Callable[[str], None],
    reached: Callable[[float], None] = lambda share: None,
) -> SessionPlan:
    """The session in the voice of its manner, or in the system's where that cannot lead it.

    A pack may lack its lines; a warm voice may not work here, or be too slow. What a warm voice
    says in every session is made now, if it was not before; `reached` is told which share is done.

    Raises:
        UsageError: the voice pack is no longer there.
        ModelError: the voice pack cannot be read.
    """
    if plan.manner.voice and plan.manner.voice.engine == WARM:
        return _warmed(plan, tell, reached)
    return _of_a_pack(plan, tell)


def _of_a_pack(plan: SessionPlan, tell: Callable[[str], None]) -> SessionPlan:
    manner = plan.manner
    if not manner.voice or not manner.nameless:
        return plan
    pack = VoicePacks().find(manner.voice.id)
    lines = dict.fromkeys(plan.said.prompts())
    missing = sum(not pack.has(line) for line in lines)
    if missing:
        tell(
            f"The voice {pack.facts.name} has not got {missing} of the {len(lines)} lines of "
            f"{plan.exercise.title}: I'll speak in the system's voice."
        )
        return _in_the_systems(plan)
    if plan.said.names != plan.names and plan.settings.mode == "couple":
        tell(NO_NAMES)
    return plan


def _warmed(
    plan: SessionPlan, tell: Callable[[str], None], reached: Callable[[float], None]
) -> SessionPlan:
    kept = kept_lines(plan.manner)
    pace = plan.manner.words_per_minute
    if not kept or not plan.manner.voice or not (missing := kept.missing(pace)):
        return plan
    name = plan.manner.voice.name
    kept.make_room(pace)
    tell(ONCE.format(voice=name))
    try:
        with speaking(plan.manner, kept=kept, waits=True) as voice:
            quick = all_said(voice, missing, reached)
    except VoiceError:
        tell(NO_VOICE.format(voice=name))
        return _in_the_systems(plan)
    if not quick:
        tell(TOO_SLOW.format(voice=name))
        return _in_the_systems(plan)
    return plan


def all_said(
    voice: Voice,
    lines: Sequence[str],
    reached: Callable[[float], None],
    *,
    clock: Callable[[], float] = time.monotonic,
) -> bool:
    """Say lines ahead, as long as that is quick enough; whether it was.

    Raises:
        VoiceError: the voice does not speak.
    """
    took, lasted = 0.0, 0.0
    for number, line in enumerate(lines):
        began = clock()
        sound = voice.speak(line)
        if number:  # the first waits for the engine to start
            took, lasted = took + clock() - began, lasted + seconds(len(sound))
        if lasted > JUDGED_AFTER and took > SLOWEST * lasted:
            return False
        reached((number + 1) / len(lines))
    return True


@contextmanager
def voice_for(
    plan: SessionPlan, *, tell: Callable[[str], None], waits: bool = False
) -> Iterator[Voice]:
    """The voice of a session, at work on its lines; the system's where a warm one does not speak.

    `waits`: nobody listens yet, so it may take as long as it likes.
    """
    with ExitStack() as stack:
        kept = kept_lines(plan.manner)
        voice = stack.enter_context(speaking(plan.manner, kept=kept, waits=waits))
        voice.prepare(plan.said.prompts())
        if kept and plan.manner.voice:
            try:
                voice.speak(next(plan.said.prompts()))
            except VoiceError:
                stack.close()
                tell(NO_VOICE.format(voice=plan.manner.voice.name))
                voice = stack.enter_context(speaking(_in_the_systems(plan).manner))
                voice.prepare(plan.said.prompts())
        yield voice


def _in_the_systems(plan: SessionPlan) -> SessionPlan:
    return msgspec.structs.replace(plan, manner=msgspec.structs.replace(plan.manner, voice=None))
