"""What was typed after `voice-coach run`, and whether it can be."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import msgspec

from voice_coach.core.heat import Sensitivity
from voice_coach.errors import UsageError
from voice_coach.exercise.translation import ENGLISH
from voice_coach.screen.colours import Theme
from voice_coach.shell.manner import Manner, Tones
from voice_coach.shell.system_voices import chosen_manner
from voice_coach.signal.duplex import DuplexMode
from voice_coach.store.model_store import Hears

ASK_FOR_ONE = "exercise"
"""What people type when they copy `voice-coach run EXERCISE` from the instructions."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What was typed after `voice-coach run`."""

    exercise: str | None
    names: str | None
    names_settled: bool = False
    """They are a setting of theirs, and taken where they fit the number of people."""
    solo: bool
    length: str | None
    length_settled: bool = False
    """It is a setting of theirs, and taken where the exercise has it."""
    language: str = ENGLISH
    typed: bool
    recording: Path | None
    microphone: str | None
    loudspeaker: str | None
    voice: str | None
    pace: int | None
    volume: float | None
    pause: float | None
    pitch: int | None
    tones: Tones | None
    model: str | None
    hear: Hears | None
    duplex: DuplexMode
    sensitivity: Sensitivity
    plain: bool
    dark: bool
    theme: Theme
    picture: Path | None
    log: Path | None
    captions: bool = False
    """What they say is shown, if both say yes as they begin."""
    guide: bool = False
    """How it works is told first."""
    hands_free: bool = False
    """Whether it was chosen by voice: nobody is asked to type anything then."""

    @property
    def manner(self) -> Manner:
        """How the coach is to sound.

        Raises:
            UsageError: there is no such voice, or several could be meant.
            VoiceError: a voice was named, and there is no voice engine to ask.
        """
        return chosen_manner(self.voice, self.pace, self.volume, self.pause, self.tones, self.pitch)

    @property
    def open(self) -> bool:
        """Whether it was left open what is to be done."""
        return self.exercise in (None, ASK_FOR_ONE)

    @property
    def attended(self) -> bool:
        """Whether somebody sits at the terminal; else a recording or a virtual room is led."""
        return not self.recording and sys.stdin.isatty()

    @property
    def heard(self) -> bool:
        """Whether there is an ear for the language: else nothing can be chosen by voice."""
        return self.language == ENGLISH

    @property
    def by_voice(self) -> bool:
        """Whether people are led by voice."""
        return not self.typed and not self.recording


def check_way(wanted: Wanted) -> None:
    """See that one way of being heard is wanted.

    Raises:
        UsageError: there are two.
    """
    if wanted.typed and wanted.recording:
        raise UsageError("--typed and --input cannot be used together.", "Leave one of them out.")


def check_microphone(wanted: Wanted) -> None:
    """See that there is a microphone, where somebody sits who is to be led by one.

    Raises:
        MicrophoneError: there is none.
    """
    if not (wanted.attended and wanted.by_voice and wanted.heard):
        return
    from voice_coach.edge.complaints import unheard_complaints
    from voice_coach.edge.devices import find_device
    from voice_coach.edge.microphone import check_present

    with unheard_complaints():  # a library that hangs leaves the errors' output turned away
        check_present(find_device(wanted.microphone, "input"))


def check_by_voice(wanted: Wanted) -> None:
    """See that nothing is wanted that only a session by voice has.

    Raises:
        UsageError: it would be passed over.
    """
    for option, given in (("--guide", wanted.guide), ("--captions", wanted.captions)):
        if given and not (wanted.by_voice and wanted.heard):
            raise UsageError(
                f"{option} is for a session by voice, in English.",
                f"Leave out --typed, --input and --language, or leave {option} out.",
            )


def check_picture(wanted: Wanted) -> None:
    """See that a picture that is wanted can be kept, before there is anything to be kept.

    Raises:
        UsageError: nobody would be asked for it, or a file of that name is there.
    """
    if not wanted.picture:
        return
    if not (wanted.by_voice and wanted.attended):
        raise UsageError(
            "--picture is for a session by voice, after which you are asked for it by typing.",
            "Name an exercise, without --typed and --input, or leave --picture out.",
        )
    if os.path.lexists(wanted.picture):
        raise UsageError(f"{wanted.picture} is there already.", "Choose another --picture.")
    if wanted.log and wanted.log.absolute() == wanted.picture.absolute():
        raise UsageError("--picture and --log are one file.", "Choose another --picture.")


def tell(line: str) -> None:
    """Say a line that is no part of the session: beside what it prints."""
    click.echo(line, err=True)
