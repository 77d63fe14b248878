"""The microphone: blocks of sound for as long as it works, and the truth when it does not.

The callback copies, queues and returns. One thread turns what it queued into blocks and watches
the gap between callbacks, because a stalled device raises no flag and its stream stays "active".
Time that went by unheard is told as lost samples, so the session's clock stays true.
"""

from __future__ import annotations

import queue
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import msgspec
import numpy as np

from voice_coach.edge import portaudio
from voice_coach.edge.ports import BlockHeard, Post, SoundLost, SourceFailed, SourceRestored
from voice_coach.errors import AudioError, MicrophoneError
from voice_coach.signal.channels import OneChannel
from voice_coach.signal.sound import Sound
from voice_coach.signal.switched_off import OFF_AFTER, SwitchedOff
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE, Samples

STALL_SECONDS = 0.6
"""A gap this long between callbacks is a fault: noticed within a second, as docs/voice.md asks."""

REVIVED_AFTER = 0.6
"""Of that gap: then the device is opened anew, and may still give sound in time."""

LATENCY_SECONDS = 0.04
"""Asked of the device; without asking, some sound servers deliver two seconds at a time."""

OPENING_SECONDS = 1.5
"""A device may take this much longer before its first sound (wireless ones do)."""

CHECK_SECONDS = 0.1
"""How often the gap since the last callback is looked at."""

ASLEEP_SECONDS = 2.0
"""Sound that comes after a gap like this: the computer slept. A shorter one may be a program that
could not run, and its sound is late rather than lost."""

RETRY_SECONDS = 0.3
"""Between two attempts to get the sound back."""

LONGEST_RETRY_SECONDS = 2.0
"""The same where attempts take long: looking for devices keeps the processor busy, and a session
that waits leaves the machine alone. Sound that is back is heard again within three seconds."""

RESTS = 2
"""So many times as long as an attempt took is rested after it, up to that."""

CLOSING_SECONDS = 1.0
"""Longest wait for the watching thread, which may itself wait for a library that hangs."""

FIRST_SOUND_SECONDS = 1.5
"""Longest wait for sound before opening again: a device that just came back takes its time."""

LOOK_AGAIN_SECONDS = 0.2
"""Until the wiring is known again after opening."""

OVERFLOW = "overflow"
KEPT_FROM_US = {
    "darwin": ", or Terminal (or what else this runs in) may not use it: "
    "System Settings, Privacy & Security, Microphone",
    "win32": ", or Windows keeps it from programs: Settings, Privacy & security, Microphone, "
    "Let desktop apps access your microphone",
}
"""Who may say no besides, and where people change that, by `sys.platform`. A no is silence there:
on macOS it is said to the program that the window belongs to."""

if sys.platform == "linux":

    def elapsed() -> float:
        """Seconds on a clock that goes on while the computer sleeps, and is never set."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

elif sys.platform == "darwin":

    def elapsed() -> float:
        """Seconds on a clock that goes on while the computer sleeps, and is never set."""
        return time.clock_gettime(time.CLOCK_MONOTONIC)

else:
    elapsed = time.monotonic  # it goes on there


def silent(platform: str = sys.platform) -> str:
    """What is told where a microphone gives nothing but silence."""
    refused = KEPT_FROM_US.get(platform, "")
    return f"The microphone gives nothing but silence: it may be switched off or muted{refused}."


def check_present(device: int | None) -> None:
    """See that there is such a microphone; None: any.

    Raises:
        MicrophoneError: there is none.
    """
    if not portaudio.present(device, "input"):
        raise MicrophoneError(
            "There is no microphone.",
            "Connect one, or practise by typing: voice-coach run --typed.",
        )


class _Captured(msgspec.Struct, frozen=True):
    """What one callback was given: samples (n, channels) at the device's rate, and when."""

    sound: Any
    at: float
    overflowed: bool


