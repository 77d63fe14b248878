"""What an exercise is made of, and the flat plan of cues one session follows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from voice_coach.core.actions import Speaks
from voice_coach.core.events import Partner
from voice_coach.core.timeline import Samples, samples

MAX_PROMPT_WORDS = 35
"""Longest prompt: about 14 s of voice, one instruction (exercises.md, voice budget)."""

CLOSE = "close"
"""The part that ends an exercise: one thing heard, one thing appreciated (block B7)."""

PLACEHOLDERS = frozenset({"speaker", "listener", "partner", "a", "b"})
"""Names a prompt may put in: the roles of the moment, the one asked, the two partners."""

Seconds = Annotated[float, Meta(gt=0, le=3600)]
ByLength = Seconds | dict[str, Seconds]
"""A duration in seconds, or one for each length of the exercise."""

Identifier = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Line = Annotated[str, Meta(min_length=1)]
Role = Literal["speaker", "listener"]
Flow = Literal["couple", "solo"]
Answer = Annotated[str, Meta(pattern=r"^[a-z]+$|^0-10$")]
Times = Annotated[int, Meta(ge=1, le=20)]
ByLengthTimes = Times | dict[str, Times]
"""How often, or how often in each length of the exercise."""


Keep = Literal["agreement", "promise", "action", "note"]
"""What a couple may want to keep of what is said on a floor."""


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """One thing that happens. Every kind of step has these fields."""

    id: Identifier
    say: Line
    """What the coach says as the step begins."""
    when: dict[str, str] = {}
    """Only if the question of this id was answered so: `{ideas = "ideas"}`, `{heard = "0-6"}`."""
    lengths: tuple[str, ...] = ()
    """Only in these lengths; empty: in all."""
    then: Literal["next", "end"] | Identifier = "next"
    """Where it leads afterwards: on, to the early ending, or to a later step."""


class Say(Step, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="say"):
    """The coach says something and goes on."""

    voice: Speaks = "coach"
    """Whose line it is: a practice partner's is said in another voice (block B10)."""


class Ask(Step, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="ask"):
    """A closed question: the coach waits for one of the answers."""

    answers: tuple[Answer, ...] = ("yes", "no")
    """The usual one first: lengths are reckoned with it."""
    otherwise: str
    """The answer taken when nobody answers after two reprompts."""
    of: Literal["speaker", "listener", "both", "anyone"] = "speaker"
    """`both` asks one partner, then the other."""
    on: dict[str, Literal["next", "end"] | Identifier] = {}
    """Where an answer leads: "next", "end", or the id of a later step; "next" if not named."""
    again: str = ""
    """The reprompt; the question itself when empty."""
    calm: bool = False
    """The number is how calm somebody is: three or less leads to a cool-down (block B5)."""


class Hint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A short line said into a quiet moment of a floor, once."""

    after_seconds: Seconds
    say: Line


class Floor(Step, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="floor"):
    """One partner holds the floor until they give it up or its time is over."""

    of: Role = "speaker"
    seconds: ByLength
    """Longest turn."""
    chunk_seconds: ByLength | None = None
    """Longest piece before the listener mirrors it; the whole turn when absent."""
    mirrored: bool = False
    """The other partner mirrors each piece, the speaker judges it, and may say more."""
    checked: bool = False
    """What is said here is itself a mirror: the speaker judges it."""
    hints: tuple[Hint, ...] = ()
    keeps: Keep | None = None
    """Worth keeping: afterwards they are offered to type it, if both like. Nothing is recorded."""


class Quiet(Step, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="quiet"):
    """Nobody talks for a while; a tone ends it."""

    seconds: ByLength


class Breathe(Step, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="breathe"):
    """Paced breathing by rising and falling tones."""

    seconds: ByLength
    breath_in: Seconds = 4.0
    hold_in: Annotated[float, Meta(ge=0)] = 0.0
    breath_out: Seconds = 6.0
    hold_out: Annotated[float, Meta(ge=0)] = 0.0


AnyStep = Say | Ask | Floor | Quiet | Breathe


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch of an exercise: its own steps, or a building block's."""

    part: Identifier
    use: str = ""
    """The name of a building block whose steps stand here."""
    each: bool = False
    """Played twice: the second time the other partner is the speaker."""
    times: ByLengthTimes = 1
    """Played so often; with `each` so often for both, in turn."""
    deck: str = ""
    """The question deck its `{card}` is drawn from: a new card each time, the same for both."""
    when: dict[str, str] = {}
    """Only if a question of an earlier part was answered so, as in a step."""
    lengths: tuple[str, ...] = ()
    steps: tuple[AnyStep, ...] = ()


