"""Words that are typed or heard, and what a session makes of them."""

import pytest
from click.testing import CliRunner

from voice_coach.cli.main import main
from voice_coach.core.actions import Listen, SayPrompt, ShowStep
from voice_coach.core.events import (
    ClockAdvanced,
    CueFound,
    HeatJudged,
    MirrorJudged,
    MomentNeeded,
    UtteranceHeard,
)
from voice_coach.core.settings import SessionSettings
from voice_coach.edge.ports import KeyPressed, LineTyped
from voice_coach.exercise.script_check import MOST_BACK
from voice_coach.hearing.ears import Utterance
from voice_coach.shell.compose import in_room
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.understanding import Understanding
from voice_coach.store.contacts import load_contacts
from voice_coach.store.script_files import ScriptFiles

NAMES = {"a": "Ana", "b": "Ben"}
LINES = ScriptFiles().lines()
ALONE_IN_THE_EVENINGS = "i feel alone in the evenings when you work late"
TALKS = "i miss our talks after dinner"
DANGER = "he hit me yesterday and i am scared of him"


@pytest.fixture
def shown() -> list[str]:
    return []


@pytest.fixture
def understanding(tmp_path, shown) -> Understanding:
    place = load_contacts(tmp_path).place("GB")
    return Understanding(names=NAMES, solo=False, lines=LINES, place=place, show=shown.append)


class Talk:
    """Two people, one utterance after another."""

    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding
        self._at = 0

    def listens(self, purpose: str, partner: str | None, meanings: tuple[str, ...] = ()) -> None:
        self._at += 16_000
        listen = Listen(
            at=self._at, partner=partner, purpose=purpose, step="tell", meanings=meanings
        )
        self._understanding.noticed(ClockAdvanced(at=self._at), [listen])

    def says(self, text: str) -> list:
        self._at += 32_000
        utterance = Utterance(text=text, started=self._at - 16_000, ended=self._at)
        return self._understanding.understand(utterance, self._at)


@pytest.fixture
def talk(understanding) -> Talk:
    return Talk(understanding)


def prompt(text: str, number: int = 1) -> SayPrompt:
    return SayPrompt(at=0, number=number, text=text)


def judged(events: list, kind: type) -> list:
    return [event for event in events if isinstance(event, kind)]


def test_a_missed_point_is_named_in_the_speakers_own_words(talk, understanding):
    talk.listens("turn", "a")
    talk.says(ALONE_IN_THE_EVENINGS)
    talk.says(TALKS)
    talk.listens("mirror", "b")
    events = talk.says("what i heard you say is that you feel alone in the evenings")
    assert judged(events, MirrorJudged)[0].point == "missed"
    spoken = understanding.worded(prompt("{a}, was this the bit: {point}?"))
    assert spoken == "Ana, was this the bit: Ana misses your talks after dinner?"


def test_a_whole_mirror_misses_nothing(talk):
    talk.listens("turn", "a")
    talk.says(ALONE_IN_THE_EVENINGS)
    talk.listens("mirror", "b")
    events = talk.says("what i heard you say is that you feel alone in the evenings")
    assert judged(events, MirrorJudged) == [
        MirrorJudged(at=events[0].at, act="mirror", point=None),
    ]


def test_the_contrary_is_told_as_such(talk):
    talk.listens("turn", "a")
    talk.says("i want to go to the party on friday")
    talk.listens("mirror", "b")
    events = talk.says("what i heard you say is that you do not want to go to the party on friday")
    assert judged(events, MirrorJudged)[0].point == "opposite"


def test_a_reply_that_has_hardly_begun_is_not_judged(talk):
    talk.listens("turn", "a")
    talk.says(ALONE_IN_THE_EVENINGS)
    talk.listens("mirror", "b")
    assert judged(talk.says("let me think"), MirrorJudged)[0].act == "unsure"


