"""A session that was chosen: leading it, and what may follow when it is over."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from datetime import date

import click
import msgspec

from voice_coach.cli.choosing import Chosen, Wanted, tell
from voice_coach.core.actions import EndSession
from voice_coach.errors import MicrophoneError
from voice_coach.exercise.script import Mode
from voice_coach.shell import live
from voice_coach.shell.between_sessions import COME_BACK, opens
from voice_coach.shell.closeness import check_closeness
from voice_coach.shell.conductor import Observer
from voice_coach.shell.greeting import Greeting, in_good_order
from voice_coach.shell.keeping import offer_to_keep
from voice_coach.shell.plan import SessionPlan
from voice_coach.store.between_file import read_between
from voice_coach.store.model_store import Hears, ModelStore, data_home
from voice_coach.store.script_files import GOOD_ORDER, ScriptFiles


def lead(wanted: Wanted, chosen: Chosen) -> EndSession:
    """Lead the session by whichever ears and mouth were wanted, to its end."""
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
    return by_voice(wanted, plan, hear=wanted.hear)


def by_voice(
    wanted: Wanted, plan: SessionPlan, *, hear: Hears | None, observers: Sequence[Observer] = ()
) -> EndSession:
    """Lead people by microphone and loudspeaker."""
    try:
        return live.by_voice(
            plan,
            models=ModelStore().choose(wanted.model, hear=hear),
            microphone=wanted.microphone,
            loudspeaker=wanted.loudspeaker,
            duplex=wanted.duplex,
            show=click.echo,
            observers=observers,
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
        in_good_order(every, GOOD_ORDER),
        opens=lambda exercise, mode: opens(between, exercise, mode),
        lines=scripts.lines(),
        after=after,
    )
    by_voice(wanted, greeting.plan, hear="commands", observers=[greeting])
    if not (offer := greeting.chosen):
        return None
    return msgspec.structs.replace(
        wanted,
        exercise=offer.exercise.name,
        solo=offer.mode == "solo",
        length=offer.length,
        hands_free=True,
    )


def follow_up(wanted: Wanted, chosen: Chosen, ending: EndSession) -> None:
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
        if chosen.others.asks_closeness:
            line = check_closeness(chosen.plan, data_home(), asked=_asked_unseen, tell=tell)
            if line:
                click.echo(line)
    if wanted.log and wanted.log.exists():
        click.echo(f"Session log: {wanted.log}")


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
