"""What people ask of the coach itself, at any time: to say it again, louder, otherwise, to go back.

Every one is answered at once, in a line or by doing it; none of them asks for a reason (block B8).
"""

from __future__ import annotations

from voice_coach.core.flow import Flow
from voice_coach.core.in_words import about, answers_in_words
from voice_coach.core.orders import Orders
from voice_coach.core.scene import Scene
from voice_coach.core.standstill import Standstill
from voice_coach.core.states import Deadline, Hold
from voice_coach.core.timetable import Timetable
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.kept import place_of
from voice_coach.exercise.meanings import Meaning

MOVING = frozenset(
    {
        *(Meaning.SHORTER, Meaning.LIGHTER, Meaning.PASS),
        *(Meaning.BACK, Meaning.START_OVER, Meaning.UNDO),
    }
)
"""Requests that change where the exercise is."""

SPEAKING = frozenset(
    {
        *(Meaning.REPEAT, Meaning.SLOWER, Meaning.FASTER, Meaning.LOUDER, Meaning.QUIETER),
        *(Meaning.EXPLAIN, Meaning.HELP, Meaning.TIME_LEFT, Meaning.LAST_TIME),
    }
)
"""Requests that change only what the coach says, and how: they count in a hold too."""


class Requests:
    """Answers requests in one session.

    Args:
        flow: where the exercise goes.
        scene: what is on in it.
        standstill: holds it.
        orders: where orders go.
        lines: what the coach says.
        timetable: how long the exercise takes.
        kept: how many things that were kept last time can be read back.
    """

    def __init__(
        self,
        *,
        flow: Flow,
        scene: Scene,
        standstill: Standstill,
        orders: Orders,
        lines: CoachLines,
        timetable: Timetable,
        kept: int,
    ) -> None:
        self._flow = flow
        self._scene = scene
        self._standstill = standstill
        self._orders = orders
        self._lines = lines
        self._timetable = timetable
        self._kept = kept
        self._passed = False

    def speak(self, meaning: str) -> None:
        """Say something again, otherwise, or about what goes on."""
        if self._standstill.hold is Hold.RESUMING:
            self._standstill.went_on()  # nobody needs to hear out "going on"
        cut = self._orders.speaking
        self._orders.stop()
        running = self._standstill.hold is Hold.RUNNING
        lines = self._lines
        match meaning:
            case Meaning.SLOWER:
                self._orders.slow_down()
                self._standstill.say(lines.slower)
            case Meaning.FASTER:
                self._orders.speed_up()
                self._standstill.say(lines.faster)
            case Meaning.LOUDER:
                self._orders.turn_volume(1)
                self._standstill.say(lines.louder)
            case Meaning.QUIETER:
                self._orders.turn_volume(-1)
                self._standstill.say(lines.quieter)
            case Meaning.HELP:
                self._help()
            case Meaning.TIME_LEFT:
                self._tell_time()
            case Meaning.LAST_TIME:
                self._tell_kept()
            case Meaning.EXPLAIN if running:
                self._scene.explain()
                return
            case _:
                pass
        if not running:
            if cut or meaning in (Meaning.REPEAT, Meaning.EXPLAIN):
                self._standstill.repeat()
        elif meaning in (Meaning.REPEAT, Meaning.SLOWER):
            self._scene.say_again()
        elif cut and not self._scene.floor:
            self._scene.repeat()
        else:
            self._scene.timeline.cancel(Deadline.NO_INPUT)

    def move(self, meaning: str) -> None:
        """Change where the exercise is."""
        self._orders.stop()
        lines = self._lines
        match meaning:
            case Meaning.SHORTER:
                self._standstill.say(lines.shorter)
                self._scene.shorten()
            case Meaning.LIGHTER:
                self._standstill.say(lines.lighter)
                if self._scene.planned.step.lighter == "next":
                    self._scene.shorten()
                self._flow.skip(lighter=True)
            case Meaning.PASS:
                if self._passed:
                    self._orders.chime("soft")  # they know by now that it is all right
                else:
                    self._standstill.say(lines.passed)
                self._passed = True
                self._flow.skip()
            case Meaning.BACK:
                self._standstill.say(lines.back)
                self._flow.go_back()
            case Meaning.START_OVER:
                self._standstill.say(lines.start_over)
                self._flow.start_over()
            case _:
                undone = self._flow.undoes
                self._standstill.say(lines.undone if undone else lines.nothing_to_undo)
                if undone:
                    self._flow.undo()

    def _help(self) -> None:
        lines, scene = self._lines, self._scene
        if self._standstill.hold is Hold.COOLING:
            said = answers_in_words((Meaning.YES, Meaning.NO))
            self._orders.say(lines.help_answer, answers=said)
        elif self._standstill.hold is not Hold.RUNNING:
            self._standstill.say(lines.help_paused)
        elif scene.floor:
            self._standstill.say(lines.help_floor)
        elif scene.question:
            said = answers_in_words(scene.question.meanings)
            self._orders.say(lines.help_answer, answers=said)
        else:
            self._standstill.say(lines.help_otherwise)

    def _tell_kept(self) -> None:
        """What was kept last time; the words are the shell's (`exercise/kept.py`)."""
        if not self._kept:
            self._standstill.say(self._lines.nothing_kept)
        for number in range(self._kept):
            self._standstill.say(f"{{{place_of(number)}}}")  # a place the shell fills

    def _tell_time(self) -> None:
        floor, now = self._scene.floor, self._orders.now
        if floor:
            self._orders.say(self._lines.time_left_floor, time=about(floor.remaining))
        else:
            left = self._timetable.left(self._scene.timeline.elapsed(now))
            self._orders.say(self._lines.time_left, time=about(left))
