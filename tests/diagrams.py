"""The diagrams of docs/sessions.md, drawn from the tables of the core.

`python -m tests.diagrams` draws them anew into the file; a test holds the file to the tables.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from voice_coach.core.states import ACTIVE, FLOW, HOLD, Hold, State, Transition

DOCUMENT = Path(__file__).parent.parent / "docs/sessions.md"
FENCED = re.compile(r"<!-- (\w+) -->\n```mermaid\n.*?```\n", re.S)


def name(state: str) -> str:
    """A state's name as mermaid takes it: without a dot."""
    return str(state).replace(".", "_")


def drawn(states: type[StrEnum], table: Sequence[Transition], last: str) -> str:
    """A table as a mermaid state diagram; what may happen anywhere is drawn once, from ANY."""
    children: dict[str, list[str]] = defaultdict(list)
    for state in states:
        parent, dot, child = state.value.partition(".")
        if dot:
            children[parent].append(child)
    lines = ["stateDiagram-v2", f"    [*] --> {name(next(iter(states)))}"]
    for parent, kids in children.items():
        lines.append(f"    state {parent} {{")
        lines += [f'        state "{child}" as {parent}_{child}' for child in kids]
        lines.append("    }")
    for trigger, sources, destination in table:
        if sources == ACTIVE:
            lines.append(f"    ANY --> {name(destination)}: {trigger}")
            continue
        for source in [sources] if isinstance(sources, str) else sources:
            lines.append(f"    {name(source)} --> {name(destination)}: {trigger}")
    lines.append(f"    {name(last)} --> [*]")
    return "\n".join(lines) + "\n"


DIAGRAMS = {
    "flow": drawn(State, FLOW, State.ENDED),
    "hold": drawn(Hold, HOLD, Hold.OVER),
}


def fenced(diagram: str) -> str:
    """A diagram as it stands in the document, under its name."""
    return f"<!-- {diagram} -->\n```mermaid\n{DIAGRAMS[diagram]}```\n"


def redrawn(text: str) -> str:
    """The document with its diagrams drawn anew."""
    return FENCED.sub(lambda found: fenced(found[1]), text)


if __name__ == "__main__":
    DOCUMENT.write_text(redrawn(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
