"""How long commands take to start, in bare starts of the interpreter.

    python -m benchmarks.startup [--runs 15]

Prints the median wall-clock time of `python -c pass`, and of commands that load no ears and no
mouth, each also as a multiple of the bare start. Commands take turns, so that a busy machine is as
unkind to one as to the other.
"""

import argparse
import statistics
import subprocess
import sys
import time

PASS = "python -c pass"
COMMANDS = ("--help", "--version", "run --help", "list", "list --json", "show outside-stress")


def seconds(arguments: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    started: dict[str, list[float]] = {}
    for _ in range(runs):
        started.setdefault(PASS, []).append(seconds(["-c", "pass"]))
        for command in COMMANDS:
            took = seconds(["-m", "voice_coach", *command.split()])
            started.setdefault(f"voice-coach {command}", []).append(took)
    bare = statistics.median(started[PASS])
    for name, taken in started.items():
        median = statistics.median(taken)
        print(f"{name:34} {median * 1000:6.0f} ms  {median / bare:5.1f} bare starts")


if __name__ == "__main__":
    main()
