"""`voice-coach models install` against a file server on this machine."""

import os
import signal
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from tests.store.commands import PIECES, WHOLE, failed, left_over, models
from tests.store.file_server import file_server
from tests.store.stand_in import NAME, facts_of, store_in, zipped
from voice_coach.store.model_files import check_sums
from voice_coach.store.model_install import install
from voice_coach.store.model_store import ModelStore


def test_a_download_is_installed_checked_and_used(store):
    result = models(store, "install")
    assert result.exit_code == 0, result.output
    assert left_over(store) == [NAME]
    assert check_sums(store.folder / NAME) == WHOLE
    assert store.find().name == NAME
    assert "all 9 files" in models(store, "verify").output


def test_progress_is_told_from_the_first_byte_to_the_last(store, server, archive):
    told: list[tuple[int, int]] = []
    install(store, store.facts(NAME), progress=lambda done, of: told.append((done, of)))
    assert told[0][0] <= 65_536
    assert told[-1] == (len(archive), len(archive))
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_installing_twice_asks_the_server_once(store, server):
    models(store, "install")
    again = models(store, "install")
    assert again.exit_code == 0
    assert "already" in again.output
    assert len(server.asked) == 1


def test_a_broken_download_goes_on_where_it_stopped(store, server):
    server.breaks_after = PIECES
    message = failed(models(store, "install"))
    assert "3.0 of" in message
    assert "3 of" in models(store, "list").output
    server.breaks_after = None
    assert models(store, "install").exit_code == 0
    assert server.asked == ["", f"bytes={PIECES}-"]
    assert left_over(store) == [NAME]


def test_a_server_that_knows_no_ranges_begins_again(store, server):
    server.breaks_after = PIECES
    models(store, "install")
    server.breaks_after, server.knows_ranges = None, False
    assert models(store, "install").exit_code == 0
    assert check_sums(store.folder / NAME) == WHOLE


def test_a_download_that_was_whole_is_not_fetched_again(store, server, archive):
    store.folder.mkdir()
    store.part(store.facts(NAME)).write_bytes(archive)
    assert models(store, "install").exit_code == 0
    assert server.asked == []


def test_a_gathered_file_that_is_too_long_begins_again(store, server, archive):
    store.folder.mkdir()
    store.part(store.facts(NAME)).write_bytes(archive + b"more")
    assert models(store, "install").exit_code == 0
    assert server.asked == [""]


def test_a_server_with_a_shorter_file_than_we_have_begins_again(store, server, archive):
    store.folder.mkdir()
    store.part(store.facts(NAME)).write_bytes(archive[:PIECES])
    server.content = archive[: PIECES - 1]
    message = failed(models(store, "install"))
    assert f"{PIECES - 1} bytes" in message
    assert server.asked == [f"bytes={PIECES}-", ""]


def test_another_file_of_the_same_length_is_refused_and_deleted(store, server, archive):
    server.content = bytes(len(archive))
    assert "SHA-256" in failed(models(store, "install"))
    assert left_over(store) == []


def test_a_file_that_grows_beyond_what_was_announced_is_refused_and_deleted(store, server):
    server.says_length = False
    server.content += bytes(1_000_000)
    assert "SHA-256" in failed(models(store, "install"))
    assert left_over(store) == []


def test_a_truncated_file_without_a_length_can_go_on(store, server, archive):
    server.says_length = False
    server.breaks_after = PIECES
    assert "stopped at" in failed(models(store, "install"))
    server.breaks_after = None
    assert models(store, "install").exit_code == 0
    assert server.asked[-1] == f"bytes={PIECES}-"


def test_a_login_page_instead_of_the_file_leaves_nothing(store, server):
    server.content = b"<html>Welcome to our hotel</html>"
    assert "33 bytes" in failed(models(store, "install"))
    assert left_over(store) == []


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_refusal_is_told_with_its_number(store, server, status):
    server.status = status
    assert str(status) in failed(models(store, "install"))