def test_after_a_mirror_only_the_bit_told_again_counts(talk):
    talk.listens("turn", "a")
    talk.says(ALONE_IN_THE_EVENINGS)
    talk.listens("mirror", "b")
    talk.says("what i heard you say is that the kitchen is too small")
    talk.listens("retell", "a")
    talk.says(TALKS)
    talk.listens("mirror", "b")
    events = talk.says("what i heard you say is that you miss our talks after dinner")
    assert judged(events, MirrorJudged)[0].point is None


def test_heat_is_told_without_the_words(talk):
    talk.listens("turn", "a")
    assert judged(talk.says("you never listen"), HeatJudged)[0].heat == "warm"
    assert judged(talk.says("you are pathetic"), HeatJudged)[0].heat == "hot"
    assert judged(talk.says("we went to the lake"), HeatJudged)[0].heat == "calm"


def test_wording_worth_another_try_is_told(talk):
    talk.listens("turn", "a")
    assert judged(talk.says("you always leave it to me"), CueFound)[0].kind == "blame"
    talk.listens("mirror", "b")
    assert not judged(talk.says("you always leave it to me"), CueFound)


def test_what_a_step_wants_left_out_is_told_in_that_step_only(tmp_path):
    place = load_contacts(tmp_path).place("GB")
    talk = Talk(
        Understanding(
            names=NAMES, solo=False, lines=LINES, place=place, show=print, without={"tell": "sting"}
        )
    )
    hook = "thank you for finally washing a cup"
    talk.listens("turn", "a")
    assert judged(talk.says(hook), CueFound)[0].kind == "sting"
    assert not judged(talk.says("thank you for washing up"), CueFound)
    elsewhere = Talk(Understanding(names=NAMES, solo=False, lines=LINES, place=place, show=print))
    elsewhere.listens("turn", "a")
    assert not judged(elsewhere.says(hook), CueFound)


def test_the_last_calm_words_are_lent_to_a_prompt(talk, understanding):
    talk.listens("turn", "a")
    assert understanding.worded(prompt("At: {calm}", 1)) == LINES.resumed
    talk.says(TALKS)
    talk.says("you never listen")
    assert understanding.worded(prompt("At: {calm}", 2)) == "At: Ana misses your talks after dinner"
    step = ShowStep(at=0, step="next", part="talk", speaker="b")
    understanding.noticed(ClockAdvanced(at=0), [step])
    assert understanding.worded(prompt("At: {calm}", 3)) == LINES.resumed


def test_a_command_is_no_talk(talk):
    talk.listens("turn", "a", meanings=("YIELD", "PAUSE"))
    (request,) = talk.says("i'm done")
    assert (request.meaning, request.by) == ("YIELD", "voice")
    talk.says(f"{TALKS} i'm done")
    talk.listens("mirror", "b")
    events = talk.says("what i heard you say is that you miss our talks after dinner")
    assert judged(events, MirrorJudged)[0].point is None


def test_what_the_ears_told_already_is_not_told_again(talk, understanding):
    talk.listens("turn", "a", meanings=("YIELD", "PAUSE"))
    told = UtteranceHeard(at=64_000, meaning="PAUSE", ended=62_000)
    understanding.noticed(told, [])
    assert talk.says("um can we pause please") == []
    assert [each.meaning for each in talk.says("can we pause")] == ["PAUSE"]


def test_a_request_of_an_earlier_moment_is_late(talk, understanding):
    talk.listens("turn", "a", meanings=("YIELD", "PAUSE"))
    now = Listen(at=90_000, partner="a", purpose="answer", step="q", meanings=("YES", "NO"))
    understanding.noticed(ClockAdvanced(at=90_000), [now])
    assert talk.says("okay i'm done") == []


def test_in_a_session_for_two_danger_is_met_by_a_key_pressed_and_nothing_is_shown(talk, shown):
    talk.listens("mirror", "b")
    heat, key = talk.says(DANGER)
    assert heat.heat == "calm"
    assert (key.meaning, key.by) == ("STOP", "key")
    assert shown == []


