"""Hello, hands-free: who is here, how long they have got, and what they would like to do.

It is an exercise like any other, made of the catalogue: so it is led by voice or by keys, each
question can be repeated and put otherwise, and "stop" ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import msgspec

from voice_coach.core.actions import AnyAction, EndSession, ShowStep
from voice_coach.core.events import AnyEvent
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.script import MAX_PROMPT_WORDS, AnyStep, Ask, Exercise, Mode, Say
from voice_coach.shell.asking import NOBODY, asking, before_anything
from voice_coach.shell.guide import OFFER, guide_offer
from voice_coach.shell.keeping_aloud import ONE_MORE, KeepingAloud
from voice_coach.store.script_files import GOOD_ORDER

AT_ONCE = 3
"""Exercises offered in one question: more are not remembered."""

TITLE_WORDS = 8
"""Words of a title that are read out in a list: with three of them a prompt stays short enough."""

PLACES = ("one", "two", "three")
"""What each is called: "first" was heard as "third"."""

MINUTES = {"short": (4.0, 13.0), "medium": (13.0, 24.0), "long": (24.0, 180.0)}
"""Minutes an exercise takes for each answer to how long they have got: from, and less than."""

LAST = "off-we-go"

ENOUGH = "Enough for today, then."

KEEP_THIS = "To keep a sentence, say: keep."

PEOPLE: dict[str, Mode] = {"both": "couple", "alone": "solo"}


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise as it may be chosen."""

    exercise: Exercise
    mode: Mode
    length: str


class Greeting:
    """One greeting, and what was chosen in it.

    Args:
        exercises: the catalogue, in the order in which they are offered.
        opens: whether an exercise is open to them, done so.
        lines: what the coach says in every exercise.
        after: how the session that is just over was done; None: nothing was done yet.
        stop_phrases: sentences that end it as "stop" does.
        keeping: asks what of it to keep.
        guide: how it works, offered to whoever was never offered it.
    """

    def __init__(
        self,
        exercises: Sequence[Exercise],
        *,
        opens: Callable[[Exercise, Mode], bool],
        lines: CoachLines,
        after: Mode | None = None,
        stop_phrases: tuple[str, ...] = (),
        keeping: KeepingAloud | None = None,
        guide: Sequence[AnyStep] = (),
    ) -> None:
        self._exercises = exercises
        self._opens = opens
        self._offers: dict[str, Offer] = {}
        self.chosen: Offer | None = None
        """What they chose; None: nothing, so far."""
        self.guided = False
        """Whether the guide was offered."""
        self._keeping = keeping
        steps = tuple(self._steps(after, guide))
        self.plan = asking(
            steps,
            title="Hello",
            stop_phrases=stop_phrases,
            lines=before_anything(lines),
            mode=after or "solo",
            names=keeping.names if keeping else NOBODY,
            lends=keeping,
        )
        """The greeting, to be led."""
        answers = [each.id for each in steps]
        self.of_page = frozenset(answers[: answers.index(f"{after}-time")] if after else ())
        """Its steps while what remains of the last session is still shown."""

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """See what was chosen: each offer has a step of its own. Who stops there chose nothing."""
        for action in actions:
            if isinstance(action, ShowStep) and action.step in self._offers:
                self.chosen = self._offers[action.step]
            if isinstance(action, EndSession) and action.reason != "finished":
                self.chosen = None
            if isinstance(action, ShowStep) and action.step == OFFER:
                self.guided = True

    def _steps(self, after: Mode | None, guide: Sequence[AnyStep]) -> Iterator[AnyStep]:
        people = PEOPLE
        if after is None:
            if guide:
                yield guide_offer(refused="people")
                yield from guide
            hello = "" if guide else "Hello. "
            yield Ask(
                id="people",
                say=f"{hello}I keep time and turns while you talk. Are there two of you, or is it "
                "just you? Say: both, or alone.",
                again="Who is here tonight? Say both, or alone.",
                answers=tuple(PEOPLE),
                otherwise="both",
                of="anyone",
                on={answer: f"{mode}-time" for answer, mode in PEOPLE.items()},
            )
        else:
            people = {answer: mode for answer, mode in PEOPLE.items() if mode == after}
            yield from self._afterwards(f"{after}-time")
        for mode in people.values():
            yield from self._of(mode)
        yield Say(id=LAST, say="Here we go.")

    def _afterwards(self, time: str) -> Iterator[AnyStep]:
        """What to keep, and whether it is enough; `time` is where another one begins."""
        if self._keeping:
            yield from self._keeping.at_once()
            yield _another("another", time, keeps=True)
            yield Say(id="enough", say=ENOUGH, then="end")
            yield from self._keeping.one_more()
        yield _another("another-then", time)
        yield Say(id="enough-then", say=ENOUGH, then="end")

    def _of(self, mode: Mode) -> Iterator[AnyStep]:
        """How long they have got, and what there is."""
        fitting = {answer: self._fitting(mode, answer) for answer in MINUTES}
        answers = tuple(answer for answer, offers in fitting.items() if offers)
        yield Ask(
            id=f"{mode}-time",
            say="How long have you got? Short is about ten minutes, medium about twenty, and long "
            "about half an hour.",
            again="Short, medium, or long?",
            answers=answers,
            otherwise=answers[0],
            of="anyone",
            on={answer: f"{mode}-{answer}-1" for answer in answers},
        )
        for answer in answers:
            yield from self._pages(f"{mode}-{answer}", fitting[answer])

    def _pages(self, name: str, offers: Sequence[Offer]) -> Iterator[AnyStep]:
        pages = [offers[begin : begin + AT_ONCE] for begin in range(0, len(offers), AT_ONCE)]
        for number, page in enumerate(pages, start=1):
            places = PLACES[: len(page)]
            listed = " ".join(
                f"{place.capitalize()}: {_short(offer.exercise.title)}."
                for place, offer in zip(places, page, strict=True)
            )
            on = {place: f"{name}-{number}-{place}" for place in places}
            if len(pages) > 1:
                on["others"] = f"{name}-{number + 1}" if number < len(pages) else f"{name}-again"
            yield Ask(
                id=f"{name}-{number}",
                say=f"{listed} Say {_either([*on])}.",
                explain=_in_one_prompt(offer.exercise.purpose for offer in page),
                answers=tuple(on),
                otherwise=places[0],
                of="anyone",
                on=on,
            )
            for place, offer in zip(places, page, strict=True):
                step = on[place]
                self._offers[step] = offer
                minutes = offer.exercise.minutes[offer.length]
                yield Say(
                    id=step,
                    say=f"{_short(offer.exercise.title)}, about {minutes:.0f} minutes.",
                    then=LAST,
                )
        if len(pages) > 1:
            yield Say(
                id=f"{name}-again",
                say="Those were all that fit. Let's leave it there for now.",
                then="end",
            )

    def _fitting(self, mode: Mode, answer: str) -> list[Offer]:
        """Every exercise once, in the longest of its lengths that fits."""
        least, most = MINUTES[answer]
        offers = []
        for each in self._exercises:
            fits = [length for length in each.minutes if least <= each.minutes[length] < most]
            if fits and mode in each.modes and self._opens(each, mode):
                length = max(fits, key=lambda one: each.minutes[one])
                offers.append(Offer(exercise=each, mode=mode, length=length))
        return offers


