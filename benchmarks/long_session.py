"""Whether memory grows in a two-hour session in the virtual room.

    python -m benchmarks.long_session

Two partners talk nearly all the time, now and then one says "pause". Prints the resident size of
the process at ten minutes and at the end of the session, the largest between, and the growth.
Linux only.
"""

import os
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from voice_coach.acted.demo import VOICES
from voice_coach.acted.scenario import ActedLine, ActedPartners, Habits, Scenario
from voice_coach.core.actions import AnyAction
from voice_coach.core.events import AnyEvent
from voice_coach.core.settings import SessionSettings
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.pyttsx3_voice import Pyttsx3Voice
from voice_coach.edge.sound_file import read_sound
from voice_coach.hearing.loading import Loading
from voice_coach.shell.compose import in_room
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.replay import replay
from voice_coach.signal.units import seconds
from voice_coach.store.model_store import COACH_EN, ModelStore
from voice_coach.store.script_files import ScriptFiles

SCRIPT = Path(__file__).parent / "scripts" / "two-hours.toml"

TALK = (
    "I was thinking about the week we spent at the lake, and how quiet it was in the morning.",
    2.0,
    "Since then everything has been about work, and I hardly know what you had for lunch.",
    6.0,
    "I do not mean that as a complaint, it is only what I notice when the day is over.",
    12.0,
)


class Memory:
    """Watches the resident size, once a minute of the session."""

    def __init__(self) -> None:
        self.megabytes: list[tuple[float, float]] = []

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        at = seconds(event.at)
        if not self.megabytes or at - self.megabytes[-1][0] >= 60:
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            self.megabytes.append((at, pages * os.sysconf("SC_PAGE_SIZE") / 1e6))


def main() -> None:
    scripts = ScriptFiles()
    exercise = scripts.load(str(SCRIPT))
    paused = [ActedLine(who="a", during="turn", say=(*TALK, "pause")) for _ in range(2)]
    scenario = Scenario(
        exercise=str(SCRIPT),
        length="standard",
        names={"a": "Ana", "b": "Ben"},
        habits=Habits(turn=TALK * 40),
        lines=tuple(paused),
    )

    @cache
    def spoken(who: str, words: str):
        return EspeakVoice(voice=VOICES[who]).speak(words)

    memory = Memory()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "two-hours.jsonl"
        plan = SessionPlan(
            settings=SessionSettings(exercise=exercise, lines=scripts.lines(), length="standard"),
            names=scenario.names,
            log=log,
        )
        began = time.perf_counter()
        with closing(Pyttsx3Voice(fallback=EspeakVoice())) as voice:
            ending = in_room(
                plan,
                [ActedPartners(scenario, speak=spoken, recording=read_sound)],
                voice=voice,
                ears=Loading(ModelStore().find(COACH_EN.name).path),
                observers=[memory],
            )
        took = time.perf_counter() - began
        actions = replay(log, block_samples=1600)
    lasted = seconds(ending.at)
    after_ten = [size for at, size in memory.megabytes if at >= 600]
    growth = (after_ten[-1] - after_ten[0]) / after_ten[0] * 100
    print(f"session {lasted / 60:.0f} min in {took / 60:.1f} min, {ending.reason}")
    print(f"its log replays: {actions} actions identical")
    print(
        f"resident: {after_ten[0]:.0f} MB at 10 min, {after_ten[-1]:.0f} MB at the end, "
        f"largest {max(after_ten):.0f} MB; growth {growth:+.1f} %"
    )


if __name__ == "__main__":
    main()