class Microphone:
    """A source of blocks; facts go to `post` from its own thread.

    Args:
        post: takes each fact.
        device: PortAudio's number of the device; None: the system's default.
        stall_seconds: gap between callbacks that counts as a fault.
        wired_to: the name of what the sound really comes from; "" if that is no microphone, None
            if nobody can tell.
        clock: seconds that go on while the computer sleeps.
        rates: rates to open the device at, in order of preference; none: ours, and its own.
        off_after: how long nothing must be in the sound before the microphone counts as off.
    """

    def __init__(
        self,
        post: Post,
        *,
        device: int | None = None,
        stall_seconds: float = STALL_SECONDS,
        wired_to: Callable[[], str | None] = lambda: None,
        clock: Callable[[], float] = elapsed,
        rates: tuple[int, ...] = (),
        off_after: Samples = OFF_AFTER,
    ) -> None:
        self._post = post
        self._device = device
        self._stall = stall_seconds
        self._wired_to = wired_to
        self._source: str | None = None
        self._clock = clock
        self._rates = rates
        self._captured: queue.SimpleQueue[_Captured] = queue.SimpleQueue()
        self._closing = threading.Event()
        self._stream: Any = None
        self._resampler: Any = None
        self._channel = OneChannel()
        self._off_after = off_after
        self._switched_off = SwitchedOff(after=off_after)
        self._off = False
        self._rest = np.zeros(0, dtype=np.int16)
        self._heard_at = 0.0
        self._thread = threading.Thread(target=self._watch, name="microphone", daemon=True)

    def start(self) -> None:
        """Begin to listen.

        Raises:
            MicrophoneError: there is none, or it cannot be opened.
        """
        check_present(self._device)
        try:
            self._open()
        except portaudio.RateError as error:
            raise MicrophoneError(
                f"The microphone cannot be opened. {error.message}", error.hint
            ) from error
        except AudioError as error:
            raise MicrophoneError(
                f"The microphone cannot be opened: another program may be using it. "
                f"{error.message}",
                "Close that program, choose another with --microphone, or use --typed.",
            ) from error
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._closing.set()
        if self._thread.ident:
            self._thread.join(timeout=CLOSING_SECONDS)
        self._close_stream()

    def _open(self) -> None:
        sounddevice = portaudio.library()

        def make(samplerate: int, channels: int) -> Any:
            return sounddevice.RawInputStream(
                device=self._device,
                samplerate=samplerate,
                channels=channels,
                dtype="int16",
                blocksize=samplerate // 50,
                latency=LATENCY_SECONDS,
                callback=partial(self._capture, channels),
            )

        self._stream = portaudio.open_stream(
            make,
            channels=portaudio.inputs_to_try(self._device),
            rates=self._rates or portaudio.rates_to_try(self._device, "input"),
        )
        self._channel = OneChannel()
        rate = round(self._stream.samplerate)
        self._resampler = None
        if rate != SAMPLE_RATE:
            import soxr

            self._resampler = soxr.ResampleStream(rate, SAMPLE_RATE, 1, dtype="float32")
        self._heard_at = self._clock() + OPENING_SECONDS

    def _close_stream(self) -> None:
        if self._stream is not None:
            portaudio.close_stream(self._stream)
            self._stream = None
        with suppress(queue.Empty):
            while True:
                self._captured.get_nowait()  # heard too late to count

    def _capture(self, channels: int, raw: Any, frames: int, when: Any, status: Any) -> None:
        sound = np.frombuffer(raw, dtype=np.int16).reshape(frames, channels).copy()
        self._captured.put(
            _Captured(sound=sound, at=self._clock(), overflowed=bool(status.input_overflow))
        )

    # --- The watching thread ---------------------------------------------------------------

    def _watch(self) -> None:
        revived = False
        while not self._closing.is_set():
            looked_at = self._clock()
            try:
                captured = self._captured.get(timeout=CHECK_SECONDS)
            except queue.Empty:
                now = self._clock()
                if now - looked_at > 2 * CHECK_SECONDS:
                    continue  # nobody could run for a while: sound may be about to come
                if now - self._heard_at > self._stall:
                    self._recover("The microphone is giving no sound.")
                elif now - self._heard_at > self._stall * REVIVED_AFTER and not revived:
                    revived = True
                    self._revive()
                continue
            if revived:
                captured = msgspec.structs.replace(captured, overflowed=True)
                revived = False
            self._tell_gap(captured)
            self._heard_at = captured.at
            self._deliver(captured.sound)
            self._look_at_wiring()

    def _revive(self) -> None:
        """Open anew: after an overflow some devices give nothing more until then."""
        heard_at = self._heard_at
        with suppress(AudioError):
            self._close_stream()
            self._open()
        self._heard_at = heard_at

    def _tell_gap(self, captured: _Captured) -> None:
        """Tell of sound that is missing before this, if any is."""
        gap = captured.at - self._heard_at - len(captured.sound) / self._stream_rate
        if gap > ASLEEP_SECONDS:
            # A device that stalls is found out sooner: nobody was awake to notice.
            self._tell_lost("The computer was asleep.", gap)
        elif captured.overflowed:
            # PortAudio does not tell how much it dropped; the clock does.
            self._post(SoundLost(samples=max(0, round(gap * SAMPLE_RATE)), cause=OVERFLOW))

    def _look_at_wiring(self) -> None:
        """Tell when the sound server has put something else in the microphone's place."""
        source = self._wired_to()
        if source is None or source == self._source:
            return
        if not source:
            self._recover("The microphone is unplugged.")
        elif self._source:
            self._tell_lost("You've switched microphones.", 0.0)
        self._source = source or self._source

    @property
    def _stream_rate(self) -> float:
        return float(self._stream.samplerate) if self._stream is not None else SAMPLE_RATE

    def _deliver(self, sound: Any) -> None:
        wave = self._channel.take(sound)
        if self._resampler is not None:
            wave = self._resampler.resample_chunk(wave)
        mono = np.clip(np.round(wave), -32768, 32767).astype(np.int16)
        mono = np.concatenate([self._rest, mono])
        whole = len(mono) - len(mono) % BLOCK_SAMPLES
        for begin in range(0, whole, BLOCK_SAMPLES):
            block = mono[begin : begin + BLOCK_SAMPLES]
            self._look_for_silence(block)
            self._post(BlockHeard(sound=block))
        self._rest = mono[whole:]

    def _look_for_silence(self, block: Sound) -> None:
        """Tell when the microphone has been switched off, and when it is on again."""
        off = self._switched_off.hear(block)
        if off is not self._off:
            self._off = off
            self._post(SourceFailed(cause=silent()) if off else SourceRestored())

    def _tell_lost(self, cause: str, seconds: float) -> None:
        """Tell a fault that is over already."""
        self._post(SourceFailed(cause=cause))
        self._post(SoundLost(samples=round(seconds * SAMPLE_RATE), cause=cause))
        self._post(SourceRestored())

    def _recover(self, cause: str) -> None:
        """Tell the fault, and try until sound comes again or nobody wants it any more."""
        self._post(SourceFailed(cause=cause))
        self._off, self._switched_off = False, SwitchedOff(after=self._off_after)
        since = self._heard_at
        attempt = 0
        while not self._closing.is_set():
            # A stream that merely stalled may come back by itself: listen before reopening.
            captured = self._try_again(attempt)
            attempt += 1
            if captured is not None:
                lost = captured.at - since - len(captured.sound) / self._stream_rate
                self._rest = np.zeros(0, dtype=np.int16)
                self._post(SoundLost(samples=max(0, round(lost * SAMPLE_RATE)), cause=cause))
                self._post(SourceRestored())
                self._heard_at = captured.at
                self._deliver(captured.sound)
                return

    def _try_again(self, attempt: int) -> _Captured | None:
        """Reopen, with the library started over where it finds no device; None: no sound yet."""
        astray = self._wired_to() == ""
        began = self._clock()
        try:
            if attempt or astray:
                self._close_stream()
                self._open()
        except AudioError:
            with suppress(AudioError):
                portaudio.start_over()
            rest = RESTS * (self._clock() - began)
            self._closing.wait(min(max(rest, RETRY_SECONDS), LONGEST_RETRY_SECONDS))
            return None
        try:
            wait = LOOK_AGAIN_SECONDS if astray else FIRST_SOUND_SECONDS
            captured = self._captured.get(timeout=wait)
        except queue.Empty:
            return None
        if astray or self._wired_to() == "":
            # A recording that the server moves back may stall: only a new one is trusted.
            self._closing.wait(LOOK_AGAIN_SECONDS)
            return None
        return captured