def test_no_server_at_all(tmp_path, archive):
    with file_server(archive) as gone:
        url = gone.url
    store = store_in(tmp_path, facts_of(archive, url=url))
    result = models(store, "install")
    assert "127.0.0.1" in failed(result)
    assert "--from" in result.stderr


def test_a_full_disk_keeps_nothing(store):
    store.folder.mkdir()
    store.part(store.facts(NAME)).symlink_to("/dev/full")
    assert "No space left" in failed(models(store, "install"))
    assert left_over(store) == []


def test_too_little_room_is_noticed_before_the_download(store, server):
    store.catalogue = (msgspec.structs.replace(store.facts(NAME), size=10**15),)
    assert "MB free" in failed(models(store, "install"))
    assert server.asked == []


def test_a_home_that_is_a_file(tmp_path, archive):
    home = tmp_path / "home"
    home.write_text("")
    assert "Not a directory" in failed(models(store_in(home, facts_of(archive)), "install"))


ONE_COMMAND = """
import resource, sys
from pathlib import Path
import msgspec
from tests.store.stand_in import store_in
from voice_coach.cli.main import main
from voice_coach.store.model_store import ModelFacts
facts = msgspec.json.decode(sys.argv[2], type=ModelFacts)
if int(sys.argv[3]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
main(["models", *sys.argv[4:]], obj=store_in(Path(sys.argv[1]), facts))
"""


def command(home: Path, store: ModelStore, *arguments: str, most_bytes: int = 0):
    """A `models` command in a process of its own, where no file may have more than `most_bytes`."""
    facts = msgspec.json.encode(store.facts(NAME)).decode()
    return subprocess.Popen(
        [sys.executable, "-c", ONE_COMMAND, str(home), facts, str(most_bytes), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("most_bytes", [PIECES, 20_000_000], ids=["the zip", "its files"])
def test_files_that_cannot_be_written_leave_nothing_half(tmp_path, server, most_bytes):
    content = zipped({f"{NAME}/large": bytes(25_000_000)})
    if most_bytes > PIECES:  # small as a zip, large unpacked
        content = _compressed(content)
    server.content = content
    store = store_in(tmp_path, facts_of(content, url=server.url))
    process = command(tmp_path, store, "install", most_bytes=most_bytes)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 4, told
    assert "File too large" in told.splitlines()[0]
    assert len(told.splitlines()) == 2
    assert left_over(store) == [f"{NAME}.part"]
    assert models(store, "install").exit_code == 0


def _compressed(content: bytes) -> bytes:
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            new.writestr(member.filename, old.read(member))
    return buffer.getvalue()


def interrupted(process: subprocess.Popen[str]) -> str:
    """Press Ctrl-C, and again where the first one fell into a moment that cannot be left."""
    for _ in range(3):
        process.send_signal(signal.SIGINT)
        try:
            return process.communicate(timeout=8)[1]
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError("Ctrl-C does not end it")


def test_ctrl_c_in_the_middle_keeps_what_is_here(tmp_path, store, server):
    server.waits_after = PIECES
    process = command(tmp_path, store, "install")
    server.sent.wait(timeout=30)
    part = store.part(store.facts(NAME))
    while not part.exists() or part.stat().st_size < PIECES // 2:
        assert process.poll() is None
    told = interrupted(process)
    assert process.returncode == 130
    assert told.split("\n") == [
        "What has arrived is kept: run the same command again to carry on.",
        "",
        "Stopped.",
        "",
    ]
    assert left_over(store) == [f"{NAME}.part"]
    server.waits_after = None
    assert models(store, "install").exit_code == 0
    assert server.asked[-1].startswith("bytes=")


def test_what_a_killed_installation_left_is_cleared_away(store):
    store.folder.mkdir()
    (store.folder / ".new-old").mkdir()
    (store.folder / ".new-old" / "graph").write_bytes(b"half")
    os.utime(store.folder / ".new-old", (0, 0))
    assert models(store, "install").exit_code == 0
    assert left_over(store) == [NAME]
