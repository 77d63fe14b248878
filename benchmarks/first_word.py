"""From the command to the first sound of the coach, at the loudspeaker of a private sound server.

    python -m benchmarks.first_word --count 9

Each run is a new process, so the speech model is loaded anew (from the disk's cache). The sound is
noticed in the loudspeaker's monitor, which is late by about 20 ms. Linux with PulseAudio.
"""

import tempfile
import time
from pathlib import Path

import click

from benchmarks.figures import told
from tests.edge.live_coach import Coach, Moments, Room
from tests.edge.sound_server import sound_server


@click.command()
@click.option("--count", default=9)
@click.option("--exercise", default="outside-stress")
def main(count: int, exercise: str) -> None:
    """Start it so many times and print how long it took."""
    took: list[float] = []
    with sound_server() as server, tempfile.TemporaryDirectory() as folder:
        moments = Moments()
        room = Room(server, moments)
        time.sleep(1.0)
        for _ in range(count):
            began = time.monotonic()
            coach = Coach(server, Path(folder), Path(exercise), moments)
            sound = moments.first("sound", since=began, within=20)
            if sound:
                took.append(sound.at - began)
            coach.close()
            coach.log.unlink(missing_ok=True)
            time.sleep(0.5)
        room.close()
    print(f"command to first word: {told(took, 's')} (wanted: 1 s)")


if __name__ == "__main__":
    main()
