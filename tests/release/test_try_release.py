"""What `make try-release` calls left over."""

from setup.try_release import gathered, left, not_empty, wrongs

DATA = ".local/share/voice-coach/kept.json"
PROGRAM = ".local/share/uv/tools/voice-coach/bin/voice-coach"


def test_what_people_kept_is_told_from_what_an_installer_leaves(tmp_path):
    for each in (DATA, PROGRAM, ".local/share/uv/.lock"):
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each).touch()
    (tmp_path / PROGRAM).write_text("us")
    mine, others = left(tmp_path)
    assert mine == [DATA]
    assert others == [".local/share/uv/.lock", PROGRAM]
    assert not_empty(tmp_path, others) == [PROGRAM]
    assert gathered([*others, ".local/share/uv/b"]) == [".local/share/uv (3)"]


def test_anything_of_ours_that_is_left_is_wrong():
    assert wrongs("uv", [DATA], [".local/share/uv/.gitignore"], finished=True) == []
    assert wrongs("uv", [DATA], [PROGRAM], finished=True) == [f"uv: {PROGRAM} is left."]


def test_so_is_a_lost_keepsake_and_a_session_without_an_end():
    assert len(wrongs("uv", [], [], finished=True)) == 1
    assert len(wrongs("uv", [DATA], [], finished=False)) == 1
