"""Before a session: what was typed, and asked, becomes the session to be led."""

from __future__ import annotations

import re
import sys
from datetime import date
from functools import partial
from random import randrange

import click
import msgspec

from voice_coach.cli.models import install_with_bar
from voice_coach.cli.wanted import Wanted, check_microphone, check_way, tell
from voice_coach.cli.wrapped import wrapped
from voice_coach.core.settings import SessionSettings
from voice_coach.errors import UsageError
from voice_coach.exercise.script import Exercise, Mode, Partner, chosen_length
from voice_coach.shell.between_sessions import BetweenSessions
from voice_coach.shell.captions import with_question
from voice_coach.shell.keeping import reading_back
from voice_coach.shell.offering import offer_words
from voice_coach.shell.plan import SessionPlan, unnamed
from voice_coach.shell.tally import Tally
from voice_coach.shell.wishes import Wishes
from voice_coach.store.decks import shuffled
from voice_coach.store.keepsakes import Keepsakes
from voice_coach.store.model_store import ModelStore, data_home
from voice_coach.store.own_exercises import every_script
from voice_coach.store.script_files import GOOD_ORDER, RECOMMENDED, ScriptFiles

KEPT_SHORT_ONE_IN = 20
"""One session in so many leaves out its close and ends in the words of an early ending, so that
those words never tell that something happened (exercises.md C.4)."""

KEPT_BACK_ONE_IN = 4
"""The same where each says something alone: there that ending is also what a no leads to. If one
in five says no, an evening on which nothing is told is as likely chance as a no."""

BETWEEN_NAMES = re.compile(r"[,\uff0c\u3001\u060c\u055d\u1363]|\s(?:and|&|\+)\s")
"""Commas of several scripts, and what people write instead of one."""

JOINERS = {0x200C: None, 0x200D: None}
"""Marks that belong to the spelling of names in Persian, Hindi and other languages."""

LONGEST_NAME = 40
"""Letters in a name: more would make a prompt of it."""


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """A session to be led."""

    plan: SessionPlan
    others: BetweenSessions
    """What it takes from those before it, and leaves for the next."""
    keepsakes: Keepsakes
    asks: bool
    """Somebody sits at the terminal, who can be asked to type."""

    def wishing(self, wishes: Wishes) -> Chosen:
        """The same, followed by these."""
        plan = msgspec.structs.replace(self.plan, wishes=wishes)
        return msgspec.structs.replace(self, plan=plan)


def choose(wanted: Wanted) -> Chosen | None:
    """Find out what is to be led, and ask what was left open. None: not now.

    Raises:
        UsageError: there is no such thing, or it is not open yet.
        MicrophoneError: there is none to be led by.
        ScriptError: the exercise is a file that is not a valid script.
    """
    check_way(wanted)
    attended = wanted.attended
    asks = attended and not wanted.hands_free
    scripts = every_script(tell=tell, language=wanted.language)
    exercise = scripts.load(RECOMMENDED if wanted.open else str(wanted.exercise))
    mode = _mode(exercise, solo=wanted.solo)
    others = BetweenSessions(data_home(), exercise, solo=wanted.solo, tell=tell)
    # Nobody is asked anything before it is told that nothing can come of it.
    if attended and not wanted.typed:
        others.check_open()
    check_microphone(wanted)
    if asks and not (wanted.typed or wanted.model or wanted.hear):
        offer_words(
            data_home(),
            ModelStore(),
            tell=click.echo,
            agrees=lambda question: click.confirm(question, default=False),
            install=partial(install_with_bar, ModelStore()),
        )
    if wanted.log and exercise.confides:
        raise UsageError(
            f"{exercise.title} keeps no log: it would tell what each of you answered alone.",
            "Leave --log out.",
        )
    settings = SessionSettings(
        exercise=shuffled(exercise, date.today().toordinal()),  # other cards every day
        lines=scripts.lines(),
        mode=mode,
        length=chosen_length(exercise, _length(wanted, exercise)),
        first="a" if wanted.typed else others.first,
        sensitivity=wanted.sensitivity,
        cool_downs=others.cool_downs,
        keep_short=attended
        and not wanted.typed
        and not wanted.solo
        and randrange(KEPT_BACK_ONE_IN if exercise.confides else KEPT_SHORT_ONE_IN) == 0,
    )
    if wanted.captions:
        settings = _captioned(settings, wanted)
    names = _names(_fitting(wanted), solo=wanted.solo, ask=asks)
    plan = SessionPlan(
        settings=settings,
        names=names,
        stop_phrases=others.stop_phrases,
        own=not scripts.is_shipped(exercise),
        phrases=scripts.language.phrases,
        manner=wanted.manner,
        log=wanted.log,
        tally=Tally() if settings.mode == "solo" else None,
    )
    if wanted.open and not _agreed(plan):
        click.echo("Another time, then. `voice-coach list` shows every exercise.")
        return None
    for line in others.before():
        click.echo(line)
    keepsakes = Keepsakes(data_home())
    if attended:
        plan = reading_back(plan, keepsakes, tell=click.echo)
    return Chosen(plan=plan, others=others, keepsakes=keepsakes, asks=asks)


