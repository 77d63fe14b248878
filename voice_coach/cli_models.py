"""`voice-coach models`: list, install, verify or remove speech models."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click


@click.group()
def models() -> None:
    """List, install, verify or remove speech models.

    coach-en comes with voice-coach and hears commands. The full model is a download of 41 MB, made
    only when you ask for it here, and hears words too.
    """


@models.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
def list_models(as_json: bool) -> None:
    """List the speech models, and whether they are installed."""
    from voice_coach.edge.model_store import CATALOGUE, ModelStore

    store = ModelStore()
    used = store.find().name
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
            for each in CATALOGUE
        ]
        click.echo(json.dumps(entries, indent=2))
        return
    for each in CATALOGUE:
        state = "installed" if store.has(each) else f"not installed, {each.size / 1e6:.0f} MB"
        mark = "*" if each.name == used else " "
        click.echo(f"{mark} {each.name}  ({state}; {each.licence})")
        click.echo(f"    {each.title}")
    click.echo("* is used unless you choose another with --model.")


@models.command()
@click.argument("name", required=False)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    help="Its zip or unpacked folder, fetched elsewhere: nothing is downloaded.",
)
def install(name: str | None, source: Path | None) -> None:
    """Install a speech model [default: the full one]."""
    from voice_coach.edge.model_store import FULL_EN, ModelStore
    from voice_coach.model_install import install as install_model

    store = ModelStore()
    facts = store.facts(name or FULL_EN.name)
    if source:
        place = install_model(store, facts, source=source)
        if source.is_dir():
            click.echo("Taken as it is: an unpacked folder has no check sum to compare with.")
    else:
        click.echo(f"Downloading {facts.name}, {facts.size / 1e6:.0f} MB.")
        if sys.stdout.isatty():
            from rich.progress import DownloadColumn, Progress, TimeRemainingColumn

            with Progress(
                *Progress.get_default_columns()[:2], DownloadColumn(), TimeRemainingColumn()
            ) as bar:
                task = bar.add_task(facts.name, total=facts.size)
                place = install_model(
                    store, facts, progress=lambda done, of: bar.update(task, completed=done)
                )
        else:
            place = install_model(store, facts)
    click.echo(f"Installed in {place}.")


@models.command()
@click.argument("name", required=False)
def verify(name: str | None) -> None:
    """Check every file of a model against its check sum [default: the one in use]."""
    from voice_coach.edge.model_store import ModelStore

    store = ModelStore()
    name = name or store.find().name
    count = store.verify(name)
    click.echo(f"{name}: all {count} files are as they should be.")


@models.command()
@click.argument("name")
def remove(name: str) -> None:
    """Delete an installed model."""
    from voice_coach.edge.model_store import ModelStore

    ModelStore().remove(name)
    click.echo(f"{name} is deleted.")
