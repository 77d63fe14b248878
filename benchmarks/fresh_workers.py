"""Whether every voice worker that has just started speaks at the pace it was asked for.

    python -m benchmarks.fresh_workers --count 200 --at-once 4

espeak-ng's thread may lose the pace while it starts, and the more so on a busy machine. Each worker
says one line, and its pace is measured in the sound: its length beside that of the same line by the
espeak-ng program at the same pace. The lost pace would be 200 in the place of 160 words a minute:
four fifths as long.
"""

import argparse
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.pyttsx3_voice import Pyttsx3Voice
from voice_coach.shell.manner import USUAL_PACE, USUAL_VOICE

LINE = "Take your time. Say it as you would really say it, in your own words."
RIGHT = 0.02
PATIENT = 60.0


def length(number: int) -> int:
    """Samples of the line by a worker of its own."""
    limits = {"deadline_seconds": PATIENT, "patience_seconds": PATIENT}
    with closing(Pyttsx3Voice(voice=USUAL_VOICE, words_per_minute=USUAL_PACE, **limits)) as voice:
        return len(voice.speak(LINE))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--at-once", type=int, default=4)
    options = parser.parse_args()
    right = len(EspeakVoice(voice=USUAL_VOICE or "en", words_per_minute=USUAL_PACE).speak(LINE))
    before = os.getloadavg()
    with ThreadPoolExecutor(options.at_once) as pool:
        lengths = list(pool.map(length, range(options.count)))
    ratios = Counter(round(each / right, 3) for each in lengths)
    wrong = sum(count for ratio, count in ratios.items() if abs(ratio - 1) > RIGHT)
    print(f"{len(lengths)} fresh workers, {options.at_once} at once, {os.cpu_count()} cores")
    print(f"load before and after: {before[0]:.1f}, {os.getloadavg()[0]:.1f}")
    print(f"length, of the right one: {dict(sorted(ratios.items()))}")
    print(f"at another pace: {wrong}")


if __name__ == "__main__":
    main()
