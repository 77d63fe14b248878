"""The loudspeaker: prompts out, silent at once when told."""

from __future__ import annotations

from voice_coach.edge.ports import Post, Sound
from voice_coach.errors import PlaybackError


class DevicePlayer:
    """Plays through PortAudio.

    Raises:
        PlaybackError: there is no loudspeaker.
    """

    def __init__(self, post: Post, *, device: int | None = None) -> None:
        self._post = post
        raise PlaybackError("No loudspeaker was found.", "Connect one, or use --fast.")

    def play(self, sound: Sound, *, number: int) -> None: ...

    def stop(self) -> None: ...

    def close(self) -> None: ...
