"""The practice partners that answer back: every way of every one of them is walked (B10)."""

from itertools import product

import pytest
from msgspec.structs import replace

from tests.couples import EXERCISES, settings
from voice_coach.acted.rehearsal import Rehearsal, Saying, WillingCouple, prompt_samples
from voice_coach.core.actions import Listen, SayPrompt, ShowStep
from voice_coach.core.events import MirrorJudged, PromptFinished, UtteranceHeard, VoiceRaised
from voice_coach.core.session import Session
from voice_coach.exercise.meanings import Meaning
from voice_coach.exercise.script import MAX_PROMPT_WORDS, FloorStep, Say
from voice_coach.listening import find_safety_cue, judge_heat
from voice_coach.signal.units import Samples, samples

PARTNERS = [name for name in EXERCISES if name.startswith("partner-")]
TURNS = "abcd"
"""All that the strongest has; milder ones begin further down."""
NEXT = {"a": "second", "b": "third", "c": "fourth", "d": "last"}
SIX_MINUTES = samples(360)

FACTS = {
    "mirrored": MirrorJudged(at=0, act="mirror", whole=True),
    "partly": MirrorJudged(at=0, act="mirror", point="missed"),
    "opposite": MirrorJudged(at=0, act="other", point="opposite"),
    "advised": MirrorJudged(at=0, act="other", slip="advised"),
    "defended": MirrorJudged(at=0, act="other", slip="defended"),
    "blamed": MirrorJudged(at=0, act="other", slip="blamed"),
    "asked": MirrorJudged(at=0, act="other", slip="asked"),
    "other": MirrorJudged(at=0, act="other"),
    "raised": VoiceRaised(at=0, decibels=14.0, lasting=samples(1)),
}
"""What is heard of each deed; of silence nothing is, and without words nothing of the others."""
UNHEARD = "unheard, "
SOFTENS = {"mirrored", "partly", "opposite", "silent", f"{UNHEARD}yes", f"{UNHEARD}partly"}
HARDENS = {"advised", "defended", "blamed", "asked", "other", "raised", f"{UNHEARD}no"}
DEEDS = sorted(SOFTENS | HARDENS)


class Practising(WillingCouple):
    """Somebody who does something else at one turn, and gives back what was said at the others.

    Args:
        turn: one of them; "": every one.
        deed: what they do at the turn, or where no words are heard what they say that they did.
        lighter_at: the step at which they ask for something lighter.
    """

    def __init__(self, exercise, *, strength: str, turn: str, deed: str, lighter_at: str = ""):
        super().__init__(exercise)
        self._usual["strength"] = strength
        for each in turn or TURNS:
            self._usual[f"check-{each}"] = deed.removeprefix(UNHEARD)
        self._turns = {f"turn-{each}" for each in turn or TURNS}
        self._deed, self.lighter_at = deed, lighter_at

    def does(self, step: str) -> str:
        return self._deed if step in self._turns else "mirrored"

    def respond(self, listen: Listen, floor: Samples) -> Saying | None:
        if listen.step == self.lighter_at:
            return Saying(meaning=Meaning.LIGHTER)
        if listen.step.startswith("turn-") and self.does(listen.step) == "silent":
            return None
        return super().respond(listen, floor)


class Heard(Session):
    """A session that is told what the words of each floor were, and a word into a line."""

    def __init__(self, made_of, person: Practising) -> None:
        super().__init__(made_of)
        self._person = person
        self.steps: list[str] = []
        self.lines: list[str] = []

    def receive(self, event):
        facts = [event]
        step = self.steps[-1] if self.steps else ""
        if isinstance(event, UtteranceHeard) and event.meaning == Meaning.YIELD:
            fact = step.startswith("turn-") and FACTS.get(self._person.does(step))
            facts = [replace(fact, at=event.at), event] if fact else [event]
        elif isinstance(event, PromptFinished) and step == self._person.lighter_at:
            self._person.lighter_at = ""
            facts = [UtteranceHeard(at=event.at, meaning=Meaning.LIGHTER, by="key")]
        given = [action for fact in facts for action in super(Heard, self).receive(fact)]
        self.steps += [each.step for each in given if isinstance(each, ShowStep)]
        self.lines += [
            each.text
            for each in given
            if isinstance(each, SayPrompt) and each.voice == "practice partner"
        ]
        return given


def practised(name: str, **how):
    exercise = EXERCISES[name]
    person = Practising(exercise, **how)
    session = Heard(settings(exercise, "solo", "short"), person)
    return session, Rehearsal(session, person).run()


def partner_steps(name: str) -> list[Say]:
    every = [step for part in EXERCISES[name].solo for step in part.steps]
    return [step for step in every if isinstance(step, Say) and step.voice != "coach"]


def test_there_are_eight_of_them_and_the_list_shows_them():
    assert len(PARTNERS) == 8
    assert all(EXERCISES[name].modes == ("solo",) for name in PARTNERS)


