"""Ten sessions of mirror practice alone, from start to end by voice: what is told back, judged.

    python -m benchmarks.solo [--only words|commands|text] [--session N]

Eight synthetic voices and two sets of real readers, in the virtual room with the real ears, words
heard by whisper-tiny.en. `solo_sessions.toml` says by hand what each reply gives back. A point is
told as caught ("You caught this", "You said all of it back"), told as missing ("One thing I didn't
hear", "I may have misheard": one at most), or not told of. "Judged" is what was made of
each point, told or not. Beside it stands whether half of its words came back, as Whisper wrote
them. With commands only, nothing is told of points: the person checks, and is led on accordingly.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.recordings import folder
from tests.whisper import whisper
from voice_coach.acted.scenario import ActedPartners, Habits, Scenario
from voice_coach.core.actions import AnyAction, EndSession, SayPrompt, ShowStep
from voice_coach.core.events import AnyEvent
from voice_coach.core.settings import SessionSettings
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.flite_voice import FliteVoice
from voice_coach.edge.ports import Fact
from voice_coach.edge.sound_file import read_sound
from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.script import Card
from voice_coach.hearing.ears import Ears
from voice_coach.hearing.grammar import plain
from voice_coach.hearing.witness import Witness
from voice_coach.hearing.word_ear import WordEar
from voice_coach.listening import judge_practice
from voice_coach.listening.mirror import Reflection
from voice_coach.shell.compose import in_room
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.understanding import Understanding
from voice_coach.signal.sound import Sound
from voice_coach.store.contacts import load_contacts
from voice_coach.store.model_store import COACH_EN, ModelStore
from voice_coach.store.script_files import ScriptFiles

TABLE = Path(__file__).parent / "solo_sessions.toml"
REPLY, CHECK = "(reply)", "(check)"
TELLS_OF = 0.7
"""A prompt tells of a point where it says so much of its words: it borrows them as they are."""


class Round(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A practice partner's line, and what comes back of it."""

    line: str
    given: tuple[str, ...]
    missed: tuple[str, ...]
    reply: str = ""
    read: str = ""
    """A recording instead of a reply."""
    again: str
    again_missed: tuple[str, ...] = ()

    def truth(self, step: str) -> dict[str, bool]:
        """Whether each point is given back, at a step."""
        missed = self.missed if step == "mirror" else self.again_missed
        return {point: point not in missed for point in (*self.given, *self.missed)}


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One session as it is written down."""

    voice: str
    rounds: tuple[Round, ...]
    yes: tuple[str, ...] = ()


class Person:
    """Somebody alone, who says what the table says, and sees what is told of it."""

    def __init__(self, table: Table, lines: CoachLines) -> None:
        self._rounds, self._lines = table.rounds, lines
        self._yes = cycle(table.yes)
        self._recorded_yes = bool(table.yes)
        self._speak = voice(table.voice)
        self.at, self.step = -1, ""
        self.heard: dict[tuple[int, str], list[str]] = {}
        self.told: dict[tuple[int, str], list[str]] = {}
        self.steps: list[str] = []

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Follow where it is."""
        for action in actions:
            if isinstance(action, ShowStep):
                self.at += action.step == "line"
                self.step = action.step
                self.steps.append(action.step)

    def facts(self, at: int) -> Iterable[Fact]:
        return ()

    def sound(self, at: int, length: int) -> Sound | None:
        return None

    def speak(self, who: str, words: str) -> Sound:
        """What they say, once it is known where they are."""
        now = self._rounds[max(0, self.at)]
        if words == CHECK:
            words = "yes" if not now.missed else "not quite" if now.given else "no"
        if words == REPLY:
            if self.step == "mirror" and now.read:
                return read_sound((folder() / now.read).with_suffix(".flac"))
            words = now.reply if self.step == "mirror" else now.again
        if words == "yes" and self._recorded_yes:
            return read_sound(folder() / "commands_speech_commands" / f"{next(self._yes)}.flac")
        return self._speak(words)

    def hears(self, words: str) -> None:
        """Words that the program made of a mirror."""
        if self.step.startswith("mirror"):
            self.heard.setdefault((self.at, self.step), []).append(words)

    def is_told(self, text: str) -> None:
        """A prompt that tells of a mirror."""
        self.told.setdefault((self.at, self._mirror), []).append(text)

    @property
    def _mirror(self) -> str:
        return next(each for each in reversed(self.steps) if each.startswith("mirror"))


