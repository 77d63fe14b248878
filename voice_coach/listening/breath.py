"""What several meanings in one breath come to: "yes, mostly", "hold on, let me finish"."""

MILDER = (
    ("YES", "NO", "PARTLY"),
    ("PAUSE", "MINUTE"),
    ("PAUSE", "MORE", "HOLD_FLOOR"),
)
"""Of these in one breath, "yes, mostly" or "hold on, let me finish", the last counts."""


def milder(said: frozenset[str]) -> str | None:
    """What several meanings in one breath come to; None: they do not go together so."""
    for together in MILDER:
        if together[-1] in said and said.issubset(together):
            return together[-1]
    return None
