"""The grammar of what people ask and answer: cores and wrappers, read from data.

The marks of the files are those of `pattern`; what their tables mean stands at the head of each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from voice_coach.listening.breath import milder
from voice_coach.listening.denial import denials
from voice_coach.listening.pattern import Parts, Pattern, parts_of
from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.said_number import number_at

LONGEST_TAIL = 8
"""Words that may follow an open core: "how do I ..."."""

LONGEST_EXPLANATION = 10
"""Words that may follow an answer: "no, he left out the money"."""

MOST_REASONS = 2
"""How many such clauses there may be, unlisted words counted with them."""

LONGEST_REASON = 6
"""Words of a clause that tells why."""

NUMBERS = frozenset(map(str, range(11)))
"""The meanings that are numbers."""

OWN = "own"
"""Stands for every answer that a script names itself."""

CHOICES = frozenset(("EARS", "IDEAS", OWN))
"""The meanings that are one of several things named in a question."""

Frame = Literal["", "do", "thing", "said", "denied", "why", "because"]
"""What must come next: "can we" wants something to do, "can we have" a thing. "said": a core has
just been said. "denied": one that ends in "not", and denies a core behind it. "why", "because": a
clause that may go on: see `BARE`."""

BARE: tuple[Frame, ...] = ("why", "because")
"""Where no single word ends or skips: "I'm not good enough". Behind "why", a clause of any kind, it
asks for nothing at all."""

FOLLOWS: dict[str, tuple[Frame, ...]] = {
    "do": ("do",),
    "thing": ("thing",),
    "say": (),
    "written": ("do", "thing"),
    "open": ("do",),
    "wide": ("do", "thing"),
    "asked": ("do",),
    "judged": (),
    "chosen": (),
}
"""What the cores of each list may follow. Everything may also stand alone."""


WRITTEN = ("written", "open", "wide", "asked", "judged", "chosen")
"""The lists that a recogniser of few words does not listen for."""

ROUGH = {"open": 2, "wide": 2, "written": 1, "asked": 1, "judged": 1, "chosen": 1}
"""Where two cores fit, the one written out goes before the one that only takes in many wordings."""


class _Unit(NamedTuple):
    """What one stretch of an utterance may be."""

    end: int
    after: tuple[Frame, ...]
    """What it may follow, beside nothing."""
    leads: Frame | None
    """What it leads to; None: to whatever came before it."""
    meaning: str | None
    only: frozenset[str] | None
    """The meanings it goes with; None: all."""
    most_gaps: int = 30
    """How many words that nobody listed there may be, if it is one."""
    gaps: int = 0
    """How many words that nobody listed it has."""
    anywhere: bool = False
    """Whether such a word may stand right behind a core."""
    rough: int = 0
    """See `ROUGH`."""
    not_after: tuple[Frame, ...] = ()
    """What a request of one word may not follow."""
    pleads: bool = False
    """Whether it says please: what follows is no end of a clause."""


class Reading(NamedTuple):
    """What an utterance may have been so far."""

    frame: Frame
    meanings: frozenset[str]
    only: frozenset[str] | None
    gaps: int
    """Words so far that nobody listed."""
    rough: int = 0


class Grammar:
    """The files, read."""

    def __init__(self) -> None:
        wrappers = page("wrappers")
        commands, answers = page("commands"), page("answers")
        self._parts: Parts = parts_of(wrappers["parts"])
        self._order = [*commands, *answers]
        self.answers = frozenset(answers)
        self.requests = frozenset(commands)
        self._by_word: dict[str, list[tuple[frozenset[str], Pattern, _Unit, str]]] = {}
        """What may begin with a word, and the words each cannot be said without: most go by these
        alone."""
        for kind in ("around", "before"):
            for name, entry in wrappers[kind].items():
                leads = None if kind == "around" else name
                self._wrap(entry, leads)
        for book in (commands, answers):
            for meaning, entry in book.items():
                self._core(meaning, entry)
        self._first = {
            meaning: (
                self._patterns(entry["first"]),
                word_set(entry["not_then"]),
            )
            for meaning, entry in answers.items()
            if "first" in entry
        }
        self._gaps = [
            (
                self.group(entry["only"]),
                entry["most"],
                entry.get("whole", False),
                word_set(entry["never"]),
            )
            for entry in wrappers["gaps"].values()
        ]
        self._lessens = word_set(answers["PARTLY"]["lessens"])
        self._whole = word_set(answers["PARTLY"]["whole"])
        self._never = word_set(wrappers["reasons"]["never"])
        self._not_behind: dict[str | None, frozenset[str]] = {
            meaning: word_set(entry["not_behind"])
            for meaning, entry in commands.items()
            if "not_behind" in entry
        }
        self._why = {
            meaning: word_set(entry["because"])
            for meaning, entry in commands.items()
            if "because" in entry
        }
        self._hangs = word_set(wrappers["reasons"]["hangs"])
        self._denied = word_set(wrappers["reasons"]["denied"])
        self._leads_on = word_set(wrappers["reasons"]["leads_on"])
        self._goes_on = word_set(wrappers["reasons"]["goes_on"])
        anything = wrappers["reasons"]["anything"]
        self._any_why = word_set(anything["words"])
        self._with_any_why = self.requests - frozenset(anything["not_for"])
        self._openings = [
            (frozenset(entry["only"]) or self._with_any_why, entry.get("on_a_floor", True), each)
            for entry in wrappers["reasons"]["opened"].values()
            for each in self._patterns(entry["by"])
        ]
        self._to_coach = frozenset(wrappers["reasons"]["to_the_coach"])

    def rank(self, meaning: str) -> int:
        """Where a meaning stands in the files; the earlier counts."""
        return self._order.index(meaning) if meaning in self._order else len(self._order)

    def meant(self, said: frozenset[str]) -> str:
        """Which of several meanings in one breath counts."""
        return milder(said) or min(said, key=self.rank)

    def kind(self, meaning: str) -> str:
        """A meaning, or what stands for a script's own answers."""
        return meaning if meaning in self._order or meaning in NUMBERS else OWN

    def is_answer(self, meaning: str) -> bool:
        """Whether it answers a question."""
        return self.kind(meaning) not in self.requests

    def asks(self, meaning: str) -> bool:
        """Whether it asks for something, and does not answer: an answer goes before its like."""
        return meaning in self.requests and meaning != "CONTINUE"

    def group(self, names: Sequence[str]) -> frozenset[str]:
        """Meanings by name, and by the name of a group."""
        groups: dict[str, frozenset[str]] = {
            "requests": self.requests,
            "answers": self.answers,
            "numbers": NUMBERS,
            "choices": CHOICES,
        }
        return frozenset().union(*(groups.get(name, {name}) for name in names))

    def readings(
        self, said: Sequence[str], meanings: Collection[str], closed: bool
    ) -> Iterator[tuple[Reading, int]]:
        """Every way to read all of it, and of how few units it is made."""
        at: list[dict[Reading, int]] = [{} for _ in range(len(said) + 1)]
        at[0][Reading("", frozenset(), None, 0)] = 0
        barred = self._barred(said)
        for start in range(len(said)):
            if not at[start]:
                continue
            for unit in self._units(said, start, meanings, closed):
                if unit.meaning in barred.get(start, ()):
                    continue
                for reading, count in at[start].items():
                    after = _after(reading, unit)
                    if after is not None and after.gaps <= unit.most_gaps:
                        fewest = at[unit.end].get(after, len(said))
                        at[unit.end][after] = min(fewest, count + 1)
        yield from at[len(said)].items()

    def _barred(self, said: Sequence[str]) -> Mapping[int, frozenset[str]]:
        """What does not begin at a word, as a denial turns it round: "no need to stop".

        A request that begins with the denial or before it holds it: "I'd rather not go on". The
        "no" of one is no answer.
        """
        found = denials(said)
        begins = {denial.start: self.answers for denial in found}
        return begins | {at: self.requests for denial in found for at in denial[1:]}

    def _units(
        self, said: Sequence[str], start: int, meanings: Collection[str], closed: bool
    ) -> Iterator[_Unit]:
        words = set(said[start:])
        for needs, pattern, unit, kind in self._by_word.get(said[start], ()):
            if not needs <= words:
                continue
            if unit.meaning is not None and unit.meaning not in meanings:
                continue
            if (closed and kind in WRITTEN) or not self._applies(kind, meanings):
                continue
            for end in pattern.ends(said, start):
                bare = end == start + 1 and unit.meaning in self.requests
                ends = unit.meaning not in self._with_any_why
                told = unit._replace(end=end, not_after=BARE[: bare * (1 + ends)])
                denies = unit.meaning is not None and said[end - 1] == "not"
                yield told._replace(leads="denied") if denies else told
                if kind in ("open", "wide"):
                    for stop in self._tail(unit.meaning, said, end):
                        yield unit._replace(end=stop, most_gaps=0)
        if number := number_at(said, start):
            value, end = number
            if str(value) in meanings:
                yield _Unit(end, ("thing",), "", str(value), None)
        for meaning in meanings:
            if meaning not in self._order and said[start] == meaning.lower():
                yield _Unit(start + 1, ("thing",), "", meaning, None)
        if closed:
            return
        yield from self._reasons(said, start, "HOLD_FLOOR" in meanings)
        yield from self._explained(said, start, meanings)
        for only, most, whole, never in self._gaps:
            if said[start] not in never:
                allowed = most if whole else min(most, (len(said) - 1) // 3)
                yield _Unit(start + 1, (), None, None, only, allowed, gaps=1, anywhere=whole)

    def _tail(self, meaning: str | None, said: Sequence[str], end: int) -> Iterator[int]:
        """Where what follows an open core may end."""
        never = self._not_behind.get(meaning, frozenset())
        for at in range(end, min(end + LONGEST_TAIL, len(said))):
            if said[at] in never:
                return
            yield at + 1

    def _applies(self, kind: str, meanings: Collection[str]) -> bool:
        """Whether a list's cores count at this moment."""
        if kind == "judged":
            return "PARTLY" in meanings
        if kind == "chosen":
            return any(each in CHOICES or self.kind(each) == OWN for each in meanings)
        if kind == "wide":
            return "HOLD_FLOOR" not in meanings
        return kind != "asked" or _asked(meanings)

    def _explained(
        self, said: Sequence[str], start: int, meanings: Collection[str]
    ) -> Iterator[_Unit]:
        """Answers that may be followed by their explanation, where a question is asked."""
        if not _asked(meanings):
            return
        for meaning, (first, not_then) in self._first.items():
            if meaning not in meanings:
                continue
            for pattern in first:
                for end in pattern.ends(said, start):
                    left = len(said) - end
                    if 0 < left <= LONGEST_EXPLANATION and said[end] not in not_then:
                        meant = self._lessened(meaning, said[end:], meanings)
                        yield _Unit(len(said), (), "", meant, frozenset((meant,)), gaps=left)

    def _lessened(self, meaning: str, why: Sequence[str], meanings: Collection[str]) -> str:
        """An explained answer; a yes of which something is taken back is "not quite"."""
        takes_back = meaning == "YES" and "PARTLY" in meanings
        if takes_back and not self._lessens.isdisjoint(why) and self._whole.isdisjoint(why):
            return "PARTLY"
        return meaning

    def _reasons(self, said: Sequence[str], start: int, floor: bool) -> Iterator[_Unit]:
        opened = [
            (min(ends), only)
            for only, on_a_floor, opening in self._openings
            if (on_a_floor or not floor) and (ends := opening.ends(said, start))
        ]
        seen: set[str] = set()
        you = False
        for end in range(start + 1, min(start + LONGEST_REASON, len(said)) + 1):
            word = said[end - 1]
            if word in self._never:
                return
            you = you or word in ("you", "your")
            seen.add(word)
            if word in self._hangs and end < len(said):
                continue  # "if it is" quick: it goes on
            if (
                end < len(said)
                and not self._denied.isdisjoint(seen)
                and (word in self._leads_on or said[end] in self._goes_on)
            ):
                continue  # "I don't want to stop": what it denies is still to come
            because = {meaning for meaning, why in self._why.items() if seen & why}
            if seen & self._any_why:
                because |= self._with_any_why
            opens = set().union(*(goes_with for at, goes_with in opened if end > at)) - because
            for leads, only in zip(BARE, (opens, because), strict=True):
                only = only & self._to_coach if you else only
                if only and end - start > 1:
                    yield _Unit(
                        end, (), leads, None, frozenset(only), MOST_REASONS, 1, anywhere=True
                    )

    def _patterns(self, written: Sequence[str]) -> list[Pattern]:
        return [Pattern.of(each, self._parts) for each in written]

    def _wrap(self, entry: dict[str, Any], leads: Frame | None) -> None:
        only = self.group(entry["only"]) if "only" in entry else None
        for phrase in entry["phrases"]:
            pleads = "please" in phrase
            self._file(phrase, _Unit(0, (), leads, None, only, pleads=pleads), "wrapper")

    def _core(self, meaning: str, entry: dict[str, Any]) -> None:
        for kind in FOLLOWS:
            for phrase in entry.get(kind, ()):
                follows = FOLLOWS[kind] if meaning in self.requests | CHOICES else ()
                unit = _Unit(0, follows, "", meaning, None, rough=ROUGH.get(kind, 0))
                self._file(phrase, unit, kind)

    def _file(self, phrase: str, unit: _Unit, kind: str) -> None:
        pattern = Pattern.of(phrase, self._parts)
        first, _ = pattern.firsts()
        entry = (pattern.needs(), pattern, unit, kind)
        for word in first:
            self._by_word.setdefault(word, []).append(entry)


def _asked(meanings: Collection[str]) -> bool:
    """Whether a question is waiting for its answer, as neither on a floor nor in a pause."""
    return not {"HOLD_FLOOR", "CONTINUE"} & set(meanings)


def _after(reading: Reading, unit: _Unit) -> Reading | None:
    """A reading with one more unit, or None if that cannot follow."""
    frame = reading.frame
    if unit.gaps and frame in ("said", "denied") and unit.meaning is None and not unit.anywhere:
        return None  # "no more lies": a word right behind a core makes another thing of it
    if unit.meaning is not None and frame in ("do", "thing") and frame not in unit.after:
        return None
    if frame in unit.not_after or (frame == "denied" and unit.meaning is not None):
        return None  # "let's not stop" asks for no end
    only = reading.only
    if unit.only is not None:
        only = unit.only if only is None else only & unit.only
        if not only:
            return None
    if unit.meaning is not None:
        frame = "denied" if unit.leads == "denied" else "said"
    elif unit.leads is not None:
        frame = unit.leads
    elif frame in ("said", "denied") or (unit.pleads and frame in BARE):
        frame = ""
    meanings = reading.meanings if unit.meaning is None else reading.meanings | {unit.meaning}
    rough = reading.rough + unit.rough
    return Reading(frame, meanings, only, reading.gaps + unit.gaps, rough)


@cache
def grammar() -> Grammar:
    """The one grammar there is."""
    return Grammar()