def test_together_a_crisis_is_a_pause_with_the_lines_on_the_screen(talk, understanding, shown):
    talk.listens("turn", "a")
    heat, key = talk.says("i want to kill myself")
    assert heat.heat == "calm"
    assert (key.meaning, key.by) == ("PAUSE", "key")
    assert "Samaritans: 116 123" in shown[0]
    assert "Refuge" not in shown[0]
    spoken = understanding.worded(prompt(LINES.paused, 1))
    assert spoken.startswith("I'm pausing the exercise. If anyone may be in danger")
    assert understanding.worded(prompt(LINES.paused, 1)) == spoken
    assert understanding.worded(prompt(LINES.paused, 2)) == LINES.paused


def test_alone_a_crisis_ends_the_exercise_with_a_number_to_call(tmp_path, shown):
    place = load_contacts(tmp_path).place("GB")
    alone = Understanding(names=NAMES, solo=True, lines=LINES, place=place, show=shown.append)
    talk = Talk(alone)
    talk.listens("turn", "a")
    _, key = talk.says("i want to hurt myself")
    assert key.meaning == "STOP"
    assert "999" in alone.worded(prompt(LINES.ended_early))
    assert "Samaritans: 116 123" in shown[0]


@pytest.mark.parametrize(
    ("said", "line"), [(DANGER, "Refuge"), ("i am scared he will hurt the baby", "Childline")]
)
def test_alone_danger_is_answered_on_the_screen_only(tmp_path, shown, said, line):
    place = load_contacts(tmp_path).place("GB")
    alone = Understanding(names=NAMES, solo=True, lines=LINES, place=place, show=shown.append)
    talk = Talk(alone)
    talk.listens("turn", "a")
    events = talk.says(said)
    assert [type(event) for event in events] == [HeatJudged]
    assert line in shown[0]


LINE = "The dentist wants to see me again in March."


@pytest.mark.parametrize(("solo", "hint"), [(True, LINE), (False, "")])
def test_a_practice_line_is_likely_to_be_said_where_one_alone_says_it_back(
    tmp_path, shown, solo, hint
):
    place = load_contacts(tmp_path).place("GB")
    follows = Understanding(names=NAMES, solo=solo, lines=LINES, place=place, show=shown.append)
    assert follows.hint() == ""
    told = SayPrompt(at=0, number=1, text=LINE, voice="practice partner")
    follows.noticed(ClockAdvanced(at=0), [told])
    assert follows.hint() == ""
    Talk(follows).listens("mirror", "a")
    assert follows.hint() == hint
    Talk(follows).listens("turn", "a")
    assert follows.hint() == ""


def test_tears_ask_for_a_moment_and_their_words_are_kept(talk):
    talk.listens("turn", "a")
    events = talk.says("i'm crying sorry because you always leave it to me")
    assert judged(events, MomentNeeded)
    assert judged(events, HeatJudged)
    assert not judged(events, CueFound), "this is not the time for wording"
    assert not judged(talk.says(TALKS), MomentNeeded)


class Acting:
    """Types lines and presses keys, one a second once the session began."""

    def __init__(self, *facts) -> None:
        self._facts = list(facts)
        self._next = 16_000

    def noticed(self, event, actions) -> None:
        """Whatever happens."""

    def facts(self, at: int):
        if at >= self._next and self._facts:
            self._next = at + 16_000
            yield from self._facts.pop(0)

    def sound(self, at: int, length: int):
        return None


def logged(folder, place, name: str, *facts) -> bytes:
    """The log of Outside Stress with these facts, one group a second."""
    log = folder / f"{name}.jsonl"
    plan = SessionPlan(
        settings=SessionSettings(exercise=ScriptFiles().load("outside-stress"), lines=LINES),
        names=NAMES,
        log=log,
    )
    understanding = Understanding(
        names=NAMES, solo=False, lines=LINES, place=place, show=lambda text: None
    )
    in_room(plan, [Acting(*facts)], voice=None, ears=None, understanding=understanding)
    return log.read_bytes()


