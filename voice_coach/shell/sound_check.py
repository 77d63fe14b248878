"""Looks at microphone and loudspeaker the way a session uses them, and says what it found."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing
from typing import Literal

import msgspec
import numpy as np

from voice_coach.edge import portaudio, ports
from voice_coach.edge.complaints import unheard_complaints
from voice_coach.edge.devices import Device, Direction, find_device, list_devices
from voice_coach.edge.microphone import Microphone, silent
from voice_coach.edge.player import DevicePlayer
from voice_coach.edge.wiring import NOWHERE, Wiring
from voice_coach.errors import AudioError, MicrophoneError
from voice_coach.shell.facts import Facts
from voice_coach.signal.chime import chime
from voice_coach.signal.duplex import Duplex
from voice_coach.signal.echo_path import EchoPath
from voice_coach.signal.sound import Sound, level_dbfs
from voice_coach.signal.switched_off import DEAD_DBFS
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE

Verdict = Literal["ok", "warn", "fail"]

NOISE_SECONDS = 1.5
SENTENCE_SECONDS = 4.0
TAIL_SECONDS = 0.6
PATIENCE_SECONDS = 4.0
"""A microphone that falls silent for less than this has a hiccup: told as lost sound."""


LOUD_ROOM_DBFS = -40.0
"""A room louder than this drowns quiet speech: calm talk reaches a laptop at about -30."""

CLEAR_DB = 12.0
"""Speech must stand out of the room by this much to be told from it."""

CLIPPED_SHARE = 0.001
"""More samples at full scale than this sound broken."""

SLOW_START_SECONDS = 0.2
"""From the decision to speak to the first sound; wireless loudspeakers take longer."""

CLOSER = "Come closer, or turn the microphone up in the system's sound settings."


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at."""

    about: str
    verdict: Verdict
    told: str
    fix: str = ""
    """The next step; empty where all is well."""
    figures: dict[str, float] = {}
    """What was measured, by name and unit."""


