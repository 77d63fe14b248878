"""Whether two people who talk at once are noticed, and one person never.

    python -m benchmarks.overlap

Readers stand in for partners: one begins while another still reads, as loud or 6 dB softer, with
and without a room: a seminar room some metres away, as it was measured ("far"), and with the direct
sound made as strong as its echo ("near"). Then what must not be told: readers alone, louder by
12 dB, in the room, beside noises, and one after the other; synthesised voices; noises. Last the
conversations whose turns are marked, and the cost.
"""

import time
from collections.abc import Iterator

import numpy as np

from benchmarks.recordings import SOUNDS, TALK, folder, recordings
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.sound_file import blocks, read_sound
from voice_coach.edge.virtual_room import RoomEcho
from voice_coach.hearing.loading import load_overlap
from voice_coach.hearing.voice_activity import VoiceActivity
from voice_coach.signal.sound import Sound, level_dbfs
from voice_coach.signal.units import SAMPLE_RATE, samples, seconds

READERS = ("speakers_librispeech", "read_common_voice", "read_librispeech_test_other")
LASTING = (1.2, 1.5, 2.0, 3.0)
SOFTER = (0.0, -6.0)
PAIRS = 8
COUNTS = (0.8, 1.2, 2.0)
"""Seconds from which a stretch counts at the three sensitivities (core/heat.py)."""

LEVEL, RAISED = -30.0, 12.0
VOICES = ("en-us", "en-us+f3", "en-gb+m3", "en-gb-scotland", "en-us+f5", "en-us+m7")
LINES = (
    "On Monday I came home late because the train stood in the rain for an hour.",
    "Then I cooked the soup that we had planned, and I sat down to read for a while.",
    "In the evening it was quiet, and I watered the plants by the window.",
)

Span = tuple[float, float]
random = np.random.default_rng(7)


def anew() -> None:
    """Each part draws the same, whatever was drawn before."""
    global random
    random = np.random.default_rng(7)


def level(sound: Sound, decibels: float = LEVEL) -> np.ndarray:
    voiced = sound[np.abs(sound.astype(int)) > 50]
    return sound * 10 ** ((decibels - level_dbfs(voiced)) / 20)


def trimmed(sound: Sound) -> Sound:
    """Without the silence before and after what is read."""
    power = np.convolve(np.square(sound, dtype=float), np.ones(400), "same")
    (loud,) = np.nonzero(power > power.max() / 1000)
    return sound[loud[0] : loud[-1]]


def laid(*parts: tuple[float, np.ndarray]) -> Sound:
    """Sounds at their moments, in a quiet room, and three seconds of it after them."""
    length = max(samples(at) + len(part) for at, part in parts) + samples(3)
    room = random.normal(0, 8, length)
    for at, part in parts:
        room[samples(at) : samples(at) + len(part)] += part
    return np.clip(np.round(room), -32768, 32767).astype(np.int16)


def one_after_another(parts: list[np.ndarray], gap: float) -> Sound:
    at, talk = 0.5, []
    for part in parts:
        talk.append((at, part))
        at += seconds(len(part)) + gap
    return laid(*talk)


