"""`voice-coach models list | verify | remove`."""

import msgspec
import pytest

from tests.store.commands import PIECES, failed, left_over, models
from tests.store.stand_in import NAME
from voice_coach.errors import ModelError
from voice_coach.store.model_files import SUMS, check_sums


def test_list_tells_what_is_used(store, zip_file):
    before = models(store, "list").output
    assert "* coach-en" in before
    assert "not installed" in before
    models(store, "install", "--from", str(zip_file))
    assert f"* {NAME}  (installed" in models(store, "list").output
    listed = msgspec.json.decode(models(store, "list", "--json").output)
    assert [(each["name"], each["installed"], each["used"]) for each in listed] == [
        ("coach-en", True, True),
        (NAME, True, True),
    ]


def test_verify_names_the_damaged_file_and_installing_again_mends_it(store, server, zip_file):
    models(store, "install", "--from", str(zip_file))
    graph = store.folder / NAME / "graph" / "Gr.fst"
    graph.write_bytes(graph.read_bytes()[:-1])
    assert "graph/Gr.fst has changed" in failed(models(store, "verify"))
    assert "damaged" in models(store, "list").output
    graph.unlink()
    assert "graph/Gr.fst is missing" in failed(models(store, "verify", NAME))
    assert models(store, "install").exit_code == 0
    assert models(store, "verify").exit_code == 0
    assert server.asked == [""]


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"])
def test_verify_without_sums_to_go_by(store, zip_file, content):
    models(store, "install", "--from", str(zip_file))
    sums = store.folder / NAME / SUMS
    sums.unlink()
    if content is not None:
        sums.write_bytes(content)
    assert SUMS in failed(models(store, "verify"))


def test_remove_deletes_the_model_and_its_broken_download(store, server, zip_file):
    server.breaks_after = PIECES
    models(store, "install")
    models(store, "install", "--from", str(zip_file))
    assert models(store, "remove", NAME).exit_code == 0
    assert left_over(store) == []
    assert "not installed" in failed(models(store, "remove", NAME))


def test_remove_takes_away_a_broken_download_alone(store, server):
    server.breaks_after = PIECES
    models(store, "install")
    assert models(store, "remove", NAME).exit_code == 0
    assert left_over(store) == []


def test_remove_takes_a_link_away_and_leaves_what_it_leads_to(store, coach_en):
    store.folder.mkdir()
    (store.folder / NAME).symlink_to(coach_en)
    assert models(store, "remove", NAME).exit_code == 0
    assert coach_en.is_dir()
    assert left_over(store) == []


def test_our_own_model_is_neither_installed_nor_removed(store):
    assert "nothing to install" in failed(models(store, "install", "coach-en"), 2)
    assert "cannot be removed" in failed(models(store, "remove", "coach-en"), 2)
    assert models(store, "verify", "coach-en").exit_code == 0


@pytest.mark.parametrize("action", ["install", "verify", "remove"])
def test_a_model_nobody_knows_is_answered_with_the_nearest_name(store, action):
    result = models(store, action, "vosk-small-en")
    assert "vosk-small-en" in failed(result, 2)
    assert f"Did you mean {NAME}?" in result.stderr


def test_the_shipped_model_is_whole(coach_en):
    assert check_sums(coach_en) == 8


def test_no_sum_at_all_is_no_proof(tmp_path):
    (tmp_path / SUMS).write_text("")
    with pytest.raises(ModelError, match="empty") as caught:
        check_sums(tmp_path)
    assert "models install" in caught.value.hint