class SoundCheck:
    """Checks that need sound devices, one after another.

    Args:
        microphone: the microphone's number or part of its name; None: the default.
        loudspeaker: the same for the loudspeaker.
        prompt: what the coach says to hear itself; None: there is no voice.
        ask: shows a request to the person; None: nobody is there to be asked.
    """

    def __init__(
        self,
        *,
        microphone: str | None = None,
        loudspeaker: str | None = None,
        prompt: Sound | None = None,
        ask: Callable[[str], None] | None = None,
    ) -> None:
        self._wanted: dict[Direction, str | None] = {"input": microphone, "output": loudspeaker}
        self._prompt = prompt
        self._ask = ask
        self._facts = Facts()
        self._heard = 0
        self._lost = 0

    def findings(self) -> Iterator[Finding]:
        """Look, and tell each thing as it is found."""
        with unheard_complaints():
            yield from self._findings()

    def _findings(self) -> Iterator[Finding]:
        try:
            devices = list_devices()
        except AudioError as error:
            yield _failed("sound library", error)
            return
        yield Finding(about="sound library", verdict="ok", told="PortAudio works.")
        with ExitStack() as stack:
            listening = yield from self._opened(
                "input", devices, lambda number: self._open_microphone(number, stack)
            )
            speaking = yield from self._opened(
                "output", devices, lambda number: self._open_player(number, stack)
            )
            if listening:
                try:
                    yield from self._listened()
                    if speaking and self._prompt is not None:
                        yield self._echo(self._prompt)
                    yield self._losses()
                except MicrophoneError as error:
                    yield _failed("microphone", error)
            if speaking:
                yield self._start()

    # --- Opening ---------------------------------------------------------------------------

    def _opened(
        self, direction: Direction, devices: list[Device], open_it: Callable[[int | None], None]
    ) -> Generator[Finding, None, bool]:
        about = "microphone" if direction == "input" else "loudspeaker"
        able = [each for each in devices if (each.inputs if direction == "input" else each.outputs)]
        if not able:
            yield _none_found(about)
            return False
        try:
            number = find_device(self._wanted[direction], direction)
            rates = portaudio.rates_of(number, direction)
            open_it(number)
        except AudioError as error:
            yield _failed(about, error)
            return False
        at = ", ".join(f"{rate / 1000:g}" for rate in rates)
        converted = "" if SAMPLE_RATE in rates else "; I convert it to 16"
        name = _name(able, number, direction)
        yield Finding(about=about, verdict="ok", told=f"{name} works (at {at} kHz{converted}).")
        return True

    def _open_microphone(self, number: int | None, stack: ExitStack) -> None:
        self._wiring = stack.enter_context(closing(Wiring()))
        microphone = Microphone(self._facts.post, device=number, wired_to=self._wiring.source)
        stack.enter_context(closing(microphone)).start()

    def _open_player(self, number: int | None, stack: ExitStack) -> None:
        self._player = stack.enter_context(closing(DevicePlayer(self._facts.post, device=number)))

    # --- Listening -------------------------------------------------------------------------

    def _blocks(self, until: Callable[[ports.Fact], bool]) -> Iterator[Sound]:
        """Blocks as they are heard, until a fact tells that it is enough.

        Raises:
            MicrophoneError: no sound comes.
        """
        patience: threading.Timer | None = None
        cause = ""
        for fact in self._facts.facts():
            match fact:
                case ports.BlockHeard(sound=sound):
                    self._heard += len(sound)
                    yield sound
                case ports.SoundLost(samples=lost):
                    self._lost += lost
                case ports.SourceFailed(cause=cause):
                    if patience:
                        patience.cancel()
                    wait = 0.0 if self._wiring.source() == NOWHERE else PATIENCE_SECONDS
                    patience = threading.Timer(wait, self._facts.post, [ports.InputEnded()])
                    patience.start()
                case ports.SourceRestored() if patience:
                    patience.cancel()
                case ports.InputEnded():
                    raise MicrophoneError(
                        cause,
                        "Connect one and choose it in the system's sound settings, or practise "
                        "by typing: voice-coach run --typed.",
                    )
                case _:
                    pass
            if until(fact):
                return

    def _listen(self, seconds: float) -> Sound:
        end = self._heard + round(seconds * SAMPLE_RATE)
        return np.concatenate(list(self._blocks(lambda _: self._heard >= end)))

    def _listened(self) -> Iterator[Finding]:
        room = self._listen(NOISE_SECONDS)
        noise = level_dbfs(room)
        if noise < DEAD_DBFS:
            yield Finding(
                about="room",
                verdict="fail",
                told=silent(),
                fix="Look for its switch, or unmute it in the system's sound settings.",
            )
            return
        loud = noise > LOUD_ROOM_DBFS
        yield Finding(
            about="room",
            verdict="warn" if loud else "ok",
            told=f"The room is {'loud' if loud else 'quiet enough'} ({noise:.0f} dB).",
            fix="Close windows and doors, switch off anything that hums, or sit closer."
            if loud
            else "",
            figures={"noise_dbfs": round(noise, 1)},
        )
        if self._ask:
            self._ask("Please say aloud: today the weather was better than I thought.")
            yield _speech(self._listen(SENTENCE_SECONDS), noise)

    def _losses(self) -> Finding:
        heard, lost = self._heard / SAMPLE_RATE, self._lost / SAMPLE_RATE
        figures = {"listened_seconds": round(heard, 1), "lost_seconds": round(lost, 2)}
        if not self._lost:
            told = f"Nothing was lost in {heard:.0f} s of listening."
            return Finding(about="lost sound", verdict="ok", told=told, figures=figures)
        return Finding(
            about="lost sound",
            verdict="warn",
            told=f"{lost:.2f} s of {heard:.0f} s of sound were lost: the computer is too busy.",
            fix="Close other programs while you practise.",
            figures=figures,
        )

    # --- Speaking --------------------------------------------------------------------------

    def _echo(self, prompt: Sound) -> Finding:
        if self._ask:
            self._ask("Now I'll speak, and listen for my own voice. Please be quiet for a moment.")
        duplex = Duplex("auto")
        player = self._player
        player.played(SAMPLE_RATE)  # what went out before counts no more
        player.play(prompt, number=1)
        said = False

        def over(fact: ports.Fact) -> bool:
            nonlocal said
            said = said or isinstance(fact, ports.PlaybackFinished)
            return said

        for block in self._blocks(over):
            duplex.clean(block, player.played(len(block)), speaking=True)
        end = self._heard + round(TAIL_SECONDS * SAMPLE_RATE)
        for block in self._blocks(lambda _: self._heard >= end):
            duplex.clean(block, player.played(len(block)), speaking=True)
        return _told_of_echo(duplex.path)

    def _start(self) -> Finding:
        tone = chime("soft", 0.2)
        began = time.monotonic()
        self._player.play(tone, number=2)
        cause = "The loudspeaker does not answer."
        for fact in self._facts.facts():
            if fact == ports.PlaybackFinished(number=2):
                break
            if isinstance(fact, ports.PlaybackFailed):
                cause = fact.cause
            elif time.monotonic() - began <= PATIENCE_SECONDS:
                continue
            return Finding(
                about="prompt start",
                verdict="fail",
                told=cause,
                fix="Choose another one in the system's sound settings.",
            )
        took = max(0.0, time.monotonic() - began - len(tone) / SAMPLE_RATE)
        slow = took > SLOW_START_SECONDS
        return Finding(
            about="prompt start",
            verdict="warn" if slow else "ok",
            told=f"My first sound comes {took * 1000:.0f} ms after I decide to speak.",
            fix="A wired loudspeaker or headphones answer sooner." if slow else "",
            figures={"start_seconds": round(took, 3)},
        )


