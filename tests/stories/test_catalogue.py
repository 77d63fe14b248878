"""Every exercise, both modes, all lengths, led to its end by willing and by other couples."""

import json
import re
import string
import tomllib
from importlib.resources import files

import numpy as np
import pytest
from click.testing import CliRunner
from msgspec.structs import astuple

from tests.couples import (
    EXERCISES,
    LINES,
    UNCOOPERATIVE,
    WAYS,
    Babbling,
    Endless,
    Interrupting,
    Silent,
    SilentOnFloors,
    rehearsed,
)
from voice_coach.acted.couples import Answering
from voice_coach.cli.main import main
from voice_coach.core.actions import EndSession, Listen
from voice_coach.core.events import UtteranceHeard
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.exercise.duration import estimated_seconds
from voice_coach.exercise.meanings import ANY_TIME, of_answer
from voice_coach.exercise.script import MAX_PROMPT_WORDS, Ask
from voice_coach.exercise.script_hints import unexplained
from voice_coach.exercise.script_words import word_problems
from voice_coach.hearing.ears import Ears
from voice_coach.hearing.grammar import CommandPhrases, plain
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES, samples
from voice_coach.store.decks import deck_names, shuffled
from voice_coach.store.script_files import GOOD_ORDER

MAX_COACH_SHARE = 0.25
MAX_UNEQUAL = 0.10
MAX_TIME_OFF = 0.20

LATE_BY = {Endless: 0.30}
"""Who talks on after the time is up, everywhere, is let finish their sentence every time."""

WAITED_FOR = {Babbling: samples(1300), Silent: samples(180), SilentOnFloors: samples(120)}
"""An empty room is waited for two minutes, a consent that is only mumbled twenty."""

MADE_OF_QUIET = {"breathe-together", "gentle-touch"}
"""Nobody needs to say anything in them."""

EASY = {"outside-stress", "thank-you-rounds", "curious-questions", "good-memory"}
EASY |= {"breathe-together", "dreams-and-dates", "where-i-stand", "friendly-observer"}
"""The level everyone starts on (exercises.md C.2; Underneath alone too, as a solo mode)."""

MARKS = ("imago", "gottman", "prep", "emotionally focused", "nonviolent", "hold me tight", "radar")
"""Names of methods, some of them registered marks: only in `about`."""

ways = pytest.mark.parametrize(("name", "mode", "length"), WAYS)


def asks(name: str) -> list[tuple[str, Ask]]:
    exercise = EXERCISES[name]
    return [
        (mode, step)
        for mode, parts in (("couple", exercise.couple), ("solo", exercise.solo))
        for part in parts
        for step in part.steps
        if isinstance(step, Ask)
    ]


def all_lines(name: str) -> list[str]:
    exercise = EXERCISES[name]
    lines = []
    for part in (*exercise.couple, *exercise.solo):
        for step in part.steps:
            lines += [step.say, step.explain, getattr(step, "again", "")]
            lines += [hint.say for hint in getattr(step, "hints", ())]
    return [line for line in lines if line]


# --- What the catalogue is --------------------------------------------------------------------


def test_the_list_tells_all_there_is_to_know():
    result = CliRunner().invoke(main, ["list", "--json"], catch_exceptions=False)
    entries = json.loads(result.output)
    assert len(entries) >= 27
    for entry in entries:
        assert {"name", "title", "level", "minutes", "flows", "inspired_by"} <= set(entry)
        assert all(entry[key] for key in ("title", "level", "minutes", "flows", "inspired_by"))


def test_those_that_are_for_one_person_are_never_offered_to_two():
    alone = {name for name, each in EXERCISES.items() if each.modes == ("solo",)}
    partners = {name for name in alone if name.startswith("partner-")}
    others = {"where-i-stand", "friendly-observer", "asking-along", "mirror-practice"}
    others |= {"rehearse-a-talk"}
    assert alone - partners == others
    assert len(partners) == 8


def test_the_level_everyone_starts_on():
    assert all(EXERCISES[name].level == "easy" for name in EASY)
    hard = ("after-the-argument", "our-loop", "reach-and-respond", "real-apology")
    assert all(EXERCISES[name].level == "deep" for name in hard)


def test_the_good_order_goes_from_easy_to_deep():
    levels = [("easy", "warm", "deep").index(EXERCISES[name].level) for name in GOOD_ORDER]
    assert levels == sorted(levels)
    listed = CliRunner().invoke(main, ["list"]).output
    assert "A good order: breathe-together, outside-stress" in listed


@pytest.mark.parametrize("name", EXERCISES)
def test_the_shortest_length_comes_first(name):
    minutes = list(EXERCISES[name].minutes.values())
    assert minutes == sorted(minutes)


@pytest.mark.parametrize("name", EXERCISES)
def test_no_method_is_named_in_what_is_said(name):
    exercise = EXERCISES[name]
    said = " ".join([exercise.title, exercise.purpose, *all_lines(name)]).lower()
    assert not [mark for mark in MARKS if mark in said.split() or f" {mark} " in said]


