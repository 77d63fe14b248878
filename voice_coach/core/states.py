"""Every state of a session and every way from one to another: plain data, and the only copy.

Two small machines run side by side. The *flow* is where the exercise stands. The *hold* says
whether its time runs: a pause freezes the exercise's timeline and leaves the flow where it is,
so the remaining time and the way back cost nothing.

Triggers are named after what happened. `scene.py` and `standstill.py` alone fire them;
`docs/sessions.md` draws these tables.
"""

from __future__ import annotations

from enum import StrEnum

from voice_coach.core.actions import Purpose


class State(StrEnum):
    """Where the exercise stands. A dot separates a parent from its child."""

    READY = "ready"
    TELLING = "telling"
    QUESTION_PUTTING = "question.putting"
    QUESTION_AWAITING = "question.awaiting"
    TURN_OPENING = "turn.opening"
    TURN_HELD = "turn.held"
    TURN_GRACE = "turn.grace"
    MIRROR_OPENING = "mirror.opening"
    MIRROR_HELD = "mirror.held"
    MIRROR_GRACE = "mirror.grace"
    RETELL_OPENING = "retell.opening"
    RETELL_HELD = "retell.held"
    RETELL_GRACE = "retell.grace"
    CHECK_PUTTING = "check.putting"
    CHECK_AWAITING = "check.awaiting"
    MORE_PUTTING = "more.putting"
    MORE_AWAITING = "more.awaiting"
    CUE_PUTTING = "cue.putting"
    CUE_AWAITING = "cue.awaiting"
    ENOUGH_BREATH = "enough.breath"
    ENOUGH_QUIET = "enough.quiet"
    ENOUGH_PUTTING = "enough.putting"
    ENOUGH_AWAITING = "enough.awaiting"
    QUIET_OPENING = "quiet.opening"
    QUIET_KEPT = "quiet.kept"
    BREATHING_OPENING = "breathing.opening"
    BREATHING_PACED = "breathing.paced"
    CLOSING = "closing"
    ENDED = "ended"


class Trigger(StrEnum):
    """What happened to the exercise."""

    PROMPT_FINISHED = "prompt_finished"
    TELLING_DUE = "telling_due"
    QUESTION_DUE = "question_due"
    TURN_DUE = "turn_due"
    QUIET_DUE = "quiet_due"
    BREATHING_DUE = "breathing_due"
    ENDING_DUE = "ending_due"
    FLOOR_TIME_UP = "floor_time_up"
    EXTENDED = "extended"
    PIECE_TOLD = "piece_told"
    REFLECTED = "reflected"
    BIT_MISSED = "bit_missed"
    BIT_RETOLD = "bit_retold"
    LOOPS_SPENT = "loops_spent"
    BREATH_TAKEN = "breath_taken"
    CUE_OFFERED = "cue_offered"
    CUE_TAKEN = "cue_taken"
    ONCE_MORE = "once_more"
    CONFIRMED = "confirmed"
    MORE_TO_SAY = "more_to_say"
    MIRROR_DUE = "mirror_due"
    UNDERNEATH_DUE = "underneath_due"
    TURN_TAKEN_BACK = "turn_taken_back"
    MIRROR_TAKEN_BACK = "mirror_taken_back"
    RETELLING_TAKEN_BACK = "retelling_taken_back"
    CHECK_TAKEN_BACK = "check_taken_back"
    MORE_TAKEN_BACK = "more_taken_back"
    CUE_TAKEN_BACK = "cue_taken_back"
    ENOUGH_TAKEN_BACK = "enough_taken_back"


class Hold(StrEnum):
    """Whether the exercise's time runs, and why not."""

    RUNNING = "running"
    PAUSED = "paused"
    BREATH = "breath"
    """First rung of the pause ladder: five quiet seconds."""
    BREATHING = "breathing"
    """Second rung: paced breathing."""
    COOLING = "cooling"
    """Third rung: agreeing when to come back."""
    RESUMING = "resuming"
    DEAF = "deaf"
    DEAF_PAUSED = "deaf_paused"
    OVER = "over"
    """Fourth rung, and every other early ending: nothing holds the last line."""


