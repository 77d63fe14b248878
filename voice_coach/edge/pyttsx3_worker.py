"""The process that talks to pyttsx3, so that a hung engine can be killed without the session.

Requests and replies are one JSON object a line. Request: text, words_per_minute, voice, path.
Reply: ok, and error where it is false. The engine writes a sound file at `path`.
"""

from __future__ import annotations

import json
import os
import sys


def main() -> None:
    """Answer requests until standard input ends."""
    # The espeak driver prints to standard output; replies keep a channel of their own.
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        import pyttsx3

        engine = pyttsx3.init()
    except Exception as error:  # drivers fail in their own ways: import, load, COM
        _reply(replies, ok=False, error=f"no engine: {type(error).__name__}")
        return
    _reply(replies, ok=True)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            engine.setProperty("rate", request["words_per_minute"])
            if request["voice"]:
                engine.setProperty("voice", request["voice"])
            engine.save_to_file(request["text"], request["path"])
            engine.runAndWait()
        except Exception as error:  # whatever the driver raises, the coach decides what to do
            _reply(replies, ok=False, error=type(error).__name__)
        else:
            _reply(replies, ok=True)


def _reply(channel: object, **reply: object) -> None:
    print(json.dumps(reply), file=channel, flush=True)  # type: ignore[call-overload]


if __name__ == "__main__":
    main()
