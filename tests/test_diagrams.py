"""docs/sessions.md shows the tables as they are."""

import re

from tests.diagrams import DIAGRAMS, DOCUMENT, fenced, redrawn
from voice_coach.core.states import FLOW, HOLD, Hold, State


def test_the_document_shows_the_tables():
    text = DOCUMENT.read_text(encoding="utf-8")
    for diagram in DIAGRAMS:
        assert fenced(diagram) in text, "draw it anew: python -m tests.diagrams"
    assert redrawn(text) == text


def test_names_have_no_dots():
    for diagram in DIAGRAMS.values():
        assert not re.search(r"\w\.\w", diagram)


def test_every_state_and_trigger_is_drawn():
    for states, table, diagram in ((State, FLOW, "flow"), (Hold, HOLD, "hold")):
        for state in states:
            parent, _, child = state.value.partition(".")
            assert (f"{parent}_{child}" if child else parent) in DIAGRAMS[diagram]
        for trigger, _, _ in table:
            assert f": {trigger}\n" in DIAGRAMS[diagram]
