"""Orders the session gives the shell, imperative. All carry `at`, the moment they were given.

Texts name the partners `{a}` and `{b}`: the shell puts the names in, so no action holds one. The
places in `script.LENT` are the shell's to fill too, with words only it knows.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from voice_coach.exercise.script import Partner, Speaks
from voice_coach.signal.units import Samples


class Action(msgspec.Struct, frozen=True, kw_only=True, tag_field="action"):
    """Something to do now."""

    at: Samples


Purpose = Literal["turn", "mirror", "retell", "answer", "pause", "nothing"]
"""What somebody is expected to do; "nothing": only what counts at any time."""

Tone = Literal["start", "soft", "end", "rise", "fall", "hold", "unclear"]
"""Of a floor given, a warning, a floor taken, breathing in and out, and of something that was heard
but not understood."""

HoldReason = Literal["paused", "audio lost", "breath", "breathing", "cool-down"]
"""Why the exercise stands still. It never tells who or what brought it on."""


class SayPrompt(Action, frozen=True, kw_only=True, tag=True):
    """Say `text`, then tell `PromptFinished(number)`. Prompts queue behind one another."""

    number: int
    text: str
    pace: float = 1.0
    """1.0 is the coach's normal pace, 0.8 is slower."""
    voice: Speaks = "coach"


class PlayChime(Action, frozen=True, kw_only=True, tag=True):
    """Play a tone, behind what is playing. Nothing is told back."""

    tone: Tone
    seconds: float = 0.5


class SetVolume(Action, frozen=True, kw_only=True, tag=True):
    """Speak louder or quieter from the next prompt on."""

    steps: int
    """From the coach's usual volume, up or down."""


class ShowUnclear(Action, frozen=True, kw_only=True, tag=True):
    """Something was heard and not understood: say so on the screen."""


class StopPlayback(Action, frozen=True, kw_only=True, tag=True):
    """Fall silent at once and forget queued prompts and tones."""


class Listen(Action, frozen=True, kw_only=True, tag=True):
    """What to listen for from now on, and from whom."""

    partner: Partner | None
    """Who is expected to talk; None: anyone."""
    purpose: Purpose
    step: str
    """The script's id of the step, or of the built-in question."""
    meanings: tuple[str, ...]
    """Every meaning that counts now; anything else heard is no-match."""


class ShowFloor(Action, frozen=True, kw_only=True, tag=True):
    """Whose floor it is and how long; `samples` counts down while not on hold."""

    holder: Partner | None
    samples: Samples


class ShowStep(Action, frozen=True, kw_only=True, tag=True):
    """A step of the script begins."""

    step: str
    part: str
    speaker: Partner


class ShowHold(Action, frozen=True, kw_only=True, tag=True):
    """The exercise stands still; every timer is frozen."""

    reason: HoldReason
    remaining: Samples | None = None
    """Time left to the floor's holder, if somebody holds it."""


class ShowResume(Action, frozen=True, kw_only=True, tag=True):
    """The exercise goes on where it stood, with the same time left."""

    remaining: Samples | None
    """Time left to the floor's holder, if somebody holds it."""


class EndSession(Action, frozen=True, kw_only=True, tag=True):
    """Nothing more will come."""

    reason: Literal["finished", "early", "cool-down"]
    come_back: Samples | None = None
    """After a cool-down: how long from now they agreed to come back (E05)."""


AnyAction = (
    SayPrompt
    | PlayChime
    | StopPlayback
    | SetVolume
    | ShowUnclear
    | Listen
    | ShowFloor
    | ShowStep
    | ShowHold
    | ShowResume
    | EndSession
)
