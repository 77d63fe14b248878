"""Renders the lines of an exercise into a voice pack: each made, checked, and made again if bad."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from voice_coach.core.settings import SessionSettings
from voice_coach.edge.ports import SystemVoice, Transcriber, Voice
from voice_coach.edge.vosk_recognizer import SpeechModel, VoskRecognizer
from voice_coach.exercise.script import Exercise, addressed
from voice_coach.shell.beat import parts
from voice_coach.shell.foreseen import every_session, foreseen
from voice_coach.shell.line_check import check_extra, levelled, wrong_with
from voice_coach.shell.manner import USUAL_VOICE
from voice_coach.shell.plan import unnamed
from voice_coach.signal.sound import Sound
from voice_coach.store.model_store import COACH_EN, ModelStore
from voice_coach.store.script_files import ScriptFiles
from voice_coach.store.voice_packs import PackFacts, VoicePack, write_pack

TRIES = 3
"""How often a line is made: some engines say it a little otherwise each time."""

SLOWER = 0.85
"""A pack has its lines at this rate too, for whoever says "slow down" (`core/orders.py`)."""

Progress = Callable[[int, int], None]


class Flaw(msgspec.Struct, frozen=True):
    """A line that is not as it should be, however often it was made."""

    text: str
    what: str


class Rendered(msgspec.Struct, frozen=True):
    """A pack that was rendered."""

    pack: VoicePack
    lines: int
    flaws: list[Flaw]


def lines_of(exercise: Exercise) -> list[str]:
    """Every line that a session of this exercise may need, for people without names."""
    start = SessionSettings(exercise=exercise, lines=ScriptFiles().lines())
    return list(
        dict.fromkeys(
            part
            for settings in every_session(start)
            for line in foreseen(settings)
            for part in parts(addressed(line, unnamed(settings.mode)))
        )
    )


def coach_ear() -> Transcriber:
    """What the words of a line come back through: coach-en's open decoder."""
    return VoskRecognizer(SpeechModel(ModelStore().find(COACH_EN.name).path))


def render(
    lines: Sequence[str],
    facts: PackFacts,
    *,
    voice: Voice,
    out: Path,
    ear: Transcriber,
    progress: Progress = lambda done, of: None,
) -> Rendered:
    """Render lines into a new pack, at each of its paces; the first is the voice's at rate 1.0.

    Raises:
        UsageError: something is at `out` already, or a package is missing.
        VoiceError: the voice does not speak.
        ModelError: the pack cannot be written.
    """
    check_extra()
    flaws: list[Flaw] = []
    made: list[tuple[str, int, Sound]] = []
    for pace in facts.paces:
        for text in lines:
            rate = pace / facts.paces[0]
            sound, wrong = _best(voice, text, rate=rate, pace=pace, ear=ear)
            flaws += [Flaw(text, what) for what in wrong]
            made.append((text, pace, sound))
            progress(len(made), len(lines) * len(facts.paces))
    return Rendered(write_pack(out, facts, made), len(made), flaws)


def _best(
    voice: Voice, text: str, *, rate: float, pace: int, ear: Transcriber
) -> tuple[Sound, list[str]]:
    """A line as it came out best, and what is wrong with it even so."""
    tries: list[tuple[Sound, list[str]]] = []
    for sound in _tries(voice, text, rate):
        wrong = list(wrong_with(text, sound, pace=pace, ear=ear))
        tries.append((sound, wrong))
        if not wrong:
            break
    return min(tries, key=lambda each: len(each[1]))


def _tries(voice: Voice, text: str, rate: float) -> Iterator[Sound]:
    """The line as often as it comes out otherwise than before."""
    before: list[bytes] = []
    for _ in range(TRIES):
        sound = levelled(voice.speak(text, rate=rate))
        if sound.tobytes() in before:
            return
        before.append(sound.tobytes())
        yield sound


def engine_of(voice: SystemVoice | None) -> str:
    """Who speaks, for `pack.toml`."""
    return f"{voice.engine}, {voice.name}" if voice else f"espeak-ng, {USUAL_VOICE or 'usual'}"