@pytest.mark.parametrize("name", PARTNERS)
def test_every_way_is_walked_to_its_end(name):
    reached: set[str] = set()
    weaker = [("mild", "d", "mirrored"), ("middle", "d", "mirrored")]
    for strength, turn, deed in [*product(["strong"], TURNS, DEEDS), *weaker]:
        session, done = practised(name, strength=strength, turn=turn, deed=deed)
        reached |= set(session.steps)
        assert done.ending.reason == "finished"
        assert done.ending.at < SIX_MINUTES, (strength, turn, deed)
        assert max(len(each.split()) for each in done.prompts) <= MAX_PROMPT_WORDS
        goes_on = "soft" if deed in SOFTENS else "hard"
        assert f"{NEXT[turn]}-{goes_on}" in session.steps, (strength, turn, deed)
        assert len(set(session.steps)) == len(session.steps), "no way comes back"
    every = {step.id for part in EXERCISES[name].solo for step in part.steps}
    assert reached == every


@pytest.mark.parametrize("name", PARTNERS)
def test_who_does_the_same_at_every_turn_is_done_in_time(name):
    for deed in DEEDS:
        session, done = practised(name, strength="strong", turn="", deed=deed)
        assert done.ending.reason == "finished"
        assert done.ending.at < SIX_MINUTES
        assert len(set(session.steps)) == len(session.steps), "no way comes back"


@pytest.mark.parametrize(("strength", "least"), [("mild", 3), ("middle", 4), ("strong", 5)])
def test_a_stronger_one_has_more_turns(strength, least):
    """Beside what it answers to what was done, which is a word or two."""
    session, _ = practised(PARTNERS[0], strength=strength, turn="d", deed="mirrored")
    turns = [
        step
        for step in session.steps
        if step.endswith(("-hard", "-soft")) or step.startswith("opening")
    ]
    assert len(turns) == least


def test_each_deed_has_an_answer_of_its_own():
    for deed in ("advised", "defended", "blamed", "asked", "raised", "silent"):
        for turn in TURNS:
            session, _ = practised(PARTNERS[0], strength="strong", turn=turn, deed=deed)
            assert f"{deed}-{turn}" in session.steps


def test_where_no_words_are_heard_the_next_line_depends_on_a_check():
    for answer, then in {"yes": "heard-c", "partly": "fourth-soft", "no": "missed-c"}.items():
        session, _ = practised(PARTNERS[0], strength="mild", turn="c", deed=UNHEARD + answer)
        assert session.steps[session.steps.index("check-c") + 1] == then


@pytest.mark.parametrize(
    ("asked_at", "milder"),
    [
        ("opening-strong", "opening-middle"),
        ("turn-a", "opening-middle"),
        ("second-soft", "opening-mild"),
        ("opening-middle", "opening-mild"),
        ("turn-b", "opening-mild"),
        ("turn-c", "fourth-soft"),
        ("turn-d", "last-soft"),
    ],
)
def test_something_lighter_is_a_milder_line(asked_at, milder):
    strength = "middle" if asked_at == "opening-middle" else "strong"
    how = {"strength": strength, "turn": "d", "deed": "mirrored"}
    session, done = practised(PARTNERS[0], **how, lighter_at=asked_at)
    assert session.steps[session.steps.index(asked_at) + 1] == milder
    assert done.ending.reason == "finished"


def test_lighter_than_mild_is_over():
    how = {"strength": "mild", "turn": "d", "deed": "mirrored"}
    session, _ = practised(PARTNERS[0], **how, lighter_at="opening-mild")
    assert session.steps[session.steps.index("opening-mild") + 1] == "over"


def test_no_two_partners_say_the_same():
    lines = [set(step.say for step in partner_steps(name)) for name in PARTNERS]
    assert len(set().union(*lines)) == sum(map(len, lines))


TURNED = {"i": "you", "i'm": "you're", "i've": "you've", "i'd": "you'd", "me": "you", "my": "your"}
TURNED |= {"you": "i", "you're": "i'm", "you've": "i've", "you'd": "i'd", "your": "my"}


def given_back(line: str) -> str:
    """A line as somebody gives it back word for word."""
    words = line.lower().replace(",", "").replace(".", "").split()
    return f"what i heard is that {' '.join(TURNED.get(word, word) for word in words)}"


@pytest.mark.parametrize("name", PARTNERS)
def test_nothing_cruel_is_said(name):
    """No contempt and no threat by the measure that people are held to, and no sign of danger.

    Nor is there one in what somebody says who gives it back: they would be shown whom to turn to.
    """
    for step in partner_steps(name):
        assert not find_safety_cue(step.say), step.say
        assert not find_safety_cue(given_back(step.say)), step.say
        assert judge_heat(step.say).kinds.isdisjoint({"contempt", "threat"}), step.say


@pytest.mark.parametrize("name", PARTNERS)
def test_the_partner_answers_and_the_coach_does_not_judge(name):
    floors = [step for part in EXERCISES[name].solo for step in part.steps if "turn-" in step.id]
    assert [isinstance(step, FloorStep) and step.feedback for step in floors] == [False] * 4


def test_what_the_partner_says_is_no_talk_of_the_coach():
    session, done = practised(PARTNERS[0], strength="strong", turn="d", deed="mirrored")
    own = [text for text in done.prompts if text not in session.lines]
    assert done.coach == sum(map(prompt_samples, own))
