"""How fast a whole acted session runs, and how much memory it takes at most.

    python -m benchmarks.demo [--runs 5]

Prints the median over runs of `voice-coach demo mirror-dialogue --fast`: seconds of session for
each second of the clock, and the largest resident size of the process.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import soundfile


def acted(folder: Path) -> tuple[float, float, float]:
    """Seconds of session, seconds it took, and the peak of resident memory in MB."""
    out = folder / "demo.wav"
    arguments = ["demo", "mirror-dialogue", "--fast", "--out", str(out)]
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "voice_coach", *arguments], stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    if status:
        raise SystemExit("The demo failed.")
    kilobytes = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return soundfile.info(out).duration, took, kilobytes / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        figures = [acted(Path(folder)) for _ in range(runs)]
    ratios = [session / took for session, took, _ in figures]
    session, took, peak = (statistics.median(column) for column in zip(*figures, strict=True))
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"session {session:.0f} s in {took:.1f} s (median of {runs})")
    print(f"times real time: median {statistics.median(ratios):.1f}, lowest {min(ratios):.1f}")
    print(f"peak memory: median {peak:.0f} MB, highest {max(each[2] for each in figures):.0f} MB")


if __name__ == "__main__":
    main()