class Teller:
    """Passes on the prompts that tell what came back, word for word."""

    def __init__(self, understanding: Understanding, person: Person, lines: CoachLines) -> None:
        self._understanding, self._person, self._lines = understanding, person, lines

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        for action in actions:
            if isinstance(action, SayPrompt) and is_about_a_mirror(action.text, self._lines):
                self._person.is_told(self._understanding.worded(action))


def is_about_a_mirror(text: str, lines: CoachLines) -> bool:
    names = (name for name in lines.__struct_fields__ if "practice" in name)
    return text.startswith(tuple(getattr(lines, name) for name in names))


def voice(name: str) -> Callable[[str], Sound]:
    """A synthetic voice: espeak-ng's, flite's or festival's."""
    engine, _, own = name.rpartition(":")
    if engine == "flite":
        return FliteVoice(voice=own).speak
    if engine == "festival":
        return lambda words: by_festival(own, words)
    return EspeakVoice(voice=own).speak


def by_festival(own: str, words: str) -> Sound:
    with tempfile.TemporaryDirectory() as place:
        wave = Path(place) / "said.wav"
        command = ["text2wave", "-o", str(wave), "-eval", f"(voice_{own})"]
        subprocess.run(command, input=words.encode(), capture_output=True, check=True)
        return read_sound(wave)


def led(table: Table, *, words: bool) -> tuple[EndSession, Person]:
    """Lead one session to its end."""
    scripts = ScriptFiles()
    exercise = scripts.load("mirror-practice")
    models = {card.say: card.model for card in exercise.cards["practice-lines"]}
    cards = tuple(
        Card(say=each.line, model=models.get(each.line, each.again)) for each in table.rounds
    )
    lines = scripts.lines()
    plan = SessionPlan(
        settings=SessionSettings(
            exercise=msgspec.structs.replace(exercise, cards={"practice-lines": cards}),
            lines=lines,
            mode="solo",
        ),
        names={"a": "Ana", "b": ""},
    )
    person = Person(table, lines)
    habits = Habits(
        mirror=(REPLY, 1.5, "I'm done"), answers={"all-of-it": CHECK, "good-time": "yes"}
    )
    acted = Scenario(exercise=exercise.name, names=plan.names, habits=habits)
    partner = ActedPartners(acted, speak=person.speak, recording=read_sound)
    understanding = None
    with tempfile.TemporaryDirectory() as home:
        if words:
            understanding = Understanding(
                names=plan.names,
                solo=True,
                lines=lines,
                place=load_contacts(Path(home)).here(),
                show=lambda text: None,
            )
            understanding.heard = person.hears
        model = SpeechModel(ModelStore().find(COACH_EN.name).path)
        ears = (
            Ears(
                model=model,
                words=WordEar(
                    whisper,
                    agrees=Witness(lambda: model).hears,
                    hint=understanding.hint,
                    waits=True,
                ),
                understand=understanding.understand,
            )
            if understanding
            else Ears(model=model)
        )
        ending = in_room(
            plan,
            [person, partner],
            voice=EspeakVoice(),
            ears=lambda: ears,
            understanding=understanding,
            observers=[Teller(understanding, person, lines)] if understanding else [],
        )
    return ending, person


class Count(msgspec.Struct):
    """Points of one kind, and what became of them."""

    points: int = 0
    caught: int = 0
    named: int = 0
    judged: int = 0
    half_its_words: int = 0


def told_of(point: str, told: str) -> bool:
    wanted = set(plain(point).split())
    return len(wanted & set(plain(told).split())) >= TELLS_OF * len(wanted)


def came_back(point: str, reflection: Reflection) -> bool:
    """Whether a point was judged to have come back; where it was cut in two, both of them."""
    told = [each for each in reflection.points if told_of(point, each.text)]
    told = told or [each for each in reflection.points if told_of(each.text, point)]
    return (
        reflection.act != "other" and bool(told) and all(each.verdict == "covered" for each in told)
    )


def told_half(point: str, reply: str) -> bool:
    """Whether half of a point's words stand in a reply."""
    wanted = set(plain(point).split())
    return len(wanted & set(plain(reply).split())) >= len(wanted) / 2


