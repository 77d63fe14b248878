"""Recorded sessions: the same events give the same actions, at any block size, and no others."""

from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from tests.invariants import check_log
from tests.recorded import FOLDER, TYPED
from voice_coach.cli.main import main
from voice_coach.core.actions import Action
from voice_coach.core.events import AnyEvent, ClockAdvanced, PromptFinished, UtteranceHeard
from voice_coach.errors import LogError
from voice_coach.exercise.meanings import Meaning
from voice_coach.shell.replay import BLOCK_SIZES, replay
from voice_coach.store.session_log import SessionLog, read_log

LOGS = sorted(FOLDER.glob("*.jsonl"))


def test_every_session_is_there():
    assert {log.stem for log in LOGS} == {*TYPED, "heard-in-a-room"}


@pytest.mark.parametrize("block", BLOCK_SIZES)
@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_a_session_replays_to_the_same_actions(log, block):
    actions = [line for line in read_log(log).entries if isinstance(line.entry, Action)]
    assert replay(log, block_samples=block).actions == len(actions)


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_what_always_holds_holds_in_each(log):
    check_log(log)


def forged(log: Path, into: Path, number: int, event: AnyEvent | None) -> None:
    """Write a log with the event of one line replaced, or left out, and every check sum right."""
    recorded = read_log(log)
    copy = SessionLog(into, recorded.settings)
    for line in recorded.entries:
        entry = event if line.number == number else line.entry
        if isinstance(entry, Action):
            copy.noticed(ClockAdvanced(at=entry.at), [entry])  # which itself is not kept
        elif entry is not None:
            copy.noticed(entry, [])
    copy.close()


def answered(log: Path) -> list[int]:
    """The lines of events that were answered with an action there and then."""
    entries = read_log(log).entries
    return [
        line.number
        for line, after in pairwise(entries)
        if isinstance(line.entry, PromptFinished | UtteranceHeard)
        and isinstance(after.entry, Action)
        and after.entry.at == line.entry.at
    ]


FORGED = [(log, number) for log in LOGS for number in answered(log)]


@pytest.mark.parametrize(
    ("log", "number"), FORGED[::5], ids=lambda each: each.stem if isinstance(each, Path) else None
)
def test_a_session_without_one_of_its_events_is_another(log, number, tmp_path):
    other = tmp_path / "other.jsonl"
    forged(log, other, number, None)
    with pytest.raises(LogError, match=r"line \d+"):
        replay(other, block_samples=BLOCK_SIZES[-1])


def test_a_changed_event_is_found_where_the_session_goes_another_way(tmp_path):
    log, other = FOLDER / "stopped.jsonl", tmp_path / "other.jsonl"
    line = next(
        line
        for line in read_log(log).entries
        if isinstance(line.entry, UtteranceHeard) and line.entry.meaning == Meaning.YES
    )
    forged(log, other, line.number, msgspec.structs.replace(line.entry, meaning=Meaning.NO))
    result = CliRunner().invoke(main, ["replay", str(other)])
    assert result.exit_code == 7
    # After a yes the next is asked; after a no it is the end.
    assert f"line {line.number + 1}" in result.output


def test_a_copy_with_right_sums_is_the_same_session(tmp_path):
    for log in LOGS:
        copy = tmp_path / log.name
        forged(log, copy, 0, None)
        assert read_log(copy).entries == read_log(log).entries


def test_a_line_changed_by_hand_is_named(tmp_path):
    other = tmp_path / "other.jsonl"
    lines = (FOLDER / "stopped.jsonl").read_bytes().split(b"\n")
    at = next(
        index for index, line in enumerate(lines) if b'"EARS"' in line and b"heard" not in line
    )
    lines[at] = lines[at].replace(b"EARS", b"IDEAS")
    other.write_bytes(b"\n".join(lines))
    result = CliRunner().invoke(main, ["replay", str(other)])
    assert result.exit_code == 7
    assert f"line {at + 1} is not as it was written" in result.output
