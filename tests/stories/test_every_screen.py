"""What is seen of an ending: nothing on the screen tells who or what ended a session, or why.

As a partner would look who sits beside it: every picture from the last line on, the last page, the
ribbon on it, how long it takes, and the line that is left when the page is gone.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from tests.shell.test_discreet import WAYS, Ending, planned
from voice_coach.core.actions import AnyAction, SayPrompt
from voice_coach.core.events import AnyEvent
from voice_coach.screen.ribbon import Loom
from voice_coach.screen.view import View
from voice_coach.screen.viewer import Viewer
from voice_coach.shell.between_sessions import BetweenSessions
from voice_coach.shell.compose import in_room, wording
from voice_coach.shell.understanding import Understanding
from voice_coach.shell.window import last_page
from voice_coach.signal.units import BLOCK_SAMPLES
from voice_coach.store.contacts import load_contacts


class Watching:
    """A screen, and each picture on it that is another one."""

    def __init__(self, viewer: Viewer, last_line: str) -> None:
        self._viewer = viewer
        self._last_line = last_line
        self.since: int | None = None
        """When the last line was begun."""
        self.views: list[View] = []

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        self._viewer.noticed(event, actions)
        for action in actions:
            if isinstance(action, SayPrompt) and action.text == self._last_line:
                self.since = action.at
        if self.since is not None and self._viewer.view not in self.views:
            self.views.append(self._viewer.view)


def seen(home: Path, *, after: int, way: str, short: bool = False) -> tuple[list[View], object]:
    """The pictures of an ending, and all else that is to be seen of it."""
    plan = planned("outside-stress", home / "log.jsonl")
    if short:
        settings = msgspec.structs.replace(plan.settings, keep_short=True)
        plan = msgspec.structs.replace(plan, settings=settings)
    couple = Ending(plan, after=after, way=way)
    understanding = Understanding(
        names=plan.names,
        solo=False,
        lines=plan.settings.lines,
        place=load_contacts(home).here(),
        show=print,
    )
    viewer = Viewer(
        plan.settings,
        names=plan.names,
        worded=wording(plan, understanding),
        back_at=lambda left: "20:30",
    )
    understanding.show, understanding.card = viewer.tell, viewer.hold_up
    watching, loom = Watching(viewer, plan.settings.lines.ended_early), Loom()
    ending = in_room(
        plan,
        [couple],
        voice=None,
        ears=lambda: couple,
        duplex="full",
        understanding=understanding,
        observers=[watching, loom],
    )
    assert couple.done or short
    assert watching.since is not None
    others = BetweenSessions(home, plan.exercise, solo=False, tell=pytest.fail)
    left = others.after(ending, live=True)
    page = last_page(plan, msgspec.structs.replace(ending, at=0), "Another")
    assert short or ending.at - watching.since <= BLOCK_SAMPLES, "it takes its last line, no more"
    return watching.views, (ending.reason, ending.come_back, loom.ribbon, left, page)


@pytest.mark.parametrize("after", [1, 3, 5])
def test_no_picture_tells_why_a_session_ended_early(after, tmp_path):
    ordinary = seen(tmp_path, after=after, way="key")
    for way in WAYS:
        assert seen(tmp_path, after=after, way=way) == ordinary, way


def test_one_that_was_kept_short_by_chance_looks_the_same(tmp_path):
    _, ordinary = seen(tmp_path, after=3, way="key")
    _, by_chance = seen(tmp_path, after=300, way="key", short=True)
    assert by_chance == ordinary