def outcome(point: str, told: Sequence[str], lines: CoachLines) -> str:
    """Whether it was told as caught, as missing, or not at all."""
    for text in told:
        if text in (lines.practice_whole, lines.practice_felt):
            return "caught"
        caught = re.search(r"You caught this: (.*?)\.(?: One thing| I may|$)", text)
        if caught and told_of(point, caught[1]):
            return "caught"
        missing = re.search(r"(?:hear come back|they said was): (.*)\.$", text)
        if missing and told_of(point, missing[1]):
            return "named"
    return ""


def counted(table: Table, person: Person, counts: dict[bool, Count]) -> Iterator[str]:
    """Add what became of each point; yields what was told wrongly."""
    lines = ScriptFiles().lines()
    for (at, step), heard in sorted(person.heard.items()):
        now, reply = table.rounds[at], ". ".join(heard)
        reflection = judge_practice(now.line, reply).reflection
        told = person.told.get((at, step), [])
        for point, given in now.truth(step).items():
            count = counts[given]
            became = outcome(point, told, lines)
            count.points += 1
            count.caught += became == "caught"
            count.named += became == "named"
            judged = came_back(point, reflection)
            count.judged += judged
            count.half_its_words += told_half(point, reply)
            if became == ("named" if given else "caught") or judged != given:
                yield f"  {'given' if given else 'missed'}: {point} | {reply} | {' '.join(told)}"


def by_words(tables: Sequence[Table]) -> None:
    counts, finished, tries = {True: Count(), False: Count()}, 0, 0
    for table in tables:
        ending, person = led(table, words=True)
        finished += ending.reason == "finished"
        tries += len(person.heard)
        for wrong in counted(table, person, counts):
            print(wrong)
        so_far = ", ".join(f"{each.judged} of {each.points}" for each in counts.values())
        print(
            f"{table.voice}: {ending.reason}; judged to have come back so far {so_far}", flush=True
        )
    print(f"words: {finished} of {len(tables)} sessions finished, {tries} mirrors heard")
    for given, count in counts.items():
        kind = "given" if given else "missed"
        print(f"{count.points} points {kind}:")
        for name, some in (
            ("told as caught", count.caught),
            ("told as missing", count.named),
            ("judged to have come back", count.judged),
            ("half of its words came back", count.half_its_words),
        ):
            print(f"  {name}: {some}, {100 * some / max(1, count.points):.1f} %")


def by_text(tables: Sequence[Table]) -> None:
    """What is judged of the replies as they are written down, heard without a fault."""
    counts = {True: Count(), False: Count()}
    for now in (each for table in tables for each in table.rounds):
        for step, reply in (("mirror", now.reply), ("mirror-again", now.again)):
            reflection = judge_practice(now.line, reply).reflection
            for point, given in now.truth(step).items() if reply else ():
                count = counts[given]
                count.points += 1
                count.judged += came_back(point, reflection)
                count.half_its_words += told_half(point, reply)
    for given, count in counts.items():
        kind = "given" if given else "missed"
        print(f"{count.points} points {kind}, as written: judged to have come back ", end="")
        print(f"{100 * count.judged / count.points:.1f} %, half of its words ", end="")
        print(f"{100 * count.half_its_words / count.points:.1f} %")


def by_commands(tables: Sequence[Table]) -> None:
    seen: Counter[str] = Counter()
    for table in tables:
        ending, person = led(table, words=False)
        seen["finished"] += ending.reason == "finished"
        seen["told of points"] += sum(map(len, person.told.values()))
        rounds = "\n".join(person.steps).split("line\n")[1:]
        for each, steps in zip(table.rounds, rounds, strict=True):
            seen["rounds"] += 1
            seen["asked"] += "all-of-it" in steps
            seen["led on as answered"] += ("model" in steps) == bool(each.missed)
    print(f"commands only, {len(tables)} sessions: {dict(seen)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=["words", "commands", "text"])
    parser.add_argument("--session", type=int, help="one of them, from 1")
    options = parser.parse_args()
    rows: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["sessions"]
    tables = msgspec.convert(rows, list[Table])
    if options.session:
        tables = tables[options.session - 1 :][:1]
    if options.only in (None, "text"):
        by_text(tables)
    if options.only in (None, "words"):
        by_words(tables)
    if options.only in (None, "commands"):
        by_commands(tables)


if __name__ == "__main__":
    main()
