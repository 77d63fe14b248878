"""`voice-coach hear`: what the coach hears, in recordings or live."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from voice_coach.edge.vosk_recognizer import SpeechModel
    from voice_coach.hearing.stretches import Heard


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--grammar", help='Only these phrases, for example "yes,no,stop".')
@click.option("--model", help="The speech model: its name or a folder.")
@click.option("--device", help="The microphone: its number or a part of its name.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def hear(
    files: tuple[Path, ...],
    grammar: str | None,
    model: str | None,
    device: str | None,
    as_json: bool,
) -> None:
    """Show what the coach hears in FILES (or folders of them); live with none.

    A meaning is shown where a stretch of speech was, alone, a phrase the coach acts on.
    """
    from voice_coach.errors import UsageError
    from voice_coach.hearing.loading import load_model
    from voice_coach.store.model_store import ModelStore

    speech = load_model(ModelStore().find(model).path)
    phrases = None
    if grammar is not None:
        phrases = [each.strip().lower() for each in grammar.split(",") if each.strip()]
        if not phrases:
            raise UsageError("A grammar needs a phrase.", 'For example: --grammar "yes,no,stop"')
    source = _in_files(files, speech, phrases) if files else _live(speech, phrases, device)
    try:
        for file, heard in source:
            if as_json:
                click.echo(json.dumps({"file": file, **_fields(heard)}, ensure_ascii=False))
            else:
                meaning = f"  -> {heard.meaning}" if heard.meaning else ""
                where = f"{file}  " if len(files) != 1 and file else ""
                click.echo(
                    f"{where}{heard.start_seconds:7.2f}-{heard.end_seconds:.2f}  "
                    f"{heard.text} ({heard.confidence:.2f}){meaning}"
                )
    except KeyboardInterrupt:
        click.echo()


def _fields(heard: Heard) -> dict[str, object]:
    import msgspec

    fields: dict[str, object] = msgspec.to_builtins(heard)
    return fields


def _in_files(
    files: tuple[Path, ...], model: SpeechModel, phrases: list[str] | None
) -> Iterator[tuple[str, Heard]]:
    from voice_coach.edge.sound_file import sound_blocks, sound_files
    from voice_coach.errors import AudioError
    from voice_coach.hearing.stretches import TAIL_BLOCKS, hearing

    found = sound_files(files)
    if not found:
        raise AudioError("There is no sound file in that folder.", "Give WAV or FLAC files.")
    bad = 0
    for path in found:
        try:
            sound = sound_blocks(path, quiet_after=TAIL_BLOCKS)
            for heard in hearing(sound, model=model, phrases=phrases):
                yield str(path), heard
        except AudioError as error:
            if len(found) == 1:
                raise
            bad += 1
            click.echo(f"{error.message} It is passed over.", err=True)
    if bad == len(found):
        raise AudioError("None of these files could be read.", "Give WAV or FLAC files.")


def _live(
    model: SpeechModel, phrases: list[str] | None, device: str | None
) -> Iterator[tuple[str, Heard]]:
    from contextlib import closing

    from voice_coach.edge.devices import find_device
    from voice_coach.edge.microphone import Microphone
    from voice_coach.edge.ports import BlockHeard, SourceFailed, SourceRestored
    from voice_coach.errors import MicrophoneError
    from voice_coach.hearing.stretches import hearing
    from voice_coach.shell.facts import Facts

    facts = Facts()

    def sounds() -> Iterator[BlockHeard]:
        for fact in facts.facts():
            if isinstance(fact, BlockHeard):
                yield fact
            elif isinstance(fact, SourceFailed):
                click.echo(f"I can't hear you: the microphone is {fact.cause}.", err=True)
            elif isinstance(fact, SourceRestored):
                click.echo("I can hear you again.", err=True)

    with closing(Microphone(facts.post, device=find_device(device, "input"))) as microphone:
        try:
            microphone.start()
        except MicrophoneError as error:
            raise MicrophoneError(
                error.message, "Connect one, or give recordings: `voice-coach hear FILE.wav`."
            ) from error
        click.echo("Listening. Ctrl-C ends.", err=True)
        live = (fact.sound for fact in sounds())
        for heard in hearing(live, model=model, phrases=phrases):
            yield "", heard
