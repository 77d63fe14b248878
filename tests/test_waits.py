"""docs/sessions.md names every wait there is, with the bound that the code has."""

import ast
import re

import pytest

from tests.waits import (
    DOCUMENT,
    OF_A_SESSION,
    OF_THE_PROGRAM,
    TABLES,
    every_wait,
    fenced,
    rewritten,
    rows,
    waits,
)
from voice_coach.core.states import Deadline


def test_the_document_shows_the_tables():
    text = DOCUMENT.read_text(encoding="utf-8")
    for name in TABLES:
        assert fenced(name) in text, "write it anew: python -m tests.waits"
    assert rewritten(text) == text


def test_every_deadline_of_a_session_is_there():
    assert set(OF_A_SESSION) == set(Deadline)


def test_every_wait_of_the_program_is_there_and_no_other():
    told = [place for places in OF_THE_PROGRAM for place in places]
    assert len(told) == len(set(told))
    assert every_wait() - set(told) == set(), "a wait that no row tells of"
    assert set(told) - every_wait() == set(), "a row without a wait"


@pytest.mark.parametrize("name", TABLES)
def test_every_wait_has_a_bound_and_what_then(name):
    for row in rows(TABLES[name]):
        awaited, bound, then = (cell.strip() for cell in row.strip("|").split("|"))
        assert awaited
        assert bound
        assert then
        assert not re.search(r"[{}]", row), "a constant that was not put in"


@pytest.mark.parametrize(
    ("call", "is_one"),
    [
        ("queue.get()", True),
        ("queue.get(timeout=1)", True),
        ("table.get(key)", False),
        ("thread.join()", True),
        ("', '.join(words)", False),
        ("lock.acquire()", True),
        ("session.post(url, timeout=3)", True),
        ("click.confirm('Shall we?')", True),
        ("print(1)", False),
    ],
)
def test_what_a_wait_looks_like(call, is_one):
    assert waits(ast.parse(call, mode="eval").body) == is_one
