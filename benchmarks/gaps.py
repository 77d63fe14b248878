"""How much quiet there is between two prompts in a row, in the sound of acted sessions.

    python -m benchmarks.gaps [mirror-dialogue ...]

A prompt is in a row with the one before it where it was ordered by the time that one had ended, and
no tone was: nobody had said anything in between. Counted is from the last sample above -50 dBFS of
one to the first of the other, in the coach's channel; what quiet the prompts bring along counts.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

from benchmarks.figures import told
from voice_coach.signal.sound import QUIET

SHOWN = ["mirror-dialogue", "outside-stress", "breathe-together"]


def in_a_row(log: Path) -> Iterator[int]:
    """The moments at which a prompt ended that another was to follow."""
    entries = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()[1:]]
    ordered = {each["number"]: at for at, each in enumerate(entries) if "text" in each}
    ended = {each["number"]: at for at, each in enumerate(entries) if is_end(each)}
    for number, at in ended.items():
        following = ordered.get(number + 1)
        if following is None or number + 1 not in ended:
            continue
        late = entries[following]["at"] > entries[at]["at"]
        between = entries[ordered[number] : following]
        if not late and not any(each.get("action") == "PlayChime" for each in between):
            yield entries[at]["at"]


def is_end(entry: dict) -> bool:
    return entry.get("event") == "PromptFinished"


def gaps(recording: Path, log: Path) -> list[float]:
    """Seconds of quiet between the prompts of each such pair."""
    coach = soundfile.read(recording, dtype="float32")[0][:, 0]
    loud = np.flatnonzero(np.abs(coach) > QUIET)
    found = []
    for at in in_a_row(log):
        behind = int(np.searchsorted(loud, at))
        found.append(float(loud[behind] - loud[behind - 1]) / 16_000)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("exercises", nargs="*", default=SHOWN)
    every: list[float] = []
    for exercise in parser.parse_args().exercises:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "demo.wav"
            command = [sys.executable, "-m", "voice_coach", "demo", exercise, "--fast"]
            subprocess.run([*command, "--out", str(out)], stdout=subprocess.DEVNULL, check=True)
            found = gaps(out, out.with_suffix(".jsonl"))
        print(f"{exercise}: {told(found, 's')}, shortest {min(found, default=0):.2f} s", flush=True)
        every += found
    print(f"all: {told(every, 's')}, shortest {min(every):.2f} s, longest {max(every):.2f} s")


if __name__ == "__main__":
    main()
