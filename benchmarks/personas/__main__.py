"""How the coach does with couples who behave as people do.

    python -m benchmarks.personas [--sessions 1000] [--half kept] [--aloud words|commands]

Twelve personas in all pairs, in every exercise for two: led in event time, words understood, what
they say drawn from wordings that nobody tuned on. What they want is known, so what became of it
can be counted.

Aloud they talk in the virtual room, each evening in two synthetic voices that coach-en did not
learn from, and are heard as in a session: commands alone, or words too (whisper-tiny.en).
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from random import Random

from benchmarks.personas.aloud import Couple
from benchmarks.personas.home import Home
from benchmarks.personas.persona import MANNERS, Persona
from benchmarks.personas.told import Told
from benchmarks.personas.wording import Wordings
from benchmarks.solo import voice
from benchmarks.wordings import ESPEAK, FLITE
from tests.whisper import whisper
from voice_coach.core.session import Session
from voice_coach.core.settings import SessionSettings
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.script import Exercise, Partner, chosen_length, spoilers
from voice_coach.hearing.ears import Ears
from voice_coach.hearing.witness import Witness
from voice_coach.hearing.word_ear import WordEar
from voice_coach.shell.compose import in_room
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.understanding import Understanding
from voice_coach.store.contacts import load_contacts
from voice_coach.store.model_store import COACH_EN, ModelStore
from voice_coach.store.script_files import ScriptFiles

SEED = 14
NAMES: dict[Partner, str] = {"a": "Ana", "b": "Ben"}
VOICES = {
    "flite": tuple(f"flite:{name}" for name in FLITE),
    "espeak": ESPEAK,
}
"""Of those of flite whisper-tiny.en gets few words wrong, of these of espeak-ng many."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--half", choices=("kept", "tune"), default="kept")
    parser.add_argument("--aloud", choices=("words", "commands"))
    parser.add_argument("--voices", choices=tuple(VOICES), default="flite")
    parser.add_argument("--tell", action="store_true", help="name what went against a wish")
    arguments = parser.parse_args()
    scripts, wordings = ScriptFiles(), Wordings(arguments.half)
    exercises, lines = [each for each in scripts.all() if each.couple], scripts.lines()
    evenings: list[tuple[str, Told]] = []
    for number, (exercise, pair) in enumerate(drawn(exercises, arguments.sessions)):
        chance = Random(f"{SEED}.{number}")
        if arguments.aloud:
            voices, words = VOICES[arguments.voices], arguments.aloud == "words"
            told = led_aloud(exercise, lines, pair, wordings, chance, voices, words=words)
            print(f"{number}: {told.ending}, {told.met} of {told.wanted} met", flush=True)
        else:
            told = led(exercise, lines, pair, wordings, chance)
        evenings.append((f"{number}: {exercise.name}, {pair[0]} and {pair[1]}", told))
    report(evenings, tell=arguments.tell)


def drawn(exercises: list[Exercise], count: int) -> list[tuple[Exercise, tuple[str, str]]]:
    """So many evenings: every pair, and every exercise, about equally often."""
    pairs = list(product(MANNERS, MANNERS))
    chance = Random(SEED)
    found: list[tuple[Exercise, tuple[str, str]]] = []
    while len(found) < count:
        chance.shuffle(pairs)
        found += [(exercises[(len(found) + at) % len(exercises)], p) for at, p in enumerate(pairs)]
    return found[:count]


def led(
    exercise: Exercise, lines: CoachLines, pair: tuple[str, str], wordings: Wordings, chance: Random
) -> Told:
    """One evening."""
    settings = settings_for(exercise, lines)
    understanding, people = following(exercise, lines), couple(pair, wordings, chance)
    return Home(Session(settings), understanding, people, chance).evening()


def led_aloud(
    exercise: Exercise,
    lines: CoachLines,
    pair: tuple[str, str],
    wordings: Wordings,
    chance: Random,
    voices: Sequence[str],
    *,
    words: bool,
) -> Told:
    """One evening in the virtual room."""
    understanding, people = following(exercise, lines), couple(pair, wordings, chance)
    speak = dict(zip(("a", "b"), map(voice, chance.sample(voices, 2)), strict=True))
    two = Couple(people, speak, understanding.worded, chance)
    model = SpeechModel(ModelStore().find(COACH_EN.name).path)
    agrees = Witness(lambda: model).hears
    ear = WordEar(whisper, agrees=agrees, waits=True) if words else None
    ears = Ears(model=model, words=ear, understand=understanding.understand)
    in_room(
        SessionPlan(settings=settings_for(exercise, lines), names=NAMES),
        [two],
        voice=EspeakVoice(),
        ears=lambda: ears,
        understanding=understanding,
    )
    return two.account.told


def settings_for(exercise: Exercise, lines: CoachLines) -> SessionSettings:
    return SessionSettings(
        exercise=exercise, lines=lines, length=chosen_length(exercise, None), mode="couple"
    )


def following(exercise: Exercise, lines: CoachLines) -> Understanding:
    return Understanding(
        names=NAMES,
        solo=False,
        lines=lines,
        place=load_contacts(Path(tempfile.gettempdir())).here(),
        show=lambda text: None,
        without=spoilers(exercise),
    )


def couple(pair: tuple[str, str], wordings: Wordings, chance: Random) -> dict[Partner, Persona]:
    return {
        who: Persona(manner, wordings, chance) for who, manner in zip(("a", "b"), pair, strict=True)
    }


def report(evenings: list[tuple[str, Told]], *, tell: bool) -> None:
    told = [each for _, each in evenings]
    wanted = sum(each.wanted for each in told)
    opposite = Counter(each for one in told for each in one.opposite)
    taken = sum((each.taken for each in told), Counter())
    against = [name for name, each in evenings if each.ending == "early" and each.cause == "none"]
    print(f"{len(told)} evenings, {wanted} requests and answers")
    print(f"acted on as meant, at once:          {share(told, 'met_at_once', wanted):6.1%}")
    print(f"acted on as meant, three tries:      {share(told, 'met', wanted):6.1%}")
    print(f"or by the key that was offered:      {share(told, 'met_by_key', wanted):6.1%}")
    print(f"taken for the opposite:              {opposite.total()}")
    print(f"ended against somebody's wish:       {len(against)}")
    print(f"prompts to an empty room, after 2':  {sum(each.to_nobody for each in told)}")
    print(f"talk that was acted on:              {taken.total()}")
    print(f"longest prompt:                      {max(e.longest_prompt for e in told)} words")
    finished = [each for each in told if each.ending == "finished"]
    if finished and told[0].coach:
        spoken = sum(each.coach for each in finished) / sum(each.lasted for each in finished)
        print(f"coach's share of what was finished:  {spoken:6.1%}")
    print("ended:", dict(Counter(f"{e.ending}, {e.cause}" for e in told).most_common()))
    print("taken:", dict(taken.most_common()))
    print("opposite:", dict(opposite.most_common()))
    if tell:
        print("\n".join(against))


def share(told: list[Told], which: str, wanted: int) -> float:
    return sum(getattr(each, which) for each in told) / max(1, wanted)


if __name__ == "__main__":
    main()