def _name(able: list[Device], number: int | None, direction: Direction) -> str:
    for each in able:
        default = each.default_input if direction == "input" else each.default_output
        if each.number == number or (number is None and default):
            return each.name
    return "It"


def _failed(about: str, error: AudioError) -> Finding:
    return Finding(about=about, verdict="fail", told=error.message, fix=error.hint)


def _none_found(about: str) -> Finding:
    if about == "microphone":
        return Finding(
            about=about,
            verdict="fail",
            told="There is no microphone.",
            fix="Connect one, or practise by typing: voice-coach run --typed.",
        )
    return Finding(
        about=about,
        verdict="warn",
        told="There is no loudspeaker: I can only write what I say.",
        fix="Connect a loudspeaker or headphones.",
    )


def _speech(sound: Sound, noise: float) -> Finding:
    blocks = sound[: len(sound) // BLOCK_SAMPLES * BLOCK_SAMPLES]
    levels = [level_dbfs(each) for each in blocks.reshape(-1, BLOCK_SAMPLES)]
    speech = float(np.percentile(levels, 90))
    clipped = float(np.mean(np.abs(sound.astype(np.int32)) >= 32767))
    verdict: Verdict = "ok"
    told, fix = f"I hear you well ({speech:.0f} dB, {speech - noise:.0f} over the room).", ""
    if speech - noise < CLEAR_DB:
        verdict, fix = "warn", CLOSER
        told = f"I can hardly hear you ({speech:.0f} dB, {speech - noise:.0f} over the room)."
    elif clipped > CLIPPED_SHARE:
        verdict, told = "warn", "The microphone is turned up so far that your voice breaks up."
        fix = "Turn it down in the system's sound settings."
    figures = {"speech_dbfs": round(speech, 1), "clipped_share": round(clipped, 4)}
    return Finding(about="your voice", verdict=verdict, told=told, fix=fix, figures=figures)


def _told_of_echo(path: EchoPath | None) -> Finding:
    if path is None:
        return Finding(
            about="echo",
            verdict="warn",
            told="I couldn't tell how much of my own voice comes back.",
            fix="Run this again while nobody is talking.",
        )
    figures = {"gain_db": round(path.gain_db, 1), "cancelled_db": round(path.cancelled_db, 1)}
    if path.delay_seconds is not None:
        figures["delay_seconds"] = path.delay_seconds
    if path.usable:
        told = "I can hear you while I speak: a word like pause works at any time."
        return Finding(about="echo", verdict="ok", told=told, figures=figures)
    return Finding(
        about="echo",
        verdict="warn",
        told="I wouldn't hear you while I speak: my own voice comes back too late or too loud.",
        fix="Use headphones, or a wired loudspeaker that is not too loud. Keys always work.",
        figures=figures,
    )