def piece(sound: np.ndarray, length: float) -> np.ndarray:
    """Somewhere in it, so many seconds."""
    wanted = samples(length)
    whole = np.tile(sound, 1 + wanted // len(sound))
    begin = int(random.integers(0, len(whole) - wanted + 1))
    return whole[begin : begin + wanted]


def readers() -> list[np.ndarray]:
    """What each person reads, all as loud."""
    people: dict[str, list[Sound]] = {}
    for recording in recordings(*READERS):
        name = recording.path.name
        name = name if name.startswith("common") else name.split("-")[0]
        people.setdefault(name, []).append(trimmed(recording.sound))
    return [level(np.concatenate(people[name])) for name in sorted(people)]


def nearer(response: Sound) -> Sound:
    """A room's response with the direct sound, its first 5 ms, as strong as all the rest."""
    heard = response[int(np.argmax(np.abs(response.astype(int)))) :].astype(float)
    direct, rest = np.sum(heard[: samples(0.005)] ** 2), np.sum(heard[samples(0.005) :] ** 2)
    heard[: samples(0.005)] *= np.sqrt(rest / direct)
    return np.round(heard * 30_000 / np.abs(heard).max()).astype(np.int16)


class Watch:
    """Hears as the ears do, and keeps account."""

    def __init__(self) -> None:
        overlap = load_overlap()
        assert overlap, "models/overlap is not whole"
        self._overlap = overlap
        self.heard = self.cost = 0.0
        far = read_sound(folder() / "rir" / "seminar_room_clap.flac")
        self._rooms = {"near": nearer(far), "far": far}

    def in_room(self, sound: Sound, where: str) -> Sound:
        if where == "no room":
            return sound
        echo = RoomEcho(gain_db=0, delay_ms=0, response=self._rooms[where])
        whole = sound[: len(sound) // 320 * 320]
        return np.concatenate([echo.hear(block) for block in blocks(whole)])

    def stretches(self, sound: Sound) -> list[Span]:
        """Begin, at the latest, and length of what is told."""
        self._overlap.forget()
        activity, told, began = VoiceActivity(), [], time.process_time()
        for number, block in enumerate(blocks(sound), 1):
            lasting = self._overlap.hear(block, voiced=activity.voiced(block))
            if lasting is not None:
                told.append((seconds(number * len(block) - lasting), seconds(lasting)))
        self.cost += time.process_time() - began
        self.heard += len(sound) / SAMPLE_RATE
        return told


def overlapping(people: list[np.ndarray], lasting: float, softer: float) -> tuple[Sound, float]:
    """One person, and another who breaks in near the end or says something in between."""
    first, second = random.choice(len(people), 2, replace=False)
    ends = 0.5 + float(random.uniform(4, 7))
    breaks_in = bool(random.integers(2))
    at = ends - lasting if breaks_in else ends - lasting - 0.5
    length = lasting + (float(random.uniform(2, 4)) if breaks_in else 0.0)
    other = piece(people[second], length) * 10 ** (softer / 20)
    return laid((0.5, piece(people[first], ends - 0.5)), (at, other)), at


def found(watch: Watch, people: list[np.ndarray]) -> Iterator[tuple[float, float, str, float]]:
    """For each overlap: how long, how soft, in which room, and how long was told."""
    anew()
    for lasting in LASTING:
        for softer in SOFTER:
            for number in range(PAIRS):
                sound, at = overlapping(people, lasting, softer)
                where = ("no room", "near", "no room", "far")[number % 4]
                told = watch.stretches(watch.in_room(sound, where))
                of_it = [long for begin, long in told if at - 1 < begin < at + lasting + 3]
                yield lasting, softer, where, max(of_it, default=0.0)


def lonely(watch: Watch, people: list[np.ndarray]) -> Iterator[tuple[str, Sound]]:
    """What must not be told, by kind."""
    anew()
    noises = [each.sound for each in recordings(*SOUNDS)]
    for person in people:
        yield "one reader, near", watch.in_room(laid((0.5, person)), "near")
        yield "one reader, far", watch.in_room(laid((0.5, person)), "far")
        louder = person.copy()
        louder[len(person) // 2 :] *= 10 ** (RAISED / 20)
        yield "one reader, raised half-way", laid((0.5, louder))
    for number, noise in enumerate(noises):
        yield "noise alone", laid((0.5, noise))
        person = piece(people[number % len(people)], 6)
        yield "reader and noise", laid((0.5, person), (1.0, level(noise[: samples(5)], -36)))
    for _ in range(10):
        turns = [piece(people[random.integers(len(people))], 4) for _ in range(8)]
        yield "one after another", one_after_another(turns, 0.2)
    for name in VOICES:
        lines = [level(EspeakVoice(voice=name).speak(line)) for line in LINES]
        yield "synthesised", one_after_another(lines, 0.8)


def hits(told: list[float]) -> str:
    long, short = (sum(each >= least for each in told) for least in (1.2, 0.8))
    return f"{long} ({short}) of {len(told)}"


def conversations(watch: Watch) -> None:
    for recording in recordings(*TALK):
        marked = sorted((each["start"], each["end"], each["speaker"]) for each in recording.turns)
        both = [
            (round(start, 1), round(min(end, until) - start, 1))
            for number, (start, end, who) in enumerate(marked)
            for began, until, other in marked[:number]
            if other != who and until > start + 0.3 and began <= start
        ]
        told = [(round(at, 1), round(long, 1)) for at, long in watch.stretches(recording.sound)]
        print(f"{recording.path.name}: marked (at, s) {both}; told {told}")


def main() -> None:
    watch, everybody = Watch(), readers()
    results = list(found(watch, everybody))
    print("overlaps told as 1.2 s or more (as 0.8 s or more):")
    for column, unit in ((0, " s"), (1, " dB"), (2, "")):
        for value in sorted({each[column] for each in results}):
            print(f"  {value}{unit}: {hits([one[3] for one in results if one[column] == value])}")
    print(f"  all: {hits([each[3] for each in results])}")
    account: dict[str, list[float]] = {}
    for kind, sound in lonely(watch, everybody):
        told = watch.stretches(sound)
        counted = [sum(long >= least for _, long in told) for least in COUNTS]
        row = account.setdefault(kind, [0.0] * 4)
        for number, value in enumerate([len(sound) / SAMPLE_RATE / 60, *counted]):
            row[number] += value
    print(f"told where one talks at most: minutes, stretches of {COUNTS} s or more")
    for kind, (minutes, *counts) in account.items():
        print(f"  {kind}: {minutes:.1f} min, {[int(each) for each in counts]}")
    conversations(watch)
    print(f"{100 * watch.cost / watch.heard:.1f} % of a core in {watch.heard / 60:.0f} minutes")


if __name__ == "__main__":
    main()
