"""The one owner of the sound library, shared by the microphone and the player.

PortAudio lists devices once, when it is initialised: a device that comes back, or a sound server
that was restarted, is only seen after initialising it anew. That ends every open stream at once, so
whoever has a stream opens it here and finds it closed when somebody else had to start over.

Where a sound server stands still, any call of the library may hang. All of them are made in one
thread of their own, so they never meet, and nobody waits for one longer than is said here.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from voice_coach.edge.side_thread import SideThread
from voice_coach.errors import AudioError
from voice_coach.signal.units import SAMPLE_RATE

RATES = (SAMPLE_RATE, 48_000, 44_100)
"""Rates tried, ours first; many devices only open at the other two, some only at their own."""

MOST_CHANNELS = 8
"""Sound servers say that they have 32 or more; a device has at most so many microphones."""

NO_SUCH_RATE = -9997
"""PortAudio's paInvalidSampleRate."""

ANSWER_SECONDS = 10.0
"""Longest wait for the library: looking for devices takes it a second or two."""

SILENCE_SECONDS = 0.5
"""Longest wait for silence: it takes some 30 ms, and a session must go on."""

CLOSING_SECONDS = 1.0
"""Longest wait for a stream to be closed, or for the library to end."""

_thread = SideThread("sound library")
_loaded: list[Any] = []
_open: dict[Any, Callable[[], bool]] = {}
"""Every open stream, and what tells whether it is being listened to right now."""

Given = TypeVar("Given")


def _asked(
    do: Callable[[], Given],
    *,
    within: float = ANSWER_SECONDS,
    undo: Callable[[Given], object] = lambda _: None,
    anyway: bool = False,
) -> Given:
    """What a call of the library gives.

    Raises:
        AudioError: it does not answer in time.
    """
    try:
        return _thread.call(do, within=within, undo=undo, anyway=anyway)
    except TimeoutError as error:
        raise AudioError(
            "The sound system does not answer.",
            "Restart it, or the computer; or practise by typing: voice-coach run --typed.",
        ) from error


def library() -> Any:
    """The sounddevice module.

    Raises:
        AudioError: PortAudio is not on this machine, or does not answer.
    """
    return _loaded[-1] if _loaded else _asked(_imported)


def _imported() -> Any:
    if _loaded:
        return _loaded[-1]
    # PulseAudio and PipeWire else gather up to two seconds of sound before they deliver it.
    os.environ.setdefault("PULSE_LATENCY_MSEC", "40")
    try:
        import sounddevice
    except OSError as error:
        raise AudioError(
            "The sound library PortAudio is missing.",
            "Install it (Debian, Ubuntu: apt install libportaudio2; macOS: "
            "brew install portaudio), or practise by typing: voice-coach run --typed.",
        ) from error
    # It would end PortAudio as the program ends, and wait for that for ever.
    atexit.unregister(sounddevice._exit_handler)
    atexit.register(_ended, sounddevice._exit_handler)
    _loaded.append(sounddevice)
    return sounddevice


def _ended(end: Callable[[], None]) -> None:
    with suppress(AudioError):
        _asked(end, within=CLOSING_SECONDS)


def hangs() -> bool:
    """Whether a call is given up and still going on: then the program must end at once.

    Its libraries would clean up under the very feet of that call, and crash.
    """
    return _thread.hangs


