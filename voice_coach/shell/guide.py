"""How it works, in two minutes: told and tried, offered once to whoever begins by voice."""

from __future__ import annotations

from collections.abc import Iterator

from voice_coach.exercise.script import AnyStep, Ask, FloorStep, Say

OFFER = "guide"
"""The step that offers it."""

TITLE = "Guide"

COMMANDS = (
    "What do I hear? A few words, such as yes, pause and I'm done. Of anything else you say I make "
    "no words at all."
)
WORDS = (
    "What do I hear? I follow your words, on this computer only, to help with mirrors and to "
    "notice when it gets heated."
)
KEPT = (
    "What is kept? Nothing of it: I record nothing and send nothing anywhere. A sentence is kept "
    "only if you both ask me to."
)
VOLUME = "Is my voice loud enough for you? Say yes; or say louder, or quieter, and then yes."
LOUDER = 'Then turn up your loudspeaker. At any time, "louder" and "quieter" do the same a little.'
SEATS = (
    "If there are two of you, sit where you see each other, and leave me at the side. Whoever is "
    "named first is on the left of the screen, the other on the right."
)
TRY = (
    "The floor is yours until you give it away. Try it: say a sentence, wait a moment, and then "
    "say: I'm done."
)
TRY_SECONDS = 40.0
ANY_TIME = (
    'That is how a turn ends. "Pause" holds everything still, and "stop" ends it: from either of '
    "you, at any time."
)


def guide_offer(*, refused: str) -> Ask:
    """The guide is offered; a "no", or silence, leads to the step `refused`."""
    return Ask(
        id=OFFER,
        say="Hello. Is this your first time here? In two minutes I can show you how it works. Say "
        "yes or no.",
        again="Shall I show you how it works? Say yes or no.",
        otherwise="no",
        of="anyone",
        on={"no": refused},
    )


def steps(*, words: bool) -> Iterator[AnyStep]:
    """The guide itself.

    Args:
        words: whether words are heard in the sessions that follow.
    """
    yield Say(id="guide-skip", say='To leave a part of this out, say "skip this", or press s.')
    yield Say(id="guide-heard", say=WORDS if words else COMMANDS)
    yield Say(id="guide-kept", say=KEPT)
    yield Ask(
        id="guide-volume",
        say=VOLUME,
        again="Loud enough? Say yes, louder, or quieter.",
        otherwise="yes",
        of="anyone",
        on={"yes": "guide-seats"},
    )
    yield Say(id="guide-louder", say=LOUDER)
    yield Say(id="guide-seats", say=SEATS)
    yield FloorStep(id="guide-try", say=TRY, seconds=TRY_SECONDS, language_cue=False)
    yield Say(id="guide-any-time", say=ANY_TIME)
