"""`voice-coach voices`: list the coach's voices, hear one, or choose one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voice_coach.cli import voice_packs
from voice_coach.cli.microphone import microphone_option
from voice_coach.cli.options import manner_options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voice_coach.edge.ports import SystemVoice, Voice
    from voice_coach.shell.manner import Tones
    from voice_coach.shell.plan import SessionPlan
    from voice_coach.shell.system_voices import SystemVoices
    from voice_coach.signal.sound import Sound


@click.group()
def voices() -> None:
    """List the coach's voices, hear one, or choose one.

    `run`, `demo` and `voices say` take any of them with --voice, at the pace that --pace says.
    """


for command in (
    *(voice_packs.install, voice_packs.verify),
    *(voice_packs.remove, voice_packs.render, voice_packs.record),
):
    voices.add_command(command)


@voices.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
def list_voices(as_json: bool) -> None:
    """List the voices this system offers, English ones first."""
    import sys

    from voice_coach.edge.warm_voice import ENGINE as WARM
    from voice_coach.edge.warm_voice import missing
    from voice_coach.shell.system_voices import BETTER, SAY, SystemVoices

    here = SystemVoices.here()
    if as_json:
        entries = [_entry(each, here) for each in here.every]
        click.echo(json.dumps(entries, indent=2, ensure_ascii=False))
        return
    width = max((len(each.name) for each in here.english), default=0)
    for each in here.english:
        mark = "*" if each.id == here.usual else " "
        told = ", ".join(filter(None, [each.title, each.language, each.gender]))
        terms = f" ({each.terms})" if each.terms else ""
        click.echo(f"{mark} {each.name:{width}}  {told}{terms}")
    if not here.english:
        click.echo("There is no English voice here, and everything the coach says is English.")
    _echo_names("In other languages", here.others)
    _echo_names("Each of these can be added to a name", here.variants)
    click.echo("* is used unless you choose another: --voice.")
    example = here.english[-1].name if here.english else "NAME"
    click.echo(f"Hear one: {SAY} {json.dumps(example) if ' ' in example else example}")
    click.echo(BETTER.get(sys.platform, ""))
    if not any(each.engine == WARM for each in here.every):
        click.echo(missing())


def _echo_names(what: str, named: Sequence[SystemVoice]) -> None:
    if named:
        from textwrap import fill

        names = ", ".join(each.name.replace(" ", "\xa0") for each in named)
        told = fill(f"{what}: {names}", width=100, subsequent_indent="  ", break_on_hyphens=False)
        click.echo(told.replace("\xa0", " "))


def _entry(voice: SystemVoice, here: SystemVoices) -> dict[str, object]:
    return {
        "name": voice.name,
        "title": voice.title,
        "language": voice.language,
        "gender": voice.gender,
        "engine": voice.engine,
        "terms": voice.terms,
        "variant": voice in here.variants,
        "used": voice.id == here.usual,
    }


@voices.command()
@click.argument("name")
def use(name: str) -> None:
    """Let the coach speak with this voice from now on, unless --voice says another."""
    from voice_coach.cli.settings import keep

    keep("voice", name)


@voices.command(short_help="Find the voice you like, by ear.")
@manner_options
@microphone_option
@click.option("--loudspeaker", help="The loudspeaker: its number or part of its name.")
def tune(
    voice: str | None,
    pace: int | None,
    pitch: int | None,
    volume: float | None,
    pause: float | None,
    tones: Tones | None,
    microphone: str | None,
    loudspeaker: str | None,
) -> None:
    """Find the voice, the pace, the pitch and the pauses you like, by ear, in three minutes.

    You hear two at a time and say which is nicer. What you chose is kept at the end; "stop" leaves
    it as it was.
    """
    from contextlib import ExitStack, contextmanager

    from voice_coach.cli.settings import keep
    from voice_coach.shell import live
    from voice_coach.shell.system_voices import SystemVoices, chosen_manner
    from voice_coach.shell.tuning import Tuning, TuningVoice
    from voice_coach.store.model_store import ModelStore
    from voice_coach.store.script_files import ScriptFiles

    manner = chosen_manner(voice, pace, volume, pause, tones, pitch)
    tuning = Tuning(manner, SystemVoices.here().rivals(manner.voice), lines=ScriptFiles().lines())

    @contextmanager
    def speaker(plan: SessionPlan) -> Iterator[Voice]:
        with ExitStack() as stack:
            yield TuningVoice(tuning, stack)

    ending = live.by_voice(
        tuning.plan,
        models=ModelStore().choose(hear="commands"),
        microphone=microphone,
        loudspeaker=loudspeaker,
        show=click.echo,
        observers=[tuning],
        speaker=speaker,
    )
    if ending.reason != "finished" or not tuning.chosen:
        click.echo("Nothing was changed.")
        return
    found = tuning.manner
    if "voice" in tuning.chosen and found.voice:
        keep("voice", found.voice.name)
    if "pace" in tuning.chosen:
        keep("pace", str(found.words_per_minute))
    if "pitch" in tuning.chosen:
        keep("pitch", str(found.pitch))
    if "pause" in tuning.chosen:
        keep("pause", str(found.pause))


@voices.command()
@click.argument("text")
@manner_options
@click.option("--loudspeaker", help="The loudspeaker: its number or part of its name.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it to this WAV file instead of playing it.",
)
def say(
    text: str,
    voice: str | None,
    pace: int | None,
    pitch: int | None,
    volume: float | None,
    pause: float | None,
    tones: Tones | None,
    loudspeaker: str | None,
    out: Path | None,
) -> None:
    """Say TEXT as the coach would."""
    from voice_coach.errors import UsageError
    from voice_coach.shell.manner import speaking
    from voice_coach.shell.system_voices import chosen_manner
    from voice_coach.signal.sound import louder

    if out and out.suffix.lower() != ".wav":
        raise UsageError(f"{out}: expected a name that ends in .wav.", "For example: hello.wav")
    if out and out.exists():
        raise UsageError(f"{out} is there already.", "Choose another --out.")
    manner = chosen_manner(voice, pace, volume, pause, tones, pitch)
    with speaking(manner, waits=True) as engine:
        sound = louder(engine.speak(text), manner.volume)
    if not len(sound):
        raise UsageError("There is nothing to say in that text.", 'For example: "Hello, you two."')
    if not out:
        _play(sound, loudspeaker)
        return
    import soundfile

    from voice_coach.signal.units import SAMPLE_RATE

    soundfile.write(out, sound, SAMPLE_RATE)
    click.echo(f"Written to {out}.")


def _play(sound: Sound, loudspeaker: str | None) -> None:
    """Play it to its end.

    Raises:
        PlaybackError: there is no loudspeaker, or not the one named.
    """
    import queue
    from contextlib import closing

    from voice_coach.edge.devices import find_device
    from voice_coach.edge.player import DevicePlayer
    from voice_coach.edge.ports import Fact, PlaybackFinished
    from voice_coach.errors import PlaybackError

    told: queue.Queue[Fact] = queue.Queue()
    number = find_device(loudspeaker, "output")
    try:
        player = DevicePlayer(told.put, device=number)
    except PlaybackError as error:
        raise PlaybackError(error.message, f"{error.hint} --out FILE.wav writes a file.") from error
    with closing(player):
        player.play(sound, number=1)
        while told.get() != PlaybackFinished(number=1):
            pass