@pytest.mark.parametrize("name", EXERCISES)
def test_nothing_is_said_that_is_not_ours_to_say(name):
    """No verdict, no demand to forgive, no advice to stay or to leave (exercises.md C.1)."""
    said = " ".join(all_lines(name)).lower()
    words = {word.strip(string.punctuation) for word in said.split()}
    assert not words & {"forgive", "toxic", "abuser", "narcissist", "score", "winner", "should"}


@pytest.mark.parametrize("name", EXERCISES)
def test_both_partners_are_spoken_to_by_name(name):
    """A line that speaks of one of two people as "she" or "he" could not be said to both."""
    said = " ".join(all_lines(name)).lower().replace("'", " ").split()
    words = {word.strip(string.punctuation) for word in said}
    assert not words & {"he", "she", "him", "her", "his", "hers", "husband", "wife"}


@pytest.mark.parametrize("name", [n for n, each in EXERCISES.items() if each.level == "deep"])
def test_every_hard_exercise_also_carries_something_good(name):
    said = " ".join(step.say for part in EXERCISES[name].couple for step in part.steps)
    assert "appreciate" in said or "good minute" in said


@pytest.mark.parametrize("folder", ["scripts", "decks"])
def test_no_text_at_all_promises_more_than_practice(folder):
    """The check of a script sees its own texts; this sees the lines all of them share, too."""
    for each in (files("voice_coach") / folder).iterdir():
        if each.name.endswith(".toml"):
            table = tomllib.loads(each.read_text(encoding="utf-8"))
            assert not list(word_problems(json.dumps(table))), each.name


TO_SAY = re.compile(r"(?<!could )(?<!they )(?<!would )\bsay: (?!\")([^.?]+)[.?]")
"""What a prompt tells somebody to say to the coach; what they could say to each other is theirs."""


@pytest.mark.parametrize("name", EXERCISES)
def test_what_a_prompt_tells_people_to_say_is_understood(name):
    table = CommandPhrases.load()
    spoken = table.spoken(table.meanings)
    own = {answer for _, step in asks(name) for answer in step.answers}
    for line in [*all_lines(name), *(str(each) for each in astuple(LINES))]:
        for told in TO_SAY.findall(line):
            for phrase in re.split(r", | or ", told):
                assert plain(phrase) in spoken or phrase in own, line


# --- With a willing couple --------------------------------------------------------------------


@ways
def test_a_willing_couple_comes_to_the_end_in_time(name, mode, length):
    told = EXERCISES[name].minutes[length] * 60
    done = rehearsed(name, mode, length)
    assert done.ending.reason == "finished"
    assert done.ending.at == pytest.approx(samples(told), rel=MAX_TIME_OFF)
    assert done.coach_share < MAX_COACH_SHARE
    if mode == "couple" and done.talk:
        first, second = done.talk["a"], done.talk["b"]
        assert abs(first - second) <= MAX_UNEQUAL * max(first, second)
    assert max(len(prompt.split()) for prompt in done.prompts) <= MAX_PROMPT_WORDS


@ways
def test_the_reckoned_length_is_what_it_takes(name, mode, length):
    reckoned = estimated_seconds(EXERCISES[name], mode=mode, length=length)
    taken = rehearsed(name, mode, length).ending.at
    assert samples(reckoned) == pytest.approx(taken, rel=0.12)


@pytest.mark.parametrize("name", EXERCISES)
def test_every_answer_to_every_question_leads_on_with_equal_time(name):
    exercise = EXERCISES[name]
    for mode, step in asks(name):
        for answer in [each for every in step.answers for each in of_answer(every)]:
            for length in exercise.minutes:
                done = rehearsed(name, mode, length, Answering(exercise, {step.id: answer}))
                limit = exercise.minutes[length] * 1.2 + (16 if name == "cool-down" else 2)
                assert done.ending.at <= samples(limit * 60), (mode, step.id, answer)
                if mode == "couple" and done.ending.reason == "finished" and done.talk:
                    first, second = done.talk["a"], done.talk["b"]
                    assert abs(first - second) <= MAX_UNEQUAL * max(first, second), answer


# --- With other couples -----------------------------------------------------------------------
#
# The coach's share is of the session's length where they use its time. A couple that passes,
# refuses or is silent is through sooner, and what it skips had to be asked for all the same: then
# the share is of the time the exercise says it takes, which is what they set aside for it.