@pytest.mark.parametrize(
    "said",
    [
        "i'm scared of you",
        "he pushed me against the wall",
        "if you leave i'll take the kids",
        "you're not going anywhere",
        "give me your phone now",
        "nobody will believe you",
        "i have to ask permission to go out",
    ],
)
def test_the_log_of_a_safety_ending_is_that_of_an_ordinary_one(tmp_path, said):
    place = load_contacts(tmp_path).place("GB")
    yes, talk = [LineTyped(text="yes")], LineTyped(text="it was a long day at work")
    ordinary = logged(
        tmp_path, place, "ordinary", yes, yes, [LineTyped(text="ears")], [talk, KeyPressed(key="q")]
    )
    safety = logged(
        tmp_path, place, "safety", yes, yes, [LineTyped(text="ears")], [LineTyped(text=said)]
    )
    assert safety == ordinary


TYPED_QUARREL = ["yes", "yes", "ears", "you never help me", "we had rain", "you always forget me"]


def test_heated_words_lead_to_a_breath_and_the_same_floor(home):
    result = CliRunner().invoke(
        main,
        ["run", "outside-stress", "--typed", "--names", "Ana,Ben"],
        input="\n".join([*TYPED_QUARREL, *[""] * 12, "stop"]) + "\n",
    )
    assert result.exit_code == 0, result.output
    assert "Let's take one breath." in result.output
    held = next(line for line in result.output.splitlines() if "[on hold: breath" in line)
    resumed = next(line for line in result.output.splitlines() if "[going on" in line)
    assert held.rpartition(", ")[2] == resumed.rpartition(", ")[2]


# --- Hearing it back ----------------------------------------------------------------------------


def said_back(understanding, number: int) -> str:
    return understanding.worded(prompt("You said: {back}", number))


def begins(understanding, step: str = "tell") -> None:
    shown = ShowStep(at=0, step=step, part="talk", speaker="a")
    understanding.noticed(ClockAdvanced(at=0), [shown])


def test_what_was_told_on_a_floor_is_said_back_as_it_was_heard(talk, understanding):
    begins(understanding)
    talk.listens("turn", "a")
    talk.says(TALKS)
    begins(understanding, "next")
    assert said_back(understanding, 1) == f"You said: {TALKS.capitalize()}."


def test_what_is_said_back_has_its_capital_i(talk, understanding):
    begins(understanding)
    talk.listens("turn", "a")
    talk.says("i think i'm sad in iowa")
    assert said_back(understanding, 1).endswith("I think I'm sad in iowa.")


def test_of_a_long_floor_its_beginning_is_said_back(talk, understanding):
    begins(understanding)
    talk.listens("turn", "a")
    for _ in range(4):
        talk.says(TALKS)
    told = said_back(understanding, 1)
    assert told.endswith("...")
    assert len(told.split()) == 2 + MOST_BACK


def test_the_next_floor_begins_afresh(talk, understanding):
    begins(understanding)
    talk.listens("turn", "a")
    talk.says(TALKS)
    begins(understanding)
    talk.listens("turn", "a")
    talk.says(ALONE_IN_THE_EVENINGS)
    assert said_back(understanding, 1) == f"You said: {ALONE_IN_THE_EVENINGS.capitalize()}."


def test_what_was_said_after_a_hold_on_the_same_floor_is_said_back_too(talk, understanding):
    begins(understanding)
    talk.listens("turn", "a")
    talk.says(TALKS)
    talk.listens("turn", "a")
    talk.says("and our walks too")
    assert said_back(understanding, 1) == f"You said: {TALKS.capitalize()} and our walks too."


@pytest.mark.parametrize("said", [DANGER, "you are so pathetic and you disgust me", ""])
def test_where_there_is_nothing_fit_to_say_it_is_heard_in_the_mind(talk, understanding, said):
    begins(understanding)
    talk.listens("turn", "a")
    if said:
        talk.says(said)
    assert said_back(understanding, 1) == LINES.hear_it_yourself
