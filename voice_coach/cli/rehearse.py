"""`voice-coach rehearse`: go through an exercise without sound."""

from __future__ import annotations

import click

from voice_coach.cli.options import exercise_argument, length_option


@click.command()
@exercise_argument()
@click.option("--solo", is_flag=True, help="As it goes for one person alone.")
@length_option
@click.option(
    "--quiet",
    is_flag=True,
    help="Only the last line: how long it takes, and who talks.",
)
def rehearse(exercise: str, solo: bool, length: str | None, quiet: bool) -> None:
    """Go through an exercise with an imagined couple, in a second and without sound.

    EXERCISE is a name or a TOML file of yours. The couple uses most of its time and gives every
    question its usual answer.
    """
    from voice_coach.acted.rehearsal import Gone, Rehearsal, WillingCouple
    from voice_coach.cli.progress import Progress
    from voice_coach.core.session import Session
    from voice_coach.core.settings import SessionSettings
    from voice_coach.errors import UsageError
    from voice_coach.exercise.script import Mode, Partner, chosen_length
    from voice_coach.shell.transcript import Transcript, clock
    from voice_coach.signal.units import seconds
    from voice_coach.store.script_files import ScriptFiles

    scripts = ScriptFiles()
    chosen = scripts.load(exercise)
    mode: Mode = "solo" if solo or not chosen.couple else "couple"
    if mode not in chosen.modes:
        raise UsageError(f"{chosen.title} cannot be done alone.", "Leave out --solo.")
    length = chosen_length(chosen, length)
    settings = SessionSettings(exercise=chosen, lines=scripts.lines(), mode=mode, length=length)
    names: dict[Partner, str] = {"a": "Ana", "b": "Ben" if mode == "couple" else ""}
    with Progress(1.0) as progress:
        transcript = Transcript(
            names=names, write=lambda at, line: progress.show(f"{clock(at)}  {line}")
        )
        gone = Gone(chosen.minutes[length], progress.reached)
        done = Rehearsal(
            Session(settings),
            WillingCouple(chosen),
            observers=[gone] if quiet else [gone, transcript],
        ).run()
    talk = ", ".join(f"{names[who]} {seconds(of):.0f} s" for who, of in done.talk.items())
    click.echo(
        f"{chosen.title}, {mode}, {length}: {seconds(done.ending.at) / 60:.1f} minutes (its file "
        f"says {chosen.minutes[length]:g}). The coach talks for {done.coach_share:.0%} of that. "
        f"Floors: {talk or 'none'}."
    )
