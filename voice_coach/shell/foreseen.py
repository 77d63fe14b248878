"""Every line of a session that can be foreseen: what is spoken ahead, and what a voice pack needs.

What cannot be foreseen are words of people: a point that a mirror missed, what was kept last time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from voice_coach.core.in_words import about, answers_in_keys, answers_in_words, as_a_noun
from voice_coach.core.question import Question
from voice_coach.core.settings import SessionSettings
from voice_coach.exercise.plan import PlannedStep, plan
from voice_coach.exercise.script import LENT, Ask, Exercise, FloorStep, Partner
from voice_coach.signal.units import samples

BUILT_IN: tuple[tuple[str, ...], ...] = (("yes", "no"), ("yes", "partly", "no"))
"""The answers to the questions that no script asks (`core/telling.py`, `core/agreement.py`)."""


def foreseen(settings: SessionSettings) -> Iterator[str]:
    """The lines of a session, `{a}` and `{b}` where names belong, those that are due first first.

    That is what the script says, by how soon it can be reached, and behind the first floor whose
    words are to come back, what the coach asks about those. Then whatever else may be needed.
    """
    partners: Sequence[Partner] = ("a",) if settings.mode == "solo" else ("a", "b")
    planned = plan(
        settings.exercise, mode=settings.mode, length=settings.length, first=settings.first
    )
    asks = [getattr(settings.lines, name) for name in OF_A_MIRROR]
    for each in _soonest(planned):
        yield from _filled(each.step.say, each, [each.partner])
        if isinstance(each.step, FloorStep) and each.step.checked:
            for line in asks:
                yield from (line.replace("{partner}", f"{{{who}}}") for who in partners)
            asks = []
    for each in planned:
        asked = [each.partner, each.speaker, each.listener]
        for text in _besides(each):
            yield from _filled(text, each, asked)
    for line in msgspec.structs.astuple(settings.lines):
        for filled in _with_values(line, settings, planned):
            for partner in partners:
                yield filled.replace("{partner}", f"{{{partner}}}")


OF_A_MIRROR = ("reflect", "got_it", "reflect_briefly", "got_it_briefly", "more", "go_on")
"""The lines of the coach's that belong to every floor whose words are to come back."""


def _soonest(planned: Sequence[PlannedStep]) -> list[PlannedStep]:
    """The steps by how many others come before them, at the least: of several ways none waits."""
    before = [0, *[len(planned)] * len(planned)]
    for at, each in enumerate(planned):
        step = each.step
        targets = {step.then, step.lighter}
        targets |= set(step.on.values()) if isinstance(step, Ask | FloorStep) else set()
        passing = "next" in targets
        for later in range(at + 1, len(planned)):
            following = planned[later].step
            if passing or following.id in targets:
                before[later] = min(before[later], before[at] + 1)
                targets.discard(following.id)
            passing = passing and bool(following.when)
    return [planned[at] for at in sorted(range(len(planned)), key=before.__getitem__)]


def every_session(settings: SessionSettings) -> Iterator[SessionSettings]:
    """The same exercise in each mode and length, whoever begins, with the cards of any day."""
    exercise = settings.exercise
    most = max((len(cards) for cards in exercise.cards.values()), default=1)
    for turned in (_turned(exercise, by) for by in range(most)):
        for mode in exercise.modes:
            for length in exercise.minutes:
                for first in ("a", "b") if mode == "couple" else ("a",):
                    yield msgspec.structs.replace(
                        settings, exercise=turned, mode=mode, length=length, first=first
                    )


def _turned(exercise: Exercise, by: int) -> Exercise:
    decks = {name: (*cards[by:], *cards[:by]) for name, cards in exercise.cards.items()}
    return msgspec.structs.replace(exercise, cards=decks)


def _besides(planned: PlannedStep) -> Iterator[str]:
    """What else a step may say: put again, explained, into a quiet floor."""
    step = planned.step
    yield step.explain
    if isinstance(step, Ask):
        yield step.again
    if isinstance(step, FloorStep):
        yield from (hint.say for hint in step.hints)


def _filled(text: str, planned: PlannedStep, partners: Sequence[Partner | None]) -> Iterator[str]:
    if text and not any(f"{{{place}}}" in text for place in LENT):
        for partner in dict.fromkeys(partners):
            yield text.format(a="{a}", b="{b}", **planned.names(partner))


def _with_values(
    line: str, settings: SessionSettings, planned: Sequence[PlannedStep]
) -> Iterator[str]:
    """A line of the coach's with what can stand in its places; none where only the shell knows."""
    places = set(re.findall(r"\{(\w+)\}", line)) - {"partner"}
    if not places:
        yield line
        return
    questions = [Question.of(each.step, None) for each in planned if isinstance(each.step, Ask)]
    questions += [
        Question(step=name, text=line, answers=answers, otherwise="", partner=None)
        for answers in BUILT_IN
        for name in ("got-it", "more")
    ]
    meanings = [each.meanings for each in questions]
    longest = round(60 * settings.exercise.cap_minutes)
    values: dict[str, list[str]] = {
        "time": [about(samples(each)) for each in (10, 30, *range(60, longest + 60, 60))],
        "answers": [answers_in_words(each) for each in meanings],
        "keys": [answers_in_keys(each) for each in meanings],
        "answer": [as_a_noun(word) for each in questions for word in each.answers.values()],
    }
    for place in places & values.keys():
        if places == {place}:
            yield from (
                line.replace(f"{{{place}}}", value) for value in dict.fromkeys(values[place])
            )
