"""A session that was chosen: leading it, and what may follow when it is over."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import click
import msgspec

from voice_coach.cli.choosing import Chosen, Wanted, another_day, tell
from voice_coach.core.actions import EndSession
from voice_coach.errors import MicrophoneError
from voice_coach.exercise.script import Mode
from voice_coach.screen.colours import DAY, THEMES
from voice_coach.screen.ribbon import Ribbon, in_svg
from voice_coach.screen.screen import Look
from voice_coach.shell import live
from voice_coach.shell.between_sessions import COME_BACK, opens
from voice_coach.shell.closeness import check_closeness
from voice_coach.shell.conductor import Observer
from voice_coach.shell.greeting import Greeting, in_good_order
from voice_coach.shell.keeping import offer_to_keep
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.system_voices import chosen_manner
from voice_coach.store.between_file import read_between
from voice_coach.store.model_store import Hears, ModelStore, data_home
from voice_coach.store.script_files import ScriptFiles


def lead(wanted: Wanted, chosen: Chosen, remains: Callable[[Ribbon], None]) -> EndSession:
    """Lead the session by whichever ears and mouth were wanted, to its end.

    `remains` is given what remains of one that was led by voice.
    """
    plan = chosen.plan
    if wanted.typed and chosen.asks:
        click.echo("Type what you would say to the coach: yes, no, pause, I'm done, stop.")
        return live.by_typing(plan, loudspeaker=wanted.loudspeaker, show=click.echo)
    if wanted.typed:
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")  # what is no text means nothing
        return live.by_piped_lines(plan, sys.stdin, show=click.echo)
    if wanted.recording:
        models = ModelStore().choose(wanted.model, hear=wanted.hear)
        return live.by_recording(plan, wanted.recording, models=models, show=click.echo)
    if not wanted.heard:
        look = None if wanted.plain else Look(palette=THEMES[wanted.theme], dark=wanted.dark)
        return live.by_keys(plan, loudspeaker=wanted.loudspeaker, show=click.echo, look=look)
    another = None if wanted.hands_free else partial(another_day, chosen)
    return _by_voice(wanted, plan, hear=wanted.hear, another=another, remains=remains)


def _by_voice(
    wanted: Wanted,
    plan: SessionPlan,
    *,
    hear: Hears | None,
    another: Callable[[], str] | None = None,
    remains: Callable[[Ribbon], None] = lambda _: None,
    observers: Sequence[Observer] = (),
) -> EndSession:
    try:
        return live.by_voice(
            plan,
            models=ModelStore().choose(wanted.model, hear=hear),
            microphone=wanted.microphone,
            loudspeaker=wanted.loudspeaker,
            duplex=wanted.duplex,
            look=None if wanted.plain else Look(palette=THEMES[wanted.theme], dark=wanted.dark),
            show=click.echo,
            observers=observers,
            another=another,
            remains=remains,
        )
    except MicrophoneError as error:
        # One line says it all; the offer belongs to it.
        raise MicrophoneError(f"{error.message} {error.hint}") from error


def greet(wanted: Wanted, *, after: Mode | None = None) -> Wanted | None:
    """Ask by voice what is to be done, where nothing was named; None: nothing, for today.

    Args:
        wanted: what was typed.
        after: how the session that is just over was done; None: there was none.
    """
    scripts, between = ScriptFiles(), read_between(data_home(), tell=tell)
    every = [each for each in scripts.all() if each.name != COME_BACK]
    greeting = Greeting(
        in_good_order(every),
        opens=lambda exercise, mode: opens(between, exercise, mode),
        lines=scripts.lines(),
        after=after,
    )
    manner = chosen_manner(wanted.voice, wanted.pace, wanted.volume)
    plan = msgspec.structs.replace(greeting.plan, manner=manner)
    _by_voice(wanted, plan, hear="commands", observers=[greeting])
    if not (offer := greeting.chosen):
        return None
    alone = offer.mode == "solo"  # settled names are those of two
    return msgspec.structs.replace(
        wanted,
        names=None if alone and "," in (wanted.names or "") else wanted.names,
        exercise=offer.exercise.name,
        solo=alone,
        length=offer.length,
        hands_free=True,
    )


def follow_up(wanted: Wanted, chosen: Chosen, ending: EndSession, ribbon: Ribbon) -> None:
    """Say how it ended, and ask those who are there what they would like to keep of it."""
    click.echo(chosen.others.after(ending, live=wanted.by_voice))
    if chosen.asks and ending.reason == "finished":
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
