"""Facts the shell tells the session, past tense. All carry `at`: samples since it began.

No event carries a word that a partner said: what was said arrives as a *meaning*, or as nothing.
So a list of events can be kept as a session log.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from voice_coach.signal.units import Samples

CueKind = Literal["blame", "judgement-feeling", "if-or-but", "sting"]
"""Blame: "you always leave it to me". A judgement told as a feeling: "I feel ignored". The others
are what a step wants left out (`FloorStep.without`)."""


Slip = Literal["advised", "defended", "blamed", "asked"]
"""What slipped into a mirror that was practised alone."""


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
    sure: bool = True
    """Whether to act on it; an answer that was likely heard is asked back."""


class PromptFinished(Event, frozen=True, kw_only=True, tag=True):
    """The prompt of this number has been played to its end."""

    number: int


class AudioLost(Event, frozen=True, kw_only=True, tag=True):
    """The microphone gives nothing, or the loudspeaker takes nothing: the exercise must wait."""

    cause: str


class AudioRestored(Event, frozen=True, kw_only=True, tag=True):
    """Sound comes in and goes out again."""


class InputEnded(Event, frozen=True, kw_only=True, tag=True):
    """No more input will come: a recording or piped text is at its end."""


class VoiceRaised(Event, frozen=True, kw_only=True, tag=True):
    """Somebody has been loud for a second; told again for the second and the third of one shout."""

    decibels: float
    """How far their loudest second so far lies above the median of their own calm speech."""
    lasting: Samples = 0
    """For how long so far, breaths included; 0: not known."""


class VoicesOverlapped(Event, frozen=True, kw_only=True, tag=True):
    """Both partners talked at once."""

    samples: Samples
    """For how long."""


class HeatJudged(Event, frozen=True, kw_only=True, tag=True):
    """The words of a finished utterance were judged: calm ones too.

    Neither the words nor the class they fell into are told: a log must not become evidence
    (exercises.md C.6).
    """

    heat: Literal["calm", "warm", "hot"]
    """Warm: criticism, defensiveness or dismissal; hot: contempt or a threat (block B5)."""
    started: Samples
    ended: Samples
    """The last sample of the utterance, which may lie well before `at`."""


class Heated(Event, frozen=True, kw_only=True, tag=True):
    """It is time for a pause. A log is told this instead of what brought it on."""

    rung: Literal[1, 2, 3]
    """The lowest rung of the pause ladder that will do."""


class MirrorJudged(Event, frozen=True, kw_only=True, tag=True):
    """The words of a mirror were judged, before the one who told it is asked how it landed."""

    act: Literal["mirror", "other", "unsure"]
    """Other: advice, argument, a question, a story of one's own."""
    point: Literal["missed", "opposite"] | None = None
    """One point was clearly missed, or its contrary was said. The shell keeps the words, and puts
    them where a prompt says `{point}`; None also when it has no words fit to be said aloud."""
    caught: bool = False
    """Some of it plainly came back, whose words the shell puts where a prompt says `{given}`; told
    only of somebody practising alone."""
    whole: bool = False
    """Every point came back."""
    slip: Slip | None = None
    """What it did beside giving back, or instead of it; told only of somebody practising alone."""
    felt: bool = False
    """A feeling was told and named in return; told only of somebody practising alone."""


class CueFound(Event, frozen=True, kw_only=True, tag=True):
    """A finished utterance holds something the language cue (block B9) may ask about."""

    kind: CueKind
    ended: Samples
    """The last sample of the utterance."""


class MomentNeeded(Event, frozen=True, kw_only=True, tag=True):
    """Somebody said that they are in tears, or cannot go on talking just now."""


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
    | VoiceRaised
    | VoicesOverlapped
    | HeatJudged
    | Heated
    | MirrorJudged
    | CueFound
    | MomentNeeded
)