def _another(name: str, time: str, *, keeps: bool = False) -> Ask:
    """Whether they would like another one, or to keep a sentence first."""
    keep = {"keep": ONE_MORE} if keeps else {}
    how = KEEP_THIS if keeps else "Say: another, or enough."
    return Ask(
        id=name,
        say=f"Another one, or enough for today? {how}",
        again=f"Say {_either(['another', *keep, 'enough'])}.",
        answers=("enough", "another", *keep),
        otherwise="enough",
        of="anyone",
        on={"another": time, **keep},
    )


def in_good_order(exercises: Iterable[Exercise], *, own: Collection[str] = ()) -> list[Exercise]:
    """The exercises, those of a path through the catalogue first.

    Their own, by name, come after its first three: whoever added one means to do it, and silence
    takes the very first.
    """
    places = {name: float(place) for place, name in enumerate(GOOD_ORDER)}
    places |= dict.fromkeys(own, AT_ONCE - 0.5)
    return sorted(exercises, key=lambda each: places.get(each.name, len(places)))


def _short(title: str) -> str:
    """A title as it is listed: nobody but ourselves keeps theirs short."""
    return " ".join(title.split()[:TITLE_WORDS])


def _in_one_prompt(sentences: Iterable[str]) -> str:
    """As many of them as can be listened to."""
    told = ""
    for each in sentences:
        longer = f"{told} {each}".strip()
        if len(longer.split()) > MAX_PROMPT_WORDS:
            break
        told = longer
    return told


def _either(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])}, or {words[-1]}" if len(words) > 1 else words[0]
