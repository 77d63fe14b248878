"""Facts the shell tells the session, past tense. All carry `at`: samples since it began.

No event carries a word that a partner said: what was said arrives as a *meaning*, or as nothing.
So a list of events can be kept as a session log.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from voice_coach.core.timeline import Samples

Partner = Literal["a", "b"]


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="event"):
    """Something that happened at a moment."""

    at: Samples


class SessionStarted(Event, frozen=True, kw_only=True, tag=True):
    """The clock runs: the session may speak."""


class ClockAdvanced(Event, frozen=True, kw_only=True, tag=True):
    """Time went by and nothing else happened."""


class SpeechStarted(Event, frozen=True, kw_only=True, tag=True):
    """Somebody began to talk."""


class SpeechEnded(Event, frozen=True, kw_only=True, tag=True):
    """They fell silent."""

    started: Samples
    ended: Samples
    """The last sample of speech; `at` is later by the silence it took to be sure."""


class UtteranceHeard(Event, frozen=True, kw_only=True, tag=True):
    """What a stretch of speech, a key or a typed line meant. Follows `SpeechEnded` for speech."""

    meaning: str | None
    """A meaning from `phrases/en/commands.toml` or a number "0" to "10"; None: no-match."""
    by: Literal["voice", "key", "typed"] = "voice"
    ended: Samples | None = None
    """The last sample of the speech it was heard in."""


class PromptFinished(Event, frozen=True, kw_only=True, tag=True):
    """The prompt of this number has been played to its end."""

    number: int


class AudioLost(Event, frozen=True, kw_only=True, tag=True):
    """The microphone gives nothing: the exercise must wait."""

    cause: str


class AudioRestored(Event, frozen=True, kw_only=True, tag=True):
    """The microphone gives sound again."""


class InputEnded(Event, frozen=True, kw_only=True, tag=True):
    """No more input will come: a recording or piped text is at its end."""


AnyEvent = (
    SessionStarted
    | ClockAdvanced
    | SpeechStarted
    | SpeechEnded
    | UtteranceHeard
    | PromptFinished
    | AudioLost
    | AudioRestored
    | InputEnded
)
