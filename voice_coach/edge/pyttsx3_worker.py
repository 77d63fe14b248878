"""The process that talks to pyttsx3, so that a hung engine can be killed without the session.

Requests and replies are one JSON object a line. Request: text, words_per_minute, voice, path.
Reply: ok, and error where it is false. The engine writes a sound file at `path`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable


def main() -> None:
    """Answer requests until standard input ends."""
    # The espeak driver prints to standard output; replies keep a channel of their own.
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        import pyttsx3

        engine = pyttsx3.init()
        until_idle, keep_pace = _until_idle(), _keep_pace()
    except Exception as error:  # drivers fail in their own ways: import, load, COM
        _reply(replies, ok=False, error=f"no engine: {type(error).__name__}")
        return
    _reply(replies, ok=True)
    now: dict[str, object] = {}
    for line in sys.stdin:
        request = json.loads(line)
        try:
            wanted = {"rate": request["words_per_minute"], "voice": request["voice"]}
            for name, value in wanted.items():
                if value and value != now.get(name):
                    engine.setProperty(name, value)
            now = wanted
            until_idle()
            keep_pace(request["words_per_minute"])
            engine.save_to_file(request["text"], request["path"])
            engine.runAndWait()
            until_idle()
        except Exception as error:  # whatever the driver raises, the coach decides what to do
            _reply(replies, ok=False, error=type(error).__name__)
        else:
            _reply(replies, ok=True)


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


def _keep_pace() -> Callable[[int], None]:
    """Sees that espeak has taken the pace: one that has just started, on a busy machine, may not.

    About one worker in 25 spoke a whole session at the engine's own 200 words a minute.
    """
    if sys.platform != "linux":
        return lambda pace: None
    from pyttsx3.drivers import _espeak

    def keep(pace: int) -> None:
        # Asked of the library itself: the driver's own question leaves out which value is meant.
        while _espeak.dll.espeak_GetParameter(_espeak.RATE, 1) != pace:
            _espeak.SetParameter(_espeak.RATE, pace, 0)
            _espeak.Synchronize()

    return keep


def _reply(channel: object, **reply: object) -> None:
    print(json.dumps(reply), file=channel, flush=True)  # type: ignore[call-overload]


if __name__ == "__main__":
    main()
