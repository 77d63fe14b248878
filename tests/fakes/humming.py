"""A warm voice whose worker hums in the place of speech, and can be made to hang or to die."""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from voice_coach.edge.warm_voice import WarmVoice
from voice_coach.signal.sound import Sound

STAND_IN = """
import os, sys, threading
from voice_coach.edge.worker import serve

def start():
    import numpy, soundfile
    def answer(request):
        if "Hanging" in request["text"]:
            open(sys.argv[2], "w").close()
            threading.Event().wait()
        if "Dying" in request["text"] and not os.path.exists(sys.argv[1]):
            open(sys.argv[1], "w").close()
            os._exit(1)
        wave = 0.1 * numpy.sin(numpy.arange(len(request["text"]) * 500) / 9)
        soundfile.write(request["path"], wave, 22050, format="WAV")
        return {}
    return answer

serve(start)
"""
"""A worker that hums as long as its text is, and hangs or dies where that says so."""


def humming(tmp_path: Path, **options: Any) -> WarmVoice:
    hangs = tmp_path / "hangs"
    if not hangs.exists():
        os.mkfifo(hangs)
    command = (sys.executable, "-c", STAND_IN, str(tmp_path / "died"), str(hangs))
    return WarmVoice(model="joe.onnx", words_per_minute=160, command=command, **options)


@contextmanager
def gate(tmp_path: Path) -> Iterator[Callable[[], None]]:
    """The worker goes through it as it begins to hang; what is given waits for that."""
    passed = threading.Event()

    def read() -> None:
        (tmp_path / "hangs").read_text()
        passed.set()

    reader = threading.Thread(target=read)
    reader.start()

    def hanging() -> None:
        assert passed.wait(60)

    yield hanging
    reader.join()


class Kept:
    """Keeps lines in memory, and tells when one has come."""

    def __init__(self) -> None:
        self.lines: dict[tuple[str, int], Sound] = {}
        self._came = threading.Condition()

    def find(self, text: str, pace: int) -> Sound | None:
        return self.lines.get((text, pace))

    def keep(self, text: str, pace: int, sound: Sound) -> None:
        with self._came:
            self.lines[text, pace] = sound
            self._came.notify_all()

    def wait(self, text: str) -> None:
        with self._came:
            assert self._came.wait_for(lambda: (text, 160) in self.lines, timeout=60)
