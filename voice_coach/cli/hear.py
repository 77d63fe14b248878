"""`voice-coach hear`: what the coach hears, in recordings or live."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voice_coach.cli.microphone import OLD_NAMES, microphone_option

if TYPE_CHECKING:
    from voice_coach.cli.progress import Progress
    from voice_coach.hearing.stretches import Heard
    from voice_coach.signal.sound import Sound

    Hearing = Callable[[Iterable[Sound]], Iterator[Heard]]


@click.command(context_settings=OLD_NAMES)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--grammar", help='Only these phrases, for example "yes,no,stop".')
@click.option(
    "--expecting",
    default="floor",
    metavar="MOMENT",
    help="Listen as a session does at a moment: floor, yesno, gotit, number, choice:a,b or "
    "paused. open: nothing is asked, and in sound every phrase counts.",
)
@click.option("--text", help="Show what these words mean instead, typed at that moment.")
@click.option("--model", help="What hears words: a model's name or its folder.")
@microphone_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
def hear(
    files: tuple[Path, ...],
    grammar: str | None,
    expecting: str,
    text: str | None,
    model: str | None,
    microphone: str | None,
    as_json: bool,
) -> None:
    """Show what the coach hears: in FILES (or folders of them), or live without any.

    A meaning is shown where a stretch of speech was a phrase the coach acts on, and nothing more.
    """
    if text is not None:
        _tell_meaning(text, expecting, as_json=as_json)
        return
    from voice_coach.cli.progress import Progress
    from voice_coach.edge.sound_file import lasting, sound_files
    from voice_coach.errors import UsageError
    from voice_coach.hearing.loading import load_model, load_transcriber
    from voice_coach.hearing.stretches import hearing as stretches
    from voice_coach.store.model_store import ModelStore

    chosen = ModelStore().choose(model, hear="commands" if grammar is not None else None)
    speech = load_model(chosen.commands.path)
    words = load_transcriber(chosen.words.path) if chosen.words else None
    phrases = None
    if grammar is not None:
        phrases = [each.strip().lower() for each in grammar.split(",") if each.strip()]
        if not phrases:
            raise UsageError("A grammar needs a phrase.", 'For example: --grammar "yes,no,stop"')
    hearing = partial(stretches, model=speech, words=words, phrases=phrases, moment=expecting)
    progress = Progress(sum(map(lasting, sound_files(files))) if files else 0.0)
    source = _in_files(files, hearing, progress) if files else _live(hearing, microphone)
    try:
        with progress:
            for file, heard in source:
                if as_json:
                    fields = {"file": file, **_fields(heard)}
                    progress.show(json.dumps(fields, ensure_ascii=False))
                    continue
                meaning = f"  -> {heard.meaning}" if heard.meaning else ""
                where = f"{file}  " if file and files != (Path(file),) else ""
                progress.show(
                    f"{where}{heard.start_seconds:7.2f}-{heard.end_seconds:.2f}  "
                    f"{heard.text} ({heard.confidence:.2f}){meaning}"
                )
    except KeyboardInterrupt:
        click.echo()
    finally:
        if words:
            words.close()


def _tell_meaning(text: str, expecting: str, *, as_json: bool) -> None:
    """The meaning that a session would act on, or null."""
    from voice_coach.hearing.grammar import CommandPhrases
    from voice_coach.hearing.moments import counts_at

    meaning = CommandPhrases.load().meaning_of_text(text, counts_at(expecting))
    if as_json:
        found = {"text": text, "expecting": expecting, "meaning": meaning}
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        click.echo(meaning or "null")


def _fields(heard: Heard) -> dict[str, object]:
    import msgspec

    fields: dict[str, object] = msgspec.to_builtins(heard)
    return fields


def _in_files(
    files: tuple[Path, ...], hearing: Hearing, progress: Progress
) -> Iterator[tuple[str, Heard]]:
    from voice_coach.edge.sound_file import sound_blocks, sound_files
    from voice_coach.errors import AudioError
    from voice_coach.hearing.stretches import TAIL_BLOCKS
    from voice_coach.signal.units import SAMPLE_RATE

    taken = 0

    def counted(sound: Iterable[Sound]) -> Iterator[Sound]:
        nonlocal taken
        for block in sound:
            taken += len(block)
            progress.reached(taken / SAMPLE_RATE)
            yield block

    found = sound_files(files)
    if not found:
        raise AudioError("There is no sound file in that folder.", "Give WAV or FLAC files.")
    bad = 0
    for path in found:
        try:
            for heard in hearing(counted(sound_blocks(path, quiet_after=TAIL_BLOCKS))):
                yield str(path), heard
        except AudioError as error:
            if len(found) == 1:
                raise
            bad += 1
            click.echo(f"{error.message} It is passed over.", err=True)
    if bad == len(found):
        raise AudioError("None of these files can be read.", "Give WAV or FLAC files.")


def _live(hearing: Hearing, microphone: str | None) -> Iterator[tuple[str, Heard]]:
    from contextlib import closing

    from voice_coach.edge.devices import find_device
    from voice_coach.edge.microphone import Microphone
    from voice_coach.edge.ports import BlockHeard, SourceFailed, SourceRestored
    from voice_coach.errors import MicrophoneError
    from voice_coach.shell.facts import Facts

    facts = Facts()

    def sounds() -> Iterator[BlockHeard]:
        for fact in facts.facts():
            if isinstance(fact, BlockHeard):
                yield fact
            elif isinstance(fact, SourceFailed):
                click.echo(f"I can't hear you. {fact.cause}", err=True)
            elif isinstance(fact, SourceRestored):
                click.echo("I can hear you again.", err=True)

    number = find_device(microphone, "input")
    with closing(Microphone(facts.post, device=number)) as opened:
        try:
            opened.start()
        except MicrophoneError as error:
            raise MicrophoneError(
                error.message, "Connect one, or give recordings: `voice-coach hear FILE.wav`."
            ) from error
        click.echo("Listening. Ctrl-C ends it.", err=True)
        live = (fact.sound for fact in sounds())
        for heard in hearing(live):
            yield "", heard
