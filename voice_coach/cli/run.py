"""`voice-coach run`: lead one or two people through an exercise."""

from __future__ import annotations

import io
import re
import sys
from datetime import date
from pathlib import Path
from random import randrange
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from voice_coach.core.heat import Sensitivity
    from voice_coach.exercise.script import Exercise, Mode, Partner
    from voice_coach.signal.duplex import DuplexMode

ASK_FOR_ONE = "exercise"
"""What people type when they copy `voice-coach run EXERCISE` from the instructions."""

KEPT_SHORT_ONE_IN = 20
"""One session in so many leaves out its close and ends in the words of an early ending, so that
those words never tell that something happened (exercises.md C.4)."""


@click.command()
@click.argument("exercise", required=False)
@click.option("--names", metavar="ANA,BEN", help="What the coach calls you.")
@click.option("--solo", is_flag=True, help="Practise alone.")
@click.option("--length", help="short or standard, where the exercise has both [default: short].")
@click.option("--typed", is_flag=True, help="Type instead of speaking; also from a pipe.")
@click.option(
    "--input",
    "recording",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A recording instead of the microphone.",
)
@click.option("--device", help="The microphone: its number or a part of its name.")
@click.option("--loudspeaker", help="The loudspeaker: its number or a part of its name.")
@click.option("--model", help="The speech model: its name or a folder.")
@click.option(
    "--hear",
    type=click.Choice(["commands", "words"]),
    help="What to listen for [default: words where the speech model is made for them].",
)
@click.option(
    "--duplex",
    type=click.Choice(["auto", "full", "half"]),
    default="auto",
    show_default=True,
    help="Whether to listen while the coach speaks; auto measures the echo first.",
)
@click.option(
    "--sensitivity",
    type=click.Choice(["off", "relaxed", "standard", "strict"]),
    default="standard",
    show_default=True,
    help="How soon the coach pauses a heated exchange by itself; off: only when asked.",
)
@click.option(
    "--log",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Keep a session log: what happened when, no word of yours.",
)
def run(
    exercise: str | None,
    names: str | None,
    solo: bool,
    length: str | None,
    typed: bool,
    recording: Path | None,
    device: str | None,
    loudspeaker: str | None,
    model: str | None,
    hear: str | None,
    duplex: DuplexMode,
    sensitivity: Sensitivity,
    log: Path | None,
) -> None:
    """Lead one or two people through an exercise.

    Without EXERCISE the recommended one is suggested. While it runs, "pause" and "stop" always
    work, from anyone; on the keyboard space pauses, enter says "I'm done" or "yes", q ends.
    """
    from voice_coach.errors import MicrophoneError, UsageError
    from voice_coach.shell import live
    from voice_coach.shell.between_sessions import BetweenSessions
    from voice_coach.shell.closeness import check_closeness
    from voice_coach.shell.keeping import offer_to_keep, reading_back
    from voice_coach.shell.plan import SessionPlan
    from voice_coach.store.keepsakes import Keepsakes
    from voice_coach.store.model_store import ModelStore, data_home
    from voice_coach.store.script_files import RECOMMENDED, ScriptFiles, shuffled

    if typed and recording:
        raise UsageError("--typed and --input exclude each other.", "Leave one of them out.")
    # Where nobody sits at a terminal, a recording or a virtual room is being led.
    attended = not recording and sys.stdin.isatty()
    scripts = ScriptFiles()
    chosen = scripts.load(RECOMMENDED if exercise in (None, ASK_FOR_ONE) else str(exercise))
    mode: Mode = "solo" if solo else "couple"
    if mode not in chosen.modes:
        other = "without --solo" if solo else "with --solo"
        raise UsageError(f"{chosen.title} is not made for that.", f"Run it {other}.")
    others = BetweenSessions(data_home(), chosen, solo=solo, tell=_tell)
    plan = SessionPlan(
        exercise=shuffled(chosen, date.today().toordinal()),  # other cards every day
        lines=scripts.lines(),
        mode=mode,
        length=_length(chosen, length),
        names=_names(names, solo=solo, ask=attended),
        first="a" if typed else others.first,
        sensitivity=sensitivity,
        cool_downs=others.cool_downs,
        keep_short=attended and not typed and not solo and randrange(KEPT_SHORT_ONE_IN) == 0,
        stop_phrases=others.stop_phrases,
        own=not scripts.is_shipped(chosen),
        log=log,
    )
    if exercise in (None, ASK_FOR_ONE) and not _agreed(plan):
        click.echo("Another time, then. `voice-coach list` shows every exercise.")
        return
    if attended and not typed:
        others.check_open()
    keepsakes = Keepsakes(data_home())
    for line in others.before():
        click.echo(line)
    if attended:
        plan = reading_back(plan, keepsakes, tell=click.echo)
    if typed and attended:
        click.echo("Type what you would say to the coach: yes, no, pause, I'm done, stop.")
        ending = live.by_typing(plan, loudspeaker=loudspeaker, show=click.echo)
    elif typed:
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")  # what is no text means nothing
        ending = live.by_piped_lines(plan, sys.stdin, show=click.echo)
    else:
        found = ModelStore().find(model)
        hearing = hear or found.hears
        if recording:
            ending = live.by_recording(plan, recording, model=found, hear=hearing, show=click.echo)
        else:
            try:
                ending = live.by_voice(
                    plan,
                    model=found,
                    hear=hearing,
                    device=device,
                    loudspeaker=loudspeaker,
                    duplex=duplex,
                    show=click.echo,
                )
            except MicrophoneError as error:
                # One line says it all; the offer belongs to it.
                raise MicrophoneError(f"{error.message} {error.hint}") from error
    click.echo(others.after(ending, live=not typed and not recording))
    if attended and ending.reason == "finished":
        offer_to_keep(
            plan,
            keepsakes,
            agrees=lambda question: click.confirm(question, default=False),
            asked=lambda question: click.prompt(
                question, default="", show_default=False, prompt_suffix=" "
            ),
            tell=_tell,
            today=date.today(),
        )
    if attended and ending.reason == "finished" and others.asks_closeness:
        told = check_closeness(
            plan,
            data_home(),
            asked=lambda question: click.prompt(
                question, default="", show_default=False, hide_input=True, prompt_suffix=" "
            ),
            tell=_tell,
        )
        if told:
            click.echo(told)
    if log and log.exists():
        click.echo(f"Session log: {log}")


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _length(exercise: Exercise, wanted: str | None) -> str:
    from voice_coach.errors import UsageError

    lengths = list(exercise.minutes)
    if wanted is None:
        return USUAL_LENGTH if USUAL_LENGTH in lengths else lengths[0]
    if wanted not in lengths:
        raise UsageError(
            f'{exercise.title} has no length "{wanted}".', f"Choose from: {', '.join(lengths)}."
        )
    return wanted


