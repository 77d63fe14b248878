"""A voice pack of somebody's own voice: each line is looked at as it is read."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt

from voice_coach.edge.ports import Transcriber
from voice_coach.errors import AudioError, ModelError, UsageError
from voice_coach.hearing.endpoint import Endpoint
from voice_coach.hearing.voice_activity import VoiceActivity, with_dither
from voice_coach.shell.line_check import check_extra, levelled, wrong_with
from voice_coach.shell.rendering import Flaw, Rendered
from voice_coach.signal.sound import Sound, finished_prompt, level_dbfs
from voice_coach.signal.units import SAMPLE_RATE, samples
from voice_coach.store.home import write_whole
from voice_coach.store.spoken_lines import line_name
from voice_coach.store.voice_packs import PackFacts, write_pack

TRIES = 3
"""How often a line is asked for: then it is taken as it is, and named at the end."""

SILENCE_AFTER = samples(1.0)
"""Quiet that ends a line: readers stop at a comma for less."""

LEAD, TAIL, LONGEST = samples(0.3), samples(0.15), samples(45)
"""Kept until speech is noticed and after it; and most of one line, for whoever goes on talking."""

SOFTEST_DBFS = -45.0
"""Softer than this a line drowns in the noise of its room once it is made as loud as the others."""


def record(
    lines: Sequence[str],
    facts: PackFacts,
    *,
    blocks: Iterable[Sound],
    ear: Transcriber | None,
    out: Path,
    show: Callable[[str], None],
) -> Rendered:
    """Have the lines read, one after the other, and make a pack of them.

    What was read is kept beside `out` until the pack is whole, so that it can be done in sittings.

    Raises:
        UsageError: something is at `out` already, or a package is missing.
        AudioError: the sound ended before the last line; what was read is kept.
        ModelError: the pack cannot be written.
    """
    check_extra()
    if out.exists():
        raise UsageError(f"{out} is there already.", "Choose another name.")
    part = out.with_name(f"{out.name}.part")
    try:
        part.mkdir(exist_ok=True)
    except OSError as error:
        raise ModelError(f"{part}: {error.strerror}.", "Choose another place.") from error
    pace, flaws = facts.paces[0], list[Flaw]()
    read = takes(blocks)
    files = {text: part / f"{line_name(facts.name, pace, text)}.wav" for text in lines}
    for number, text in enumerate(lines, 1):
        if _kept(files[text]) is None:
            show(f"{number} of {len(lines)}: {text}")
            sound, wrong = _take(text, read, pace=pace, ear=ear, show=show)
            flaws += [Flaw(text, what) for what in wrong]
            _keep(files[text], sound)
    takes_kept = ((text, _kept(file)) for text, file in files.items())
    said = [(text, pace, sound) for text, sound in takes_kept if sound is not None]
    pack = write_pack(out, facts, said)
    for file in files.values():
        file.unlink()
    with suppress(OSError):  # of an exercise that had other lines then
        part.rmdir()
    return Rendered(pack, len(lines), flaws)


def takes(blocks: Iterable[Sound]) -> Iterator[Sound]:
    """What is read, each time a second of quiet has followed it; blocks of 320 samples."""
    activity, end = VoiceActivity(), Endpoint(SILENCE_AFTER)
    heard: list[Sound] = []
    at = 0
    for block in blocks:
        heard.append(block)
        edge = end.hear(at=at, length=len(block), voiced=activity.voiced(with_dither(block, at)))
        at += len(block)
        length = sum(map(len, heard))
        if (edge and edge.kind == "ended") or length >= LONGEST:
            begin, until = at - length, edge.ended + TAIL if edge else at
            yield np.concatenate(heard)[: until - begin]
            heard = []
            end.reset()
        elif not end.speaking:
            heard = heard[-LEAD // len(block) :]


def _take(
    text: str,
    read: Iterator[Sound],
    *,
    pace: int,
    ear: Transcriber | None,
    show: Callable[[str], None],
) -> tuple[Sound, list[str]]:
    """The best take of a line, and what is wrong with it even so."""
    best: tuple[Sound, list[str]] | None = None
    for _ in range(TRIES):
        raw = next(read, None)
        if raw is None:
            raise AudioError(
                "The sound ended before the last line.",
                "What was read is kept: run it again.",
            )
        wave: npt.NDArray[np.float32] = np.divide(raw, 32768, dtype=np.float32)
        sound = levelled(finished_prompt(wave, SAMPLE_RATE))
        wrong = [*_of_the_room(raw), *wrong_with(text, sound, pace=pace, ear=ear)]
        peak = 20 * np.log10(max(1, int(np.abs(raw.astype(np.int32)).max())) / 32768)
        show(f"  peak {peak:.0f} dB: {', '.join(wrong) + '; once more' if wrong else 'good'}")
        if best is None or len(wrong) < len(best[1]):
            best = (sound, wrong)
        if not wrong:
            break
    assert best
    return best


def _of_the_room(raw: Sound) -> Iterator[str]:
    """What is wrong with a take before it is made as loud as the others."""
    if int(np.abs(raw.astype(np.int32)).max()) >= 32767:
        yield "too near or too loud"
    elif level_dbfs(raw) < SOFTEST_DBFS:
        yield "too far away or too soft"


def _keep(file: Path, sound: Sound) -> None:
    import soundfile

    content = io.BytesIO()
    soundfile.write(content, sound, SAMPLE_RATE, format="WAV")
    try:
        write_whole(file, content.getvalue())
    except OSError as error:
        raise ModelError(f"{file} cannot be written.", "Make room on the disk.") from error


def _kept(file: Path) -> Sound | None:
    """What was read before; None where it was not, or cannot be played."""
    import soundfile

    try:
        sound: Sound = soundfile.read(file, dtype="int16")[0]
    except (OSError, soundfile.LibsndfileError):
        return None
    return sound
