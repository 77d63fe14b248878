"""What a part is in a session is said by its block or by itself, never by its name."""

import pytest

from voice_coach.store.script_files import STAGES, ScriptFiles

OWN = """
name = "own"
title = "Own"
level = "easy"
purpose = "Feeling close."
about = "Ours."
[minutes]
short = 1
[[couple]]
part = "start"
use = "arrival-brief"
[[couple]]
part = "arrival"
each = true
[[couple.steps]]
kind = "floor"
id = "arrival"
say = "{speaker}, how did you arrive in each other's life?"
seconds = 14
[[couple]]
part = "close"
{more}
[[couple.steps]]
kind = "say"
id = "close"
say = "How close you sit is for you to say."
"""


def test_only_blocks_have_a_stage():
    assert set(STAGES) <= set(ScriptFiles().blocks)


@pytest.mark.parametrize(("more", "last"), [("", "talk"), ('stage = "close"', "close")])
def test_a_name_says_nothing(tmp_path, more, last):
    script = tmp_path / "own.toml"
    script.write_text(OWN.replace("{more}", more), encoding="utf-8")
    parts = ScriptFiles().load_file(script).couple
    assert [each.stage for each in parts] == ["arrival", "talk", last]
