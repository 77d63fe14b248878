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

from voice_coach.cli.choosing import Chosen, another_day
from voice_coach.cli.options import FASTEST, LOUDEST, SLOWEST, SOFTEST
from voice_coach.cli.progress import Progress
from voice_coach.cli.wanted import Wanted, tell
from voice_coach.cli.wrapped import show_line
from voice_coach.core.actions import EndSession
from voice_coach.edge.terminal import TERMINAL
from voice_coach.errors import KeepsakeError, MicrophoneError
from voice_coach.exercise.script import Exercise
from voice_coach.screen.colours import DAY, THEMES
from voice_coach.screen.ribbon import Ribbon, in_svg
from voice_coach.screen.screen import Look
from voice_coach.shell import guide, live
from voice_coach.shell.asking import asking, before_anything
from voice_coach.shell.between_sessions import COME_BACK, opens
from voice_coach.shell.closeness import check_closeness
from voice_coach.shell.conductor import Observer
from voice_coach.shell.greeting import Greeting, in_good_order
from voice_coach.shell.keeping import keep_typed, offer_to_keep
from voice_coach.shell.keeping_aloud import KeepingAloud
from voice_coach.shell.noting import note, offer_to_note
from voice_coach.shell.one_voice import in_one_voice
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.window import Page, last_page
from voice_coach.shell.wishes import Wishes
from voice_coach.store.between_file import read_between
from voice_coach.store.home import free_name, write_new
from voice_coach.store.model_store import ChosenModels, ModelStore, data_home
from voice_coach.store.own_exercises import every_script
from voice_coach.store.practice import PracticeRecord
from voice_coach.store.script_files import ScriptFiles
from voice_coach.store.settings_file import Settings, change_settings, config_home, read_settings


def lead(wanted: Wanted, chosen: Chosen, remains: Callable[[Ribbon], None]) -> EndSession:
    """Lead the session by whichever ears and mouth were wanted, to its end.

    `remains` is given what remains of one that was led by voice.
    """
    if wanted.typed and not chosen.asks:
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")  # what is no text means nothing
        return live.by_piped_lines(chosen.plan, sys.stdin, show=show_line)
    plan = _in_one_voice(chosen.plan)
    if wanted.typed:
        click.echo("Type what you would say to the coach: yes, no, pause, I'm done, stop.")
        return live.by_typing(plan, loudspeaker=wanted.loudspeaker, show=show_line)
    if wanted.recording:
        models = ModelStore().choose(wanted.model, hear=wanted.hear)
        return live.by_recording(plan, wanted.recording, models=models, show=show_line)
    if not wanted.heard:
        look = None if wanted.plain else Look(palette=THEMES[wanted.theme], dark=wanted.dark)
        return live.by_keys(plan, loudspeaker=wanted.loudspeaker, show=show_line, look=look)
    models = ModelStore().choose(wanted.model, hear=wanted.hear)
    another = partial(another_day, chosen)
    return _by_voice(wanted, plan, models, another=another, remains=remains)


def _in_one_voice(plan: SessionPlan) -> SessionPlan:
    with Progress(1.0) as progress:
        return in_one_voice(plan, tell=tell, reached=progress.reached)


def _by_voice(
    wanted: Wanted,
    plan: SessionPlan,
    models: ChosenModels,
    *,
    another: Callable[[], str] | None = None,
    page: Page | None = None,
    remains: Callable[[Ribbon], None] = lambda _: None,
    observers: Sequence[Observer] = (),
) -> EndSession:
    try:
        return live.by_voice(
            plan,
            models=models,
            microphone=wanted.microphone,
            loudspeaker=wanted.loudspeaker,
            duplex=wanted.duplex,
            look=None if wanted.plain else Look(palette=THEMES[wanted.theme], dark=wanted.dark),
            show=show_line,
            observers=observers,
            another=another,
            hands_free=wanted.hands_free,
            page=page,
            remains=remains,
        )
    except MicrophoneError as error:
        # One line says it all; the offer belongs to it.
        raise MicrophoneError(f"{error.message} {error.hint}") from error


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """A session that came to its ordinary end."""

    chosen: Chosen
    ending: EndSession
    ribbon: Ribbon


