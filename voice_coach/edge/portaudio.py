"""The one owner of the sound library, shared by the microphone and the player.

PortAudio lists devices once, when it is initialised: a device that comes back, or a sound server
that was restarted, is only seen after initialising it anew. That ends every open stream at once, so
whoever has a stream opens it here and finds it closed when somebody else had to start over.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from voice_coach.errors import AudioError
from voice_coach.signal.units import SAMPLE_RATE

RATES = (SAMPLE_RATE, 48_000, 44_100)
"""Rates tried, ours first; many devices only open at the other two."""

LOCK_SECONDS = 0.1
"""Longest wait for another thread that is opening or closing streams."""

_lock = threading.RLock()
_open: dict[Any, Callable[[], bool]] = {}
"""Every open stream, and what tells whether it is being listened to right now."""


def library() -> Any:
    """The sounddevice module.

    Raises:
        AudioError: PortAudio is not on this machine.
    """
    with _lock:
        # PulseAudio and PipeWire else gather up to two seconds of sound before they deliver it.
        os.environ.setdefault("PULSE_LATENCY_MSEC", "40")
        try:
            import sounddevice
        except OSError as error:
            raise AudioError(
                "The sound library PortAudio is missing.",
                "Install it (Debian, Ubuntu: apt install libportaudio2; macOS: "
                "brew install portaudio), or practise by typing: --typed.",
            ) from error
        return sounddevice


def open_stream(
    make: Callable[..., Any],
    *,
    channels: tuple[int, ...] = (1, 2),
    rates: Sequence[int] = RATES,
    busy: Callable[[], bool] = lambda: False,
) -> Any:
    """Open and start the first stream that works, at a rate and number of channels it can do.

    Args:
        make: makes a stream of `samplerate` and `channels`.
        channels: numbers of channels to try, in order.
        rates: rates to try, in order.
        busy: whether it would be heard if the stream broke off now.

    Raises:
        AudioError: none works; says what the last failure was.
    """
    sounddevice = library()
    with _lock:
        why = ""
        for count in channels:
            for rate in rates:
                try:
                    stream = make(samplerate=rate, channels=count)
                except (sounddevice.PortAudioError, ValueError) as error:
                    why = str(error)
                    continue
                try:
                    stream.start()
                except sounddevice.PortAudioError as error:
                    why = str(error)
                    stream.close()
                    continue
                _open[stream] = busy
                return stream
    raise AudioError(
        f"The sound device could not be opened ({why}).",
        "Choose another with --microphone or --loudspeaker.",
    )


@contextmanager
def unheard_complaints() -> Iterator[None]:
    """Keep what sound libraries print by themselves off the terminal; our own errors stay on it.

    Written in C, they know no `sys.stderr`: during a fault they would write over the screen.
    """
    if not sys.stderr.isatty():
        yield
        return
    before, screen = sys.stderr, os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        with os.fdopen(os.dup(screen), "w", encoding=before.encoding) as ours:
            sys.stderr = ours
            yield
    finally:
        sys.stderr = before
        os.dup2(screen, 2)
        os.close(nowhere)
        os.close(screen)


def present(device: int | None, direction: str) -> bool:
    """Whether there is such a device; None: the system's default.

    Args:
        device: PortAudio's number.
        direction: "input" or "output".

    Raises:
        AudioError: PortAudio is not on this machine.
    """
    sounddevice = library()
    try:
        sounddevice.query_devices(device, kind=direction)
    except (sounddevice.PortAudioError, ValueError):
        return False
    return True


def rates_of(device: int | None, direction: str) -> list[int]:
    """The rates of `RATES` a device can be opened at, mono, as far as it says."""
    sounddevice = library()
    check = sounddevice.check_input_settings
    if direction == "output":
        check = sounddevice.check_output_settings
    able = []
    for rate in RATES:
        with suppress(sounddevice.PortAudioError, ValueError):
            check(device=device, channels=1, dtype="int16", samplerate=rate)
            able.append(rate)
    return able


def close_stream(stream: Any) -> None:
    """Close a stream, unless starting over has closed it already."""
    with _lock:
        if _open.pop(stream, None):
            stream.abort(ignore_errors=True)
            stream.close(ignore_errors=True)


def silence(stream: Any, *, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Drop what the device still has to play, at once, and be ready to play again.

    Args:
        stream: an output stream of `open_stream`.
        meanwhile: done while nothing can be asked for.
    """
    sounddevice = library()
    if not _lock.acquire(timeout=LOCK_SECONDS):
        return  # all streams are being closed: that silences it as well
    try:
        # Starting a stream whose device is gone ends the process (an assertion of PortAudio's).
        if stream in _open and stream.active:
            stream.abort()
            meanwhile()
            stream.start()
    except sounddevice.PortAudioError:
        return  # whoever watches the stream will notice and tell
    finally:
        _lock.release()


def start_over() -> None:
    """Initialise the library anew, so that it sees the devices there are now.

    Raises:
        AudioError: it cannot be: a stream is being listened to, or the sound system itself is
            gone. Trying again later is fine.
    """
    sounddevice = library()
    with _lock:
        if any(busy() for busy in _open.values()):
            raise AudioError("The sound system is in use.")
        for stream in list(_open):
            close_stream(stream)
        with suppress(sounddevice.PortAudioError):
            sounddevice._terminate()  # fails where an earlier attempt failed half-way
        try:
            sounddevice._initialize()
        except sounddevice.PortAudioError as error:
            raise AudioError(f"The sound system does not answer ({error}).") from error
