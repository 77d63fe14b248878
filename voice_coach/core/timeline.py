"""Named deadlines on a clock of samples, and the one way a pause works: freezing them."""

from __future__ import annotations

from voice_coach.core.states import Deadline
from voice_coach.signal.units import Samples


class Timeline:
    """Deadlines by name. Frozen, they keep their distance; thawed, they move on from there."""

    def __init__(self) -> None:
        self._due: dict[Deadline, Samples] = {}
        self._earliest: tuple[Samples, Deadline] | None = None
        self._frozen_at: Samples | None = None
        self._stood: Samples = 0

    @property
    def frozen(self) -> bool:
        """Whether time stands still here."""
        return self._frozen_at is not None

    def elapsed(self, now: Samples) -> Samples:
        """How long time has run here up to `now`, standstills left out."""
        return (now if self._frozen_at is None else self._frozen_at) - self._stood

    def set(self, name: Deadline, at: Samples) -> None:
        """Arm or move the deadline `name` to the moment `at`.

        While frozen, the distance counts from the moment of freezing.
        """
        self._due.pop(name, None)  # re-armed deadlines go behind others due at the same sample
        self._due[name] = at
        self._look()

    def cancel(self, *names: Deadline) -> None:
        """Forget deadlines; those not armed are passed over."""
        for name in names:
            self._due.pop(name, None)
        self._look()

    def clear(self) -> None:
        """Forget every deadline."""
        self._due.clear()
        self._look()

    def remaining(self, name: Deadline, now: Samples) -> Samples | None:
        """Samples until `name` is due, or None when it is not armed."""
        due = self._due.get(name)
        if due is None:
            return None
        return due - (now if self._frozen_at is None else self._frozen_at)

    def freeze(self, now: Samples) -> None:
        """Stop time here. Freezing twice changes nothing."""
        if self._frozen_at is None:
            self._frozen_at = now

    def thaw(self, now: Samples) -> None:
        """Let time go on, every deadline as far away as when it was frozen."""
        if self._frozen_at is None:
            return
        gone_by = now - self._frozen_at
        self._stood += gone_by
        self._due = {name: at + gone_by for name, at in self._due.items()}
        self._frozen_at = None
        self._look()

    def next(self) -> tuple[Samples, Deadline] | None:
        """The earliest deadline and its name; None when nothing is armed or time stands still.

        Deadlines due at the same sample come in the order they were armed.
        """
        return self._earliest if self._frozen_at is None else None

    def _look(self) -> None:
        """Find the earliest anew: it is asked for with every block, and changes with few."""
        name = min(self._due, key=self._due.__getitem__, default=None)
        self._earliest = None if name is None else (self._due[name], name)
