"""`voice-coach reading`: books, workshops and groups, a list to make one's own."""

from __future__ import annotations

import click


@click.command()
@click.option("--copy", "to_edit", is_flag=True, help="Make a copy that you can edit.")
def reading(to_edit: bool) -> None:
    """Show what else there is: books, workshops, groups.

    The list is yours to change: with --copy it is put into your data folder, and shown from there.
    """
    from voice_coach.store.model_store import data_home
    from voice_coach.store.reading_list import copy_reading, load_reading

    if to_edit:
        click.echo(f"Yours to edit: {copy_reading(data_home())}")
        return
    for item in load_reading(data_home()).items:
        click.echo(f"{item.kind:9} {item.what}")
        if item.where:
            click.echo(f"{'':9} {item.where}")
