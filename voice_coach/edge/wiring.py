"""What the sound server has wired our recording to: PulseAudio, and PipeWire in its place.

When a microphone is pulled out, such a server moves a recording to any other source and tells
nobody; that may be another microphone, or what the loudspeaker plays. PortAudio cannot see it.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import Any

LOOK_SECONDS = 0.15
"""How often the server is asked; it answers in about a millisecond."""

NOWHERE = ""
"""The recording is wired to no microphone: to a loudspeaker's own sound."""


class Wiring:
    """Watches, in a thread of its own, where this process's recording comes from."""

    def __init__(self) -> None:
        self._source: str | None = None
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="wiring", daemon=True)
        self._thread.start()

    def source(self) -> str | None:
        """The source's name, `NOWHERE`, or None where nobody can tell."""
        return self._source

    def close(self) -> None:
        """Stop watching."""
        self._closing.set()
        self._thread.join()

    def _watch(self) -> None:
        try:
            import pulsectl
        except (ImportError, OSError):
            return  # no such server on this machine
        with pulsectl.Pulse("voice-coach wiring", connect=False) as server:
            while not self._closing.wait(LOOK_SECONDS):
                found = None
                with suppress(pulsectl.PulseError, pulsectl.PulseDisconnected):
                    if not server.connected:
                        server.connect(timeout=1)
                    found = _wired_to(server)
                self._source = found


def _wired_to(server: Any) -> str | None:
    ours = str(os.getpid())
    for recording in server.source_output_list():
        if recording.proplist.get("application.process.id") == ours:
            source = server.source_info(recording.source)
            monitor = source.proplist.get("device.class") == "monitor"
            return NOWHERE if monitor else str(source.name)
    return None