class HoldTrigger(StrEnum):
    """What happened to the exercise's time."""

    PAUSE_ASKED = "pause_asked"
    QUIET_DUE = "quiet_due"
    BREATHING_DUE = "breathing_due"
    COOL_DOWN_DUE = "cool_down_due"
    ENDING_DUE = "ending_due"
    CONTINUE_ASKED = "continue_asked"
    RESUME_SAID = "resume_said"
    AUDIO_LOST = "audio_lost"
    AUDIO_RESTORED = "audio_restored"


class Deadline(StrEnum):
    """Moments the session waits for, by name."""

    FLOOR_UP = "floor_up"
    WARNING = "warning"
    GRACE_UP = "grace_up"
    SILENCE_OFFER = "silence_offer"
    SILENCE_ASK = "silence_ask"
    YIELD_SETTLED = "yield_settled"
    HINT = "hint"
    NO_INPUT = "no_input"
    QUIET_UP = "quiet_up"
    BREATH_TURN = "breath_turn"
    BREATHING_UP = "breathing_up"
    LAST_LINE = "last_line"
    STILL_PAUSED = "still_paused"
    ABSENT = "absent"
    CALM = "calm"
    CAP = "cap"


FLOORS = ("turn", "mirror", "retell")
"""Parents whose children are a floor: opening, held, grace."""

QUESTIONS = ("question", "check", "more", "cue", "enough")
"""Parents whose children are a question: putting, awaiting."""

STEPS = {
    Trigger.TELLING_DUE: State.TELLING,
    Trigger.QUESTION_DUE: State.QUESTION_PUTTING,
    Trigger.TURN_DUE: State.TURN_OPENING,
    Trigger.QUIET_DUE: State.QUIET_OPENING,
    Trigger.BREATHING_DUE: State.BREATHING_OPENING,
}
"""The state each kind of step begins in."""

PURPOSES: dict[State, Purpose] = {
    State.TURN_HELD: "turn",
    State.TURN_GRACE: "turn",
    State.MIRROR_HELD: "mirror",
    State.MIRROR_GRACE: "mirror",
    State.RETELL_HELD: "retell",
    State.RETELL_GRACE: "retell",
    State.QUESTION_AWAITING: "answer",
    State.CHECK_AWAITING: "answer",
    State.MORE_AWAITING: "answer",
    State.CUE_AWAITING: "answer",
    State.ENOUGH_AWAITING: "answer",
}
"""What is listened for in a state; "nothing" in those not named: safe words alone, and the answers
of a question still being put."""

Transition = tuple[str, str | list[str], str]
"""Trigger, source or sources, destination."""

CHECK: list[str] = [State.CHECK_PUTTING, State.CHECK_AWAITING]
CUE: list[str] = [State.CUE_PUTTING, State.CUE_AWAITING]
TOLD: list[str] = [State.TURN_HELD, State.TURN_GRACE]
MIRRORED: list[str] = [State.MIRROR_HELD, State.MIRROR_GRACE]
ENOUGH: list[str] = [State.ENOUGH_PUTTING, State.ENOUGH_AWAITING]

ACTIVE = [state.value for state in State if state not in (State.CLOSING, State.ENDED)]