class Exercise(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole exercise as its script gives it."""

    name: Identifier
    title: str
    level: Literal["easy", "warm", "deep"]
    purpose: str
    """One sentence: what it is good for."""
    about: str
    """Where it comes from ("inspired by"), for people who want to know."""
    minutes: dict[str, Seconds]
    """The lengths it can be done in, and how many minutes each takes."""
    couple: tuple[Part, ...] = ()
    solo: tuple[Part, ...] = ()
    listens_for: tuple[str, ...] = ()
    pauses_when: tuple[str, ...] = ()
    language_cue: bool = True
    """Whether the coach may suggest an "I felt" opening (block B9)."""
    cap_minutes: Seconds = 60.0
    """A session ends kindly when this is reached (exercises.md, C.1)."""
    cards: dict[str, tuple[Line, ...]] = {}
    """Question decks by name, in the order they are drawn: the script's own, and those the shell
    put in from `decks/`."""

    @property
    def flows(self) -> tuple[Flow, ...]:
        """The ways it can be done."""
        flows: list[Flow] = []
        if self.couple:
            flows.append("couple")
        if self.solo:
            flows.append("solo")
        return tuple(flows)


class CoachLines(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the coach says in every exercise (scripts/coach.toml)."""

    take_your_time: Line
    finished_or_more: Line
    reflect: Line
    got_it: Line
    got_it_again: Line
    missed_bit: Line
    say_shorter: Line
    reflect_bit: Line
    more: Line
    more_again: Line
    go_on: Line
    close_enough: Line
    paused: Line
    still_paused: Line
    resumed: Line
    resumed_floor: Line
    audio_lost: Line
    audio_restored: Line
    audio_restored_paused: Line
    breath: Line
    settle: Line
    resumed_calm: Line
    come_back_soon: Line
    come_back_in_an_hour: Line
    come_back_tomorrow: Line
    cooling_down: Line
    one_voice: Line
    mirror_first: Line
    missed_point: Line
    opposite_point: Line
    try_i_felt: Line
    try_a_feeling: Line
    try_again: Line
    slower: Line
    shorter: Line
    lighter: Line
    passed: Line
    switch: Line
    softer: Line
    finished: Line
    ended_early: Line


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """A step at its place in one session: who is the speaker, who is asked."""

    step: AnyStep
    part: str
    speaker: Partner
    partner: Partner | None
    """Whom the step is about: the floor's holder, the one asked; None: anyone."""
    switched: bool = False
    """The first cue of a part's second round: the partners have just changed roles."""

    alone: bool = False
    """Practised alone: the one person is both speaker and listener."""

    @property
    def listener(self) -> Partner:
        """The other role. Alone, a person is both."""
        return self.speaker if self.alone else other(self.speaker)

    def names(self, partner: Partner | None) -> dict[str, str]:
        """What a prompt's placeholders stand for here, as the partners' own placeholders."""
        return {
            "speaker": f"{{{self.speaker}}}",
            "listener": f"{{{self.listener}}}",
            "partner": f"{{{partner or self.speaker}}}",
        }


def other(partner: Partner) -> Partner:
    """The other of the two partners."""
    return "b" if partner == "a" else "a"


def addressed(
    text: str, names: Mapping[Partner, str], *, point: str = "...", calm: str = "..."
) -> str:
    """A prompt's text with the partners' names in the places of `{a}` and `{b}`.

    Somebody without a name is not addressed by it: "{a}, take your time." is "Take your time."

    Args:
        text: the prompt.
        names: the partners' names; either may be empty.
        point: words of a mirrored point, where the prompt says `{point}`.
        calm: words of the latest calm utterance, where it says `{calm}`.
    """
    for partner, name in names.items():
        if not name:
            text = re.sub(rf"\{{{partner}\}}, (\w)", lambda found: found[1].upper(), text)
    return text.format(**dict(names.items()), point=point, calm=calm)


def of_length(value: ByLength, length: str) -> Samples:
    """A script's duration in samples, for one length of the exercise."""
    return samples(value[length] if isinstance(value, dict) else value)


def plan(exercise: Exercise, *, flow: Flow, length: str, first: Partner = "a") -> tuple[Cue, ...]:
    """Lay an exercise out as the cues of one session, in order.

    Args:
        exercise: the script, building blocks already in place.
        flow: couple or solo.
        length: one of the keys of `exercise.minutes`.
        first: who is the speaker first; ignored alone.
    """
    cues: list[Cue] = []
    drawn: Counter[str] = Counter()
    for part in exercise.couple if flow == "couple" else exercise.solo:
        if part.lengths and length not in part.lengths:
            continue
        speakers: tuple[Partner, ...] = (first, other(first)) if part.each else (first,)
        times = part.times[length] if isinstance(part.times, dict) else part.times
        for time in range(times):
            cards = exercise.cards.get(part.deck, ())
            card = cards[drawn[part.deck] % len(cards)] if cards else ""
            drawn[part.deck] += 1
            for speaker in speakers:
                round_start = len(cues)
                for step in part.steps:
                    if not step.lengths or length in step.lengths:
                        placed = _placed(step, part, card)
                        cues.extend(_cues(placed, part.part, speaker, alone=flow == "solo"))
                changed = speaker != first and time == 0 and len(cues) > round_start
                if changed:
                    cues[round_start] = msgspec.structs.replace(cues[round_start], switched=True)
    return tuple(cues)


def _placed(step: AnyStep, part: Part, card: str) -> AnyStep:
    """A step in its part: under the part's condition, and with the card drawn for it."""
    if not part.when and not card:
        return step
    return msgspec.structs.replace(
        step, when=part.when | step.when, say=step.say.replace("{card}", card)
    )


def _cues(step: AnyStep, part: str, speaker: Partner, *, alone: bool) -> Iterator[Cue]:
    asked: tuple[Partner | None, ...]
    match step:
        case _ if alone:
            asked = (speaker,)
        case Ask(of="both"):
            asked = (speaker, other(speaker))
        case Ask(of="anyone"):
            asked = (None,)
        case Floor(of="listener") | Ask(of="listener"):
            asked = (other(speaker),)
        case Floor() | Ask():
            asked = (speaker,)
        case _:
            asked = (None,)
    for partner in asked:
        yield Cue(step=step, part=part, speaker=speaker, partner=partner, alone=alone)


def without_close(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """The cues without the close (block B7) at their end."""
    kept = len(cues)
    while kept and cues[kept - 1].part == CLOSE:
        kept -= 1
    return tuple(cues[:kept])


def answered(given: str | None, wanted: str) -> bool:
    """Whether an answer is the one a condition names: a word, or a range of numbers "0-6"."""
    if given is None:
        return False
    if match := re.fullmatch(r"(\d+)-(\d+)", wanted):
        return given.isdigit() and int(match[1]) <= int(given) <= int(match[2])
    return given == wanted
