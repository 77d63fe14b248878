"""`voice-coach models`: list, install, verify or remove speech models."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from voice_coach.store.model_store import ModelFacts, ModelStore, check_sums

pass_store = click.make_pass_decorator(ModelStore, ensure=True)
"""Gives a command the store its caller chose (`main(obj=store)`), else the one on this machine."""


@click.group()
def models() -> None:
    """List, install, verify or remove speech models.

    coach-en comes with voice-coach and hears commands. The full model is a download of 41 MB, made
    only when you ask for it here, and hears words too.
    """


@models.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
@pass_store
def list_models(store: ModelStore, as_json: bool) -> None:
    """List the speech models, and whether they are installed."""
    used = store.preferred.name
    if as_json:
        entries = [
            {
                "name": each.name,
                "hears": each.hears,
                "installed": store.has(each),
                "used": each.name == used,
                "licence": each.licence,
                "size_bytes": each.size,
            }
            for each in store.catalogue
        ]
        click.echo(json.dumps(entries, indent=2))
        return
    for each in store.catalogue:
        mark = "*" if each.name == used else " "
        click.echo(f"{mark} {each.name}  ({_state(store, each)}; {each.licence})")
        click.echo(f"    {each.title}")
    click.echo("* is used unless you choose another with --model.")


def _state(store: ModelStore, facts: ModelFacts) -> str:
    if store.is_whole(facts):
        return "installed" if facts.url else "comes with voice-coach"
    if store.has(facts):
        return "damaged: install it again"
    if store.part(facts).is_file():
        here = store.part(facts).stat().st_size / 1e6
        return f"{here:.0f} of {facts.size / 1e6:.0f} MB downloaded: `models install` goes on"
    return f"not installed, {facts.size / 1e6:.0f} MB"


@models.command()
@click.argument("name", required=False)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    help="Its zip or unpacked folder, fetched elsewhere: nothing is downloaded.",
)
@pass_store
def install(store: ModelStore, name: str | None, source: Path | None) -> None:
    """Install a speech model [default: the full one].

    A download that broke off goes on where it stopped: run the same command again.
    """
    from voice_coach.store.model_install import install as install_model

    facts = store.facts(name) if name else store.catalogue[-1]
    if source:
        place = install_model(store, facts, source=source)
        if source.is_dir():
            click.echo("It works. An unpacked folder has no check sum to compare with.")
    elif facts.url and store.is_whole(facts):
        click.echo(f"{facts.name} is installed already, and every file is as it should be.")
        return
    else:
        if facts.url:
            click.echo(f"Downloading {facts.name}, {facts.size / 1e6:.0f} MB.")
        try:
            place = (_install_with_bar if sys.stdout.isatty() else install_model)(store, facts)
        except KeyboardInterrupt:
            click.echo("What is here already is kept: run the same command again.", err=True)
            raise
    click.echo(f"Installed in {place}.")


def _install_with_bar(store: ModelStore, facts: ModelFacts) -> Path:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    from voice_coach.edge.terminal import canvas
    from voice_coach.store.model_install import install as install_model

    console = Console(file=canvas())
    columns = (BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=facts.size)

        def told(done: int, of: int) -> None:
            bar.update(task, completed=done)

        return install_model(store, facts, progress=told)


@models.command()
@click.argument("name", required=False)
@pass_store
def verify(store: ModelStore, name: str | None) -> None:
    """Check every file of a model against its check sum.

    Without NAME, the model that sessions use now.
    """
    model = store.find(name)
    click.echo(f"{model.name}: all {check_sums(model.path)} files are as they should be.")


@models.command()
@click.argument("name")
@pass_store
def remove(store: ModelStore, name: str) -> None:
    """Delete an installed model, and what was downloaded of it so far."""
    store.remove(name)
    click.echo(f"{name} is deleted.")
