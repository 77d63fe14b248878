"""`voice-coach setup`: a private page before the first session, for each partner alone."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

ALONE = (
    "This is for one of you, alone. Do it when nobody can look over your shoulder. None of your "
    "answers is kept, and you can skip any question."
)
FOR_WHOM = (
    "These exercises are for two people who both feel safe to disagree. If you're ever afraid of "
    "your partner's reaction, they are the wrong tool, and support is listed under "
    "Help & contacts."
)
QUESTIONS = (
    ("Did you choose this freely?", "y"),
    ("Can you say no, and stop?", "y"),
    ("Do you ever change what you do because you're afraid of a reaction?", "n"),
    ("Has anyone been hurt, threatened or watched?", "n"),
)
"""Each with the answer that raises no worry (docs/exercises.md C.2)."""

THANKS = (
    "Thank you. None of your answers was kept. You begin with the easy exercises, like everybody "
    "else; others open at the coach's pace. Help & contacts is always there: "
    "voice-coach help-contacts."
)
"""The same words whatever was answered, so that they tell nothing."""

STOP_PHRASE = (
    "If you like, choose a sentence that ends any session at once, with an ordinary ending. For "
    "example: I think I left the oven on. It is kept on this computer, where others who use it "
    "could find it."
)
LEAST_WORDS = 4
MOST_WORDS = 8
"""Words of such a sentence: fewer are said by chance, more are hard to hear as one."""

WIDTH = 78
"""Columns that text is wrapped to."""


@click.command()
def setup() -> None:
    """Take two private minutes before your first session, each of you alone."""
    from rich.console import Console

    from voice_coach.errors import UsageError
    from voice_coach.store.between import keep_between, read_between
    from voice_coach.store.model_store import data_home

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "The set-up is private: it only works in a terminal, not through a pipe.", ""
        )
    console = Console(highlight=False)
    with console.screen():
        console.print(click.wrap_text(ALONE, WIDTH), markup=False)
        console.print("\n" + click.wrap_text(FOR_WHOM, WIDTH) + "\n", markup=False)
        worried = worry(_asked)
        console.print("\n" + click.wrap_text(STOP_PHRASE, WIDTH), markup=False)
        phrase = _stop_phrase()
    before = read_between(data_home())
    keep_between(data_home(), before.after_setup(worried=worried, stop_phrase=phrase))
    click.echo(click.wrap_text(THANKS, WIDTH))


def _asked(question: str) -> str:
    answer: str = click.prompt(question, default="", show_default=False)
    return answer


def _stop_phrase() -> str:
    """The sentence somebody chose, one that can be heard; empty where they chose none."""
    from voice_coach.hearing.grammar import plain
    from voice_coach.hearing.loading import load_model
    from voice_coach.store.model_store import COACH_EN, ModelStore

    while phrase := plain(_asked("Your sentence, or Enter for none")):
        if not LEAST_WORDS <= len(phrase.split()) <= MOST_WORDS:
            click.echo(f"It needs {LEAST_WORDS} to {MOST_WORDS} words.")
        elif load_model(ModelStore().find(COACH_EN.name).path).can_hear(phrase):
            break
        else:
            click.echo("There's a word in there I can't recognise. Please try another sentence.")
    return phrase


def worry(ask: Callable[[str], str]) -> bool:
    """Ask every question, and tell whether any answer, or one left out, raises a worry."""
    answers = [
        ask(f"{question} y, n, or Enter to skip").strip().lower()[:1] for question, _ in QUESTIONS
    ]
    return any(
        answer != unworried for answer, (_, unworried) in zip(answers, QUESTIONS, strict=True)
    )
