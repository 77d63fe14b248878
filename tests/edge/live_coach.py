"""`voice-coach run` as a process on a private sound server, with partners who answer it."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from tests.edge.sound_server import SoundServer
from voice_coach.edge.espeak_voice import EspeakVoice

AUDIBLE = 150
"""A block this loud (RMS, of 32768) is the coach speaking: silence on a null sink is zero."""

SENTENCES = (
    "The week was long, and most of it went to things that nobody will remember.",
    "When the phone rang again I felt my shoulders go up to my ears.",
    "What helped was the walk by the river, even though it rained.",
    "I would like an evening without any plan at all.",
)


class Moment(msgspec.Struct, frozen=True):
    """Something seen at a monotonic time, in seconds."""

    at: float
    kind: str
    facts: dict[str, Any] = {}


class Moments:
    """What the session tells, each with the moment it was seen."""

    def __init__(self) -> None:
        self._told: list[Moment] = []
        self._changed = threading.Condition()

    def add(self, kind: str, **facts: object) -> None:
        with self._changed:
            self._told.append(Moment(time.monotonic(), kind, facts))
            self._changed.notify_all()

    def first(self, kind: str, *, since: float, within: float, holding: str = "") -> Moment | None:
        """The first one of this kind, waited for; None: it did not come."""
        until = time.monotonic() + within
        with self._changed:
            while True:
                for each in self._told:
                    if each.kind == kind and each.at > since and holding in str(each.facts):
                        return each
                left = until - time.monotonic()
                if left <= 0:
                    return None
                self._changed.wait(left)

    def forget(self, before: float) -> None:
        with self._changed:
            self._told = [each for each in self._told if each.at >= before]


class Coach:
    """`voice-coach run` as a process, watched."""

    def __init__(self, server: SoundServer, folder: Path, exercise: Path, moments: Moments) -> None:
        self.log = folder / "session.jsonl"
        self.moments = moments
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "voice_coach", "--debug", "run", str(exercise)),
                *("--names", "Ana,Ben", "--log", str(self.log)),
            ],
            env={**os.environ, **server.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=(folder / "errors.txt").open("w"),
            text=True,
        )
        self._tail = subprocess.Popen(
            ["tail", "--lines=+1", "--retry", "--follow=name", "--sleep-interval=0.02", self.log],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for work in (self._read_output, self._read_log):
            threading.Thread(target=work, daemon=True).start()

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def _read_output(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            print(f"    coach: {line.rstrip()}", flush=True)
            self.moments.add("shown", line=line.strip())
        self._tail.kill()

    def _read_log(self) -> None:
        assert self._tail.stdout
        for line in self._tail.stdout:
            entry = json.loads(line)
            if kind := entry.get("event") or entry.get("action"):
                self.moments.add(kind, **entry)

    def worker(self) -> int | None:
        """The voice worker's process."""
        found = subprocess.run(
            ["pgrep", "-P", str(self.process.pid), "-f", "pyttsx3_worker"],
            capture_output=True,
            text=True,
            check=False,
        )
        return int(found.stdout.split()[0]) if found.stdout.strip() else None

    def memory(self) -> float:
        """Megabytes resident, the coach and its voice worker together."""
        return sum(_resident(pid) for pid in (self.process.pid, self.worker()) if pid)


def _resident(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = [line for line in status.splitlines() if line.startswith("VmRSS")]
    return int(found[0].split()[1]) / 1024 if found else 0.0


class Partners:
    """Answer "yes", and talk when they have the floor, through the microphone."""

    def __init__(self, server: SoundServer, coach: Coach) -> None:
        self._server = server
        self._coach = coach
        voice = EspeakVoice(voice="en-us+f3")
        self._sounds = {text: voice.speak(text) for text in (*SENTENCES, "yes", "I'm done")}
        self.silent_once = False
        threading.Thread(target=self._act, daemon=True).start()

    def _act(self) -> None:
        seen = time.monotonic()
        while self._coach.running:
            asked = self._coach.moments.first("Listen", since=seen, within=5)
            if asked is None:
                continue
            seen = asked.at
            if asked.facts["purpose"] == "answer":
                if self.silent_once and self._coach.moments.first(
                    "SayPrompt", since=seen, within=20
                ):
                    self.silent_once = False
                    continue
                self._say(["yes"], 0.7, seen)
            elif asked.facts["purpose"] == "turn":
                self._say([*SENTENCES, "I'm done"], 1.2, seen)

    def _say(self, texts: list[str], gap: float, since: float) -> None:
        for text in texts:
            if self._coach.moments.first("Listen", since=since, within=gap):
                return  # something else counts now
            try:
                self._server.speak(self._sounds[text])
            except (OSError, subprocess.CalledProcessError):
                return  # the server is down


class Room:
    """Listens to the loudspeaker: tells when the coach begins to sound."""

    def __init__(self, server: SoundServer, moments: Moments) -> None:
        self._server = server
        self._moments = moments
        self._closing = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._closing.set()

    def _listen(self) -> None:
        while not self._closing.wait(0.1):
            with self._server.recorded_loudspeaker() as recorder:
                assert recorder.stdout
                quiet = 0
                while block := recorder.stdout.read(640):
                    wave = np.frombuffer(block[: len(block) // 2 * 2], dtype="<i2").astype(float)
                    if np.sqrt(np.mean(wave**2)) < AUDIBLE:
                        quiet += 1
                        continue
                    if quiet >= 5:
                        self._moments.add("sound")
                    quiet = 0