FLOW: list[Transition] = [
    *((trigger, ACTIVE, state) for trigger, state in STEPS.items()),
    (Trigger.ENDING_DUE, ACTIVE, State.CLOSING),
    *((Trigger.PROMPT_FINISHED, f"{floor}.opening", f"{floor}.held") for floor in FLOORS),
    *((Trigger.FLOOR_TIME_UP, f"{floor}.held", f"{floor}.grace") for floor in FLOORS),
    *((Trigger.EXTENDED, f"{floor}.grace", f"{floor}.held") for floor in FLOORS),
    *((Trigger.PROMPT_FINISHED, f"{each}.putting", f"{each}.awaiting") for each in QUESTIONS),
    (Trigger.PROMPT_FINISHED, State.QUIET_OPENING, State.QUIET_KEPT),
    (Trigger.PROMPT_FINISHED, State.BREATHING_OPENING, State.BREATHING_PACED),
    (Trigger.PROMPT_FINISHED, State.CLOSING, State.ENDED),
    # The mirror check (block B4): told, mirrored, judged, and told again until it landed.
    (Trigger.PIECE_TOLD, [*TOLD, *CUE], State.MIRROR_OPENING),
    (Trigger.REFLECTED, [*MIRRORED, *TOLD], State.CHECK_PUTTING),
    # A question may be answered before it has been put to its end.
    # Who mirrors tries again first; only then does the other say the missing bit.
    (Trigger.MIRROR_DUE, [*CHECK, *MIRRORED, *TOLD], State.MIRROR_OPENING),
    (Trigger.BIT_MISSED, CHECK, State.RETELL_OPENING),
    # An insult is never mirrored: who told it says what is underneath.
    (Trigger.UNDERNEATH_DUE, MIRRORED, State.RETELL_OPENING),
    (Trigger.BIT_RETOLD, [State.RETELL_HELD, State.RETELL_GRACE], State.MIRROR_OPENING),
    (Trigger.LOOPS_SPENT, CHECK, State.ENOUGH_BREATH),
    (Trigger.PROMPT_FINISHED, State.ENOUGH_BREATH, State.ENOUGH_QUIET),
    (Trigger.BREATH_TAKEN, State.ENOUGH_QUIET, State.ENOUGH_PUTTING),
    (Trigger.CONFIRMED, [*CHECK, *MIRRORED, *ENOUGH], State.MORE_PUTTING),
    (Trigger.MORE_TO_SAY, [State.MORE_PUTTING, State.MORE_AWAITING], State.TURN_OPENING),
    # The language cue (block B9): the last sentence may be tried once more.
    (Trigger.CUE_OFFERED, TOLD, State.CUE_PUTTING),
    (Trigger.CUE_TAKEN, CUE, State.RETELL_OPENING),
    # What a step wants left out was not: the same once more.
    (Trigger.ONCE_MORE, TOLD, State.RETELL_OPENING),
    # A floor given up by mistake is given back, and a question that was misheard is put again.
    (Trigger.TURN_TAKEN_BACK, ACTIVE, State.TURN_OPENING),
    (Trigger.MIRROR_TAKEN_BACK, ACTIVE, State.MIRROR_OPENING),
    (Trigger.RETELLING_TAKEN_BACK, ACTIVE, State.RETELL_OPENING),
    (Trigger.CHECK_TAKEN_BACK, ACTIVE, State.CHECK_PUTTING),
    (Trigger.MORE_TAKEN_BACK, ACTIVE, State.MORE_PUTTING),
    (Trigger.CUE_TAKEN_BACK, ACTIVE, State.CUE_PUTTING),
    (Trigger.ENOUGH_TAKEN_BACK, ACTIVE, State.ENOUGH_PUTTING),
]

GOING: list[str] = [Hold.RUNNING, Hold.RESUMING]
CALMING: list[str] = [Hold.BREATH, Hold.BREATHING]

HOLD: list[Transition] = [
    (HoldTrigger.PAUSE_ASKED, [*GOING, *CALMING, Hold.COOLING], Hold.PAUSED),
    (HoldTrigger.CONTINUE_ASKED, [Hold.PAUSED, *CALMING], Hold.RESUMING),
    (HoldTrigger.RESUME_SAID, Hold.RESUMING, Hold.RUNNING),
    # The pause ladder (block B5).
    (HoldTrigger.QUIET_DUE, Hold.RUNNING, Hold.BREATH),
    (HoldTrigger.BREATHING_DUE, [*GOING, Hold.BREATH], Hold.BREATHING),
    (HoldTrigger.COOL_DOWN_DUE, [*GOING, *CALMING, Hold.PAUSED], Hold.COOLING),
    (HoldTrigger.ENDING_DUE, [hold.value for hold in Hold if hold is not Hold.OVER], Hold.OVER),
    # The microphone.
    (HoldTrigger.AUDIO_LOST, [*GOING, *CALMING], Hold.DEAF),
    (HoldTrigger.AUDIO_LOST, Hold.PAUSED, Hold.DEAF_PAUSED),
    (HoldTrigger.AUDIO_RESTORED, Hold.DEAF, Hold.RESUMING),
    (HoldTrigger.AUDIO_RESTORED, Hold.DEAF_PAUSED, Hold.PAUSED),
    (HoldTrigger.PAUSE_ASKED, Hold.DEAF, Hold.DEAF_PAUSED),
    (HoldTrigger.CONTINUE_ASKED, Hold.DEAF_PAUSED, Hold.DEAF),
]
