"""Three minutes in which somebody tunes the voice: they hear two at a time and say which is nicer.

It is an exercise like the greeting: led by voice or by keys, each pair can be heard again, and
"stop" ends it with nothing changed. A synthetic voice that a listener tuned comes near a person's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import Literal

import msgspec
import numpy as np

from voice_coach.core.actions import AnyAction, ShowStep
from voice_coach.core.events import AnyEvent, UtteranceHeard
from voice_coach.edge.ports import SystemVoice, Voice
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.script import AnyStep, Ask, Say
from voice_coach.shell.asking import asking
from voice_coach.shell.manner import Manner, speaking
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import samples

Tuned = Literal["voice", "pace", "pitch", "pause"]

PAIRS = 3
"""Of each: the better end of a range stays, the other comes half as near, three times."""

RANGES: dict[Tuned, tuple[float, float]] = {
    "pace": (130.0, 190.0),
    "pitch": (35.0, 65.0),
    "pause": (0.5, 1.1),
}
"""What the first pair is: words a minute, espeak-ng's pitch, seconds between two sentences."""

PLACES = ("one", "two")

LINES = (
    ("Take your time.", "There is plenty of it."),
    ("Thank you both.", "Now swap roles."),
    ("Let's carry on.", "The floor is still yours."),
    ("Say back what you heard.", "Your own words are fine."),
    ("Let's take one breath.", "Nobody has to hurry."),
    ("That's been heard.", "Go on when you like."),
    ("All right.", "Let's leave it there for now."),
    ("Tell it as it was.", "The small things count."),
    ("Here is the question.", "Short answers are fine."),
    ("A little pause.", "Then it's your turn."),
    ("You both came back.", "That is what counts."),
    ("Good evening.", "It's nice that you are here."),
)
"""A pair says the same two sentences twice; every pair has others."""


class Pair(msgspec.Struct, frozen=True):
    """Two manners, to be told apart by ear."""

    step: str
    tuned: Tuned
    sentences: tuple[str, str]

    @property
    def text(self) -> str:
        """As it is asked and shown."""
        said = " ".join(self.sentences)
        return f"One: {said} Two: {said} Which is nicer, one or two?"


class Tuning:
    """One tuning, and the manner that came out of it so far.

    Args:
        manner: how the coach sounds now.
        voices: others it could speak with, best first; the last of `PAIRS` are left out.
        lines: what the coach says in every exercise.
    """

    def __init__(self, manner: Manner, voices: Sequence[SystemVoice], *, lines: CoachLines) -> None:
        self.manner = manner
        self.chosen: set[Tuned] = set()
        """What somebody has said anything about."""
        self._rivals = list(voices[:PAIRS])
        self._ends = dict(RANGES)
        times: dict[Tuned, int] = {
            "pitch": PAIRS if manner.has_pitch else 0,  # of the voice that speaks now
            "voice": len(self._rivals),
            "pace": PAIRS,
            "pause": PAIRS,
        }
        wanted = [each for each, count in times.items() for _ in range(count)]
        self._pairs = [
            Pair(f"pair-{number}", tuned, sentences)
            for number, (tuned, sentences) in enumerate(zip(wanted, LINES, strict=False), 1)
        ]
        lines = msgspec.structs.replace(
            lines, finished="That's it. I'll keep it so.", ended_early="It stays as it was, then."
        )
        plan = asking(tuple(self._steps()), title="Tuning", lines=lines)
        self.plan = msgspec.structs.replace(plan, manner=manner)
        """The tuning, to be led."""

    def _steps(self) -> Iterator[AnyStep]:
        yield Say(
            id="hello",
            say="You'll hear me twice, a little different each time. Say which you like better: "
            "one, or two.",
        )
        for number, pair in enumerate(self._pairs, 1):
            after = self._pairs[number].step if number < len(self._pairs) else "kept"
            yield Ask(
                id=pair.step,
                say=pair.text,
                again="One, or two? You can also say: repeat.",
                answers=PLACES,
                otherwise=PLACES[0],
                of="anyone",
                on={place: f"{pair.step}-{place}" for place in PLACES},
            )
            for place in PLACES:
                yield Say(id=f"{pair.step}-{place}", say=f"{place.capitalize()}.", then=after)
        yield Say(id="kept", say="This is how I sound now.")

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """See which was chosen. Where nobody answered, nothing was."""
        for action in actions:
            if isinstance(action, ShowStep) and isinstance(event, UtteranceHeard):
                step, _, place = action.step.rpartition("-")
                for pair in self._pairs:
                    if pair.step == step and place in PLACES:
                        self._choose(pair.tuned, PLACES.index(place))

    def pair_of(self, text: str) -> Pair | None:
        """The pair that a prompt asks about, if it asks about one."""
        return next((each for each in self._pairs if each.text == text), None)

    def two(self, tuned: Tuned) -> tuple[Manner, Manner]:
        """How the two of a pair sound now."""
        first, second = self.manner, self.manner
        if tuned == "voice":
            return first, msgspec.structs.replace(second, voice=self._rivals[0])
        low, high = self._ends[tuned]
        return _with(first, tuned, low), _with(second, tuned, high)

    def _choose(self, tuned: Tuned, place: int) -> None:
        self.manner = self.two(tuned)[place]
        self.chosen.add(tuned)
        if tuned == "voice":
            self._rivals.pop(0)
            return
        ends = self._ends[tuned]
        middle = sum(ends) / 2
        self._ends[tuned] = (ends[0], middle) if place == 0 else (middle, ends[1])


