"""How well requests, answers and words of danger are understood, in writing and spoken.

    python -m benchmarks.wordings [--spoken]

In writing: the wordings of tests/listening/wordings, which somebody wrote before there was a
grammar. It was tuned on the half called "tune"; of the half called "kept" only counts are printed.
Beside the whole, for comparison: the grammar without the second reading, and a plain list of the
cores, as exact phrases. Then what the second reading takes talk for: lines of ours and of strangers
(the folder VOICE_COACH_SAMPLES) on which nothing was fitted, each said at every moment.

Spoken: wrapped requests said by voices that coach-en did not learn from (espeak-ng variants; flite
and festival where they are installed), in the noise of a quiet room, and heard as in a session.
"""

import argparse
import json
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks.command_table import heard
from benchmarks.fit_likeness import MOMENTS, Line, book, looked_at
from benchmarks.fit_likeness import talk as talk_at_hand
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.sound_file import read_sound
from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.exercise.meanings import ANY_TIME
from voice_coach.hearing.grammar import CommandPhrases, plain
from voice_coach.hearing.moments import counts_at, listening
from voice_coach.listening import find_safety_cue, meaning_of
from voice_coach.listening.likeness import TALK, likely
from voice_coach.listening.request import by_rule
from voice_coach.listening.words import words
from voice_coach.signal.sound import Sound
from voice_coach.store.model_store import ModelStore

LISTS = Path(__file__).parent.parent / "tests" / "listening" / "wordings"
HALVES = ("tune", "kept")
UNWANTED = ("STOP", "PASS", "YES", "NO")
"""What talk must never be taken for."""

OF_FEAR = (*ANY_TIME, "YES", "NO", "SOMETIMES")
"""What counts at a question about fear."""

ESPEAK = ("en-gb-scotland+f2", "en-us+m2", "en-gb-x-rp+f5", "en-029+m5", "en-gb-x-gbclan+m6")
FLITE = ("slt", "awb", "rms")
FESTIVAL = ("kal_diphone", "don_diphone", "rab_diphone", "ked_diphone", "cmu_us_slt_arctic_hts")

SAID = {
    "STOP": ("can we stop please", "please stop", "let's stop this", "I want to stop now"),
    "PAUSE": ("can we pause", "hang on a second", "please pause it", "sorry, one moment please"),
    "TIME_OUT": ("can we take a break", "I think we need a break"),
    "YIELD": ("okay I'm done", "I think that's it", "I'm finished thank you", "okay over to you"),
    "REPEAT": ("can you say that again", "sorry, can you repeat that please", "okay repeat please"),
    "SLOWER": ("could you slow down please", "please speak slower"),
    "PASS": ("can we skip this", "let's skip this one", "I'd rather not"),
    "EXPLAIN": ("what do you mean", "sorry, what do you mean", "can I have an example"),
    "HELP": ("what can I say", "sorry, what can I say now"),
    "TIME_LEFT": ("how much time is left", "sorry, how long left"),
    "LOUDER": ("could you speak up please", "a bit louder please"),
    "BACK": ("can we go back please", "let's go back a step"),
    "START_OVER": ("can we start over", "please start again"),
}
"""Wrapped requests by what they mean, said while somebody has the floor."""


