"""The process that talks to pyttsx3, so that a hung engine can be killed without the session.

Request: text, words_per_minute, voice, pitch, path. The engine writes a sound file at `path`.
An empty request is answered with the `voices` there are, and the one `used` where none is named.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

from voice_coach.edge.worker import Answer, serve


def start() -> Answer:
    """Start the engine of this platform."""
    import pyttsx3

    engine = pyttsx3.init()
    until_idle, keep = _until_idle(), _keep()
    offered = [] if sys.platform == "linux" else _offered(engine)  # there a voice is always named
    if offered and (usual := usual_voice(offered, engine.getProperty("voice"))):
        engine.setProperty("voice", usual)
    now: dict[str, object] = {}

    def answer(request: dict[str, Any]) -> dict[str, object]:
        if not request:
            return {"voices": _offered(engine), "used": engine.getProperty("voice")}
        wanted = {"rate": request["words_per_minute"], "voice": request["voice"]}
        for name, value in wanted.items():
            if value and value != now.get(name):
                engine.setProperty(name, value)
        now.update(wanted)
        until_idle()
        keep(request["words_per_minute"], request["pitch"])
        engine.save_to_file(request["text"], request["path"])
        engine.runAndWait()
        until_idle()
        return {}

    return answer


def _offered(engine: Any) -> list[dict[str, str]]:
    return [
        {
            "id": str(each.id),
            "title": str(each.name),
            "language": str((each.languages or [""])[0]).replace("_", "-").lower(),
            "gender": str(each.gender or "").lower().removeprefix("voicegender"),
        }
        for each in engine.getProperty("voices")
    ]


def usual_voice(offered: Sequence[dict[str, str]], systems: str) -> str:
    """The id of the voice to use where none is chosen: the prompts are English.

    A machine that is set to another language has a voice for that, which reads English as nobody
    speaks it. The system's own where it is an English one, else the first English one there is.
    """
    english = [each["id"] for each in offered if each["language"].startswith("en")]
    return systems if systems in english or not english else english[0]


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


def _keep() -> Callable[[int, int | None], None]:
    """Gives espeak its pitch, and sees that it has taken pace and pitch.

    One that has just started, on a busy machine, may not. No other engine has a pitch to choose.
    About one worker in 25 spoke a whole session at the engine's own 200 words a minute; once in ten
    runs of our tests one spoke at its own pitch.
    """
    if sys.platform != "linux":
        return lambda pace, pitch: None
    from pyttsx3.drivers import _espeak

    def keep(pace: int, pitch: int | None) -> None:
        for parameter, value in ((_espeak.RATE, pace), (_espeak.PITCH, pitch)):
            # Asked of the library: the driver's own question leaves out which value is meant.
            while value is not None and _espeak.dll.espeak_GetParameter(parameter, 1) != value:
                _espeak.SetParameter(parameter, value, 0)
                _espeak.Synchronize()

    return keep


if __name__ == "__main__":
    serve(start)
