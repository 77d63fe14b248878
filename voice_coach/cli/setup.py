"""`voice-coach setup`: a private page before the first session, for each partner alone."""

from __future__ import annotations

from collections.abc import Callable

import click

from voice_coach.store.between import BOTH, Answered

ALONE = (
    "This is for one of you, alone. Do it when nobody can look over your shoulder. None of your "
    "answer is kept nowhere, and you may leave any question out. Harder exercises open after a "
    "few calm sessions, once each of you has taken these minutes."
)
WHICH = "Which of the two are you? 1 or 2, as you like, and the same the next time"
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

ANSWERS = "y, n, r for rather not say, or enter"

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
    from voice_coach.edge.terminal import TERMINAL, has_page
    from voice_coach.errors import UsageError
    from voice_coach.store.between_file import change_between
    from voice_coach.store.model_store import data_home

    if not has_page():
        raise UsageError(
            "The set-up is private: it only works in a terminal that can show a page and then "
            "take it away.",
            "Open an ordinary terminal window, and type it there.",
        )
    with TERMINAL.page():
        click.echo(click.wrap_text(ALONE, WIDTH))
        click.echo("\n" + click.wrap_text(FOR_WHOM, WIDTH) + "\n")
        who = {"1": BOTH[0], "2": BOTH[1]}.get(_asked(WHICH).strip())
        answers = answered(_asked)
        click.echo("\n" + click.wrap_text(STOP_PHRASE, WIDTH))
        phrase = _stop_phrase()
    change_between(
        data_home(),
        lambda between: between.after_setup(who=who, answers=answers, stop_phrase=phrase),
        tell=lambda line: click.echo(line, err=True),
    )
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


def answered(ask: Callable[[str], str]) -> Answered:
    """Ask every question, and tell what the answers come to together."""
    answers = [ask(f"{question} {ANSWERS}").strip().lower()[:1] for question, _ in QUESTIONS]
    pairs = zip(answers, QUESTIONS, strict=True)
    worried = any(answer not in ("", unworried) for answer, (_, unworried) in pairs)
    return "worry" if worried else "fine"