class Evening:
    """One exercise after another, each chosen by voice.

    Args:
        wanted: what was typed.
    """

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._left: list[tuple[Chosen, KeepingAloud]] = []

    def guide(self) -> None:
        """Tell how it works, and let them try it."""
        wanted = self._wanted
        told = asking(
            list(guide.steps(words=self._words)),
            title=guide.TITLE,
            lines=before_anything(ScriptFiles().lines()),
            stop_phrases=read_between(data_home(), tell=tell).stop_phrases,
        )
        plan = _in_one_voice(msgspec.structs.replace(told, manner=wanted.manner))
        _by_voice(wanted, plan, ModelStore().choose(wanted.model, hear="commands"))
        _remember_guide()

    @property
    def _words(self) -> bool:
        """Whether words are heard in its sessions."""
        return bool(ModelStore().choose(self._wanted.model, hear=self._wanted.hear).words)

    def greet(self, done: Done | None = None) -> Wanted | None:
        """Ask what is to be done; None: nothing, for today.

        Args:
            done: the session that is just over: what of it to keep is asked first.
        """
        wanted, scripts = self._wanted, every_script(tell=tell)
        between = read_between(data_home(), tell=tell)
        models = ModelStore().choose(wanted.model, hear=wanted.hear if done else "commands")
        keeping = self._keeping(done, words=bool(models.words)) if done else None
        offers_guide = not (done or wanted.guide or _settings().guided)
        greeting = Greeting(
            catalogue(scripts),
            opens=lambda exercise, mode: opens(between, exercise, mode),
            lines=scripts.lines(),
            after=done.chosen.plan.settings.mode if done else None,
            keeping=keeping,
            guide=tuple(guide.steps(words=self._words)) if offers_guide else (),
            stop_phrases=between.stop_phrases,
        )
        page = None
        if done:
            lines = last_page(done.chosen.plan, done.ending, another_day(done.chosen))
            page = Page(lines=lines, ribbon=done.ribbon, steps=greeting.of_page)
        wishes = Wishes(wanted.manner)
        asked = msgspec.structs.replace(greeting.plan, manner=wanted.manner, wishes=wishes)
        plan = _in_one_voice(asked)
        watching: list[Observer] = [keeping, greeting] if keeping else [greeting]
        _by_voice(wanted, plan, models, page=page, observers=watching)
        if greeting.guided:
            _remember_guide()
        wanted = self.remember(wishes)
        if not (offer := greeting.chosen):
            return None
        log = wanted.log
        if log and done:  # the log of the session before stays
            log = free_name(log, "-", first=2)
        return msgspec.structs.replace(
            wanted,
            log=log,
            exercise=offer.exercise.name,
            solo=offer.mode == "solo",
            length=offer.length,
            hands_free=True,
        )

    def remember(self, wishes: Wishes) -> Wanted:
        """Let what was asked of the coach's manner hold from now on, if that is settled."""
        if wishes.granted and _settings().remember:
            manner = wishes.manner
            pace = min(FASTEST, max(SLOWEST, manner.words_per_minute))
            volume = min(LOUDEST, max(SOFTEST, manner.volume))
            self._wanted = msgspec.structs.replace(self._wanted, pace=pace, volume=volume)
            _settle(pace=pace, volume=volume)
        return self._wanted

    def close(self) -> None:
        """What they agreed to keep, and could not say, is typed now."""
        for chosen, keeping in self._left:
            keep_typed(
                chosen.plan,
                keeping.to_type,
                chosen.keepsakes,
                agrees=_agrees,
                asked=_asked,
                tell=tell,
                today=date.today(),
            )

    def _keeping(self, done: Done, *, words: bool) -> KeepingAloud:
        chosen, path = done.chosen, self._wanted.picture
        record = PracticeRecord(data_home(), tell=tell)
        noted = chosen.plan.tally and record.on
        keeping = KeepingAloud(
            chosen.plan,
            chosen.keepsakes,
            words=words,
            picture=partial(_keep_picture, path, done.ribbon) if path and done.ribbon else None,
            note=partial(note, chosen.plan, record, tell=tell) if noted else None,
            today=date.today(),
        )
        self._left.append((chosen, keeping))
        return keeping


def catalogue(scripts: ScriptFiles) -> list[Exercise]:
    """What is offered by voice, theirs too, in the order in which it is offered."""
    every = (each for each in scripts.all(tell=tell) if each.name != COME_BACK)
    return in_good_order(every, own=scripts.own_names())


def follow_up(wanted: Wanted, chosen: Chosen, ending: EndSession, ribbon: Ribbon) -> None:
    """Say how it ended, and ask those who are there what they would like to keep of it."""
    click.echo(chosen.others.after(ending, live=wanted.by_voice))
    if chosen.asks and ending.reason == "finished" and not TERMINAL.signalled:
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
        record = PracticeRecord(data_home(), tell=tell)
        offer_to_note(chosen.plan, record, agrees=_agrees, asked=_asked, tell=tell)
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
        _keep_picture(path, ribbon)


def _keep_picture(path: Path, ribbon: Ribbon) -> None:
    try:
        write_new(path, in_svg(ribbon, DAY).encode())
    except OSError as error:
        tell(f"{path}: {error.strerror}. The picture is not kept.")
    else:
        click.echo(f"Picture: {path}")


def _settings() -> Settings:
    return read_settings(config_home(), tell=tell)


def _remember_guide() -> None:
    """It is offered once; where that cannot be kept, once more."""
    _settle(guided=True)


def _settle(**changes: float | bool) -> None:
    """Keep settings, without a word; what cannot be kept is told and no more."""
    try:
        change_settings(config_home(), tell=tell, **changes)
    except KeepsakeError as error:
        tell(error.message)


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
