"""Exercises of people's own, as nobody should have written them."""

import tomllib
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from tests.exercise.test_broken_scripts import GOOD
from tests.fuzz.case import as_toml, command, damaged, fuzzed, spoil

SHIPPED = [
    (files("voice_coach") / "scripts" / f"{name}.toml").read_bytes()
    for name in ("breathe-together", "outside-stress", "mirror-dialogue", "date-cards")
    if (files("voice_coach") / "scripts" / f"{name}.toml").is_file()
]
WHOLE = [GOOD.encode(), *SHIPPED]


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    table = tomllib.loads(draw(st.sampled_from(WHOLE)).decode())
    spoil(draw, table)
    return as_toml(table)


@fuzzed
@given(script=st.one_of(spoilt(), spoilt(), damaged(WHOLE), st.binary(max_size=100)))
def test_a_script_is_fine_or_what_is_wrong_with_it_is_said(script, tmp_path_factory):
    name = script.partition(b'name = "')[2].partition(b'"')[0].decode(errors="replace")
    name = name if name in ("mine", "breathe-together", "outside-stress") else "mine"
    path = tmp_path_factory.getbasetemp() / f"{name}.toml"
    path.write_bytes(script)
    checked = command("check", str(path))
    assert checked.exit_code in (0, 3)
    if checked.exit_code:
        assert str(path) in checked.stderr
    for other in ("show", "rehearse"):
        assert command(other, str(path)).exit_code == checked.exit_code
