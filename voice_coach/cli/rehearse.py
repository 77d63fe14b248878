"""`voice-coach rehearse`: go through an exercise without sound."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

import click

from voice_coach.cli.options import exercise_argument, language_option, length_option
from voice_coach.cli.wrapped import show_line

if TYPE_CHECKING:
    from voice_coach.acted.rehearsal import Rehearsed
    from voice_coach.core.settings import SessionSettings
    from voice_coach.exercise.script import Exercise, Mode, Partner

AIM_WORDS = 20
"""A prompt with more words is allowed, and harder to follow (docs/style.md, rule 1)."""


@click.command()
@exercise_argument()
@click.option("--solo", is_flag=True, help="As it goes for one person alone.")
@length_option
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="STEP=ANSWER",
    help="Another answer than the usual one, such as wish=ideas; more than once if you like.",
)
@click.option(
    "--persona",
    default="willing",
    show_default=True,
    help="How the couple behaves: willing, silent, silent-on-floors, passes, refuses, talks-on, "
    "terse, babbles or walks-out.",
)
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="Every way once, in all lengths, and which steps are never reached.",
)
@language_option
@click.option(
    "--quiet",
    is_flag=True,
    help="Only the last lines: how long it takes, and who talks.",
)
def rehearse(
    exercise: str,
    solo: bool,
    length: str | None,
    answers: tuple[str, ...],
    persona: str,
    every: bool,
    language: str,
    quiet: bool,
) -> None:
    """Go through an exercise with an imagined couple, in a second and without sound.

    EXERCISE is a name or a TOML file of yours. The couple uses most of its time and gives every
    question its usual answer, unless you want another one.
    """
    from voice_coach.acted.couples import PERSONAS, Answering
    from voice_coach.acted.rehearsal import Rehearsal
    from voice_coach.core.session import Session
    from voice_coach.core.settings import SessionSettings
    from voice_coach.errors import UsageError
    from voice_coach.exercise.script import chosen_length
    from voice_coach.shell.transcript import Transcript, clock
    from voice_coach.store.own_exercises import every_script

    if persona not in PERSONAS:
        raise UsageError(
            f'There is no persona "{persona}".', f"Choose from: {', '.join(PERSONAS)}."
        )
    if bool(answers) + (persona != "willing") + every > 1:
        raise UsageError("--answer, --persona and --all go one by one.", "Leave the others out.")
    scripts = every_script(language=language)
    chosen = scripts.load(exercise)
    mode: Mode = "solo" if solo or not chosen.couple else "couple"
    if mode not in chosen.modes:
        raise UsageError(f"{chosen.title} cannot be done alone.", "Leave out --solo.")
    wanted = [chosen_length(chosen, length)] if length or not every else [*chosen.minutes]
    names: dict[Partner, str] = {"a": "Ana", "b": "Ben" if mode == "couple" else ""}
    for one in wanted:
        settings = SessionSettings(exercise=chosen, lines=scripts.lines(), mode=mode, length=one)
        if every:
            _tell_every_way(settings, names)
            continue
        transcript = Transcript(
            names=names, write=lambda at, line: show_line(f"{clock(at)}  {line}")
        )
        couple = Answering(chosen, _answers(answers, chosen, mode)) if answers else None
        done = Rehearsal(
            Session(settings),
            couple or PERSONAS[persona](chosen),
            observers=[] if quiet else [transcript],
        ).run()
        for line in _told(done, settings, names):
            show_line(line)


def _told(done: Rehearsed, settings: SessionSettings, names: dict[Partner, str]) -> Iterator[str]:
    """How long it took, who talked, and what was long to listen to."""
    from voice_coach.exercise.script import addressed
    from voice_coach.signal.units import seconds

    exercise, length = settings.exercise, settings.length
    yield (
        f"{exercise.title}, {settings.mode}, {length}: {seconds(done.ending.at) / 60:.1f} minutes "
        f"(its file says {exercise.minutes[length]:g}). The coach talks for "
        f"{done.coach_share:.0%} of that. Floors: {_floors(done, names)}."
    )
    for prompt in dict.fromkeys(done.prompts):
        if (words := len(prompt.split())) > AIM_WORDS:
            yield f"  {words} words in one go, aim for {AIM_WORDS}: {addressed(prompt, names)}"


def _floors(done: Rehearsed, names: dict[Partner, str]) -> str:
    """How long each of them talked."""
    from voice_coach.signal.units import seconds

    return ", ".join(f"{names[who]} {seconds(of):.0f} s" for who, of in done.talk.items()) or "none"


def _tell_every_way(settings: SessionSettings, names: dict[Partner, str]) -> None:
    from voice_coach.acted.ways import every_way
    from voice_coach.signal.units import seconds

    ways = every_way(settings)
    show_line(f"{settings.exercise.title}, {settings.mode}, {settings.length}:")
    for way in ways.gone:
        answers = ", ".join(f"{step}={answer}" for step, answer in way.answers.items())
        minutes = seconds(way.done.ending.at) / 60
        share = f"the coach {way.done.coach_share:.0%}, floors {_floors(way.done, names)}"
        how = {"finished": "", "early": ", ends early"}.get(way.done.ending.reason, ", a break")
        show_line(f"  {answers or 'the usual answers'}: {minutes:.1f} minutes, {share}{how}")
    if ways.never:
        never = "; ".join(f"part {part}, step {step}" for part, step in ways.never)
        show_line(f"  Never reached: {never}. Look at the `when` and `on` lines that lead there.")
    else:
        show_line("  Every step was reached.")


def _answers(given: tuple[str, ...], exercise: Exercise, mode: Mode) -> dict[str, str]:
    """Answers by question, as they were typed.

    Raises:
        UsageError: there is no such question, or no such answer to it.
    """
    from voice_coach.errors import UsageError
    from voice_coach.exercise.meanings import of_answer
    from voice_coach.exercise.route import PASSED
    from voice_coach.exercise.script import Ask, Did, FloorStep
    from voice_coach.exercise.script_words import nearest

    parts = exercise.couple if mode == "couple" else exercise.solo
    possible: dict[str, list[str]] = {}
    for step in (step for part in parts for step in part.steps):
        if isinstance(step, Ask):
            spelt = [one.lower() for each in step.answers for one in of_answer(each)]
            possible[step.id] = [*spelt, PASSED]
        elif isinstance(step, FloorStep) and step.on:
            possible[step.id] = [*get_args(Did)]
    found = {}
    for each in given:
        question, _, answer = each.partition("=")
        if not possible:
            raise UsageError(f"{exercise.title} asks nothing.", "Leave out --answer.")
        if question not in possible:
            raise UsageError(
                f'{exercise.title} asks no question called "{question}".',
                f"Choose {nearest(question, list(possible))}, such as --answer STEP=ANSWER.",
            )
        if answer not in possible[question]:
            raise UsageError(
                f'"{answer}" is no answer to {question}.',
                f"Choose {nearest(answer, possible[question])}.",
            )
        found[question] = answer
    return found
