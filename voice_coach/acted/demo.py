"""Acts a scenario in a virtual room, writes it down, and plays it."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from voice_coach.acted.rehearsal import Gone
from voice_coach.acted.scenario import ActedPartners, Scenario, load_scenario
from voice_coach.core.actions import EndSession
from voice_coach.core.settings import SessionSettings
from voice_coach.edge import ports
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.sound_file import StereoWriter, read_sound
from voice_coach.errors import ScriptError
from voice_coach.exercise.script import Partner, chosen_length
from voice_coach.hearing.loading import Loading
from voice_coach.shell.compose import in_room
from voice_coach.shell.manner import USUAL_MANNER, Manner
from voice_coach.shell.one_voice import in_one_voice, voice_for
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.transcript import Transcript, clock
from voice_coach.signal.units import SAMPLE_RATE, Samples
from voice_coach.store.model_store import COACH_EN, ModelStore
from voice_coach.store.script_files import ScriptFiles

SHOWN = "mirror-dialogue"
"""The exercise acted when none is named: it shows the most."""

VOICES: dict[Partner, str] = {"a": "en-us+f3", "b": "en-gb+m3"}
"""The actors' voices where the scenario names none; both unlike the coach's."""

TranscriptLine = tuple[Samples, str]


def scenario_for(exercise: str) -> Scenario:
    """The scenario that comes with an exercise; one of habits alone for one of their own.

    Raises:
        UsageError: no exercise has this name, nor does one alone begin so.
        ScriptError: it is a file that is not a valid script.
    """
    scripts = ScriptFiles()
    meant = scripts.load(exercise)
    written = files("voice_coach") / "scenarios" / f"{meant.name}.toml"
    if not (scripts.is_shipped(meant) and written.is_file()):
        return Scenario(exercise=exercise, names={"a": "Ana", "b": "Ben"})
    with as_file(written) as path:
        return load_scenario(path)


def planned(
    scenario: Scenario, *, log: Path | None = None, manner: Manner = USUAL_MANNER
) -> SessionPlan:
    """The session that a scenario is for.

    Raises:
        UsageError: no exercise has its name.
        ScriptError: the exercise has no such mode or length, or a partner has no name.
    """
    scripts = ScriptFiles()
    exercise = scripts.load(scenario.exercise)
    mode = scenario.mode or exercise.modes[0]
    length = scenario.length or chosen_length(exercise, None)
    for key, value, allowed in (
        ("mode", mode, exercise.modes),
        ("length", length, tuple(exercise.minutes)),
    ):
        if value not in allowed:
            raise ScriptError(
                f'The scenario\'s {key}: expected one of {", ".join(allowed)}, not "{value}".',
                "Those are what the exercise has.",
            )
    if set(scenario.names) != {"a", "b"}:
        raise ScriptError(
            "The scenario's names: expected one for a and one for b.",
            'Write them as [names], a = "Ana", b = "Ben".',
        )
    return SessionPlan(
        settings=SessionSettings(
            exercise=exercise, lines=scripts.lines(), mode=mode, length=length
        ),
        names=scenario.names,
        own=not scripts.is_shipped(exercise),
        manner=manner,
        log=log,
    )


def act(
    scenario: Scenario,
    *,
    out: Path,
    log: Path | None,
    recordings: Path,
    manner: Manner = USUAL_MANNER,
    show: Callable[[str], None],
    reached: Callable[[float], None] = lambda share: None,
) -> tuple[EndSession, list[TranscriptLine]]:
    """Act a scenario and write the recording `out`, a transcript beside it, and the log.

    `reached` is told how far it is: about which share of the exercise's time.

    Returns:
        How it ended, and the transcript's lines with their moments.

    Raises:
        VoiceCoachError: the exercise, the model, the voice or a file is not usable.
    """
    plan = in_one_voice(planned(scenario, log=log, manner=manner), tell=show)
    transcript_lines: list[TranscriptLine] = []
    with ExitStack() as stack:
        ears = Loading(ModelStore().find(COACH_EN.name).path)
        voice = stack.enter_context(voice_for(plan, tell=show, waits=True))
        actors = {
            who: EspeakVoice(voice=scenario.voices.get(who, VOICES[who])) for who in plan.names
        }
        voice.speak(next(plan.said.prompts()))  # one that is missing is told before anything else
        for each in actors.values():
            each.speak("Hello.")
        stack.enter_context(_whole(out, out.with_suffix(".txt")))
        writer = stack.enter_context(StereoWriter(out))
        text = stack.enter_context(out.with_suffix(".txt").open("w", encoding="utf-8"))

        def write(at: Samples, line: str) -> None:
            transcript_lines.append((at, line))
            text.write(f"{clock(at)}  {line}\n")
            show(f"{clock(at)}  {line}")

        transcript = Transcript(names=plan.names, write=write)
        partners = ActedPartners(
            scenario,
            speak=lambda who, words: actors[who].speak(words),
            recording=lambda name: read_sound(recordings / name),
            said=transcript.said,
        )
        ending = in_room(
            plan,
            [partners],
            voice=voice,
            ears=ears,
            observers=[transcript, Gone(plan.minutes, reached)],
            recorder=writer.write,
            notify=show,
        )
    return ending, transcript_lines


@contextmanager
def _whole(*files: Path) -> Iterator[None]:
    """Leave these whole, or not at all: half a demo is none."""
    try:
        yield
    except BaseException:
        for file in files:
            file.unlink(missing_ok=True)
        raise


def play_aloud(
    recording: Path,
    transcript_lines: list[TranscriptLine],
    *,
    open_player: Callable[[ports.Post], ports.Player],
    show: Callable[[str], None],
) -> None:
    """Play a recording second by second, showing each line of its transcript as it comes.

    Raises:
        AudioError: the recording cannot be read, or there is no loudspeaker.
    """
    sound = read_sound(recording)
    finished: queue.Queue[ports.Fact] = queue.Queue()
    lines = iter(transcript_lines)
    line = next(lines, None)
    with closing(open_player(finished.put)) as player:
        for second, at in enumerate(range(0, len(sound), SAMPLE_RATE)):
            player.play(sound[at : at + SAMPLE_RATE], number=second)
        for second, at in enumerate(range(0, len(sound), SAMPLE_RATE)):
            while line and line[0] < at + SAMPLE_RATE:
                show(f"{clock(line[0])}  {line[1]}")
                line = next(lines, None)
            while finished.get() != ports.PlaybackFinished(number=second):
                pass
