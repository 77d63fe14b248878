"""From the command to the first sound of the coach, at the loudspeaker of a private sound server.

    python -m benchmarks.first_word --count 9 [--screen]

Each run is a new process, so the speech model is loaded anew (from the disk's cache). The sound is
noticed in the loudspeaker's monitor, which is late by about 20 ms. With `--screen` it runs on a
terminal, where the picture is drawn. Beside the time stands what its process used of a processor
until then, all threads together: on a busy machine only that can be compared. Linux with
PulseAudio.
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from benchmarks.figures import told
from benchmarks.screen_cost import used
from tests.edge.live_coach import Coach, Moments, Room
from tests.edge.sound_server import sound_server
from tests.pseudo_terminal import OnTerminal


class SeenCoach(Coach):
    """One on a terminal of its own."""

    def _begun(
        self, command: Sequence[str], environment: dict[str, str], folder: Path, stdin: int
    ) -> "subprocess.Popen[Any]":
        self.terminal = OnTerminal(
            home=folder, environment=environment, command=command, size=(120, 40)
        )
        return self.terminal.process

    def _read_output(self) -> None:
        self.terminal.over()
        self._tail.kill()

    def close(self) -> None:
        self.process.kill()
        for thread in self._threads:
            thread.join()
        assert self._tail.stdout
        self._tail.stdout.close()


@click.command()
@click.option("--count", default=9)
@click.option("--exercise", default="outside-stress")
@click.option("--screen", is_flag=True)
def main(count: int, exercise: str, screen: bool) -> None:
    """Start it so many times and print how long it took."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    took: list[float] = []
    of_processor: list[float] = []
    with sound_server() as server, tempfile.TemporaryDirectory() as folder:
        moments = Moments()
        room = Room(server, moments)
        time.sleep(1.0)
        for _ in range(count):
            began = time.monotonic()
            coach = (SeenCoach if screen else Coach)(server, Path(folder), Path(exercise), moments)
            sound = moments.first("sound", since=began, within=20)
            if sound:
                took.append(sound.at - began)
                of_processor.append(used(coach.process.pid))
            coach.close()
            coach.log.unlink(missing_ok=True)
            time.sleep(0.5)
        room.close()
    print(f"command to first word: {told(took, 's')} (wanted: 1 s)")
    print(f"of a processor:        {told(of_processor, 's')}")


if __name__ == "__main__":
    main()
