"""Who says what: prompts and tones as sound."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from voice_coach.core.actions import PlayChime, SayPrompt, ShowHold, ShowResume
from voice_coach.edge import ports
from voice_coach.errors import VoiceError
from voice_coach.exercise.script import Partner
from voice_coach.shell.beat import parts
from voice_coach.shell.manner import USUAL_PAUSE, Tones
from voice_coach.signal.chime import chime
from voice_coach.signal.sound import SILENCE, Sound, louder
from voice_coach.signal.units import Samples, samples

VOLUME_STEP = 4.0
"""Decibels by which "louder" and "quieter" change the voice: plain to hear, never startling."""


BREATH = samples(0.25)
"""So much more quiet before a question than before another prompt in a row. A prompt's own ends and
a loudspeaker add up to a tenth: with the usual pause it stays within half a second and one."""


PITCH_OF: dict[Partner | None, float] = {"a": 1.0, "b": 4 / 3, None: 1.0}
"""The tones that give and take a floor, for each partner: a fourth apart, so that with eyes closed
it is plain whose it is. As many times the usual pitch."""


STANDSTILL_SECONDS = 0.35
"""How long the tones are that tell that the clock stands still, and that it goes on."""


class Voices:
    """The coach's voice, and the one that says a practice partner's lines.

    Args:
        coach: None: prompts are only shown.
        practice: None: the coach says those lines too; they were announced as practice.
        worded: a prompt as it is spoken, names put in.
        pause: seconds of quiet between two prompts in a row.
        tones: the set of tones that is played.
        volume: decibels by which the coach is louder than usual, before anybody asks for more.
        notify: shows a line about a fault.
    """

    def __init__(
        self,
        coach: ports.Voice | None,
        *,
        practice: ports.Voice | None = None,
        worded: Callable[[SayPrompt], str],
        volume: float = 0.0,
        pause: float = USUAL_PAUSE,
        tones: Tones = "soft",
        notify: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._coach = coach
        self._practice = practice
        self._worded = worded
        self._notify = notify
        self._volume = volume
        self._pause = samples(pause)
        self._tones = tones
        self._louder_by = 0.0

    def turn(self, steps: int) -> None:
        """Speak so many steps above the chosen volume from now on; below it if negative."""
        self._louder_by = steps * VOLUME_STEP

    def pause_before(self, prompt: SayPrompt) -> Samples:
        """How much quiet belongs between the prompt before it and this one."""
        question = prompt.text.rstrip("\"' ").endswith("?")
        return self._pause + (BREATH if question else 0)

    def tone(self, order: PlayChime | ShowHold | ShowResume, holder: Partner | None) -> Sound:
        """The tone that goes with an order; one that gives or takes a floor tells whose it is.

        A break of sound and the pauses of the coach's own have none: they are said, or quiet.
        """
        match order:
            case PlayChime(tone=tone, seconds=lasting):
                return chime(tone, lasting, times=PITCH_OF[holder], tones=self._tones)
            case ShowHold(reason="paused"):
                return chime("paused", STANDSTILL_SECONDS, tones=self._tones)
            case ShowResume():
                return chime("resumed", STANDSTILL_SECONDS, tones=self._tones)
            case _:
                return SILENCE

    def say(self, prompt: SayPrompt) -> Sound:
        """A prompt as sound."""
        return louder(self._spoken(prompt), self._volume + self._louder_by)

    def _spoken(self, prompt: SayPrompt) -> Sound:
        if not self._coach:
            return SILENCE
        pieces = [self._said(prompt, part) for part in parts(self._worded(prompt))]
        quiet = np.zeros(self._pause, dtype=np.int16)
        return np.concatenate([pieces[0], *(each for one in pieces[1:] for each in (quiet, one))])

    def _said(self, prompt: SayPrompt, text: str) -> Sound:
        if prompt.voice == "practice partner" and self._practice:
            try:
                return self._practice.speak(text, rate=prompt.pace)
            except VoiceError:
                pass  # the coach says it then
        assert self._coach
        try:
            return self._coach.speak(text, rate=prompt.pace)
        except VoiceError as error:
            # The session goes on without a voice: the prompt is shown, and a tone calls the eye.
            self._notify(error.message)
            return chime("soft", 0.5, tones=self._tones)