def rows(half: str, name: str) -> list[dict]:
    text = (LISTS / half / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def exact(text: str, counts: tuple[str, ...]) -> str | None:
    """The baseline: the whole line is a core, as it is written."""
    return CommandPhrases.load().spoken(counts).get(plain(text))


def by_rules(text: str, counts: tuple[str, ...]) -> str | None:
    """The grammar without the second reading."""
    return None if find_safety_cue(text) else by_rule(words(text), counts)


def wordings(
    half: str, lines: Iterable[Line], read: Callable[[str, tuple[str, ...]], str | None]
) -> None:
    asked, right = Counter[str](), Counter[str]()
    for line in lines:
        asked[line.meaning] += 1
        right[line.meaning] += read(line.text, counts_at(line.moment)) == line.meaning
    share = right.total() / asked.total()
    print(f"{half}, {read.__name__}: {right.total()} of {asked.total()} right ({share:.1%})")
    if read is meaning_of:
        print("  " + ", ".join(f"{each} {right[each]}/{asked[each]}" for each in asked))


def talk(half: str) -> None:
    lines = rows(half, "talk")
    found = Counter(meaning_of(row["text"], counts_at(row["expecting"])) for row in lines)
    taken = {str(each): count for each, count in found.items() if each}
    unwanted = sum(found[each] for each in UNWANTED)
    print(f"{half}, {len(lines)} lines of talk: taken for {taken}; {unwanted} of {UNWANTED}")


def guesses() -> None:
    """Talk kept aside that the second reading alone takes for something, by moment."""
    lines = talk_at_hand(aside=True)
    for moment in MOMENTS:
        counts, taken = counts_at(moment), Counter[str]()
        for line in lines:
            if likely(words(line.text), counts) and not by_rules(line.text, counts):
                taken[str(meaning_of(line.text, counts))] += 1
        print(f"{moment}: {len(lines)} lines of talk: {taken.total()} guessed at: {dict(taken)}")


def danger(half: str) -> None:
    lines = rows(half, "safety")
    found = Counter((row["danger"], find_safety_cue(row["text"]) is not None) for row in lines)
    hits, missed = found[True, True], found[True, False]
    alarms, calm = found[False, True], found[False, False]
    print(
        f"{half}, danger: recall {hits / (hits + missed):.2f} of {hits + missed}, precision "
        f"{hits / (hits + alarms):.2f}; alarms on {alarms} of {alarms + calm} near misses"
    )
    answers = rows(half, "fear_answers")
    for afraid, counted in ((True, ("YES", "SOMETIMES")), (False, ("NO",))):
        some = [row for row in answers if row["afraid"] == afraid]
        right = sum(meaning_of(row["text"], OF_FEAR) in counted for row in some)
        print(f"  afraid {afraid}: {right} of {len(some)} answers to a question about fear right")


def program(*command: str) -> Callable[[str], Sound]:
    """A voice that reads its text from its input and writes the file named last."""

    def speak(text: str) -> Sound:
        with tempfile.NamedTemporaryFile(suffix=".wav") as file:
            subprocess.run(
                [*command, file.name], input=text.encode(), check=True, capture_output=True
            )
            return read_sound(Path(file.name))

    return speak


def voices() -> Iterator[tuple[str, Callable[[str], Sound]]]:
    for name in ESPEAK:
        yield f"espeak-ng {name}", EspeakVoice(voice=name, words_per_minute=150).speak
    if shutil.which("flite"):
        for name in FLITE:
            yield f"flite {name}", program("flite", "-voice", name, "-f", "-", "-o")
    if shutil.which("text2wave"):
        for name in FESTIVAL:
            if list(Path("/usr/share/festival/voices").glob(f"*/{name}")):
                yield f"festival {name}", program("text2wave", "-eval", f"(voice_{name})", "-o")


def spoken() -> None:
    model = SpeechModel(ModelStore().find("coach-en").path)
    right, other, said = 0, 0, 0
    for name, speak in voices():
        good = 0
        for meaning, requests in SAID.items():
            for request in requests:
                found = heard(speak(request), listening("floor", ()), model)
                said += 1
                good += found == [meaning]
                other += any(each != meaning for each in found)
        right += good
        print(f"  {name}: {good} understood", flush=True)
    print(f"spoken: {right} of {said} understood ({right / said:.1%}), {other} taken for another")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--spoken", action="store_true", help="the spoken part too; some minutes")
    with_voices = parser.parse_args().spoken
    for half in HALVES:
        lines = [
            Line(row["text"], row["expecting"], row["meaning"], half)
            for row in rows(half, "wordings")
        ]
        for read in (meaning_of, by_rules, exact):
            wordings(half, lines, read)
        talk(half)
        danger(half)
    counted = [line for line in book("sitting5") if not looked_at(line.text)]
    for read in (meaning_of, by_rules):
        asked = (line for line in counted if line.meaning != TALK)
        wordings("sitting5, counted half", asked, read)
    guesses()
    if with_voices:
        spoken()


if __name__ == "__main__":
    main()
