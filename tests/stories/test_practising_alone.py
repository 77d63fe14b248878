"""Practising alone: what came back of a made-up line, and a gentler way to say "you always"."""

import pytest
from click.testing import CliRunner

from voice_coach.cli.main import main
from voice_coach.listening import judge_reflection
from voice_coach.store.decks import deck

SCRIPT = """
name = "one-line"
title = "One Line"
level = "easy"
purpose = "One made-up line, and one floor."
about = "Made up."
[minutes]
short = 2
[[solo]]
part = "only"
[[solo.steps]]
kind = "say"
id = "line"
say = "I felt left alone with the packing on Friday, and I was cross the whole way there."
voice = "practice partner"
[[solo.steps]]
kind = "floor"
id = "mirror"
say = "Say back what you heard."
seconds = 40
checked = true
[[solo.steps]]
kind = "floor"
id = "own"
say = "And your own opening?"
seconds = 50
"""
CROSS = "what i heard you say is that you were cross the whole way there"
ALL = f"{CROSS} and that you felt left alone with the packing on friday"
WHOLE = "You said all of it back"
PRACTICE = ("One thing I didn't hear", "I may have misheard", WHOLE)
OFFER = (
    "would you like to try that as an opening? "
    '"When you forget the bins, I feel..., and I\'d like..."'
)


@pytest.fixture
def practise(tmp_path, home):
    script = tmp_path / "one-line.toml"
    script.write_text(SCRIPT, encoding="utf-8")

    def run(*lines: str) -> list[str]:
        result = CliRunner().invoke(
            main,
            ["run", str(script), "--solo", "--typed", "--names", "Ana"],
            input="".join(f"{line}\n" for line in lines),
        )
        assert result.exit_code == 0, result.output
        return [
            line.partition("Coach: ")[2]
            for line in result.output.splitlines()
            if "  Coach: " in line
        ]

    return run


def about_the_mirror(said: list[str]) -> list[str]:
    return [line for line in said if line.startswith(PRACTICE) or "You caught this" in line]


def test_a_point_that_was_missed_is_named_with_one_that_came_back(practise):
    (told,) = about_the_mirror(practise(CROSS, "done", "done"))
    assert told == (
        "You caught this: I was cross the whole way there. "
        "One thing I didn't hear come back: I felt left alone with the packing on Friday."
    )
    assert len(told.split()) <= 35


def test_where_nothing_came_back_one_point_is_named(practise):
    (told,) = about_the_mirror(practise("what i heard is that the sun was out", "done", "done"))
    assert told.startswith("One thing I didn't hear come back: I ")


def test_what_has_little_to_do_with_it_is_not_praised(practise):
    said = "what i heard you say is that packing took up your whole week and the drive back"
    (told,) = about_the_mirror(practise(said, "done", "done")) or [""]
    assert not told.startswith((WHOLE, "You caught this"))


def test_a_whole_mirror_is_told_warmly(practise):
    (told,) = about_the_mirror(practise(ALL, "done", "done"))
    assert told.startswith(WHOLE)


def test_what_is_added_later_counts(practise):
    lines = (CROSS, "and you felt left alone with the packing on friday", "done", "done")
    (told,) = about_the_mirror(practise(*lines))
    assert told.startswith(WHOLE)


def test_the_contrary_is_put_right(practise):
    said = "what i heard you say is that you were not cross the whole way there"
    (told,) = about_the_mirror(practise(said, "done", "done"))
    assert told == (
        "I may have misheard one part. What they said was: I was cross the whole way there."
    )


def test_what_was_caught_is_told_although_another_part_was_turned_round(practise):
    said = "you felt left alone with the packing on friday and you were not cross the whole way"
    (told,) = about_the_mirror(practise(f"what i heard you say is that {said}", "done", "done"))
    assert told == (
        "You caught this: I felt left alone with the packing on Friday. "
        "I may have misheard one part. What they said was: I was cross the whole way there."
    )


def test_a_line_repeated_word_for_word_came_back(practise):
    line = "i felt left alone with the packing on friday and i was cross the whole way there"
    (told,) = about_the_mirror(practise(line, "done", "done"))
    assert told.startswith(WHOLE)


@pytest.mark.parametrize("card", deck("practice-lines"), ids=lambda card: card.say[:30])
def test_no_good_answer_is_told_to_be_the_opposite(card):
    reflection = judge_reflection(card.say, card.model)
    assert reflection.contradicted is None
    assert reflection.act == "mirror"


def test_few_good_answers_are_told_of_a_missing_part():
    missing = [
        card
        for card in deck("practice-lines")
        if judge_reflection(card.say, card.model).clearly_missed
    ]
    assert len(missing) <= 3


def test_an_argument_is_reminded_of_the_mirror_once(practise):
    argues = ("you should have asked me for help then", "why did you not ask me about it")
    said = practise(*argues, *[""] * 4, "done", "done")
    assert len([line for line in said if line.startswith("Ana, what did you hear?")]) == 1


def test_without_words_or_skipped_nothing_is_said_of_it(practise):
    assert about_the_mirror(practise("done", "done")) == []
    assert about_the_mirror(practise(CROSS, "skip this", "done")) == []


def test_you_always_is_offered_as_an_opening_once_and_may_be_declined(practise):
    blame = ("you always forget the bins", "we had rain")
    for answer in ("yes", "no"):
        said = practise("done", *blame, "done", answer, "you always forget the bins", "done")
        assert [line for line in said if OFFER in line] == [f"Ana, {OFFER} It's fine to say no."]
        assert ("Go ahead, in your own words." in " ".join(said)) == (answer == "yes")


def test_what_cannot_be_turned_well_is_asked_about_in_general(practise):
    said = practise("done", "you never told me about it", "done", "no")
    assert [line for line in said if 'starting with "I felt"' in line]


def test_the_angry_take_of_an_opener_is_left_alone(home):
    typed = ["yes", "you always forget the bins", "done", "", "stop"]
    result = CliRunner().invoke(
        main,
        ["run", "gentle-opening", "--solo", "--typed", "--names", "Ana"],
        input="".join(f"{line}\n" for line in typed),
    )
    assert "Let that go. One breath." in result.output
    assert "as an opening" not in result.output
