"""What every command is held to, whatever it is given: an answer, and never a traceback."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from voice_coach.cli.main import main
from voice_coach.errors import VoiceCoachError

T = TypeVar("T")

settings.register_profile(
    "quick",
    max_examples=200,
    deadline=None,
    derandomize=True,  # the same ones each time: a check that all others wait for finds no luck
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.register_profile(
    "thorough",
    settings.get_profile("quick"),
    max_examples=2000,
    derandomize=False,
    print_blob=True,
)
fuzzed = settings.get_profile(os.environ.get("VOICE_COACH_FUZZ", "quick"))
"""`make test` tries 200 cases of each kind, `make fuzz` 2,000."""

HANG_SECONDS = 10
BUG = 70
"""The exit code of a bug of ours."""


@contextmanager
def no_hang() -> Iterator[None]:
    """Break off what takes too long."""

    def hangs(number: int, frame: object) -> None:
        raise AssertionError(f"It takes more than {HANG_SECONDS} s.")

    before = signal.signal(signal.SIGALRM, hangs)
    signal.setitimer(signal.ITIMER_REAL, HANG_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def command(*arguments: str, typed: bytes = b"") -> Result:
    """Run a command in this process, and hold it to its manners."""
    with no_hang():
        result = CliRunner().invoke(main, list(arguments), input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code != BUG, result.output
    assert "Traceback" not in result.output
    assert not set(result.output) & CONTROLS, "nothing orders the terminal about"
    assert result.exit_code == 0 or result.stderr.strip(), "what is wrong is said"
    return result


def tried(do: Callable[[], T], error: type[VoiceCoachError]) -> tuple[T | None, str]:
    """What something gives, or else the message of its error."""
    with no_hang():
        try:
            return do(), ""
        except error as caught:
            return None, caught.message


CONTROLS = set(map(chr, range(32))) - {"\n"} | {"\x7f", "\x9b", "\u202e", "\u2066"}


# --- Values of any shape, in files that are read as TOML or JSON ----------------------------------

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=-3, max_value=70),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(
        ["yes", "0-10", "next", "end", "a", "{speaker}", "{card}", "{a}", "", "\x1b[2J"]
    ),
    st.sampled_from([10**18, 2**63, -(2**63), 1e308, 0, -1, "x" * 5000]),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=5,
)


def places(tree: Any) -> list[tuple[Any, Any]]:
    """Every place in a tree of tables and lists: what holds it, and its key there."""
    keys = tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    found = []
    for key in keys:
        found += [(tree, key), *places(tree[key])]
    return found


def spoil(draw: st.DrawFn, tree: Any) -> None:
    """Put something else somewhere in a tree, take it out, or give it another name."""
    for _ in range(draw(st.integers(min_value=1, max_value=3))):
        there = places(tree)
        if not there:
            return
        holder, key = draw(st.sampled_from(there))
        match draw(st.sampled_from(["another", "another", "another", "none", "twice"])):
            case "none":
                del holder[key]
            case "twice" if isinstance(holder, list):
                holder.append(holder[key])
            case "twice":
                holder[draw(st.text(max_size=8))] = holder[key]
            case _:
                holder[key] = draw(values)


def toml(value: Any) -> str:
    """A value as TOML, in one line."""
    match value:
        case None:
            return '""'
        case bool():
            return str(value).lower()
        case dict():
            return "{" + ", ".join(f"{toml(str(k))} = {toml(v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(toml, value)) + "]"
        case str():
            return json.dumps(value)
        case _:
            return repr(value)


def as_toml(table: dict[str, Any]) -> bytes:
    """A table as a TOML file."""
    lines = (f"{toml(str(key))} = {toml(value)}\n" for key, value in table.items())
    return "".join(lines).encode(errors="replace")


@st.composite
def damaged(draw: st.DrawFn, wholes: list[bytes]) -> bytes:
    """One of these files with bytes changed, cut out, put in, or said twice."""
    raw = bytearray(draw(st.sampled_from(wholes)))
    for _ in range(draw(st.integers(min_value=1, max_value=3))):
        begin = draw(st.integers(min_value=0, max_value=len(raw)))
        end = min(len(raw), begin + draw(st.integers(min_value=0, max_value=60)))
        raw[begin:end] = draw(
            st.one_of(st.binary(max_size=20), st.just(b""), st.just(bytes(raw[begin:end]) * 2))
        )
    return bytes(raw)
