"""Acts a scenario in a virtual room, writes it down, and plays it."""

from __future__ import annotations

import queue
from collections.abc import Callable
from contextlib import ExitStack
from importlib.resources import files
from pathlib import Path

import numpy as np

from voice_coach.app import Loading, Plan, in_room
from voice_coach.core.events import Partner
from voice_coach.edge import ports
from voice_coach.edge.device_player import DevicePlayer
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.model_store import ModelStore
from voice_coach.edge.pyttsx3_voice import Pyttsx3Voice
from voice_coach.edge.scenario import ActedPartners, Scenario, load_scenario
from voice_coach.edge.script_files import ScriptFiles
from voice_coach.edge.sound_file import StereoWriter, read_sound
from voice_coach.edge.transcript import Transcript
from voice_coach.errors import PlaybackError

RECOMMENDED = "mirror-dialogue"
"""The exercise acted when none is named: it shows the most."""

VOICES: dict[Partner, str] = {"a": "en-us+f3", "b": "en-gb+m3"}
"""The actors' voices where the scenario names none; both unlike the coach's."""

TranscriptLine = tuple[int, str]
"""When, in samples, and what."""


def scenario_for(exercise: str) -> Scenario:
    """The scenario that comes with an exercise; one of habits only where none was written."""
    path = files("voice_coach") / "scenarios" / f"{exercise}.toml"
    if path.is_file():
        return load_scenario(Path(str(path)))
    return Scenario(exercise=exercise, names={"a": "Ana", "b": "Ben"})


def act(
    exercise: str | None,
    *,
    out: Path,
    log: Path | None,
    scenario: Path | None = None,
    recordings: Path | None = None,
    show: Callable[[str], None],
) -> list[TranscriptLine]:
    """Act an exercise and write recording, transcript and log.

    Returns:
        The transcript's lines with their moments.

    Raises:
        VoiceCoachError: the exercise, scenario, model, voice or a file is not usable.
    """
    acted = load_scenario(scenario) if scenario else scenario_for(exercise or RECOMMENDED)
    scripts = ScriptFiles()
    plan = Plan(
        exercise=scripts.load(exercise or acted.exercise),
        lines=scripts.lines(),
        flow=acted.flow,
        length=acted.length,
        names=acted.names,
        log=log,
    )
    told: list[TranscriptLine] = []
    with ExitStack() as stack:
        ears = Loading(ModelStore().find("coach-en").path, hear="commands")
        voice = stack.enter_context(_closing(Pyttsx3Voice()))
        voice.prepare(plan.prompts())
        actors = {who: EspeakVoice(voice=acted.voices.get(who, VOICES[who])) for who in acted.names}
        writer = stack.enter_context(StereoWriter(out))
        text = stack.enter_context(out.with_suffix(".txt").open("w", encoding="utf-8"))
        transcript = Transcript(names=plan.names, write=show)

        def write(line: str) -> None:
            text.write(line + "\n")
            show(line)

        transcript = Transcript(names=plan.names, write=write, keep=told)
        partners = ActedPartners(
            acted,
            speak=lambda who, words: actors[who].speak(words),
            recording=lambda name: read_sound((recordings or Path()) / name),
            said=transcript.said,
        )
        in_room(
            plan,
            [partners],
            voice=voice,
            ears=ears,
            observers=[transcript],
            recorder=writer.write,
            notify=show,
        )
    return told
