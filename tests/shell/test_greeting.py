"""Hello: who is here, how long they have got, and what they would like to do."""

from collections.abc import Iterable, Sequence
from importlib.resources import files

import numpy as np
import pytest

from voice_coach.acted.scenario import Track
from voice_coach.core.actions import AnyAction, EndSession, Listen, SayPrompt
from voice_coach.core.events import AnyEvent, PromptFinished, SessionStarted, UtteranceHeard
from voice_coach.core.session import Session
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.ports import Fact
from voice_coach.edge.typed_lines import PipedLines
from voice_coach.exercise.meanings import Meaning
from voice_coach.exercise.script import MAX_PROMPT_WORDS, Exercise, Mode
from voice_coach.exercise.script_check import problems
from voice_coach.hearing.loading import Loading
from voice_coach.shell.compose import in_room
from voice_coach.shell.greeting import Greeting, in_good_order
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import samples
from voice_coach.store.script_files import ScriptFiles

SCRIPTS = ScriptFiles()
CATALOGUE = in_good_order(SCRIPTS.all())


def easy_for_two(exercise: Exercise, mode: Mode) -> bool:
    return mode == "solo" or exercise.level == "easy"


def greeting(after: Mode | None = None, opens=easy_for_two) -> Greeting:
    return Greeting(CATALOGUE, opens=opens, lines=SCRIPTS.lines(), after=after)


def typed(greeting: Greeting, *lines: str) -> EndSession:
    return in_room(greeting.plan, [PipedLines(lines)], voice=None, ears=None, observers=[greeting])


@pytest.mark.parametrize("after", [None, "couple", "solo"])
def test_it_is_a_good_script(after):
    found = list(problems(greeting(after).plan.exercise))
    assert [each.expected for each in found if "minutes" not in each.path] == []


def test_two_of_them_choose_one_of_three():
    hello = greeting()
    ending = typed(hello, "both of us", "a short one", "number two, please")
    assert ending.reason == "finished"
    assert hello.chosen.exercise.name == "outside-stress"
    assert (hello.chosen.mode, hello.chosen.length) == ("couple", "short")


def test_one_alone_may_hear_of_others():
    hello = greeting()
    typed(hello, "I'm alone", "medium", "others", "one")
    assert hello.chosen.exercise.name == "mirror-dialogue"
    assert hello.chosen.mode == "solo"


def test_what_is_closed_is_not_offered():
    hello = greeting()
    said = {
        step.say for part in hello.plan.exercise.solo for step in part.steps if "couple" in step.id
    }
    assert not [each for each in said if "Mirror Dialogue" in each]
    open_to_all = greeting(opens=lambda exercise, mode: True)
    said = [step.say for part in open_to_all.plan.exercise.solo for step in part.steps]
    assert [each for each in said if "Mirror Dialogue" in each]


def own_exercise(folder, *, level: str, title: str = "A Small Worry") -> Exercise:
    """One of people's own, made of the file that `new` writes."""
    text = (files("voice_coach") / "skeleton.toml").read_text(encoding="utf-8")
    text = text.replace('"NAME"', '"small-worry"').replace('"TITLE"', f'"{title}"')
    file = folder / "small-worry.toml"
    file.write_text(text.replace('level = "easy"', f'level = "{level}"'), encoding="utf-8")
    return ScriptFiles(folder).load("small-worry")


@pytest.mark.parametrize(("level", "for_two"), [("easy", True), ("deep", False)])
def test_one_of_their_own_comes_after_the_first_three_where_it_is_open(tmp_path, level, for_two):
    own = own_exercise(tmp_path, level=level)
    every = in_good_order([*CATALOGUE, own], own=[own.name])
    for people, offered in {"alone": True, "both": for_two}.items():
        hello = Greeting(every, opens=easy_for_two, lines=SCRIPTS.lines())
        typed(hello, people, "short", "others", "one")
        assert (hello.chosen.exercise == own) == offered


def test_a_long_title_of_theirs_is_cut_short(tmp_path):
    own = own_exercise(tmp_path, level="easy", title="Word " * 30)
    said = [
        step.say
        for part in Greeting(
            in_good_order([*CATALOGUE, own], own=[own.name]),
            opens=easy_for_two,
            lines=SCRIPTS.lines(),
        ).plan.exercise.solo
        for step in part.steps
    ]
    assert [each for each in said if "Word Word" in each]
    assert max(len(each.split()) for each in said) <= MAX_PROMPT_WORDS


