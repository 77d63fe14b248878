"""What an exercise is made of, as its script gives it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from voice_coach.errors import UsageError
from voice_coach.signal.units import Samples, samples

Partner = Literal["a", "b"]
"""One of the two; alone, everybody is "a"."""

Speaks = Literal["coach", "practice partner"]
"""Whose voice says a prompt. The practice partner is made up, for people who practise alone."""

MAX_PROMPT_WORDS = 35
"""Longest prompt: about 14 s of voice, one instruction (exercises.md, voice budget)."""

PLACEHOLDERS = frozenset({"speaker", "listener", "partner", "a", "b"})
"""Names a prompt may put in: the roles of the moment, the one asked, the two partners."""

LENT = ("point", "given", "calm", "opening", "kept", "back")
"""Places that the shell fills with words only it knows: the point a mirror missed, one it gave
back, the latest calm words, a gentle opening's beginning, what was kept; of somebody alone, or who
was alone, the words of a floor."""

Seconds = Annotated[float, Meta(gt=0, le=3600)]
BreathSeconds = Annotated[float, Meta(ge=1, le=60)]
RestSeconds = Annotated[float, Meta(ge=0, le=60)]
Minutes = Annotated[float, Meta(gt=0, le=180)]
ByLength = Seconds | dict[str, Seconds]
"""A duration in seconds, or one for each length of the exercise."""

Identifier = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Line = Annotated[str, Meta(min_length=1)]
Role = Literal["speaker", "listener"]
Mode = Literal["couple", "solo"]
Answer = Annotated[str, Meta(pattern=r"^[a-z]+$|^0-10$")]
Times = Annotated[int, Meta(ge=1, le=20)]
ByLengthTimes = Times | dict[str, Times]
"""How often, or how often in each length of the exercise."""


class Card(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A card of a deck that has more to it than its words."""

    say: Line
    model: Line
    """A good answer to it; a step says it as `{model}`."""
    level: Annotated[int, Meta(ge=1, le=9)] = 1
    """How hard it is. Cards are drawn one of each level, the easiest first."""


AnyCard = Line | Card

Stage = Literal["arrival", "talk", "close"]
"""What a part is in a session. What was kept is read back after the arrival (is it a good time, is
it the right exercise?); a close (block B7) at the end may be left out. All else is talk."""

Spoiler = Literal["if-or-but", "sting"]
"""What may take back what is given: an if or a but in an apology, a sting in thanks."""

Did = Literal[
    "mirrored",
    "partly",
    "opposite",
    "advised",
    "defended",
    "blamed",
    "asked",
    "raised",
    "other",
    "silent",
    "unheard",
]
"""What somebody practising alone did with a made-up line, as far as it was heard: gave it back, all
but a point, or the contrary; gave advice, defended themselves, blamed, asked; raised the voice; or
something else, or nothing. Unheard: where no words are heard, or too few to tell."""

Keep = Literal["agreement", "promise", "action", "note"]
"""What a couple may want to keep of what is said on a floor."""


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """One thing that happens. Every kind of step has these fields."""

    id: Identifier
    """Its name, which no other step has: small letters, digits and hyphens."""
    say: Line
    """What the coach says as the step begins."""
    when: dict[str, str] = {}
    """Only if the question of this id was answered so: `{ideas = "ideas"}`, `{heard = "0-6"}`."""
    lengths: tuple[str, ...] = ()
    """Only in these lengths; empty: in all."""
    then: Literal["next", "end"] | Identifier = "next"
    """Where it leads afterwards: on, to the early ending, or to a later step."""
    lighter: Literal["next", "end"] | Identifier = "next"
    """Where "something lighter" leads, if not to the next step and a shorter exercise."""
    explain: str = ""
    """The same in other words, with one example, for whoever asks what is meant."""
    notes: str = ""
    """For whoever reads the exercise. Never spoken."""


class Say(Step, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="say"):
    """The coach says something and goes on."""

    voice: Speaks = "coach"
    """Whose line it is: a practice partner's is said in another voice (block B10)."""
    tells: tuple[Identifier, ...] = ()
    """For two: the floors of a private part whose words stand in `{back}`."""


