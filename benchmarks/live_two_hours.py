"""A long live session over PortAudio on a private sound server, with one fault after another.

    python -m benchmarks.live_two_hours --minutes 120 --every 300 --folder two-hours

The real `voice-coach run` leads a long exercise; two synthesised partners answer through the
virtual microphone; its loudspeaker is recorded. By turns the microphone is suspended, taken away,
the server killed, the voice worker killed or stopped, the loudspeaker suspended, taken away. Told:
whether it finished, how soon each fault was noticed, spoken or shown, and gone on from, how memory
grew, and whether the log replays. Linux with PulseAudio.
"""

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import click
import msgspec
import numpy as np

from benchmarks.figures import told
from tests.edge.live_coach import Coach, Moments, Partners, Room
from tests.edge.sound_server import SoundServer, sound_server
from voice_coach.store.script_files import ScriptFiles

FLOOR_SECONDS = 24
ROUND_SECONDS = 31
"""What a question, its answer, a floor and its release take one of these partners, or a little
less: the evening is at least as long as asked for."""

FAULT_SECONDS = 8.0
MEMORY_EVERY = 10.0
SETTLED_SECONDS = 600.0
"""Memory is compared from here on: by then everything has been loaded and synthesised once."""


SENTENCES = (
    "The week was long, and most of it went to things that nobody will remember.",
    "When the phone rang again I felt my shoulders go up to my ears.",
    "What helped was the walk by the river, even though it rained.",
    "I would like an evening without any plan at all.",
)


def script(minutes: float) -> str:
    """An exercise of about so many minutes: questions and floors, over and over."""
    rounds = max(1, round(minutes * 60 / (2 * ROUND_SECONDS)))
    lines = [
        'name = "long-evening"\ntitle = "Long Evening"\nlevel = "easy"\npurpose = "Last long."',
        f'about = "For measuring."\ncap_minutes = {min(180.0, minutes * 1.5 + 10):.0f}\n',
        f"[minutes]\nshort = {minutes:.0f}\n",
    ]
    for number in range(1, rounds + 1):
        # The reprompt of each question is new: the voice must be asked for it, cached or not.
        lines.append(
            f'[[couple]]\npart = "round-{number}"\neach = true\n'
            f'[[couple.steps]]\nkind = "ask"\nid = "ready-{number}"\n'
            f'say = "{{speaker}}, are you ready for round {number}?"\n'
            f'again = "{{speaker}}, round {number}: yes or no?"\notherwise = "yes"\n'
            f'[[couple.steps]]\nkind = "floor"\nid = "tell-{number}"\n'
            f'say = "{{speaker}}, tell what is on your mind."\nseconds = {FLOOR_SECONDS}\n'
        )
    return "\n".join(lines)


class Fault(msgspec.Struct, frozen=True):
    """One way to break it, and what tells that the coach has seen it."""

    name: str
    break_it: Callable[[], object]
    repair: Callable[[], object] | None = None
    noticed: tuple[str, str] = ("AudioLost", "")
    resumed: tuple[str, str] = ("ShowResume", "")


def faults(server: SoundServer, coach: Coach) -> list[Fault]:
    """The faults, in the order they come."""

    lost = ("shown", "You can't hear me")
    back = ("shown", "loudspeaker is back")
    return [
        Fault(
            "microphone stalled",
            lambda: server.suspend_microphone(True),
            lambda: server.suspend_microphone(False),
        ),
        Fault("microphone unplugged", server.unplug_microphone, server.plug_microphone),
        Fault("sound server killed", server.kill, server.start),
        Fault("voice worker killed", lambda: coach.signal_worker(signal.SIGKILL)),
        Fault("voice worker hung", lambda: coach.signal_worker(signal.SIGSTOP)),
        Fault(
            "loudspeaker stalled",
            lambda: server.suspend_loudspeaker(True),
            lambda: server.suspend_loudspeaker(False),
            noticed=lost,
            resumed=back,
        ),
        Fault(
            "loudspeaker unplugged",
            server.unplug_loudspeaker,
            server.plug_loudspeaker,
            noticed=("shown", "switched loudspeakers"),
        ),
    ]