@pytest.mark.parametrize("said", [["stop"], ["both", "stop"], ["both", "long", "stop"]])
def test_stop_ends_it_and_nothing_is_chosen(said):
    hello = greeting()
    assert typed(hello, *said).reason == "early"
    assert hello.chosen is None


SENTENCE = "i think i left the oven on"


@pytest.mark.parametrize("before", [[], ["both"], ["both", "long"]])
def test_the_private_sentence_ends_it_as_stop_does(before):
    """Word for word and sample for sample."""
    seen = []
    for said in ("stop", SENTENCE):
        hello = Greeting(
            CATALOGUE, opens=easy_for_two, lines=SCRIPTS.lines(), stop_phrases=(SENTENCE,)
        )
        account = Account()
        ending = in_room(
            hello.plan, [PipedLines([*before, said])], voice=None, ears=None, observers=[account]
        )
        assert hello.chosen is None
        seen.append((ending, account.actions))
    assert seen[0] == seen[1]
    assert seen[0][0].reason == "early"


def test_who_stops_after_having_chosen_is_led_nowhere():
    hello = greeting("couple")
    session = Session(hello.plan.settings)
    actions = session.receive(SessionStarted(at=0))
    at, answers = 0, ["ANOTHER", "SHORT", "ONE"]
    while not hello.chosen:
        at += samples(1)
        prompts = [each for each in actions if isinstance(each, SayPrompt)]
        event = (
            PromptFinished(at=at, number=prompts[-1].number)
            if prompts
            else UtteranceHeard(at=at, meaning=answers.pop(0), by="typed")
        )
        actions = session.receive(event)
        hello.noticed(event, actions)
    stop = UtteranceHeard(at=at + samples(1), meaning=Meaning.STOP, by="key")
    actions = session.receive(stop)
    prompts = [each for each in actions if isinstance(each, SayPrompt)]
    heard = PromptFinished(at=at + samples(2), number=prompts[-1].number)
    actions = session.receive(heard)
    hello.noticed(heard, actions)
    assert [each.reason for each in actions if isinstance(each, EndSession)] == ["early"]
    assert hello.chosen is None


def test_who_wants_none_of_them_is_let_go():
    hello = greeting()
    assert typed(hello, "both", "short", "others", "others", "others").reason == "early"
    assert hello.chosen is None


def test_afterwards_another_one_or_enough():
    again = greeting("couple")
    typed(again, "another one", "short", "one")
    assert again.chosen.mode == "couple"
    enough = greeting("couple")
    assert typed(enough, "enough").reason == "early"
    assert enough.chosen is None


class Account:
    """All that was ordered."""

    def __init__(self) -> None:
        self.actions: list[AnyAction] = []

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        self.actions += actions


class Answering:
    """Somebody who answers each question aloud, a second after it was put."""

    AFTER = samples(1)

    def __init__(self, **answers: str) -> None:
        self._answers = answers
        self._voice = EspeakVoice(voice="en-gb+m3")
        self._track = Track()
        self._asked: str | None = None
        self._playing = 0
        self._now = 0

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        for action in actions:
            if isinstance(action, Listen) and action.purpose == "answer":
                self._asked = action.step
        if type(event).__name__ == "PromptFinished" and self._asked:
            step, self._asked = self._asked.rpartition("-")[2], None
            if answer := self._answers.get(step):
                self._track.add(self._voice.speak(answer), at=self._now + self.AFTER)

    def facts(self, at: int) -> Iterable[Fact]:
        return ()

    def sound(self, at: int, length: int) -> Sound | None:
        self._now = at + length
        heard = self._track.sound(at, length)
        return heard if heard is not None else np.zeros(length, dtype=np.int16)


class Prompts:
    def __init__(self) -> None:
        self.said: list[str] = []

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        self.said += [each.text for each in actions if isinstance(each, SayPrompt)]


def test_it_is_led_by_voice_alone(coach_en):
    hello, prompts = greeting(), Prompts()
    ending = in_room(
        hello.plan,
        [Answering(people="both", time="short", **{"1": "two"})],
        voice=None,
        ears=Loading(coach_en, waits=True),
        observers=[hello, prompts],
    )
    assert ending.reason == "finished", prompts.said
    assert hello.chosen.exercise.name == "outside-stress", prompts.said