@pytest.mark.parametrize("couple", UNCOOPERATIVE, ids=lambda each: each.__name__)
@pytest.mark.parametrize("name", EXERCISES)
def test_an_uncooperative_couple_finds_no_dead_end(name, couple):
    exercise = EXERCISES[name]
    for mode in exercise.modes:
        for length in exercise.minutes:
            done = rehearsed(name, mode, length, couple(exercise))
            assert isinstance(done.ending, EndSession)
            told = samples(exercise.minutes[length] * 60)
            waited = WAITED_FOR.get(couple, 0)
            assert done.ending.at <= told * (1 + LATE_BY.get(couple, MAX_TIME_OFF)) + waited
            if couple is Silent and name not in MADE_OF_QUIET:
                assert done.ending.reason == "early", "an empty room finishes nothing"
            assert done.coach < max(told, done.ending.at) * MAX_COACH_SHARE
            assert max(len(prompt.split()) for prompt in done.prompts) <= MAX_PROMPT_WORDS
            if couple is Endless:
                assert done.coach_share < MAX_COACH_SHARE


@pytest.mark.parametrize("meaning", ANY_TIME)
@pytest.mark.parametrize("name", EXERCISES)
def test_any_safe_word_may_come_at_any_moment(name, meaning):
    exercise = EXERCISES[name]
    mode, length = exercise.modes[0], next(iter(exercise.minutes))
    usual = rehearsed(name, mode, length).ending
    most = 90 if meaning in ("BACK", "START_OVER") else 60  # a step is done twice
    for moment in (1, 2, 3, 5, 8, 13, 21):
        done = rehearsed(name, mode, length, Interrupting(exercise, meaning, moment))
        if meaning == "STOP" and done.ending.at != usual.at:
            assert done.ending.reason == "early"
            assert done.prompts[-1] == LINES.ended_early
        else:
            assert done.ending.at <= samples(exercise.minutes[length] * 60 * 1.4 + most)


# --- "What do you mean?" ---------------------------------------------------------------------


@pytest.mark.parametrize("name", EXERCISES)
def test_every_step_that_asks_something_is_explained_with_an_example(name):
    exercise = EXERCISES[name]
    assert unexplained(exercise) == []
    for part in (*exercise.couple, *exercise.solo):
        for step in part.steps:
            if step.explain:
                assert step.explain != step.say
                assert re.search(r"for example|\"", step.explain, re.I), step.explain


@pytest.mark.parametrize("name", EXERCISES)
def test_no_explanation_is_said_twice_in_an_exercise(name):
    """Written step by step: what explains two steps alike explains neither."""
    exercise = EXERCISES[name]
    for parts in (exercise.couple, exercise.solo):
        lines = [step.explain for part in parts for step in part.steps if step.explain]
        assert len(lines) == len(set(lines))


# --- Answers are heard ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def model(coach_en) -> SpeechModel:
    return SpeechModel(coach_en)


@pytest.mark.parametrize("name", EXERCISES)
def test_the_speech_model_knows_every_answer(name, model):
    for _, step in asks(name):
        meanings = [meaning for each in step.answers for meaning in of_answer(each)]
        for phrase in CommandPhrases.load().spoken(meanings):
            assert model.token(phrase)


OWN_ANSWERS = sorted(
    {
        step.answers
        for name in EXERCISES
        for _, step in asks(name)
        if not set(step.answers) <= {"yes", "no", "partly", "0-10"}
    }
)


@pytest.mark.parametrize("answers", OWN_ANSWERS)
def test_answers_do_not_sound_alike(answers, model):
    """Said by three voices: nearly all are understood, and none is taken for another answer."""
    meanings = (*ANY_TIME, *(meaning for each in answers for meaning in of_answer(each)))
    right = 0
    for voice in ("en-us", "en-gb", "en-us+f3"):
        for answer in answers:
            said = EspeakVoice(voice=voice, words_per_minute=150).speak(answer)
            heard = understood(Ears(model=model), np.pad(said, samples(1)), meanings)
            assert heard in ([], [answer.upper()])
            right += len(heard)
    assert right >= len(answers) * 3 - 1


def understood(ears: Ears, sound: Sound, meanings: tuple[str, ...]) -> list[str]:
    """What the ears understand of a sound as the answer to a question."""
    ears.listen(Listen(at=0, partner=None, purpose="answer", step="asked", meanings=meanings))
    blocks = range(0, len(sound) - BLOCK_SAMPLES, BLOCK_SAMPLES)
    events = [event for at in blocks for event in ears.hear(sound[at : at + BLOCK_SAMPLES], at)]
    return [each.meaning for each in events if isinstance(each, UtteranceHeard) and each.meaning]


# --- Decks --------------------------------------------------------------------------------------


def test_every_deck_is_used():
    used = {
        part.deck for each in EXERCISES.values() for part in (*each.couple, *each.solo) if part.deck
    }
    assert used == set(deck_names())


@pytest.mark.parametrize("draw", range(5))
def test_another_draw_changes_what_is_asked_and_not_how_long_it_takes(draw):
    exercise = EXERCISES["curious-questions"]
    drawn = shuffled(exercise, draw)
    assert drawn.cards != exercise.cards
    usual = estimated_seconds(exercise, mode="couple", length="long")
    assert estimated_seconds(drawn, mode="couple", length="long") == pytest.approx(usual, rel=0.02)
