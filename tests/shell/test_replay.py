"""A log replays to the same actions at any block size, and a changed one does not."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from tests.recorded import FOLDER
from voice_coach.cli.main import main
from voice_coach.core.actions import Action, AnyAction
from voice_coach.core.events import AnyEvent, PromptFinished, SessionStarted, UtteranceHeard
from voice_coach.errors import LogError
from voice_coach.shell.replay import BLOCK_SIZES, replay
from voice_coach.store.session_log import RecordedSession, SessionLog, read_log

Entry = AnyEvent | AnyAction


@pytest.fixture(scope="module")
def log() -> Path:
    """A session with a chosen idea, a mirror that missed, a change of pace, to its end."""
    return FOLDER / "outside-stress.jsonl"


@pytest.fixture(scope="module")
def recorded(log) -> RecordedSession:
    return read_log(log)


def typed(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["replay", str(path), *arguments], catch_exceptions=False)


def named_line(result: Result) -> int:
    """The line that a failed replay names."""
    assert result.exit_code == 7, result.output
    message, hint = result.stderr.splitlines()
    assert hint
    return int(message.split("line ")[1].split()[0].rstrip(":"))


# --- Unchanged -----------------------------------------------------------------------------


def test_it_says_how_often_and_how_long(log):
    result = typed(log)
    assert result.exit_code == 0, result.output
    for block in BLOCK_SIZES:
        assert f"all identical, in blocks of {block} samples" in result.output
    assert "The session lasted " in result.output
    assert "ends before" not in result.output


@pytest.mark.parametrize("block", [37, 320, 16_000, 10**9])
def test_any_block_size_will_do(log, recorded, block):
    actions = sum(isinstance(line.entry, Action) for line in recorded.entries)
    result = typed(log, "--block", str(block))
    assert result.output.startswith(f"{actions} actions, all identical, in blocks of {block}")


# --- Changed: by hand, so that the sums no longer fit ----------------------------------------


def test_every_line_that_is_changed_is_named(log, tmp_path):
    lines = log.read_bytes().split(b"\n")[:-1]
    copy = tmp_path / "copy.jsonl"
    for number in range(1, len(lines) + 1):
        line = lines[number - 1]
        changed = (
            line.replace(b'"at":', b'"at":1', 1) if number > 1 else line.replace(b"a", b"b", 1)
        )
        assert changed != line
        copy.write_bytes(b"\n".join([*lines[: number - 1], changed, *lines[number:], b""]))
        with pytest.raises(LogError, match=f"line {number}[ :]"):
            read_log(copy)


@pytest.mark.parametrize("number", [2, 10, 40])
def test_a_line_left_out_is_named(log, tmp_path, number):
    lines = log.read_bytes().split(b"\n")
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(b"\n".join([*lines[: number - 1], *lines[number:]]))
    assert named_line(typed(copy)) == number


def test_two_lines_that_changed_places_are_named(log, tmp_path):
    lines = log.read_bytes().split(b"\n")
    lines[9], lines[10] = lines[10], lines[9]
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(b"\n".join(lines))
    assert named_line(typed(copy)) == 10


# --- Forged: every sum made anew ---------------------------------------------------------------


def forged(path: Path, recorded: RecordedSession, entries: Sequence[Entry]) -> Path:
    """Write a log of these entries as the program would have."""
    log = SessionLog(path, recorded.settings)
    for entry in entries:
        if isinstance(entry, Action):
            log.noticed(msgspec.convert({"event": "ClockAdvanced", "at": 0}, AnyEvent), [entry])
        else:
            log.noticed(entry, [])
    log.close()
    return path


def meanings(event: AnyEvent) -> Iterator[AnyEvent | None]:
    """What somebody might make of an event: leave it out, or let it say something else."""
    match event:
        case UtteranceHeard(meaning=meaning):
            if meaning:
                yield None
                yield msgspec.structs.replace(event, meaning=None)
            yield msgspec.structs.replace(event, meaning="STOP" if meaning != "STOP" else "PAUSE")
        case PromptFinished(number=number):
            yield msgspec.structs.replace(event, number=number + 1000)
        case SessionStarted(at=at):
            yield None
            yield msgspec.structs.replace(event, at=at + 1)


def test_a_forged_log_that_changes_nothing_replays(tmp_path, recorded):
    path = forged(tmp_path / "log", recorded, [line.entry for line in recorded.entries])
    assert typed(path).exit_code == 0


def test_every_forged_meaning_makes_another_session(tmp_path, recorded):
    entries = [line.entry for line in recorded.entries]
    tried = 0
    for index, entry in enumerate(entries):
        if isinstance(entry, Action):
            continue
        for instead in meanings(entry):
            others = [*entries[:index], *([instead] if instead else []), *entries[index + 1 :]]
            path = forged(tmp_path / "log", recorded, others)
            with pytest.raises(LogError) as caught:
                replay(path, block_samples=10**9)
            named = int(caught.value.message.split("line ")[1].split(":")[0])
            # An event stands on line index + 2; what it changes stands at or behind it.
            assert named >= index + 2, caught.value.message
            tried += 1
    assert tried > 50


def test_every_forged_action_is_named(tmp_path, recorded):
    entries = [line.entry for line in recorded.entries]
    for index, entry in enumerate(entries):
        if not isinstance(entry, Action):
            continue
        moved = msgspec.structs.replace(entry, at=entry.at + 1)
        path = forged(tmp_path / "log", recorded, [*entries[:index], moved, *entries[index + 1 :]])
        with pytest.raises(LogError, match=f"line {index + 2}:"):
            replay(path, block_samples=10**9)


HEADERS: dict[str, Callable[[RecordedSession], object]] = {
    "length": lambda recorded: msgspec.structs.replace(recorded.settings, length="none"),
    "mode": lambda recorded: msgspec.structs.replace(
        recorded.settings, exercise=msgspec.structs.replace(recorded.settings.exercise, couple=())
    ),
    "first": lambda recorded: msgspec.structs.replace(recorded.settings, first="b"),
}


@pytest.mark.parametrize("what", HEADERS)
def test_a_forged_header(tmp_path, recorded, what):
    other = msgspec.structs.replace(recorded, settings=HEADERS[what](recorded))
    path = forged(tmp_path / "log", other, [line.entry for line in recorded.entries])
    assert named_line(typed(path)) >= 1


def test_a_log_of_another_version(log, tmp_path):
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(log.read_bytes().replace(b'"version":1,', b'"version":99,', 1))
    told = typed(copy)
    assert named_line(told) == 1
    assert "the log has version 99" in told.output


# --- Cut off ------------------------------------------------------------------------------------


def test_wherever_a_killed_program_left_off_the_log_is_readable(log, tmp_path):
    whole = log.read_bytes()
    begin = whole.index(b"\n") + 1
    copy = tmp_path / "copy.jsonl"
    for length in range(begin, len(whole), 401):
        copy.write_bytes(whole[:length])
        assert replay(copy, block_samples=10**9).cut_short
    result = typed(copy)
    assert result.exit_code == 0
    assert "ends before the session did" in result.output


def test_a_header_cut_in_the_middle_is_no_log(log, tmp_path):
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(log.read_bytes()[:100])
    assert named_line(typed(copy)) == 1
