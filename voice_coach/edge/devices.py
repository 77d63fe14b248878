"""The microphones and loudspeakers of this machine."""

from __future__ import annotations

from typing import Literal

import msgspec

from voice_coach.edge import portaudio
from voice_coach.errors import MicrophoneError, PlaybackError

Direction = Literal["input", "output"]


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """A sound device as PortAudio knows it."""

    number: int
    name: str
    inputs: int
    """Channels in; 0: no microphone."""
    outputs: int
    """Channels out; 0: no loudspeaker."""
    sample_rate: float
    """Its usual rate, in samples a second."""
    default_input: bool
    default_output: bool


def list_devices() -> list[Device]:
    """Every device, in PortAudio's order.

    Raises:
        AudioError: PortAudio is missing.
    """
    sounddevice = portaudio.library()
    default_input, default_output = sounddevice.default.device
    return [
        Device(
            number=number,
            name=each["name"],
            inputs=each["max_input_channels"],
            outputs=each["max_output_channels"],
            sample_rate=each["default_samplerate"],
            default_input=number == default_input,
            default_output=number == default_output,
        )
        for number, each in enumerate(portaudio.devices())
    ]


def find_device(wanted: str | None, direction: Direction) -> int | None:
    """The number of a device named by number or by part of its name; None means the default.

    Raises:
        MicrophoneError, PlaybackError: none fits, or several do.
    """
    if wanted is None:
        return None
    able = [
        each for each in list_devices() if (each.inputs if direction == "input" else each.outputs)
    ]
    if wanted.isdecimal():
        found = [each for each in able if each.number == int(wanted)]
    else:
        found = [each for each in able if wanted.lower() in each.name.lower()]
        found = [each for each in found if each.name.lower() == wanted.lower()] or found
    if len(found) == 1:
        return found[0].number
    what, error = (
        ("microphone", MicrophoneError) if direction == "input" else ("loudspeaker", PlaybackError)
    )
    many = f"{len(found)} {what}s match" if found else f"There is no {what}"
    raise error(f'{many} "{wanted}".', "`voice-coach devices` lists them, each with its number.")
