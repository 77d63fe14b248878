"""How well the words of a turn are understood: `python -m benchmarks.listening`.

On the third of our own sentences that is kept aside, at 0, 10 and 20 % of words misheard, and on
lines of calm talk by strangers (the folder VOICE_COACH_SAMPLES); then the time of one call. Prints
totals only: who tunes the lists must not see which sentence of that third failed.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from zlib import crc32

from benchmarks.labelled import act_pairs, counted, lines, several_points
from benchmarks.mishearing import misheard
from benchmarks.scores import area_under_curve, f1, precision, recall
from voice_coach.hearing.moments import counts_at
from voice_coach.listening import (
    find_feelings,
    find_language_cue,
    find_safety_cue,
    judge_heat,
    judge_reflection,
    meaning_of,
    retell,
)

WORD_ERRORS = (0, 10, 20)
CALLS = 2000
RELEASES = {
    "YIELD": "yield",
    "HOLD_FLOOR": "hold",
    "MORE": "hold",
    **dict.fromkeys(("PAUSE", "MINUTE", "TIME_OUT"), "time_out"),
}
"""Meanings that somebody on the floor may have, by the labels of sentences/release.toml."""

Row = tuple[str, list[float], str]
"""What is measured, its figure at each rate of word errors, and on how much."""


def main() -> None:
    """Print the tables."""
    columns = "".join(f"{percent:>7} %" for percent in WORD_ERRORS)
    print(f"{'words misheard':34}{columns}   on")
    for measure in (act, coverage, heat, feelings, cues, safety, release):
        for name, figures, on in measure():
            print(f"{name:34}{''.join(f'{figure:9.3f}' for figure in figures)}   {on}")
    name, figure, on = retelling()
    print(f"{name:34}{figure:9.3f}{'':18}   {on}")
    print()
    for name, figures, on in strangers():
        print(f"{name:34}{figures[0]:9.3f}   {on}")
    print("\nmedian microseconds a call, 60-word turn")
    for name, microseconds in speed():
        print(f"{name:34}{microseconds:9.0f}")


def act() -> Iterator[Row]:
    """Mirrors against everything else."""
    pairs = act_pairs(aside=True)
    truth = [kind == "mirror" for kind, _, _ in pairs]
    curve, balance = [], []
    for percent in WORD_ERRORS:
        judged = [
            judge_reflection(misheard(said, percent), misheard(reply, percent))
            for _, said, reply in pairs
        ]
        curve.append(area_under_curve([each.act_score for each in judged], truth))
        balance.append(f1([each.act == "mirror" for each in judged], truth))
    on = f"{len(pairs)} replies, {sum(truth)} mirrors"
    yield "act: area under the curve", curve, on
    yield "act: F1", balance, on


def coverage() -> Iterator[Row]:
    """Points covered or not, and contradicted points that pass for covered."""
    pairs = lines("coverage", aside=True)
    several = several_points(aside=True)
    balance, passed, named = [], [], []
    for percent in WORD_ERRORS:
        judged = [
            (label, judge_reflection(misheard(said, percent), misheard(reply, percent)).points)
            for label, (said, reply) in pairs
        ]
        covered = [
            (label, all(point.verdict == "covered" for point in points)) for label, points in judged
        ]
        plain = [(label == "covered", yes) for label, yes in covered if label != "opposite"]
        balance.append(f1([yes for _, yes in plain], [label for label, _ in plain]))
        opposite = [yes for label, yes in covered if label == "opposite"]
        passed.append(sum(opposite) / len(opposite))
        right = [ok for turn in several for ok in _fragments(turn, percent)]
        named.append(sum(right) / len(right))
    on = f"{len(pairs)} points: {counted(pairs)}"
    yield "coverage: F1", balance, on
    yield "coverage: opposite accepted", passed, on
    yield "coverage: right in longer turns", named, f"{len(several)} turns"


def _fragments(turn: dict[str, object], percent: int) -> Iterator[bool]:
    """Whether each point of a longer turn got its verdict."""
    said, reflected = str(turn["said"]), misheard(str(turn["reflected"]), percent)
    points = judge_reflection(said, reflected).points
    for verdict in ("covered", "missed", "opposite"):
        for fragment in turn.get(verdict, []):  # type: ignore[attr-defined]
            yield any(fragment in point.text and point.verdict == verdict for point in points)


def heat() -> Iterator[Row]:
    """Hot lines against calm ones."""
    entries = lines("heat", aside=True)
    truth = [label != "calm" for label, _ in entries]
    rates = []
    for percent in WORD_ERRORS:
        called = [judge_heat(misheard(text, percent)).score >= 0.5 for _, text in entries]
        rates.append((precision(called, truth), recall(called, truth)))
    on = f"{len(entries)} lines, {sum(truth)} hot"
    yield "heat: precision", [each[0] for each in rates], on
    yield "heat: recall", [each[1] for each in rates], on


def feelings() -> Iterator[Row]:
    """Feelings and judgements that are found, and lines without any that stay empty."""
    entries = lines("feelings", aside=True)

    def right(label: str, entry: str | list[str], percent: int) -> bool:
        text = entry if isinstance(entry, str) else entry[0]
        found = find_feelings(misheard(text, percent))
        if label == "none":
            return not found
        return any(feeling.is_judgement == (label == "judgement") for feeling in found)

    yield from _hits("feelings", entries, right)


def cues() -> Iterator[Row]:
    """Wording worth rephrasing, and wording that is not."""

    def right(label: str, text: str, percent: int) -> bool:
        return (find_language_cue(misheard(text, percent)) or "none") == label

    yield from _hits("language cue", lines("cue", aside=True), right)


def safety() -> Iterator[Row]:
    """Signs of danger, and lines that only look like them."""

    def right(label: str, text: str, percent: int) -> bool:
        cue = find_safety_cue(misheard(text, percent))
        return (cue is None) == (label == "none")

    yield from _hits("safety", lines("safety", aside=True), right)


def release() -> Iterator[Row]:
    """Giving the floor, keeping it, asking for a pause; and talk that does none of it."""

    def right(label: str, text: str, percent: int) -> bool:
        meaning = meaning_of(misheard(text, percent), counts_at("floor"))
        return RELEASES.get(meaning or "", "talk") == label

    yield from _hits("release", lines("release", aside=True), right)


def _hits(name: str, entries: list[tuple[str, str]], right: Callable[..., bool]) -> Iterator[Row]:
    """Share of the lines found that should be, and of those left alone that should be."""
    for part, wanted in (("found", False), ("near-misses left alone", True)):
        some = [(label, text) for label, text in entries if (label in ("none", "talk")) == wanted]
        shares = [
            sum(right(label, text, percent) for label, text in some) / len(some)
            for percent in WORD_ERRORS
        ]
        yield f"{name}: {part}", shares, f"{len(some)} lines"


def retelling() -> tuple[str, float, str]:
    """Points told in the third person exactly as labelled, or left where they cannot be."""
    entries = lines("retelling", aside=True)
    right = 0
    for label, entry in entries:
        said, told = entry if label == "told" else (entry, None)
        right += retell(said, speaker="Ana", listener="Ben") == told
    return "retelling: as labelled", right / len(entries), f"{len(entries)} points"


def strangers() -> Iterator[Row]:
    """Lines of strangers on a forum: alarms on calm ones, and hits on those labelled as aimed."""
    folder = os.environ.get("VOICE_COACH_SAMPLES")
    if not folder:
        sys.exit("Set VOICE_COACH_SAMPLES to the folder that holds text/ to measure calm lines.")
    aimed = _read(Path(folder) / "text" / "goemotions_directed_tune.csv")
    hostile = {row["id"] for row in aimed if row["label"] == "1"}
    everything = _read(Path(folder) / "text" / "goemotions_reactive_tune.csv")
    for side, name in ((False, "tuned on"), (True, "kept aside")):
        calm = [
            row["asr"]
            for row in everything
            if row["label"] == "0" and row["id"] not in hostile and quarter_aside(row["id"]) == side
        ]
        rows = [row for row in aimed if quarter_aside(row["id"]) == side]
        called = [judge_heat(row["asr"]).score >= 0.5 for row in rows]
        truth = [row["label"] == "1" for row in rows]
        alarms = sum(judge_heat(text).score >= 0.5 for text in calm)
        cues = sum(find_safety_cue(text) is not None for text in calm)
        yield f"calm lines, {name}: heat alarms", [alarms / len(calm)], f"{len(calm)} lines"
        yield f"calm lines, {name}: safety cues", [cues / len(calm)], f"{len(calm)} lines"
        on = f"{len(rows)} lines, {sum(truth)} aimed"
        yield f"aimed lines, {name}: precision", [precision(called, truth)], on
        yield f"aimed lines, {name}: recall", [recall(called, truth)], on


def quarter_aside(line_id: str) -> bool:
    """Whether a stranger's line belongs to the quarter that nobody looked at while tuning."""
    return crc32(line_id.encode()) % 4 == 3


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def speed() -> Iterator[tuple[str, float]]:
    """The median time of one call on turns of sixty words."""
    spoken = " ".join(said for _, said, _ in act_pairs(aside=False)).split()
    turns = [" ".join(spoken[at : at + 60]) for at in range(0, len(spoken) - 120, 60)]
    calls: list[tuple[str, Callable[[str], object]]] = [
        ("judge_reflection", lambda turn: judge_reflection(turn, turns[0])),
        ("judge_heat", judge_heat),
        ("find_feelings", find_feelings),
        ("find_language_cue", find_language_cue),
        ("find_safety_cue", find_safety_cue),
        ("meaning_of", lambda turn: meaning_of(turn, counts_at("floor"))),
    ]
    for name, call in calls:
        times = []
        for number in range(CALLS):
            turn = turns[number % len(turns)]
            begun = perf_counter()
            call(turn)
            times.append(perf_counter() - begun)
        yield name, median(times) * 1e6


if __name__ == "__main__":
    main()
