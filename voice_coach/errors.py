"""Every error voice-coach raises on purpose.

Each class is one branch a floor can answer for, and carries the exit code the shell returns.
Silence, mumbling and talking over each other are events of a session, never errors.
"""


class VoiceCoachError(Exception):
    """Something the person can act on: what is wrong, and the next step to take.

    Args:
        message: what is wrong and where, in one sentence. Never holds words a partner said.
        hint: the next step to take, in one sentence; may be empty.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(VoiceCoachError):
    """The command line asks for something that does not exist, such as an unknown exercise."""

    exit_code = 2


class ScriptError(VoiceCoachError):
    """An exercise script cannot be used: file, line or key, and what was expected."""

    exit_code = 3


class ModelError(VoiceCoachError):
    """A speech model or a voice pack is missing, damaged or not the one it claims to be."""

    exit_code = 4


class ReleaseError(VoiceCoachError):
    """Whether there is a newer release cannot be told."""

    exit_code = 9


class AudioError(VoiceCoachError):
    """Sound cannot get in or out."""

    exit_code = 5


class MicrophoneError(AudioError):
    """No microphone, or it cannot be opened, or it is no longer there."""


class PlaybackError(AudioError):
    """No loudspeaker, or it cannot be opened, or it is no longer there."""


class EngineError(VoiceCoachError):
    """A speech engine failed."""

    exit_code = 6


class RecognizerError(EngineError):
    """The speech recogniser failed or was asked for something its model cannot do."""


class VoiceError(EngineError):
    """The voice engine is missing, hung or died."""


class LogError(VoiceCoachError):
    """A session log cannot be read, or does not replay to the same actions."""

    exit_code = 7


class KeepsakeError(VoiceCoachError):
    """What people chose to keep cannot be read or written."""

    exit_code = 8


class IllegalEvent(VoiceCoachError):
    """The shell fed the core something impossible. Always a bug of ours."""

    exit_code = 70


class OutsideSession(IllegalEvent):
    """It came before the start or after the end, or it is a second start."""


class InThePast(IllegalEvent):
    """It lies before a moment that the session has already heard of."""


class NeverGiven(IllegalEvent):
    """It tells of a prompt that was never given."""


class ImpossibleSpan(IllegalEvent):
    """It tells of speech that ends before it begins, or is still to come."""


class ImpossibleMove(IllegalEvent):
    """The tables of states have no way from where the session stands."""
