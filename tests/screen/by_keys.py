"""Leads a session by keys alone: `python -m tests.screen.by_keys LOG [EXERCISE]`, on a terminal."""

import sys
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

import click

from tests.plans import TWO_TURNS, ana_and_ben
from voice_coach.edge import ports
from voice_coach.edge.keyboard import Keyboard
from voice_coach.edge.outputs import text_only
from voice_coach.edge.terminal import TERMINAL
from voice_coach.edge.typed_lines import MutePlayer, Ticker
from voice_coach.screen.screen import Look, Screen
from voice_coach.screen.view import View
from voice_coach.screen.viewer import Viewer
from voice_coach.shell.compose import conduct, signals_stop
from voice_coach.shell.facts import Facts
from voice_coach.shell.transcript import Transcript
from voice_coach.shell.window import back_at
from voice_coach.store.script_files import ScriptFiles


class Torn(Viewer):
    """Shows something that nothing can draw, once somebody has the floor."""

    @property
    def view(self) -> View:
        found = self._view
        # The wrong sight is the point: no type could hold it.
        return View(sight="nowhere") if found.sight == "floor" else found  # type: ignore[arg-type]

    @view.setter
    def view(self, view: View) -> None:
        self._view = view


def lead(log: Path, seen: type[Viewer]) -> None:
    named = [each for each in sys.argv[2:] if not each.startswith("--")]
    exercise = ScriptFiles().load(named[0]) if named and named[0] != "two-turns" else TWO_TURNS
    plan = ana_and_ben(exercise, log=log)
    lines = Transcript(names=plan.names, write=lambda at, line: click.echo(line))
    facts = Facts()
    with ExitStack() as stack:
        ticker = stack.enter_context(closing(Ticker(facts.post)))
        stack.enter_context(signals_stop(facts.post))
        screen = stack.enter_context(
            Screen(
                seen(plan.settings, names=plan.names, worded=plan.worded, back_at=back_at),
                press=lambda key: facts.post(ports.KeyPressed(key=key)),
                plain=lines,
                keyboard=partial(Keyboard, facts.post),
                tell=click.echo,
                look=Look(),
            )
        )
        ticker.start()
        ending = conduct(
            plan,
            source=facts,
            player=MutePlayer(facts.post),
            voice=None,
            ears=None,
            observers=[lines if "--lines" in sys.argv else screen],
            notify=screen.note,
        )
        if "--stay" in sys.argv:
            screen.stay(("Two Turns, 12 minutes", "Any key leaves this page."), ())
    click.echo(f"ENDED {ending.reason}")


if __name__ == "__main__":
    with TERMINAL.owned(), text_only():
        lead(Path(sys.argv[1]), Torn if "--torn" in sys.argv else Viewer)
    sys.exit(128 + TERMINAL.signalled if TERMINAL.signalled else 0)
