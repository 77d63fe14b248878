"""What was meant: pure text, words in and meaning out. No audio, no clock.

Reading what people mean (all on any text, best lower case and unpunctuated):
    judge_reflection   what a reply did with what was said: act, points, what it brought in
    is_spoilt          an if or a but in an apology, a sting in thanks
    judge_heat         how hot a line is, and of what kind
    find_feelings      feelings named, and judgements told as feelings
    find_safety_cue    a sign that somebody may be in danger
    find_slip          advice, defence, blame or a question where something was to be given back
    judge_practice     the same of a made-up line that somebody alone was asked to say back
    find_language_cue  wording worth one invitation to say it again
    meaning_of         what somebody asks of the coach, or answers, with a whole utterance
    gentle_opening     "you always ..." turned into the beginning of an opening that can be heard
    needs_a_moment     whether somebody says that they are in tears, or cannot go on talking
    retell             a point in the speaker's own words, told in the third person

Each is read from its file when first asked for, so that the command line starts quickly.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_coach.listening.cue import LanguageCue, find_language_cue
    from voice_coach.listening.feelings import Feeling, find_feelings
    from voice_coach.listening.heat import HeatScore, judge_heat
    from voice_coach.listening.mirror import Point, Reflection, judge_reflection
    from voice_coach.listening.opener import gentle_opening
    from voice_coach.listening.practice import Practised, judge_practice
    from voice_coach.listening.request import meaning_of
    from voice_coach.listening.retelling import retell
    from voice_coach.listening.safety import SafetyCue, find_safety_cue
    from voice_coach.listening.slip import Slip, find_slip
    from voice_coach.listening.spoiler import Spoiler, is_spoilt
    from voice_coach.listening.tears import needs_a_moment

__all__ = [
    "Feeling",
    "HeatScore",
    "LanguageCue",
    "Point",
    "Practised",
    "Reflection",
    "SafetyCue",
    "Slip",
    "Spoiler",
    "find_feelings",
    "find_language_cue",
    "find_safety_cue",
    "find_slip",
    "gentle_opening",
    "is_spoilt",
    "judge_heat",
    "judge_practice",
    "judge_reflection",
    "meaning_of",
    "needs_a_moment",
    "retell",
]

_HOMES = {
    "cue": ("LanguageCue", "find_language_cue"),
    "feelings": ("Feeling", "find_feelings"),
    "heat": ("HeatScore", "judge_heat"),
    "mirror": ("Point", "Reflection", "judge_reflection"),
    "opener": ("gentle_opening",),
    "practice": ("Practised", "judge_practice"),
    "request": ("meaning_of",),
    "retelling": ("retell",),
    "slip": ("Slip", "find_slip"),
    "spoiler": ("Spoiler", "is_spoilt"),
    "tears": ("needs_a_moment",),
    "safety": ("SafetyCue", "find_safety_cue"),
}


if not TYPE_CHECKING:  # a type checker would take every name for one that exists

    def __getattr__(name: str) -> object:
        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"{__name__}.{home}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
