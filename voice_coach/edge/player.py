"""The loudspeaker: prompts out one after another, silent at once when told.

The callback copies what is due and returns; one thread tells when a prompt has been heard to its
end and watches that the device still asks for sound. Without a loudspeaker a prompt still takes
its time: it is shown instead, and the session goes on.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from voice_coach.edge import portaudio
from voice_coach.edge.ports import PlaybackFailed, PlaybackFinished, PlaybackRestored, Post
from voice_coach.errors import AudioError, PlaybackError
from voice_coach.signal.play_queue import PlayQueue
from voice_coach.signal.sound import PlayedSound, Sound
from voice_coach.signal.units import SAMPLE_RATE

STALL_SECONDS = 0.28
"""Longest wait for the device to ask for sound; it asks for silence too. Waited for twice, the
second time with the device opened anew, before it counts as lost: within a second."""

RETRY_SECONDS = 0.6
"""Between two attempts to get a lost device back: the one before has had time to prove itself."""

PROVEN_SECONDS = 0.3
"""A device that still asks for sound so long after it was opened works."""

CHECK_SECONDS = 0.1
"""How often the device is looked at."""

CLOSING_SECONDS = 1.0
"""Longest wait for the watching thread, which may itself wait for a library that hangs."""

LATENCY_SECONDS = 0.06
"""Sound kept in the device's buffer: less breaks up on a busy machine, more delays a prompt."""


