"""Logs that were damaged, and logs that somebody made up with every sum right."""

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.case import command, damaged, fuzzed, spoil
from tests.recorded import FOLDER

WHOLE = [(FOLDER / f"{name}.jsonl").read_bytes() for name in ("stopped", "not-tonight", "alone")]


def sealed(bodies: list[bytes]) -> bytes:
    """Lines with their sums, as the program writes them."""
    previous, lines = b"", []
    for body in bodies:
        previous = hashlib.blake2b(previous + body, digest_size=6).hexdigest().encode()
        lines.append(body[:-1] + b',"sum":"' + previous + b'"}\n')
    return b"".join(lines)


@st.composite
def made_up(draw: st.DrawFn) -> bytes:
    lines = draw(st.sampled_from(WHOLE)).splitlines()
    bodies = [line.rpartition(b',"sum":"')[0] + b"}" for line in lines]
    for _ in range(draw(st.integers(min_value=1, max_value=3))):
        at = draw(st.integers(min_value=0, max_value=len(bodies) - 1))
        match draw(st.sampled_from(["spoilt", "spoilt", "spoilt", "gone", "twice", "elsewhere"])):
            case "gone":
                del bodies[at]
            case "twice":
                bodies.insert(at, bodies[at])
            case "elsewhere":
                bodies.insert(draw(st.integers(min_value=0, max_value=len(bodies))), bodies[at])
            case _:
                table = json.loads(bodies[at])
                spoil(draw, table)
                bodies[at] = json.dumps(table, separators=(",", ":")).encode()
        if not bodies:
            break
    return sealed(bodies)


@fuzzed
@given(log=st.one_of(made_up(), made_up(), damaged(WHOLE), st.binary(max_size=100)))
def test_a_log_replays_or_the_line_that_is_wrong_is_named(log, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "session.jsonl"
    path.write_bytes(log)
    done = command("replay", "--block", "1600", str(path))
    assert done.exit_code in (0, 7)
    if done.exit_code:
        assert f"{path}: line " in done.stderr
