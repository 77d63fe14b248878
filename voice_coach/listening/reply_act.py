"""What a reply does: gives back what was said, or asks, advises, argues, tells its own story.

How alike two texts are does not tell: questions and advice take up the speaker's words as well. The
marks of the act do: how it opens, whom it speaks about, what turns it into a question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import exp, log

from voice_coach.listening.feelings import feeling_words
from voice_coach.listening.phrase import Hit, Phrases
from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.stems import content_stems, stem

_I = frozenset({"i", "me", "my", "mine", "myself"})
_YOU = frozenset({"you", "your", "yours", "yourself"})
_WE = frozenset({"we", "us", "our"})
_THEY = frozenset({"he", "she", "him", "her", "his", "they", "them", "their"})

_NOT_GIVING_BACK = frozenset({"turned", "asking", "tagged", "directs", "orders", "advises"})
"""A reply that opens with one of these, or ends in "are you", does not give back, whomever it
names."""

_REPORTABLE = frozenset({"advises", "directs", "orders", "tells", "turned", "asking"})
_QUESTIONS = frozenset({"turned", "asking"})

_PEOPLE = _I | _YOU | _WE | _THEY

SAID_OF_YOU = 4
"""Words after "you" that are said of them, unless somebody else is named before."""

REPORTED_WITHIN = 5
"""Words after "he said" that are what he said."""

SHORT = 4
"""Words up to which a reply is hardly more than "I see"."""

LONGEST_STEM = 12
"""Words in which a reply may still be opening."""

LONG = 40
"""Words from which a reply counts as long."""


def act_score(said: Sequence[str], reflected: Sequence[str]) -> float:
    """How much a reply is a mirror, in [0, 1]; 0.5 and above is taken for one.

    A logistic sum of the cues and of the words and pairs of words of the reply, with weights fitted
    on our own sentences (`python -m benchmarks.fit_listening`).
    """
    weights = page("weights")["act"]
    total = weights["bias"]
    for name, amount in cues(said, reflected).items():
        total += weights[name] * amount
    wording = page("act_words")["grams"]
    total += sum(wording.get(gram, 0.0) for gram in grams(reflected))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def grams(text: Sequence[str]) -> set[str]:
    """The words of a text and its pairs of neighbours, beginning and end marked."""
    return {*text, *(f"{one} {other}" for one, other in pairwise(["^", *text, "$"]))}


def cues(said: Sequence[str], reflected: Sequence[str]) -> Mapping[str, float]:
    """The marks of a reply, by name, each about 0 to 1."""
    start = _opening(reflected)
    marks, opens = _marks(reflected, start)
    stemmed = marks["gives_back"] > 0
    if stemmed:
        opens = set()  # "what i hear is ..." asks nothing, and its "i" tells nothing
    tells = marks.pop("tells")
    return {
        **_who(said, reflected, start, stemmed, opens.isdisjoint(_NOT_GIVING_BACK)),
        **_telling(said, 0 if stemmed else tells),
        **_overlap(said, reflected),
        **{name: _several(count) for name, count in marks.items()},
        "question": asked(marks) > marks["checking"] + stemmed,
        "short": len(reflected) <= SHORT,
        "long": min(1.0, log(max(1, len(reflected))) / log(LONG)),
    }


def marks(reflected: Sequence[str]) -> Mapping[str, int]:
    """How often each class of phrase occurs in a reply, by name."""
    return _marks(reflected, _opening(reflected))[0]


def asked(marks: Mapping[str, int]) -> int:
    """How many of these marks put a question."""
    return sum(marks[each] for each in ("turned", "asking", "tagged"))


def _who(
    said: Sequence[str], reflected: Sequence[str], start: int, stemmed: bool, plainly: bool
) -> Mapping[str, float]:
    """Whom the reply speaks about, and whether it opens with them, asking and advising nothing."""
    first = reflected[start] if start < len(reflected) else ""
    length = max(1, len(reflected))
    mine = sum(word in _I for word in reflected)
    yours = sum(word in _YOU for word in reflected)
    theirs = sum(word in _THEY for word in reflected)
    addressed = sum(word in _YOU for word in said)
    return {
        "opens_with_you": plainly and first in _YOU,
        "opens_with_they": plainly and first in _THEY,
        "opens_with_so": plainly and "so" in reflected[:start],
        "opens_with_we": first in _WE,
        "opens_with_i": first in _I and not addressed and not stemmed,
        "answers_with_i": first in _I and addressed > 0 and not stemmed,
        "you_share": min(1.0, 5 * yours / length),
        "no_you": yours == 0,
        "own_share": min(1.0, 5 * max(0, mine - addressed) / length),
        "they_given_back": min(1.0, theirs / 2) if _THEY.intersection(said) else 0.0,
        "mine_given_back": min(1.0, mine / 2) if addressed else 0.0,
    }


def _telling(said: Sequence[str], count: int) -> Mapping[str, float]:
    """Talk of oneself; less of a sign where the speaker spoke of the listener."""
    addressed = not _YOU.isdisjoint(said)
    amount = _several(count)
    return {"tells": 0.0 if addressed else amount, "tells_back": amount if addressed else 0.0}


def _overlap(said: Sequence[str], reflected: Sequence[str]) -> Mapping[str, float]:
    """What of the speaker's meaning the reply takes up."""
    given, source = content_stems(reflected), content_stems(said)
    shared = given & source
    return {
        "shared": len(shared) / max(1, len(given)),
        "taken_up": min(1.0, 2 * len(shared) / max(1, len(source))),
        "nothing_shared": not shared,
        "new_words": min(1.0, len(given - source) / 8),
        "turned_round": _turned_round(said, reflected),
        "turned_against": _turned_against(said, reflected),
    }


