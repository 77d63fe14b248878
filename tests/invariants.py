"""What holds in every session, whatever people do: kept beside whatever leads one.

`Invariants` is shown every event and its orders, by scenarios, rehearsals, made-up conversations
and logs of whole sessions alike.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from voice_coach.core.actions import (
    Action,
    AnyAction,
    EndSession,
    Listen,
    SayPrompt,
    ShowFloor,
    ShowHold,
    ShowResume,
)
from voice_coach.core.events import AnyEvent, ClockAdvanced, InputEnded, UtteranceHeard
from voice_coach.core.session import Session
from voice_coach.core.settings import SessionSettings
from voice_coach.core.states import Hold, State
from voice_coach.exercise.kept import place_of, reading
from voice_coach.exercise.meanings import Meaning
from voice_coach.exercise.script import LENT
from voice_coach.shell.replay import replay
from voice_coach.store.session_log import read_log

OFFERED = ("take_your_time", "finished_or_more", "underneath", "mirror_first", "reflect")
"""Lines that are said, unasked, into a quiet moment of somebody who holds the floor."""

HELD = {State.TURN_HELD, State.MIRROR_HELD, State.RETELL_HELD}


def texts(tree: Any) -> Iterator[str]:
    """Every string in what a script or the coach's lines hold."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for each in tree.values():
            yield from texts(each)
    elif isinstance(tree, list | tuple):
        for each in tree:
            yield from texts(each)


NAMES = r"\{[ab]\}"
FILLED = {
    **dict.fromkeys(("speaker", "listener", "partner"), NAMES),
    **{place: rf"\{{{place}\}}" for place in ("a", "b", *LENT)},
}
"""What stands in a prompt in their place; names and people's words are the shell's to fill."""

TOLD = r"[^{}\n]{1,300}"
"""The same for a time, or a list of what may be said."""


def sayable(*trees: Any, cards: Sequence[str] = ()) -> re.Pattern[str]:
    """What may be said of these: a text of theirs with its places filled, or several in a row."""
    card = "|".join(map(re.escape, cards)) or "(?!)"

    def filled(place: re.Match[str]) -> str:
        return f"(?:{card})" if place[1] == "card" else FILLED.get(place[1], TOLD)

    found = {
        re.sub(r"\\\{(\w+)\\\}", filled, re.escape(text)) for tree in trees for text in texts(tree)
    }
    one = "|".join(sorted(found, key=len, reverse=True))
    return re.compile(f"(?:{one})(?: (?:{one}))*")


class Invariants:
    """Watches one session.

    Args:
        session: it, which has answered every event before it is shown here.
        settings: what it was made of.
    """

    def __init__(self, session: Session, settings: SessionSettings) -> None:
        self._session = session
        exercise = msgspec.to_builtins(settings.exercise)
        lines = msgspec.to_builtins(settings.lines)
        read_back = [msgspec.to_builtins(step) for step in reading(settings.kept).steps]
        told = [place_of(number) for number in range(settings.kept)]
        cards = list(texts(exercise.get("cards", {})))
        self._sayable = sayable(exercise, lines, read_back, told, cards=cards)
        hints = [hint for each in _steps(exercise) for hint in texts(each.get("hints", ()))]
        self._offers = sayable([lines[name] for name in OFFERED], hints)
        self._early = settings.lines.ended_early
        self._at = 0
        self._number = 0
        self._holder: str | None = None
        self._held: ShowHold | None = None
        self._stopped = False
        self._ended = False

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Hold what happened to what always holds."""
        assert not self._ended, "nothing comes after the end"
        held_before = self._holder if not self._held else None
        self._time_goes_on(event, actions)
        for action in actions:
            self._look_at(action)
        self._stop_stops(event, actions)
        self._nobody_is_prompted(event, actions, held_before)
        self._state_and_screen_agree()
        self._no_wait_is_for_ever()

    def _time_goes_on(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        for each in actions:
            assert self._at <= each.at <= event.at, "what is ordered is ordered in time"
            self._at = each.at
        self._at = event.at

    def _look_at(self, action: AnyAction) -> None:
        match action:
            case SayPrompt(number=number, text=text):
                assert number == self._number + 1, "prompts are numbered in a row"
                self._number = number
                assert self._sayable.fullmatch(text), f"from no script: {text!r}"
            case ShowFloor(holder=holder, samples=left):
                assert holder is None or self._holder in (None, holder), "two floors"
                assert left >= 0
                self._holder = holder
                if holder is None:
                    self._held = self._held and msgspec.structs.replace(self._held, remaining=None)
            case ShowHold() if not self._held:
                self._held = action
            case ShowHold(remaining=left):
                assert left == self._held.remaining, "a hold loses no time"
                self._held = action
            case ShowResume(remaining=left):
                assert self._held
                assert left == self._held.remaining, "a hold loses no time"
                self._held = None
            case Listen(meanings=meanings):
                assert Meaning.STOP in meanings, '"stop" always counts'
            case EndSession():
                assert action.at == self._at
                self._ended = True
            case _:
                pass

    def _stop_stops(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """After "stop" there is the last line and the end."""
        said = [each.text for each in actions if isinstance(each, SayPrompt)]
        if self._stopped:
            assert not said, "after the last line nothing is said"
        stops = isinstance(event, InputEnded) or (
            isinstance(event, UtteranceHeard) and event.meaning == Meaning.STOP
        )
        if stops and not self._stopped:
            assert said[-1:] in ([], [self._early]), "after stop only the ending"
            assert self._session.state in (State.CLOSING, State.ENDED)
        self._stopped = self._stopped or self._session.state is State.CLOSING

    def _nobody_is_prompted(
        self, event: AnyEvent, actions: Sequence[AnyAction], held_before: str | None
    ) -> None:
        """Where time alone went by for somebody who has the floor, offers are all that is said."""
        keeps_it = held_before and held_before == self._holder and not self._held
        if not keeps_it or not isinstance(event, ClockAdvanced):
            return
        for each in actions:
            if isinstance(each, SayPrompt):
                assert self._offers.fullmatch(each.text), f"said into a floor: {each.text!r}"

    def _state_and_screen_agree(self) -> None:
        session = self._session
        if session.state in (State.CLOSING, State.ENDED):
            return
        assert (session.state in HELD) <= (self._holder is not None), "a floor that is not shown"
        stands = session.hold not in (Hold.RUNNING, Hold.OVER)
        assert stands == (self._held is not None), f"{session.hold}, and {self._held} is shown"

    def _no_wait_is_for_ever(self) -> None:
        session = self._session
        assert session.ended or session.next_deadline() is not None, "a wait without a bound"

    def over(self) -> None:
        """What holds at the end."""
        assert self._ended, "it never ended"
        assert self._holder is None, "a floor outlasts the end"


def _steps(exercise: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for mode in ("couple", "solo"):
        for part in exercise.get(mode, ()):
            yield from part["steps"]


def check_log(path: Path) -> None:
    """Hold the session of a log to all of it. It replays, and is whole."""
    recorded = read_log(path)
    assert not recorded.cut_short
    session = Session(recorded.settings)
    watching = Invariants(session, recorded.settings)
    for line in recorded.entries:
        event = line.entry
        if isinstance(event, Action):
            if event.at <= session.now:
                continue
            event = ClockAdvanced(at=event.at)
        watching.noticed(event, session.receive(event))
    watching.over()
    assert replay(path, block_samples=1600).actions > 0