class RateError(AudioError):
    """A device takes none of the rates it was tried at."""


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
        AudioError: none works; says what the last failure was, and the rates if they were it.
    """
    return _asked(lambda: _opened(make, channels, rates, busy), undo=close_stream)


def _opened(
    make: Callable[..., Any],
    channels: tuple[int, ...],
    rates: Sequence[int],
    busy: Callable[[], bool],
) -> Any:
    sounddevice = library()
    why, tried = "", set()
    for count in channels:
        for rate in rates:
            try:
                stream = make(samplerate=rate, channels=count)
            except UnicodeDecodeError:
                why = "its name is no text"
                continue
            except (sounddevice.PortAudioError, ValueError) as error:
                why = str(error)
                tried.add(error.args[1] if len(error.args) > 1 else 0)
                continue
            try:
                stream.start()
            except sounddevice.PortAudioError as error:
                why = str(error)
                tried.add(0)
                stream.close()
                continue
            _open[stream] = busy
            return stream
    if tried == {NO_SUCH_RATE}:
        at = ", ".join(f"{rate / 1000:g}" for rate in rates)
        raise RateError(
            f"The sound device takes none of the rates I tried ({at} kHz).",
            "Set it to 48 kHz in the system's sound settings, or choose another with "
            "--microphone or --loudspeaker.",
        )
    raise AudioError(
        f"The sound device could not be opened ({why}).",
        "Choose another with --microphone or --loudspeaker.",
    )


def present(device: int | None, direction: str) -> bool:
    """Whether there is such a device; None: the system's default.

    Args:
        device: PortAudio's number.
        direction: "input" or "output".

    Raises:
        AudioError: PortAudio is not on this machine.
    """
    return _told(device, direction) is not None


def rates_to_try(device: int | None, direction: str) -> tuple[int, ...]:
    """The rates a device is opened at, in order: ours, and last the one it says it has.

    Raises:
        AudioError: PortAudio is not on this machine.
    """
    own = round(float((_told(device, direction) or {}).get("default_samplerate", SAMPLE_RATE)))
    return RATES if own in RATES else (*RATES, own)


def inputs_to_try(device: int | None) -> tuple[int, ...]:
    """The numbers of channels a microphone is opened with, in order: it may sit on any of them.

    Raises:
        AudioError: PortAudio is not on this machine.
    """
    own = int((_told(device, "input") or {}).get("max_input_channels", 2))
    if own == 1:
        return (1, 2)
    return (own, 2, 1) if 2 < own <= MOST_CHANNELS else (2, 1)


def devices() -> list[dict[str, Any]]:
    """What PortAudio tells of each device, as `sounddevice.query_devices` does.

    One whose name is no text has question marks in it, and does not keep the others from being
    listed.

    Raises:
        AudioError: PortAudio is not on this machine, or does not answer.
    """
    return _asked(_devices)


def _devices() -> list[dict[str, Any]]:
    sounddevice = library()
    found = []
    for number in range(sounddevice._lib.Pa_GetDeviceCount()):
        try:
            found.append(sounddevice.query_devices(number))
        except UnicodeDecodeError:
            found.append(_nameless(number))
    return found


def _nameless(number: int) -> dict[str, Any]:
    """What is told of a device whose name is no text."""
    sounddevice = library()
    info = sounddevice._lib.Pa_GetDeviceInfo(number)
    name = sounddevice._ffi.string(info.name).decode("ascii", errors="replace")
    return {
        "name": name.replace("\ufffd", "?"),
        "max_input_channels": info.maxInputChannels,
        "max_output_channels": info.maxOutputChannels,
        "default_samplerate": info.defaultSampleRate,
    }


def _told(device: int | None, direction: str) -> dict[str, Any] | None:
    """What PortAudio tells of a device; None: there is no such one."""
    sounddevice = library()
    try:
        told: dict[str, Any] = _asked(lambda: sounddevice.query_devices(device, kind=direction))
    except UnicodeDecodeError:
        return {} if device is None else _nameless(device)
    except (sounddevice.PortAudioError, ValueError):
        return None
    return told


def rates_of(device: int | None, direction: str) -> list[int]:
    """The rates a device can be opened at, mono, as far as it says."""
    sounddevice = library()
    check = sounddevice.check_input_settings
    if direction == "output":
        check = sounddevice.check_output_settings
    rates = rates_to_try(device, direction)

    def able() -> Iterator[int]:
        for rate in rates:
            with suppress(sounddevice.PortAudioError, ValueError):
                check(device=device, channels=1, dtype="int16", samplerate=rate)
                yield rate

    return _asked(lambda: list(able()))


def close_stream(stream: Any) -> None:
    """Close a stream, unless starting over has closed it already; late, where the library hangs."""
    with suppress(AudioError):
        _asked(lambda: _closed(stream), within=CLOSING_SECONDS, anyway=True)


def _closed(stream: Any) -> None:
    if _open.pop(stream, None):
        stream.abort(ignore_errors=True)
        stream.close(ignore_errors=True)


def silence(stream: Any, *, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Drop what the device still has to play, at once, and be ready to play again.

    Where that fails or takes too long, whoever watches the stream will notice and tell.

    Args:
        stream: an output stream of `open_stream`.
        meanwhile: done while nothing can be asked for.
    """
    sounddevice = library()

    def silenced() -> None:
        # Starting a stream whose device is gone ends the process (an assertion of PortAudio's).
        if stream in _open and stream.active:
            stream.abort()
            meanwhile()
            stream.start()

    with suppress(AudioError, sounddevice.PortAudioError):
        _asked(silenced, within=SILENCE_SECONDS)


def start_over() -> None:
    """Initialise the library anew, so that it sees the devices there are now.

    Raises:
        AudioError: it cannot be: a stream is being listened to, or the sound system itself is
            gone. Trying again later is fine.
    """
    _asked(_started_over)


def _started_over() -> None:
    sounddevice = library()
    if any(busy() for busy in _open.values()):
        raise AudioError("The sound system is in use.")
    for stream in list(_open):
        _closed(stream)
    with suppress(sounddevice.PortAudioError):
        sounddevice._terminate()  # fails where an earlier attempt failed half-way
    try:
        sounddevice._initialize()
    except sounddevice.PortAudioError as error:
        raise AudioError(f"The sound system does not answer ({error}).") from error
