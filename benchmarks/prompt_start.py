"""From the decision to say a prepared prompt to its first sound, and from "stop" to silence.

    python -m benchmarks.prompt_start --count 30 [--voice joe]

Through PortAudio on a private sound server. The sound is noticed in the loudspeaker's monitor, in
pieces of 5 ms, and the monitor is late itself: what a line costs that goes straight to the server
and back is measured in the same run and printed beside. Linux with PulseAudio.
"""

import os
import queue
import subprocess
import threading
import time

import click
import numpy as np

from benchmarks.figures import told
from tests.edge.sound_server import SoundServer, sound_server

PIECE = 80
AUDIBLE = 100


class Ear:
    """Knows when the loudspeaker began to sound and when it fell silent."""

    def __init__(self, server: SoundServer) -> None:
        self.changes: queue.Queue[tuple[float, bool]] = queue.Queue()
        self._server = server
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        arguments = ["--rate=16000", "--channels=1", "--format=s16le", "--latency-msec=5"]
        recorder = subprocess.Popen(
            ["parec", "--device=loudspeaker.monitor", *arguments],
            env={**os.environ, **self._server.environment},
            stdout=subprocess.PIPE,
        )
        assert recorder.stdout
        sounding, quiet = False, 0
        while block := recorder.stdout.read(PIECE * 2):
            loud = bool(np.abs(np.frombuffer(block, dtype="<i2")).max() > AUDIBLE)
            quiet = 0 if loud else quiet + 1
            if loud and not sounding:
                sounding = True
                self.changes.put((time.monotonic(), True))
            elif sounding and quiet == 10:
                sounding = False
                self.changes.put((time.monotonic() - 10 * PIECE / 16_000, False))

    def wait(self, sounding: bool) -> float:
        """The moment of the next change to this."""
        while True:
            at, now = self.changes.get(timeout=10)
            if now is sounding:
                return at


@click.command()
@click.option("--count", default=30)
@click.option("--voice", "name", help="Whose [default: the usual one's].")
def main(count: int, name: str | None) -> None:
    """Measure so many prompts and print the figures."""
    from voice_coach.edge.player import DevicePlayer
    from voice_coach.shell.manner import speaking
    from voice_coach.shell.system_voices import chosen_manner

    starts: list[float] = []
    stops: list[float] = []
    bare: list[float] = []
    manner = chosen_manner(name, None, None)
    with sound_server() as server, speaking(manner, waits=True) as voice:
        os.environ.update(server.environment)
        ear = Ear(server)
        line = "Ana, take your time. Say it as you would really say it."
        prompt = voice.speak(line)
        steady = (np.sin(np.arange(48_000) * 0.2) * 8000).astype(np.int16)
        tone = steady[:8000]
        player = DevicePlayer(lambda _: None)
        time.sleep(1.0)
        for number in range(count):
            began = time.monotonic()
            player.play(voice.speak(line), number=number)
            starts.append((ear.wait(True) - began) * 1000)
            player.stop()
            time.sleep(0.3)
            while not ear.changes.empty():
                ear.changes.get()
            player.play(steady, number=number)
            ear.wait(True)
            time.sleep(0.3)
            stopped = time.monotonic()
            player.stop()
            stops.append((ear.wait(False) - stopped) * 1000)
            time.sleep(0.3)
        player.close()
        pipe = subprocess.Popen(
            ["pacat", "--device=loudspeaker", "--rate=16000", "--channels=1", "--latency-msec=5"],
            env=dict(os.environ),
            stdin=subprocess.PIPE,
        )
        assert pipe.stdin
        for _ in range(count):
            began = time.monotonic()
            pipe.stdin.write(tone.tobytes())
            pipe.stdin.flush()
            bare.append((ear.wait(True) - began) * 1000)
            ear.wait(False)
            time.sleep(0.2)
        pipe.kill()
    print(f"{voice.name}: prompt of {len(prompt) / 16_000:.1f} s, prepared")
    print(f"decision to first sound: {told(starts, 'ms')} (wanted: 60 ms)")
    print(f"stop to silence:         {told(stops, 'ms')}")
    print(f"the server alone:        {told(bare, 'ms')}")


if __name__ == "__main__":
    main()
