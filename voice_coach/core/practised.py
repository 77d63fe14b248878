"""What came of a practice partner's line that somebody alone gave back, as far as it was heard.

Alone a point may be named and a slip told, since the line was made up and nobody else listens.
"""

from __future__ import annotations

from voice_coach.core.events import MirrorJudged
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.script import Did


def worth_saying(heard: MirrorJudged, lines: CoachLines) -> str | None:
    """What the coach says of it: what came back, and one thing to try next; or that it is whole."""
    slip = {
        "advised": lines.practice_advised,
        "defended": lines.practice_defended,
        "blamed": lines.practice_blamed,
        "asked": lines.practice_asked,
    }.get(heard.slip or "")
    caught = [lines.practice_caught] if heard.caught else []
    if heard.point == "opposite":
        return " ".join((*caught, lines.practice_opposite))
    if slip and heard.act != "mirror":
        return slip
    if heard.point == "missed":
        return " ".join((*caught, lines.practice_missed))
    if slip or not heard.whole:
        return slip or next(iter(caught), None)
    return lines.practice_felt if heard.felt else lines.practice_whole


def what_was_done(heard: MirrorJudged | None, *, silent: bool, raised: bool) -> Did:
    """What leads on from here: of silence, a raised voice and words the first that there was.

    Args:
        heard: how its words were judged; None where no words are heard.
        silent: whether nobody made a sound.
        raised: whether a voice was raised.
    """
    if silent or raised:
        return "silent" if silent else "raised"
    if not heard or (heard.act == "unsure" and not heard.point and not heard.whole):
        return "unheard"
    if heard.point == "opposite":
        return "opposite"
    if heard.act != "mirror" and heard.slip:
        return heard.slip
    if heard.act == "other":
        return "other"
    return "partly" if heard.point else "mirrored"