def _with(manner: Manner, tuned: Tuned, value: float) -> Manner:
    if tuned == "pace":
        return msgspec.structs.replace(manner, words_per_minute=round(value))
    if tuned == "pitch":
        return msgspec.structs.replace(manner, pitch=round(value))
    return msgspec.structs.replace(manner, pause=round(value, 2))


class TuningVoice:
    """Says a pair in its two manners, and everything else in the best one so far.

    Args:
        tuning: what is being tuned.
        speaker: opens a voice of a manner.
    """

    name = "tuning"

    def __init__(
        self, tuning: Tuning, stack: ExitStack, *, speaker: Callable[[Manner], Voice] | None = None
    ) -> None:
        self._tuning = tuning
        self._open = speaker or (lambda manner: stack.enter_context(speaking(manner, waits=True)))
        self._opened: dict[tuple[str | None, int | None], tuple[Voice, int]] = {}

    def speak(self, text: str, *, rate: float = 1.0) -> Sound:
        pair = self._tuning.pair_of(text)
        if not pair:
            return self._said(self._tuning.manner, text, rate)
        parts: list[Sound] = []
        for place, manner in zip(PLACES, self._tuning.two(pair.tuned), strict=True):
            parts.append(self._said(self._tuning.manner, f"{place.capitalize()}:", rate))
            for sentence in pair.sentences:
                parts += [self._said(manner, sentence, rate), _quiet(manner.pause)]
        parts.append(self._said(self._tuning.manner, "Which is nicer, one or two?", rate))
        return np.concatenate(parts)

    def prepare(self, texts: Iterable[str]) -> None:
        """What is said depends on the answers."""

    def _said(self, manner: Manner, text: str, rate: float) -> Sound:
        """One engine for each voice and pitch: the pace can be asked for with every line."""
        voice = manner.voice.id if manner.voice else None, manner.pitch
        if voice not in self._opened:
            self._opened[voice] = (self._open(manner), manner.words_per_minute)
        engine, usual = self._opened[voice]
        return engine.speak(text, rate=rate * manner.words_per_minute / usual)


def _quiet(seconds: float) -> Sound:
    return np.zeros(samples(seconds), dtype=np.int16)
