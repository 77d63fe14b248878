"""What the sound server has wired our sound to: PulseAudio, and PipeWire in its place.

When a microphone or a loudspeaker is pulled out, such a server moves our sound to any other one and
tells nobody; a recording may even be moved to what the loudspeaker plays. PortAudio cannot see it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

LOOK_SECONDS = 0.15
"""How often the server is asked; it answers in about a millisecond."""

CLOSING_SECONDS = 0.5
"""Longest wait for its thread: a server that stands still keeps it waiting for ever."""

NOWHERE = ""
"""The recording is wired to no microphone: to a loudspeaker's own sound."""


class Wiring:
    """Watches, in a thread of its own, where this process's sound comes from and goes to."""

    def __init__(self) -> None:
        self._source: str | None = None
        self._sink: str | None = None
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="wiring", daemon=True)
        self._thread.start()

    def source(self) -> str | None:
        """The microphone's name, `NOWHERE`, or None where nobody can tell."""
        return self._source

    def sink(self) -> str | None:
        """The loudspeaker's name, or None where nobody can tell."""
        return self._sink

    def close(self) -> None:
        """Stop watching."""
        self._closing.set()
        self._thread.join(timeout=CLOSING_SECONDS)

    def _watch(self) -> None:
        try:
            import pulsectl
        except (ImportError, OSError):
            return  # no such server on this machine
        with pulsectl.Pulse("voice-coach wiring", connect=False) as server:
            while not self._closing.wait(LOOK_SECONDS):
                source = sink = None
                with suppress(pulsectl.PulseError, pulsectl.PulseDisconnected):
                    if not server.connected:
                        server.connect(timeout=1)
                    source, sink = _source(server), _sink(server)
                self._source, self._sink = source, sink


def _source(server: Any) -> str | None:
    recording = _ours(server.source_output_list())
    if recording is None:
        return None
    source = server.source_info(recording.source)
    return NOWHERE if source.proplist.get("device.class") == "monitor" else str(source.name)


def _sink(server: Any) -> str | None:
    playback = _ours(server.sink_input_list())
    return None if playback is None else str(server.sink_info(playback.sink).name)


def _ours(streams: Iterable[Any]) -> Any:
    """The first stream of this process, or None."""
    ours = str(os.getpid())
    return next(
        (one for one in streams if one.proplist.get("application.process.id") == ours), None
    )