class Ask(Step, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="ask"):
    """A closed question: the coach waits for one of the answers."""

    answers: tuple[Answer, ...] = ("yes", "no")
    """The usual one first: lengths are reckoned with it."""
    otherwise: str
    """The answer taken when nobody answers after two reprompts."""
    of: Literal["speaker", "listener", "both", "anyone"] = "speaker"
    """Who is asked. `both` asks one partner, then the other."""
    on: dict[str, Literal["next", "end"] | Identifier] = {}
    """Where an answer leads: "next", "end", or the id of a later step; "next" if not named."""
    again: str = ""
    """The reprompt; the question itself when empty."""
    sometimes: str = ""
    """The answer that a hedge counts as: "sometimes", "a bit"; it is no answer when empty."""
    calm: bool = False
    """The number is how calm somebody is: three or less leads to a cool-down (block B5)."""


class Hint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A short line said into a quiet moment of a floor, once."""

    after_seconds: Seconds
    """So long after the floor began."""
    say: Line
    """What the coach says."""


class FloorStep(Step, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="floor"):
    """One partner holds the floor until they give it up or its time is over."""

    of: Role = "speaker"
    """Who talks."""
    seconds: ByLength
    """Longest turn."""
    chunk_seconds: ByLength | None = None
    """Longest piece before the listener mirrors it; the whole turn when absent."""
    mirrored: bool = False
    """The other partner mirrors each piece, the speaker judges it, and may say more."""
    checked: bool = False
    """What is said here is itself a mirror: the speaker judges it. Alone it mirrors a practice
    partner's line, and the coach tells what came back."""
    feedback: bool = True
    """Alone, where it is checked: whether the coach tells what came back. Not where a practice
    partner answers to it."""
    on: dict[Did, Literal["next", "end"] | Identifier] = {}
    """Alone, where it is checked: where it leads by what was done on it, as an answer leads; what
    is not named leads to `then`."""
    language_cue: bool = True
    """Whether the coach may ask about the wording afterwards (block B9)."""
    hints: tuple[Hint, ...] = ()
    """Short lines said once into a quiet moment."""
    without: Spoiler | None = None
    """What this wants left out: an if or a but in an apology, a sting in thanks. Where words are
    heard and it is not, the coach asks once for the same without it."""
    keeps: Keep | None = None
    """Worth keeping: afterwards they are offered to type it, if both like. Nothing is recorded."""


class Quiet(Step, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="quiet"):
    """Nobody talks for a while; a tone ends it."""

    seconds: ByLength
    """How long."""


class Breathe(Step, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="breathe"):
    """Paced breathing by rising and falling tones."""

    seconds: ByLength
    """How long in all."""
    breath_in: BreathSeconds = 4.0
    """Seconds of one breath in."""
    hold_in: RestSeconds = 0.0
    """Seconds the breath is held after it."""
    breath_out: BreathSeconds = 6.0
    """Seconds of one breath out."""
    hold_out: RestSeconds = 0.0
    """Seconds of rest after it."""


AnyStep = Say | Ask | FloorStep | Quiet | Breathe


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch of an exercise: its own steps, or a building block's."""

    part: Identifier
    """Its name: small letters, digits and hyphens."""
    use: str = ""
    """The name of a building block whose steps stand here."""
    lines: dict[Identifier, Line] = {}
    """What stands in the places that the building block leaves open, `{such-as-this}`."""
    stage: Stage = "talk"
    """A building block's own, where one is used."""
    each: bool = False
    """Played twice: the second time the other partner is the speaker."""
    times: ByLengthTimes = 1
    """Played so often; with `each` so often for both, in turn."""
    deck: str = ""
    """The question deck its `{card}` is drawn from: a new card each time, the same for both."""
    when: dict[str, str] = {}
    """Only if a question of an earlier part was answered so, as in a step."""
    lengths: tuple[str, ...] = ()
    """Only in these lengths; empty: in all."""
    notes: str = ""
    """For whoever reads the exercise. Never spoken."""
    private: bool = False
    """For two: one of them is in another room. What is said in it is never shown, and said by the
    coach only in its own steps, or where both said yes in theirs; once it is over, nobody can go
    back into it."""
    steps: tuple[AnyStep, ...] = ()
    """What happens in it, in order."""


