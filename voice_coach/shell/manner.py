"""How the coach sounds: one voice, one pace and one volume for a whole session."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Literal

import msgspec

from voice_coach.edge.espeak_voice import USUAL_PITCH, EspeakVoice
from voice_coach.edge.flite_voice import DEADLINE_SECONDS as FLITE_SECONDS
from voice_coach.edge.flite_voice import ENGINE as FLITE
from voice_coach.edge.flite_voice import FliteVoice
from voice_coach.edge.ports import KeptLines, SystemVoice, Voice
from voice_coach.edge.pyttsx3_voice import DEADLINE_SECONDS, Pyttsx3Voice
from voice_coach.edge.warm_voice import AHEAD_SECONDS, DUE_SECONDS, WarmVoice
from voice_coach.edge.warm_voice import ENGINE as WARM
from voice_coach.shell.line_check import finished_line
from voice_coach.shell.pack_voice import ENGINE as PACK
from voice_coach.shell.pack_voice import PackVoice
from voice_coach.store.kept_lines import KeptFiles
from voice_coach.store.script_files import ScriptFiles
from voice_coach.store.voice_packs import VoicePacks

USUAL_VOICE = "en" if sys.platform == "linux" else None
"""The voice where none was chosen; None: the system's own English one."""

USUAL_PACE = 160
"""Words a minute: slower than talk among friends, about that of a book read aloud."""

AT_LEISURE = 60.0
"""Seconds that a prompt may take where nobody listens yet."""

USUAL_PAUSE = 0.6
"""Seconds of quiet between two prompts in a row, so that the first can sink in."""

Tones = Literal["soft", "low", "bell"]
"""The sets of tones (`signal/chime.py`)."""


class Manner(msgspec.Struct, frozen=True, kw_only=True):
    """What was chosen of it."""

    voice: SystemVoice | None = None
    """None: the usual one."""
    words_per_minute: int = USUAL_PACE
    pitch: int | None = None
    """0 to 99, where the engine has it: espeak-ng; None: its own."""
    volume: float = 0.0
    """Decibels louder than usual."""
    pause: float = USUAL_PAUSE
    """Seconds between two prompts in a row."""
    tones: Tones = "soft"
    """Which set of tones is played."""

    @property
    def has_pitch(self) -> bool:
        """Whether its engine takes a pitch."""
        engine = self.voice.engine if self.voice else ""
        return engine == "espeak-ng" or (not engine and sys.platform == "linux")

    @property
    def nameless(self) -> bool:
        """Whether the voice can say no names: it has only the lines of its pack."""
        return self.voice is not None and self.voice.engine == PACK


USUAL_MANNER = Manner()
"""That of a session for which nothing was chosen."""


@contextmanager
def speaking(
    manner: Manner, *, kept: KeptLines | None = None, waits: bool = False
) -> Iterator[Voice]:
    """The coach's voice, one for a whole session.

    `kept` are the lines of a warm voice from other days. `waits`: nobody listens yet, so it may
    take as long as it likes.

    Where the system's own fails, another speaks as nearly like it as it can. Where one of another
    engine does, its prompts are shown: nobody is talked to in two voices.

    Raises:
        UsageError: the voice pack is no longer there.
        ModelError: the voice pack cannot be read.
    """
    pace = manner.words_per_minute
    if manner.voice and manner.voice.engine == PACK:
        yield PackVoice(VoicePacks().find(manner.voice.id), words_per_minute=pace)
        return
    if manner.voice and manner.voice.engine == FLITE:
        yield FliteVoice(
            voice=manner.voice.id,
            words_per_minute=pace,
            deadline_seconds=AT_LEISURE if waits else FLITE_SECONDS,
        )
        return
    if manner.voice and manner.voice.engine == WARM:
        warm = WarmVoice(
            model=manner.voice.id,
            words_per_minute=pace,
            kept=kept,
            finish=finished_line,
            due_seconds=AT_LEISURE if waits else DUE_SECONDS,
            ahead_seconds=AT_LEISURE if waits else AHEAD_SECONDS,
        )
        with closing(warm) as engine:
            yield engine
        return
    linux = sys.platform == "linux"  # both are espeak-ng there, and sound the same
    voice = manner.voice.id if manner.voice else USUAL_VOICE
    usual = Pyttsx3Voice(
        voice=voice,
        words_per_minute=pace,
        pitch=manner.pitch,
        fallback=EspeakVoice(
            voice=voice if linux and voice else "en",
            words_per_minute=pace,
            pitch=USUAL_PITCH if manner.pitch is None else manner.pitch,
        ),
        patience_seconds=0.0 if linux else DEADLINE_SECONDS,
    )
    with closing(usual) as engine:
        yield engine


def kept_lines(manner: Manner) -> KeptFiles | None:
    """What a warm voice has said on other days; None: another one keeps nothing."""
    if not manner.voice or manner.voice.engine != WARM:
        return None
    lines = msgspec.structs.astuple(ScriptFiles().lines())
    return KeptFiles(manner.voice.name, lines)


def names_apart(manner: Manner, voice: Voice) -> Voice:
    """Who tells whether two names sound the same: a warm voice says nothing twice alike.

    How a name sounds, that one asks espeak-ng too.
    """
    warm = manner.voice is not None and manner.voice.engine == WARM
    return EspeakVoice(voice="en-us") if warm else voice


def practice_voice(manner: Manner) -> str:
    """The espeak-ng voice of made-up lines in practice alone: plainly not the coach's."""
    female = manner.voice is not None and manner.voice.gender == "female"
    return "en-us+m3" if female else "en-us+f4"
