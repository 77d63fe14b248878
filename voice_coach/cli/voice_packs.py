"""`voice-coach voices install`, `verify`, `remove` and `render`: voices as packs of lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voice_coach.cli.microphone import microphone_option
from voice_coach.cli.options import PACES, exercise_argument

if TYPE_CHECKING:
    from voice_coach.shell.rendering import Rendered
    from voice_coach.store.voice_packs import PackFacts


pack_option = click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="The new pack's folder; its name is the voice's: small letters, digits, hyphens.",
)


@click.command()
@click.option(
    "--from",
    "source",
    required=True,
    type=click.Path(path_type=Path),
    help="The pack or the voice: its folder or its zip. Nothing is downloaded.",
)
def install(source: Path) -> None:
    """Install a voice pack, a voice as the lines it has said, or a warm voice of Piper's.

    A warm voice is a folder with three files: NAME.onnx, NAME.onnx.json and MODEL_CARD.
    """
    from voice_coach.edge.warm_voice import terms_of
    from voice_coach.store.piper_voices import PiperVoices
    from voice_coach.store.voice_packs import VoicePacks

    if PiperVoices.holds(source):
        name = PiperVoices().install(source)
        (model,) = [each for each in PiperVoices().models() if each.parent.name == name]
        click.echo(f"Installed: {name} ({terms_of(model)}).")
        click.echo(f"Use it with: voice-coach voices use {name}")
        return
    pack = VoicePacks().install(source)
    facts = pack.facts
    click.echo(f"Installed: {facts.name} ({facts.title}; {facts.licence}; {facts.credit}).")
    click.echo(f"Use it with: voice-coach voices use {facts.name}")


@click.command(short_help="Check every line of a voice pack.")
@click.argument("name", required=False)
def verify(name: str | None) -> None:
    """Check every line of a voice pack against its checksum; without NAME, of all of them."""
    from voice_coach.store.voice_packs import VoicePacks, check_lines

    packs = VoicePacks()
    chosen = [packs.find(name)] if name else [packs.find(each) for each in packs.names()]
    for each in chosen:
        click.echo(f"{each.facts.name}: all {check_lines(each)} lines check out.")
    if not chosen:
        click.echo("No voice pack is installed.")


@click.command()
@click.argument("name")
def remove(name: str) -> None:
    """Delete a voice pack, a warm voice, and what it keeps of the lines of every session."""
    from voice_coach.edge.warm_voice import PACKAGES
    from voice_coach.store.kept_lines import KeptFiles
    from voice_coach.store.piper_voices import PiperVoices
    from voice_coach.store.voice_packs import VoicePacks

    packed = name in {each for each, _ in PACKAGES.values()}
    gone = PiperVoices().remove(name)
    if gone or (packed and name not in VoicePacks().names()):
        click.echo(f"What {name} has kept (lines: {KeptFiles(name, ()).empty()}) has been deleted.")
        if gone:
            click.echo(f"{name} has been deleted.")
        return
    VoicePacks().remove(name)
    click.echo(f"{name} has been deleted.")


@click.command()
@exercise_argument()
@pack_option
@click.option("--voice", help="Whose voice; `voices list` names them.")
@click.option("--pace", "paces", type=PACES, multiple=True, help="Words a minute; several may be.")
@click.option("--title", help="What to call it [default: by its voice].")
@click.option("--licence", required=True, help="The terms of the voice: ask whoever made it.")
@click.option("--credit", required=True, help="Whom to thank for it.")
def render(
    exercise: str,
    out: Path,
    voice: str | None,
    paces: tuple[int, ...],
    title: str | None,
    licence: str,
    credit: str,
) -> None:
    """Render every line of an exercise into a voice pack.

    Each line is checked: whole, as loud as the others, as long as expected, and its words heard
    again. One that is not is made again, and named where it stays so.
    """
    from voice_coach.errors import UsageError
    from voice_coach.shell import rendering
    from voice_coach.shell.line_check import check_extra
    from voice_coach.shell.manner import speaking
    from voice_coach.shell.system_voices import chosen_manner
    from voice_coach.store.own_exercises import every_script

    manner = chosen_manner(voice, paces[0] if paces else None, None)
    usual = manner.words_per_minute
    facts = _facts(
        out,
        title=title,
        engine=rendering.engine_of(manner.voice),
        licence=licence,
        credit=credit,
        paces=paces or (usual, round(usual * rendering.SLOWER)),
    )
    if out.exists():
        raise UsageError(f"{out} is there already.", "Choose another name.")
    lines = rendering.lines_of(every_script().load(exercise))
    check_extra()
    with (
        speaking(manner, waits=True) as speaker,
        click.progressbar(length=len(lines) * len(facts.paces), label="Lines") as bar,
    ):
        done = rendering.render(
            lines,
            facts,
            voice=speaker,
            out=out,
            ear=rendering.coach_ear(),
            progress=lambda done, of: bar.update(1),
        )
    _tell(out, done)


@click.command(short_help="Read an exercise in your own voice.")
@exercise_argument()
@pack_option
@microphone_option
@click.option("--title", help="What to call it [default: by its name].")
@click.option("--licence", required=True, help="What others may do with your voice.")
@click.option("--credit", required=True, help="Whom to thank for it.")
def record(
    exercise: str,
    out: Path,
    microphone: str | None,
    title: str | None,
    licence: str,
    credit: str,
) -> None:
    """Read every line of an exercise in your own voice, and make a voice pack of it.

    Read the line that is shown, then be quiet for a second. Ctrl-C stops; the same command goes on
    where you were.
    """
    from contextlib import closing

    from voice_coach.edge.devices import find_device
    from voice_coach.edge.microphone import Microphone
    from voice_coach.edge.ports import BlockHeard
    from voice_coach.shell import recording, rendering
    from voice_coach.shell.facts import Facts
    from voice_coach.shell.manner import USUAL_PACE
    from voice_coach.store.own_exercises import every_script

    told = {"licence": licence, "credit": credit, "paces": (USUAL_PACE,)}
    facts = _facts(out, title=title, engine="a person", **told)
    lines = rendering.lines_of(every_script().load(exercise))
    heard = Facts()
    with closing(Microphone(heard.post, device=find_device(microphone, "input"))) as opened:
        opened.start()
        done = recording.record(
            lines,
            facts,
            blocks=(each.sound for each in heard.facts() if isinstance(each, BlockHeard)),
            ear=rendering.coach_ear(),
            out=out,
            show=click.echo,
        )
    _tell(out, done)


def _facts(out: Path, *, title: str | None, engine: str, **told: object) -> PackFacts:
    """What the new pack is.

    Raises:
        UsageError: it cannot be called so.
    """
    import msgspec

    from voice_coach.errors import UsageError
    from voice_coach.store.voice_packs import PackFacts

    own = {"name": out.name, "title": title or out.name, "language": "en", "version": "1"}
    try:
        return msgspec.convert({**own, "engine": engine, **told}, PackFacts)
    except msgspec.ValidationError as error:
        if str(error).endswith("`$.name`"):
            raise UsageError(
                f'"{out.name}" cannot be the name of a voice.',
                "Use at most 40 small letters, digits and hyphens, for example: -o warm-evening",
            ) from error
        raise UsageError(
            "--licence, --credit and --title take 1 to 300 letters each.",
            "For example: --licence CC0-1.0 --credit Ana",
        ) from error


def _tell(out: Path, done: Rendered) -> None:
    """Say how it came out: each line that is not as it should be, by its words."""
    for flaw in done.flaws:
        click.echo(f'{flaw.what}: "{flaw.text}"')
    good = done.lines - len({each.text for each in done.flaws})
    click.echo(f"{out}: {done.lines} lines, {good} of them without a flaw.")
    click.echo(f"Install it with: voice-coach voices install --from {out}")