class Exercise(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole exercise as its script gives it."""

    name: Identifier
    """The file's name without .toml."""
    title: str
    """What people call it."""
    level: Literal["easy", "warm", "deep"]
    """How near it goes: harder ones open for a couple after calm sessions."""
    purpose: str
    """One sentence: what it is good for."""
    about: str
    """Where it comes from ("inspired by"), for people who want to know."""
    minutes: dict[str, Minutes]
    """The lengths it can be done in, and how many minutes each takes."""
    couple: tuple[Part, ...] = ()
    """What two people do, part by part."""
    solo: tuple[Part, ...] = ()
    """What somebody does who practises alone, part by part."""
    watch_for: tuple[str, ...] = ()
    """What somebody who leads it without the program does well to notice. Nothing acts on it."""
    language_cue: bool = True
    """Whether the coach may suggest an "I felt" opening (block B9)."""
    notes: str = ""
    """For whoever reads the exercise. Never spoken."""
    origin: str = ""
    """Who wrote it, for those it is handed to."""
    licence: str = ""
    """What others may do with it, such as "CC BY 4.0"."""
    cap_minutes: Minutes = 60.0
    """A session ends kindly when this is reached (exercises.md, C.1)."""
    cards: dict[str, tuple[AnyCard, ...]] = {}
    """Question decks by name, in the order they are drawn: the script's own, and those the shell
    put in from `decks/`."""

    @property
    def confides(self) -> bool:
        """Whether each of two says something in it while the other is out of the room."""
        return any(part.private for part in self.couple)

    @property
    def modes(self) -> tuple[Mode, ...]:
        """The ways it can be done."""
        modes: list[Mode] = []
        if self.couple:
            modes.append("couple")
        if self.solo:
            modes.append("solo")
        return tuple(modes)


def said(card: AnyCard) -> str:
    """The words of a card."""
    return card.say if isinstance(card, Card) else card


def model(card: AnyCard) -> str:
    """The good answer to a card; empty where it has none."""
    return card.model if isinstance(card, Card) else ""


def addressed(text: str, names: Mapping[Partner, str], **lent: str) -> str:
    """A prompt's text with the partners' names in the places of `{a}` and `{b}`.

    Somebody without a name is not addressed by it: "{a}, take your time." is "Take your time."

    Args:
        text: the prompt.
        names: the partners' names; either may be empty.
        lent: words for the other places left to the shell, such as `{point}`.
    """
    for partner, name in names.items():
        if not name:
            text = re.sub(rf"\{{{partner}\}}, (\w)", lambda found: found[1].upper(), text)
    places: dict[str, str] = {**dict.fromkeys(LENT, "..."), **lent}
    return text.format(**places, **dict(names.items()))


def without_back(text: str, alone: str, together: str) -> str:
    """A prompt as it is, or what is said instead of its `{back}` where no words were heard.

    Args:
        text: the prompt.
        alone: said to somebody who was to hear their own words.
        together: said to whom a prompt names that tells words to both; `{partner}` is them.
    """
    if "{back}" not in text:
        return text
    named = re.search(r"\{[ab]\}", text)
    return together.replace("{partner}", named[0]) if named else alone


def spoilers(exercise: Exercise) -> dict[str, Spoiler]:
    """By step, what it wants left out."""
    steps = [step for part in (*exercise.couple, *exercise.solo) for step in part.steps]
    return {step.id: step.without for step in steps if isinstance(step, FloorStep) and step.without}


USUAL_LENGTH = "short"
"""What is done where nobody asked for a length. (`--help` says it, and a test holds it to that.)"""


def chosen_length(exercise: Exercise, wanted: str | None) -> str:
    """The length somebody asked for; without one the usual one, or the shortest there is.

    Raises:
        UsageError: the exercise has no such length.
    """
    lengths = exercise.minutes
    if wanted is None:
        return USUAL_LENGTH if USUAL_LENGTH in lengths else min(lengths, key=lengths.__getitem__)
    if wanted not in lengths:
        raise UsageError(
            f'{exercise.title} has no length "{wanted}".', f"Choose from: {', '.join(lengths)}."
        )
    return wanted


def of_length(value: ByLength, length: str) -> Samples:
    """A script's duration in samples, for one length of the exercise."""
    return samples(value[length] if isinstance(value, dict) else value)