USUAL_LENGTH = "short"

BETWEEN_NAMES = re.compile(r"[,\uff0c\u3001\u060c\u055d\u1363]|\s(?:and|&|\+)\s")
"""Commas of several scripts, and what people write instead of one."""

JOINERS = {0x200C: None, 0x200D: None}
"""Marks that belong to the spelling of names in Persian, Hindi and other languages."""

LONGEST_NAME = 40
"""Letters in a name: more would make a prompt of it."""


def _names(given: str | None, *, solo: bool, ask: bool) -> dict[Partner, str]:
    from voice_coach.errors import UsageError

    example = "For example: --solo --names Ana" if solo else "For example: --names Ana,Ben"
    asked = ""
    if given is None and ask:
        question = "Your name" if solo else "Your names, for example Ana, Ben"
        asked = click.prompt(question, default="", show_default=False)
    names = [each.strip() for each in BETWEEN_NAMES.split(given or asked)]
    names = names if given is not None or any(names) else []
    if names and (not all(names) or len(names) != (1 if solo else 2)):
        raise UsageError("Give one name." if solo else "Give two names.", example)
    for name in names:
        letters = name.translate(JOINERS)
        if not letters.isprintable() or set("{}") & set(name) or len(name) > LONGEST_NAME:
            raise UsageError(
                f"A name has at most {LONGEST_NAME} letters, and no braces or control characters.",
                example,
            )
    if solo:
        return {"a": names[0] if names else "", "b": ""}
    if not names:
        return {"a": "Partner one", "b": "Partner two"}
    if names[0].casefold() == names[1].casefold():
        raise UsageError("Give two different names, so that each knows who is meant.", example)
    return {"a": names[0], "b": names[1]}


def _agreed(plan: object) -> bool:
    """Ask whether to start the recommended exercise; where nobody can be asked, only say it."""
    from voice_coach.shell.plan import SessionPlan

    assert isinstance(plan, SessionPlan)
    told = f"{plan.exercise.title}, about {plan.minutes:.0f} minutes: {plan.exercise.purpose}"
    if not sys.stdin.isatty():
        click.echo(told)
        return True
    return click.confirm(f"{told} Shall we?", default=True)
