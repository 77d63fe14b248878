"""`voice-coach models`: list, install, verify or remove speech models."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from voice_coach.edge.adding import command_to_add
from voice_coach.store.model_files import check_sums
from voice_coach.store.model_store import COACH_EN, EXTRA, ModelFacts, ModelStore

pass_store = click.make_pass_decorator(ModelStore, ensure=True)
"""Gives a command the store its caller chose (`main(obj=store)`), else the one on this machine."""


@click.group()
def models() -> None:
    """List, install, verify or remove speech models.

    coach-en comes with voice-coach and hears commands. A model that hears words too is a download
    of 41 or 78 MB, made only when you ask for it.
    """


@models.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
@pass_store
def list_models(store: ModelStore, as_json: bool) -> None:
    """List the speech models, and whether they are installed."""
    used = {COACH_EN.name, store.preferred.name}
    if as_json:
        entries = [
            {
                "name": each.name,
                "hears": each.hears,
                "installed": store.has(each),
                "used": each.name in used,
                "licence": each.licence,
                "size_bytes": each.size,
            }
            for each in store.catalogue
        ]
        click.echo(json.dumps(entries, indent=2))
        return
    for each in store.catalogue:
        mark = "*" if each.name in used else " "
        click.echo(f"{mark} {each.name}  ({_state(store, each)}; {each.licence})")
        click.echo(f"    {each.title}")
    click.echo("* is used: coach-en for commands, the other for words unless --model names one.")


def _state(store: ModelStore, facts: ModelFacts) -> str:
    if store.is_whole(facts):
        return "installed" if facts.url else "comes with voice-coach"
    if store.has(facts):
        return "damaged: install it again"
    if here := store.gathered(facts):
        return f"{here / 1e6:.0f} of {facts.size / 1e6:.0f} MB downloaded: `models install` goes on"
    told = f"not installed, {facts.size / 1e6:.0f} MB"
    if facts.runs:
        return told
    command = command_to_add(EXTRA)
    return f"{told}, after {command}" if command else "not for this copy of voice-coach"


@models.command()
@click.argument("name", required=False)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    help="Use this zip or unpacked folder, fetched elsewhere; nothing is downloaded.",
)
@pass_store
def install(store: ModelStore, name: str | None, source: Path | None) -> None:
    """Install a speech model [default: the best for words that runs here].

    A download that was cut short carries on where it stopped: run the same command again.
    """
    from voice_coach.store.model_install import install as install_model

    best = store.fitting(source) if source else store.wordy[0]
    facts = store.facts(name) if name else best
    if source:
        place = install_model(store, facts, source=source)
        if source.is_dir():
            click.echo("It works. (An unpacked folder has no checksum to compare it with.)")
    elif facts.url and store.is_whole(facts):
        click.echo(f"{facts.name} is already installed, and every file checks out.")
        return
    else:
        if facts.url:
            click.echo(f"Downloading {facts.name}, {facts.size / 1e6:.0f} MB.")
        try:
            place = (install_with_bar if sys.stdout.isatty() else install_model)(store, facts)
        except KeyboardInterrupt:
            click.echo(
                "What has arrived is kept: run the same command again to carry on.", err=True
            )
            raise
    click.echo(f"Installed in {place}.")


def install_with_bar(store: ModelStore, facts: ModelFacts) -> Path:
    """Install a model, and show how far its download is."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    from voice_coach.edge.outputs import canvas
    from voice_coach.store.model_install import install as install_model

    console = Console(file=canvas())
    columns = (BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=facts.size)

        def show(done: int, of: int) -> None:
            bar.update(task, completed=done)

        return install_model(store, facts, progress=show)


@models.command()
@click.argument("name", required=False)
@pass_store
def verify(store: ModelStore, name: str | None) -> None:
    """Check every file of a model against its checksum.

    Without NAME, the models that sessions use now.
    """
    for each in [name] if name else dict.fromkeys([COACH_EN.name, store.preferred.name]):
        model = store.find(each)
        click.echo(f"{model.name}: all {check_sums(model.path)} files check out.")


@models.command()
@click.argument("name")
@pass_store
def remove(store: ModelStore, name: str) -> None:
    """Delete an installed model, and anything downloaded of it so far."""
    store.remove(name)
    click.echo(f"{name} has been deleted.")