def _captioned(settings: SessionSettings, wanted: Wanted) -> SessionSettings:
    """The session with the question whether captions may be shown, where words are heard."""
    if ModelStore().choose(wanted.model, hear=wanted.hear).words:
        return with_question(settings)
    tell("There are no captions: I only hear commands. To hear words: voice-coach models install")
    return settings


def another_day(chosen: Chosen) -> str:
    """The title of an exercise for another day: the next of the good order that is open."""
    scripts, plan = ScriptFiles(), chosen.plan
    name = plan.exercise.name
    at = GOOD_ORDER.index(name) + 1 if name in GOOD_ORDER else 0
    for each in map(scripts.load, (*GOOD_ORDER[at:], *GOOD_ORDER[:at])):
        if each.name != name and plan.settings.mode in each.modes and chosen.others.is_open(each):
            return each.title
    return ""


def _length(wanted: Wanted, exercise: Exercise) -> str | None:
    return (
        None if wanted.length_settled and wanted.length not in exercise.minutes else wanted.length
    )


def _mode(exercise: Exercise, *, solo: bool) -> Mode:
    mode: Mode = "solo" if solo else "couple"
    if mode not in exercise.modes:
        people = "two people" if solo else "one person"
        hint = "Run it without --solo." if solo else "To practise it alone, add --solo."
        raise UsageError(f"{exercise.title} is only for {people}.", hint)
    return mode


def _names(given: str | None, *, solo: bool, ask: bool) -> dict[Partner, str]:
    if given is None and ask:
        question = "Your name" if solo else "Your names, for example Ana, Ben"
        given = click.prompt(question, default="", show_default=False)
        given = given if given.strip() else None
    if given is not None:
        return names_of(given, solo=solo)
    return unnamed("solo" if solo else "couple")


def _fitting(wanted: Wanted) -> str | None:
    """The names they gave; of those given before it was known how many they are, what fits."""
    names, people = wanted.names, 1 if wanted.solo else 2
    early = wanted.names_settled or wanted.hands_free
    return None if names and early and len(split_names(names)) != people else names


def split_names(names: str) -> list[str]:
    """Each name by itself."""
    return [each.strip() for each in BETWEEN_NAMES.split(names)]


def names_of(given: str, *, solo: bool) -> dict[Partner, str]:
    """Names as somebody wrote them, such as "Ana,Ben".

    Raises:
        UsageError: they are too many, too few, the same, or no names.
    """
    example = "For example: --solo --names Ana" if solo else "For example: --names Ana,Ben"
    names = split_names(given)
    if not all(names) or len(names) != (1 if solo else 2):
        raise UsageError("Give one name." if solo else "Give two names.", example)
    for name in names:
        letters = name.translate(JOINERS)
        if not letters.isprintable() or set("{}") & set(name) or len(name) > LONGEST_NAME:
            raise UsageError(
                f"A name has at most {LONGEST_NAME} letters, and no braces or control characters.",
                example,
            )
    if solo:
        return {"a": names[0], "b": ""}
    if names[0].casefold() == names[1].casefold():
        raise UsageError(
            "Give two different names, so that each of you knows who is meant.", example
        )
    return {"a": names[0], "b": names[1]}


def _agreed(plan: SessionPlan) -> bool:
    """Ask whether to start the recommended exercise; where nobody can be asked, only say it."""
    offer = f"{plan.exercise.title}, about {plan.minutes:.0f} minutes: {plan.exercise.purpose}"
    click.echo(wrapped(offer))
    return not sys.stdin.isatty() or click.confirm("Shall we?", default=True)
