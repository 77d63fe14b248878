"""A session that was chosen: leading it, and what may follow when it is over."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import click

from voice_coach.cli.choosing import Chosen, Wanted, another_day, tell
from voice_coach.core.actions import EndSession
from voice_coach.errors import MicrophoneError
from voice_coach.screen.colours import DAY, THEMES
from voice_coach.screen.ribbon import Ribbon, in_svg
from voice_coach.screen.screen import Look
from voice_coach.shell import live
from voice_coach.shell.closeness import check_closeness
from voice_coach.shell.keeping import offer_to_keep
from voice_coach.store.model_store import ModelStore, data_home


def lead(wanted: Wanted, chosen: Chosen, remains: Callable[[Ribbon], None]) -> EndSession:
    """Lead the session by whichever ears and mouth were wanted, to its end.

    `remains` is given what remains of one that was led by voice.
    """
    plan = chosen.plan
    if wanted.typed and chosen.attended:
        click.echo("Type what you would say to the coach: yes, no, pause, I'm done, stop.")
        return live.by_typing(plan, loudspeaker=wanted.loudspeaker, show=click.echo)
    if wanted.typed:
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")  # what is no text means nothing
        return live.by_piped_lines(plan, sys.stdin, show=click.echo)
    models = ModelStore().choose(wanted.model, hear=wanted.hear)
    if wanted.recording:
        return live.by_recording(plan, wanted.recording, models=models, show=click.echo)
    try:
        return live.by_voice(
            plan,
            models=models,
            microphone=wanted.microphone,
            loudspeaker=wanted.loudspeaker,
            duplex=wanted.duplex,
            look=None if wanted.plain else Look(palette=THEMES[wanted.theme], dark=wanted.dark),
            show=click.echo,
            another=partial(another_day, chosen),
            remains=remains,
        )
    except MicrophoneError as error:
        # One line says it all; the offer belongs to it.
        raise MicrophoneError(f"{error.message} {error.hint}") from error


def follow_up(wanted: Wanted, chosen: Chosen, ending: EndSession, ribbon: Ribbon) -> None:
    """Say how it ended, and ask those who are there what they would like to keep of it."""
    by_voice = not wanted.typed and not wanted.recording
    click.echo(chosen.others.after(ending, live=by_voice))
    if chosen.attended and ending.reason == "finished":
        offer_to_keep(
            chosen.plan,
            chosen.keepsakes,
            agrees=_agrees,
            asked=_asked,
            tell=tell,
            today=date.today(),
        )
        if wanted.picture and ribbon:
            _offer_picture(wanted.picture, chosen, ribbon)
        if chosen.others.asks_closeness:
            line = check_closeness(chosen.plan, data_home(), asked=_asked_unseen, tell=tell)
            if line:
                click.echo(line)
    if wanted.log and wanted.log.exists():
        click.echo(f"Session log: {wanted.log}")


def _offer_picture(path: Path, chosen: Chosen, ribbon: Ribbon) -> None:
    """Write what remains where everybody says yes; otherwise it is forgotten."""
    partners = [name for name in chosen.plan.names.values() if name] or ["You"]
    if all(_agrees(f"{name}, shall I keep the picture of this time?") for name in partners):
        try:
            path.write_text(in_svg(ribbon, DAY), encoding="utf-8")
        except OSError as error:
            tell(f"{path}: {error.strerror}. The picture is not kept.")
        else:
            click.echo(f"Picture: {path}")


def _agrees(question: str) -> bool:
    return click.confirm(question, default=False)


def _asked(question: str) -> str:
    answer: str = click.prompt(question, default="", show_default=False, prompt_suffix=" ")
    return answer


def _asked_unseen(question: str) -> str:
    answer: str = click.prompt(
        question, default="", show_default=False, hide_input=True, prompt_suffix=" "
    )
    return answer