def _several(count: int) -> float:
    """Marks of one kind, each telling half as much as the one before: 0, 0.5, 0.75, ..."""
    return 1 - 0.5**count


def without_stems(reflected: Sequence[str]) -> Sequence[str]:
    """A reply without the stem it opens with: "what i heard you say is ..." -> "..."."""
    end = 0
    for hit in _phrases().hits(reflected[:LONGEST_STEM]):
        if hit.label in ("stem", "gives_back") and hit.start <= end + 1:
            end = max(end, hit.end)
    return reflected[end:]


def without_opening(reflected: Sequence[str]) -> Sequence[str]:
    """A reply without an opening that says nothing of what was heard: "what i heard you say is"."""
    return reflected[max((hit.end for hit in _hears().hits(reflected)), default=0) :]


def _opening(reflected: Sequence[str]) -> int:
    """Where the reply begins, after "okay so um"."""
    for index, word in enumerate(reflected):
        if word not in _fillers():
            return index
    return len(reflected)


def _turned_round(said: Sequence[str], reflected: Sequence[str]) -> float:
    """How much of "i <word>" comes back as "you <word>"."""
    told = {word for i, word in pairwise(said) if i == "i"}
    back = {word for you, word in pairwise(reflected) if you == "you"}
    return min(1.0, len(told & back) / 2)


def _turned_against(said: Sequence[str], reflected: Sequence[str]) -> float:
    """How much of "you <words>" comes back as "you <words>": blame handed back, not given back."""
    return min(1.0, len(_said_of_you(said) & _said_of_you(reflected)) / 2)


def _said_of_you(text: Sequence[str]) -> set[str]:
    """The stems that follow a "you" which does something, up to the next person."""
    found: set[str] = set()
    for at, word in enumerate(text):
        if word == "you" and (not at or text[at - 1] in _before_you()):
            for following in text[at + 1 : at + 1 + SAID_OF_YOU]:
                if following in _PEOPLE:
                    break
                found.add(stem(following))
    return found


def _marks(reflected: Sequence[str], start: int) -> tuple[dict[str, int], set[str]]:
    """How often each class of phrase occurs, a word opening a class once, and those that rule."""
    found = dict.fromkeys(_lists(), 0)
    seen: set[tuple[str, int]] = set()
    for hit in _phrases().hits(reflected):
        if (hit.label, hit.start) not in seen and _is_done(reflected, hit, start):
            seen.add((hit.label, hit.start))
            found[hit.label] += 1
    return found, {label for label, at in seen if at in (0, start) or label == "tagged"}


def _is_done(reflected: Sequence[str], hit: Hit, opening: int) -> bool:
    """Whether a phrase does what it says: reported, it is somebody else who asks or advises.

    A question is put where a clause begins: "you know how is ..." asks nothing.
    """
    if hit.label in _REPORTABLE and _is_reported(reflected, hit.start):
        return False
    if hit.label not in _QUESTIONS or hit.start in (0, opening):
        return True
    return reflected[hit.start - 1] in _fillers() | _before_question()


def _is_reported(reflected: Sequence[str], start: int) -> bool:
    """Whether somebody "said" shortly before: "he told you make sure you're home"."""
    for word in reversed(reflected[max(0, start - REPORTED_WITHIN) : start]):
        if word in _says():
            return True
        if word in ("and", "but", "so"):
            return False
    return False


@cache
def _lists() -> Mapping[str, Sequence[str]]:
    stems, advice = page("mirror_stems"), page("advice")
    questions, own = page("questions"), page("own_talk")
    return {
        "stem": stems["stems"],
        "gives_back": stems["gives_back"],
        "weighs": [*stems["weighs"].split(), *feeling_words()],
        "handed_back": stems["handed_back"],
        "both_sides": stems["both_sides"],
        "turned": questions["turned"],
        "asking": questions["asking"],
        "checking": questions["checking"],
        "tagged": questions["tagged"],
        "directs": advice["directs"],
        "advises": advice["advises"],
        "orders": advice["orders"],
        "informs": advice["informs"],
        "tells": own["tells"],
        "acknowledges": own["acknowledges"],
        "argues": own["argues"],
        "retorts": own["retorts"],
    }


@cache
def _phrases() -> Phrases:
    return Phrases(_lists())


@cache
def _hears() -> Phrases:
    return Phrases({"hears": page("mirror_stems")["hears"]})


@cache
def _fillers() -> frozenset[str]:
    return word_set(page("own_talk")["fillers"])


@cache
def _before_you() -> frozenset[str]:
    """Words after which "you" does something."""
    return _fillers() | word_set(page("own_talk")["before_you"])


@cache
def _before_question() -> frozenset[str]:
    """Words after which a question may begin, beside fillers."""
    return word_set(page("questions")["before"])


@cache
def _says() -> frozenset[str]:
    return word_set(page("frames")["says"]) | {"tell", "told"}
