"""How it works, in two minutes: told, tried, and refused."""

import pytest

from tests.shell.test_greeting import CATALOGUE, SCRIPTS, easy_for_two
from voice_coach.edge.typed_lines import PipedLines
from voice_coach.exercise.duration import estimated_seconds
from voice_coach.exercise.script_check import problems
from voice_coach.shell import live
from voice_coach.shell.asking import asking
from voice_coach.shell.compose import in_room
from voice_coach.shell.greeting import Greeting
from voice_coach.shell.guide import ANY_TIME, COMMANDS, KEPT, LOUDER, SEATS, TITLE, WORDS, steps


def alone(words: bool = False):
    return asking(list(steps(words=words)), title=TITLE, lines=SCRIPTS.lines())


def greeting(**more) -> Greeting:
    guide = tuple(steps(words=False))
    return Greeting(CATALOGUE, opens=easy_for_two, lines=SCRIPTS.lines(), guide=guide, **more)


def led(plan, *said: str) -> str:
    shown: list[str] = []
    live.by_piped_lines(plan, said, show=shown.append)
    return "\n".join(shown)


@pytest.mark.parametrize("words", [True, False])
def test_it_is_a_good_script_of_about_two_minutes(words):
    exercise = alone(words).exercise
    assert [each for each in problems(exercise) if "minutes" not in each.path] == []
    assert 60 <= estimated_seconds(exercise, mode="solo", length="short") <= 150


@pytest.mark.parametrize(("words", "told"), [(True, WORDS), (False, COMMANDS)])
def test_it_tells_what_is_heard_and_kept(words, told):
    shown = led(alone(words), "yes", "hello there", "I'm done")
    for line in (told, KEPT, SEATS, ANY_TIME):
        assert f"Coach: {line}" in shown
    assert LOUDER not in shown
    assert "[the session is finished]" in shown


def test_who_hears_too_little_is_told_what_to_do():
    assert LOUDER in led(alone(), "no", "I'm done")


def test_whoever_has_the_floor_gives_it_away_and_nothing_else_does():
    shown = led(alone(), "yes", "it was a long day", "I'm done")
    assert "You have the floor" in shown
    assert shown.index("(typed: I'm done)") < shown.index(ANY_TIME)


def test_a_part_of_it_may_be_left_out():
    shown = led(alone(), "skip this", "skip this", "skip this", "skip this", "skip this")
    assert "(typed: pass)" in shown


def test_it_is_offered_before_anything_else_and_may_be_refused():
    hello = greeting()
    assert not hello.guided
    in_room(
        hello.plan,
        [PipedLines(["no", "both", "short", "one"])],
        voice=None,
        ears=None,
        observers=[hello],
    )
    assert hello.guided
    assert hello.chosen
    assert COMMANDS not in led(hello.plan, "no", "both", "stop")


def test_whoever_wants_it_is_asked_what_they_would_like_afterwards():
    shown = led(greeting().plan, "yes", "yes", "a long day", "I'm done", "both", "stop")
    assert shown.index(COMMANDS) < shown.index("Are there two of you") < shown.index("How long")


def test_whoever_was_offered_it_is_only_greeted():
    hello = Greeting(CATALOGUE, opens=easy_for_two, lines=SCRIPTS.lines())
    assert "first time" not in led(hello.plan, "both", "stop")