def inflict(fault: Fault, coach: Coach, partners: Partners) -> dict[str, float | None]:
    """Break it, wait, repair it; seconds until noticed, spoken or shown, and gone on."""
    moments = coach.moments
    began = time.monotonic()
    fault.break_it()
    if not fault.repair:
        # It shows when the voice is next asked for something it has not yet in store.
        partners.silent_once = True
        # The log has no words that hold a name; the screen has.
        asked = moments.first("shown", since=began, within=180, holding="yes or no?")
        heard = asked and moments.first("sound", since=asked.at, within=10)
        late = heard.at - asked.at if asked and heard else None
        return {"told": late, "resumed": late}
    noticed = moments.first(fault.noticed[0], since=began, within=6, holding=fault.noticed[1])
    told_at = [
        each.at
        for each in (
            moments.first("shown", since=began, within=1),
            moments.first("sound", since=noticed.at if noticed else began, within=0),
        )
        if each
    ]
    time.sleep(max(0.0, began + FAULT_SECONDS - time.monotonic()))
    repaired = time.monotonic()
    fault.repair()
    repaired = max(repaired, time.monotonic() - 0.2)
    resumed = moments.first(fault.resumed[0], since=repaired, within=20, holding=fault.resumed[1])
    return {
        "noticed": noticed.at - began if noticed else None,
        "told": min(told_at) - began if told_at else None,
        "resumed": resumed.at - repaired if resumed else None,
    }


def watch_memory(coach: Coach, samples: list[tuple[float, float]]) -> None:
    """Keep the memory of every ten seconds, with its moment."""
    began = time.monotonic()
    while coach.running:
        samples.append((time.monotonic() - began, coach.memory()))
        time.sleep(MEMORY_EVERY)


def report(outcomes: dict[str, list[dict[str, float | None]]]) -> None:
    """Print each fault's figures."""
    for what, limit in (("noticed", 1.0), ("told", 2.0), ("resumed", 3.0)):
        print(f"{what} (wanted: {limit:.0f} s)")
        every: list[float] = []
        for name, results in outcomes.items():
            known = [each[what] for each in results if what in each]
            found = [value for value in known if value is not None]
            every += found
            missed = len(known) - len(found)
            note = f", {missed} of {len(known)} never" if missed else ""
            print(f"  {name:24} {told(found, 's')}{note}")
        print(f"  {'all':24} {told(every, 's')}")


@click.command()
@click.option("--minutes", default=120.0, help="How long the exercise is.")
@click.option("--every", default=300.0, help="Seconds from one fault to the next.")
@click.option("--folder", type=click.Path(path_type=Path), default=Path("two-hours"))
def main(minutes: float, every: float, folder: Path) -> None:
    """Run it and print what came of it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "session.jsonl").unlink(missing_ok=True)
    exercise = folder / "long-evening.toml"
    exercise.write_text(script(minutes), encoding="utf-8")
    ScriptFiles().load_file(exercise)
    moments = Moments()
    outcomes: dict[str, list[dict[str, float | None]]] = {}
    memory: list[tuple[float, float]] = []
    with sound_server() as server:
        coach = Coach(server, folder, exercise, moments)
        room = Room(server, moments)
        partners = Partners(server, coach, SENTENCES)
        threading.Thread(target=watch_memory, args=(coach, memory), daemon=True).start()
        began = time.monotonic()
        planned = faults(server, coach)
        number = 0
        while coach.running:
            due = began + (number + 1) * every
            while coach.running and time.monotonic() < due:
                time.sleep(0.1)
            # So that a prompt, a floor or a silence is met by turns.
            if not coach.running or time.monotonic() - began > minutes * 60 - 60:
                break
            fault = planned[number % len(planned)]
            outcome = inflict(fault, coach, partners)
            outcomes.setdefault(fault.name, []).append(outcome)
            at = (time.monotonic() - began) / 60
            print(f"{at:6.1f} min  {fault.name}: {outcome}  {coach.memory():.0f} MB", flush=True)
            moments.forget(time.monotonic() - 60)
            number += 1
        try:
            code = coach.process.wait(timeout=minutes * 30 + 600)
        except subprocess.TimeoutExpired:
            code = None
        room.close()
        coach.close()
    lasted = (time.monotonic() - began) / 60
    print(f"\n{lasted:.1f} min, {number} faults; exit code {code} (0: finished)")
    report(outcomes)
    settled = [size for at, size in memory if at >= min(SETTLED_SECONDS, lasted * 30)]
    if settled:
        first, last = np.median(settled[:6]), np.median(settled[-6:])
        print(
            f"memory: {first:.1f} MB, at the end {last:.1f} MB: {100 * (last / first - 1):+.1f} %"
        )
    with (folder / "memory.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(each) + "\n" for each in memory)
    subprocess.run([sys.executable, "-m", "voice_coach", "replay", str(coach.log)], check=False)


if __name__ == "__main__":
    main()
