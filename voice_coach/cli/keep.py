"""`voice-coach keep`: see and forget what you chose to keep."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from voice_coach.store.keepsakes import Keepsakes


SHALL_I = "shall I ask after sessions, and keep the number?"


@click.group()
def keep() -> None:
    """See and forget what you chose to keep.

    After some exercises the coach offers to keep a promise or an agreement, typed by you or said
    again for it, on this computer only, and only if everybody agrees. Nothing else that you say is
    ever kept.
    """


@keep.command()
def show() -> None:
    """Show everything that is kept."""
    from voice_coach.shell.keeping import as_line

    keepsakes = _keepsakes()
    found = keepsakes.all()
    _tell_no_good(keepsakes)
    for each in found:
        click.echo(f"{each.number:3}  {as_line(each)}")
    if not found:
        click.echo("Nothing is kept.")


@keep.command(short_help="Forget things for good.")
@click.argument("numbers", nargs=-1, type=int)
@click.option("--all", "everything", is_flag=True, help="Forget everything.")
def forget(numbers: tuple[int, ...], everything: bool) -> None:
    """Forget things for good, by the numbers that `keep show` shows."""
    if bool(numbers) == everything:
        raise click.UsageError("Give the numbers that `voice-coach keep show` shows, or --all.")
    from voice_coach.errors import UsageError
    from voice_coach.store.between import Between
    from voice_coach.store.between_file import change_between
    from voice_coach.store.practice import PracticeRecord

    keepsakes = _keepsakes()
    if everything:
        change_between(keepsakes.home, Between.without_levels, tell=_tell)
        PracticeRecord(keepsakes.home, tell=_tell).forget()
        forgotten = keepsakes.forget_all()
        click.echo(f"Forgotten: {forgotten}. Nothing is kept now.")
        return
    forgotten = keepsakes.forget(numbers)
    _tell_no_good(keepsakes)
    if forgotten < len(set(numbers)):
        raise UsageError(
            f"Forgotten: {forgotten}. There is no other of these numbers.",
            "`voice-coach keep show` gives them.",
        )
    click.echo(f"Forgotten: {forgotten}.")


@keep.command()
@click.argument("words")
def add(words: str) -> None:
    """Keep a sentence that was worth it, if you both like."""
    from datetime import date

    from voice_coach.store.keepsakes import Keepsake

    if not words.strip():
        raise click.UsageError("Give the sentence, in quotation marks.")
    if not _both_want("Kept on this computer, where both of you can read it."):
        click.echo("Then it's not kept.")
        return
    sentence = Keepsake(
        day=date.today(), exercise="", kind="note", who="", words=" ".join(words.split())
    )
    [number] = _keepsakes().keep([sentence])
    click.echo(f"Kept. Changed your mind? voice-coach keep forget {number}")


@keep.command(short_help="Write it to a page, or a calendar.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(file: Path) -> None:
    """Write what you kept to FILE.md, or your agreed times to FILE.ics for a calendar."""
    from voice_coach.errors import UsageError
    from voice_coach.store.home import write_new

    text = {".md": _as_page, ".ics": _as_calendar}.get(file.suffix.lower())
    if not text:
        raise UsageError(
            f"{file}: I write what you kept as .md, and agreed times as .ics.",
            "For example: voice-coach keep export ours.md",
        )
    written = text()
    if not _both_want(f"{file} could be read by others who use this computer."):
        click.echo("Then nothing is written.")
        return
    try:
        write_new(file, written.encode())
    except FileExistsError as error:
        raise UsageError(f"{file} is there already.", "Choose another name.") from error
    except OSError as error:
        raise UsageError(
            f"{file} cannot be written: {error.strerror}.", "Choose another place."
        ) from error
    click.echo(f"Wrote {file}.")


def _as_page() -> str:
    """What is kept, by days.

    Raises:
        UsageError: nothing is.
    """
    from voice_coach.errors import UsageError
    from voice_coach.shell.keeping import as_markdown

    keepsakes = _keepsakes()
    found = keepsakes.all()
    _tell_no_good(keepsakes)
    if not found:
        raise UsageError("Nothing is kept.", 'To keep a sentence: voice-coach keep add "..."')
    return as_markdown(found)


def _as_calendar() -> str:
    """The agreed times.

    Raises:
        UsageError: there are none.
    """
    from voice_coach.errors import UsageError
    from voice_coach.store.between import now_here
    from voice_coach.store.between_file import read_between
    from voice_coach.store.calendar_file import in_ics
    from voice_coach.store.model_store import data_home

    between, now = read_between(data_home(), tell=_tell), now_here()
    due = between.due_at(now)
    if not (due or between.rhythm):
        raise UsageError("No time is agreed.", "For a weekly one: voice-coach rhythm sunday 18:00")
    return in_ics(due, between.rhythm, today=now.date())


def _both_want(what: str) -> bool:
    return click.confirm(f"{what} Do you both want that?", default=False)


@keep.command(short_help="Show whether you have felt closer.")
@click.option("--on", is_flag=True, help="From now on, ask you both after each session.")
@click.option("--off", is_flag=True, help="Stop asking, and forget the numbers.")
def trend(on: bool, off: bool) -> None:
    """Show whether you two have felt closer of late, if you both wanted that kept.

    After a session each types a number the other does not see, and no number is shown again: only
    whether they go up or down over several sessions. It is off until both say yes.
    """
    from voice_coach.shell.closeness import A_PERSON, falling
    from voice_coach.shell.closeness import trend as told_trend
    from voice_coach.store.between_file import change_between, read_between
    from voice_coach.store.model_store import data_home

    if on and off:
        raise click.UsageError("Give --on or --off, not both.")
    if on and not all(click.confirm(f"{who} of you: {SHALL_I}") for who in ("First", "Second")):
        change_between(data_home(), lambda between: between.with_closeness(False), tell=_tell)
        click.echo("Then I won't ask, and nothing is kept.")
        return
    if on or off:
        change_between(data_home(), lambda between: between.with_closeness(on), tell=_tell)
        click.echo(
            "I'll ask you both after each session." if on else "Forgotten. I won't ask again."
        )
        return
    between = read_between(data_home(), tell=_tell)
    levels = between.private.levels
    if not between.closeness and not levels:
        click.echo("Nothing is kept. To begin, together: voice-coach keep trend --on")
        return
    click.echo(told_trend(levels))
    if falling(levels):
        click.echo(A_PERSON)


def _keepsakes() -> Keepsakes:
    from voice_coach.store.keepsakes import Keepsakes
    from voice_coach.store.model_store import data_home

    return Keepsakes(data_home())


def _tell_no_good(keepsakes: Keepsakes) -> None:
    from voice_coach.shell.keeping import tell_no_good

    tell_no_good(keepsakes, _tell)


def _tell(line: str) -> None:
    click.echo(line, err=True)
