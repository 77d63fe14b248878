"""`voice-coach run` as a process on a private sound server, with partners who answer it."""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from tests.edge.sound_server import SoundServer
from tests.program import PROGRAM
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.signal.units import SAMPLE_RATE

AUDIBLE = 150
"""A block this loud (RMS, of 32768) is the coach speaking: silence on a null sink is zero."""

BLOCK = SAMPLE_RATE // 50
QUIET_BLOCKS = 5


class Moment(msgspec.Struct, frozen=True):
    """Something seen at a monotonic time, in seconds."""

    at: float
    kind: str
    facts: dict[str, Any] = {}


class Moments:
    """What the session tells, each with the moment it was seen.

    Kinds are the log's events and actions, "shown" for a line of the program's output, "sound" for
    the loudspeaker beginning to sound.
    """

    def __init__(self) -> None:
        self._told: list[Moment] = []
        self._changed = threading.Condition()

    def add(self, kind: str, **facts: object) -> None:
        with self._changed:
            self._told.append(Moment(time.monotonic(), kind, facts))
            self._changed.notify_all()

    def all(self, kind: str) -> list[Moment]:
        """Every one of this kind, in order."""
        with self._changed:
            return [each for each in self._told if each.kind == kind]

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

    def wait(
        self, kind: str, *, since: float = 0.0, within: float = 20, holding: str = ""
    ) -> Moment:
        """The same, for those who need it."""
        found = self.first(kind, since=since, within=within, holding=holding)
        assert found, f"no {kind} {holding} within {within} s"
        return found

    def forget(self, before: float) -> None:
        with self._changed:
            self._told = [each for each in self._told if each.at >= before]


class Coach:
    """`voice-coach run` as a process, watched."""

    def __init__(
        self,
        server: SoundServer,
        folder: Path,
        exercise: Path,
        moments: Moments,
        *,
        stdin: int = subprocess.DEVNULL,
    ) -> None:
        self.log = folder / "session.jsonl"
        self.moments = moments
        command = [
            *(*PROGRAM, "--debug", "run", str(exercise)),
            *("--names", "Ana,Ben", "--log", str(self.log), "--hear", "commands"),
        ]
        self.process = self._begun(command, server.environment, folder, stdin)
        self._tail = subprocess.Popen(
            ["tail", "--lines=+1", "--retry", "--follow=name", "--sleep-interval=0.02", self.log],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._threads = [
            threading.Thread(target=work, daemon=True)
            for work in (self._read_output, self._read_log)
        ]
        for thread in self._threads:
            thread.start()

    @staticmethod
    def _begun(
        command: Sequence[str], environment: dict[str, str], folder: Path, stdin: int
    ) -> "subprocess.Popen[Any]":
        with (folder / "errors.txt").open("w") as errors:
            return subprocess.Popen(
                command,
                env={**os.environ, **environment},
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )

    def close(self) -> None:
        """End it as a crash would, if it has not ended."""
        worker = self.worker() if self.running else None
        self.process.kill()
        self.process.wait()
        if worker:
            os.kill(worker, signal.SIGCONT)  # one that is stopped could not end
        for thread in self._threads:
            thread.join()
        self._tail.wait()
        for pipe in (self.process.stdout, self._tail.stdout):
            assert pipe
            pipe.close()

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
            if not line.endswith(b"\n"):
                return
            entry = json.loads(line)
            if kind := entry.get("event") or entry.get("action"):
                self.moments.add(kind, **entry)

    def worker(self) -> int | None:
        """The voice worker's process."""
        pid = self.process.pid
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            if b"pyttsx3_worker" in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
        return None

    def signal_worker(self, number: int) -> None:
        """Kill, stop or continue the voice worker."""
        if worker := self.worker():
            os.kill(worker, number)

    def memory(self) -> float:
        """Megabytes resident, the coach and its voice worker together."""
        try:
            return sum(_resident(pid) for pid in (self.process.pid, self.worker()) if pid)
        except (OSError, IndexError):
            return 0.0  # it is just ending


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmRSS")).split()[1]) / 1024


class Partners:
    """Answer "yes", and say some sentences when they have the floor, through the microphone."""

    def __init__(self, server: SoundServer, coach: Coach, sentences: Sequence[str]) -> None:
        self._server = server
        self._coach = coach
        # As people do, they say it again where the coach did not get it.
        self._turn = [*sentences, *["I'm done"] * 3]
        voice = EspeakVoice(voice="en-us+f3")
        self._sounds = {text: voice.speak(text) for text in (*self._turn, "yes")}
        self.silent_once = False
        """Let the next question go by until it is asked again."""
        self._thread = threading.Thread(target=self._act, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Wait until they have seen that it is over."""
        self._thread.join()

    def _act(self) -> None:
        moments = self._coach.moments
        seen = 0.0
        while self._coach.running:
            asked = moments.first("Listen", since=seen, within=1)
            if asked is None:
                continue
            seen = asked.at
            if asked.facts["purpose"] == "answer":
                if self.silent_once and moments.first("SayPrompt", since=seen, within=20):
                    self.silent_once = False
                    continue
                self._say(["yes"] * 3, 1.5, seen)
            elif asked.facts["purpose"] == "turn":
                self._say(self._turn, 1.6, seen)

    def _say(self, texts: Sequence[str], gap: float, since: float) -> None:
        for text in texts:
            if self._coach.moments.first("Listen", since=since, within=gap):
                return  # something else counts now
            try:
                self._server.speak(self._sounds[text])
            except (OSError, subprocess.CalledProcessError):
                return  # the server is down


class Room:
    """Listens to the loudspeaker: tells when the coach begins to sound, and how long it did."""

    def __init__(self, server: SoundServer, moments: Moments) -> None:
        self._server = server
        self._moments = moments
        self._closing = threading.Event()
        self.audible_seconds = 0.0
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closing.set()
        self._thread.join()

    def _listen(self) -> None:
        while not self._closing.wait(0.1):
            with self._server.recorded_loudspeaker() as recorder:
                assert recorder.stdout
                quiet = QUIET_BLOCKS  # what sounds already counts as beginning
                while not self._closing.is_set() and (block := recorder.stdout.read(BLOCK * 2)):
                    wave = np.frombuffer(block[: len(block) // 2 * 2], dtype="<i2").astype(float)
                    if np.sqrt(np.mean(wave**2)) < AUDIBLE:
                        quiet += 1
                        continue
                    self.audible_seconds += BLOCK / SAMPLE_RATE
                    if quiet >= QUIET_BLOCKS:
                        self._moments.add("sound")
                    quiet = 0