class DevicePlayer:
    """Plays through PortAudio; facts go to `post` from its own thread.

    Args:
        post: takes each fact.
        device: PortAudio's number of the device; None: the system's default.
        wired_to: the name of where the sound really goes; None if nobody can tell.
        rates: rates to open the device at, in order of preference; none: ours, and its own.

    Raises:
        PlaybackError: there is no loudspeaker, or it cannot be opened.
    """

    def __init__(
        self,
        post: Post,
        *,
        device: int | None = None,
        wired_to: Callable[[], str | None] = lambda: None,
        rates: Sequence[int] = (),
    ) -> None:
        self._post = post
        self._device = device
        self._wired_to = wired_to
        self._sink: str | None = None
        self._rates = rates
        self._rate = SAMPLE_RATE
        self._lock = threading.Lock()
        self._queue = PlayQueue()
        self._ended: queue.SimpleQueue[tuple[float, int, int]] = queue.SimpleQueue()
        self._epoch = 0
        self._asked_at = self._opened_at = time.monotonic()
        self._closing = threading.Event()
        self._stream: Any = None
        self._played = PlayedSound()
        self._lost = False
        self._latency = LATENCY_SECONDS
        hint = "Connect one, or choose another with --loudspeaker."
        try:
            present = portaudio.present(device, "output")
            if present:
                self._open()
        except AudioError as error:
            raise PlaybackError(f"No loudspeaker could be opened. {error.message}", hint) from error
        if not present:
            raise PlaybackError("There is no loudspeaker.", hint)
        self._thread = threading.Thread(target=self._watch, name="player", daemon=True)
        self._thread.start()

    def play(self, sound: Sound, *, number: int) -> None:
        with self._lock:
            self._queue.add(number, _resampled(sound, SAMPLE_RATE, self._rate))

    def stop(self) -> None:
        with self._lock:
            self._epoch += 1
            playing = bool(self._queue)
            self._queue.clear()
        if playing and not self._lost:
            self._silence()

    def played(self, length: int) -> Sound:
        return self._played.take(length)

    def close(self) -> None:
        self._closing.set()
        self._thread.join(timeout=CLOSING_SECONDS)
        portaudio.close_stream(self._stream)

    def _silence(self) -> None:
        """Drop what the device has buffered; playing zeros instead would take six times longer."""
        portaudio.silence(self._stream, meanwhile=self._forget_played)

    def _forget_played(self) -> None:
        self._played = PlayedSound(self._rate)  # what was buffered is never heard

    def _open(self) -> None:
        sounddevice = portaudio.library()

        def make(samplerate: int, channels: int) -> Any:
            return sounddevice.RawOutputStream(
                device=self._device,
                samplerate=samplerate,
                channels=channels,
                dtype="int16",
                latency=LATENCY_SECONDS,
                callback=partial(self._fill, channels),
            )

        self._stream = portaudio.open_stream(
            make,
            rates=self._rates or portaudio.rates_to_try(self._device, "output"),
            busy=lambda: bool(self._queue),
        )
        before, self._rate = self._rate, round(self._stream.samplerate)
        with self._lock:
            # A prompt goes on where it was, although another loudspeaker may want another rate.
            self._queue.change(lambda sound: _resampled(sound, before, self._rate))
        self._played = PlayedSound(self._rate)
        self._latency = float(self._stream.latency)
        self._asked_at = self._opened_at = time.monotonic()

    def _fill(self, channels: int, raw: Any, frames: int, when: Any, status: Any) -> None:
        self._asked_at = time.monotonic()
        out = np.frombuffer(raw, dtype=np.int16).reshape(frames, channels)
        if self._lost:
            out.fill(0)
            return
        block, finished = self._next(frames)
        out[:] = block[:, np.newaxis]
        self._played.add(block)
        heard_at = self._asked_at + self._latency
        for number in finished:
            self._ended.put((heard_at, self._epoch, number))

    def _next(self, frames: int) -> tuple[Sound, list[int]]:
        """The next samples to play, and the sounds that end among them."""
        with self._lock:
            return self._queue.take(frames)

    # --- The watching thread ---------------------------------------------------------------

    def _watch(self) -> None:
        while not self._closing.is_set():
            try:
                heard_at, epoch, number = self._ended.get(timeout=CHECK_SECONDS)
            except queue.Empty:
                self._check()
                self._look_at_wiring()
                continue
            self._closing.wait(max(0.0, heard_at - time.monotonic()))
            if epoch == self._epoch:
                self._post(PlaybackFinished(number=number))

    def _check(self) -> None:
        if self._stream.closed:
            # The microphone had to start the sound library over: go on where this was.
            if not self._reopened():
                self._do_without("gone")
        elif self._stalled():
            # After an underrun a device may never ask again until it is opened anew.
            worked = self._asked_at - self._opened_at > PROVEN_SECONDS
            if not (worked and self._reopened()):
                self._do_without("The loudspeaker is taking no sound.")

    def _look_at_wiring(self) -> None:
        """Tell when the sound server has put another loudspeaker in this one's place."""
        sink = self._wired_to()
        if sink is None or sink == self._sink:
            return
        if self._sink:
            self._post(PlaybackFailed(cause="You've switched loudspeakers."))
            self._post(PlaybackRestored())
        self._sink = sink

    def _stalled(self) -> bool:
        asked_at = self._asked_at
        if time.monotonic() - asked_at <= STALL_SECONDS:
            return False
        # Where the whole program could not run for a while, the device is asking again by now.
        self._closing.wait(CHECK_SECONDS)
        return asked_at == self._asked_at

    def _do_without(self, cause: str) -> None:
        """Let prompts take their time unheard, until the device takes sound again."""
        self._lost = True
        self._post(PlaybackFailed(cause=cause))
        tried_at = before = time.monotonic()
        while not self._closing.wait(CHECK_SECONDS):
            now = time.monotonic()
            for number in self._next(round((now - before) * self._rate))[1]:
                self._post(PlaybackFinished(number=number))
            before = now
            if self._takes_sound(now):
                self._lost = False
                self._post(PlaybackRestored())
                return
            if now - tried_at >= RETRY_SECONDS:
                self._reopened()
                tried_at = time.monotonic()

    def _takes_sound(self, now: float) -> bool:
        """Whether the device goes on asking; a stalled one asks once, for its first buffer."""
        asks = now - self._asked_at < 2 * CHECK_SECONDS
        return asks and self._asked_at - self._opened_at > PROVEN_SECONDS

    def _reopened(self) -> bool:
        """Try to open the device again; whether it asks for sound."""
        portaudio.close_stream(self._stream)
        try:
            self._open()
        except AudioError:
            return False
        return True


def _resampled(sound: Sound, before: int, after: int) -> Sound:
    """The same sound at another rate, in Hz."""
    if before == after or not len(sound):
        return sound
    import soxr

    resampled: Sound = soxr.resample(sound, before, after)
    return resampled
