"""The process that talks to pyttsx3, so that a hung engine can be killed without the session.

Request: text, words_per_minute, voice, path. The engine writes a sound file at `path`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from voice_coach.edge.worker import Answer, serve


def start() -> Answer:
    """Start the engine of this platform."""
    import pyttsx3

    engine = pyttsx3.init()
    until_idle = _until_idle()
    now: dict[str, object] = {}

    def answer(request: dict[str, Any]) -> dict[str, object]:
        wanted = {"rate": request["words_per_minute"], "voice": request["voice"]}
        for name, value in wanted.items():
            if value and value != now.get(name):
                engine.setProperty(name, value)
        now.update(wanted)
        until_idle()
        engine.save_to_file(request["text"], request["path"])
        engine.runAndWait()
        until_idle()
        return {}

    return answer


def _until_idle() -> Callable[[], object]:
    """Waits for espeak, which does what it is told in a thread of its own.

    The driver's `runAndWait` returns before the file is written, and cancels the prompt instead of
    saying it where the engine is still at work on anything, such as a new pace.
    """
    if sys.platform != "linux":
        return lambda: None
    from pyttsx3.drivers import _espeak

    synchronize: Callable[[], object] = _espeak.Synchronize
    return synchronize


if __name__ == "__main__":
    serve(start)
