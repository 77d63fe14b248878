"""How close two people feel: only if both want it, and never a number that could be reckoned back.

Rows 6, 12 and 76 of the seed article.
"""

import itertools

import pytest
from click.testing import CliRunner

from tests.store.state import kept, read
from tests.typist import plan_of
from voice_coach.cli.main import main
from voice_coach.shell.closeness import A_PERSON, check_closeness, falling, trend
from voice_coach.store.between import LEVELS_KEPT, Between
from voice_coach.store.between_file import FILE


def keep(*arguments: str, answers: str = "", code: int = 0) -> str:
    done = CliRunner().invoke(main, ["keep", *arguments], input=answers)
    assert done.exit_code == code, done.output
    return done.output


def checked(home, *given: str) -> str:
    answers = list(given)
    return check_closeness(
        plan_of("good-memory"), home, asked=lambda _: answers.pop(0), tell=pytest.fail
    )


@pytest.fixture
def asked(home):
    kept(home, Between(closeness=True))
    return home


def test_neither_number_nor_their_mean_can_be_read_in_the_file(asked):
    assert checked(asked, "7", " 4 ") == ""
    raw = (asked / FILE).read_text(encoding="utf-8")
    assert read(asked).private.levels == (5.5,)
    assert "5.5" not in raw
    assert "levels" not in raw


@pytest.mark.parametrize("given", [("", "4"), ("7", ""), ("7", "eleven"), ("-1", "11")])
def test_whoever_leaves_it_out_leaves_it_out_for_both(given, asked):
    assert checked(asked, *given) == ""
    assert read(asked).private.levels == ()


def test_nothing_is_remembered_once_somebody_wants_it_no_more(asked):
    kept(asked, Between(closeness=False))
    checked(asked, "7", "4")
    assert read(asked).private.levels == ()


def test_no_more_is_remembered_than_is_needed(asked):
    for _ in range(20):
        checked(asked, "7", "4")
    assert len(read(asked).private.levels) == LEVELS_KEPT


def test_no_number_of_one_can_be_reckoned_from_what_is_shown():
    """Whatever one knows of their own four numbers, the other's may have been high or low."""
    own = (8, 7, 8, 7)
    possible: dict[str, list[tuple[int, ...]]] = {}
    for other in OTHERS:
        means = [(a + b) / 2 for a, b in zip(own, other, strict=True)]
        possible.setdefault(trend(means), []).append(other)
    assert len(possible) == 3
    for others in possible.values():
        assert all(max(each) - min(each) >= 6 for each in zip(*others, strict=True))


OTHERS = list(itertools.product(range(0, 11, 2), repeat=4))


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ((5, 5, 5), "after 4 sessions"),
        ((5, 5, 6, 6), "closer than before"),
        ((6, 5, 5, 6), "about as close"),
        ((6, 6, 5, 5), "less close"),
        ((1, 1, 6, 6, 5, 5), "less close"),
    ],
)
def test_a_trend_is_told_in_words(levels, told):
    assert told in trend(levels)
    assert not any(letter.isdigit() and letter != "4" for letter in trend(levels))


@pytest.mark.parametrize(
    ("numbers", "is_it"),
    [
        ((8, 7, 6, 5), True),
        ((2, 8, 7.5, 7.5, 6), True),
        ((8, 7, 6), False),
        ((8, 7, 7.5, 6), False),
        ((8, 8, 8, 7.5), False),
        ((5, 6, 7, 8), False),
    ],
)
def test_falling_is_four_sessions_each_no_closer_and_a_point_in_all(numbers, is_it):
    assert falling(numbers) is is_it


def test_when_it_keeps_falling_a_person_is_named(asked):
    told = [checked(asked, number, number) for number in ("8", "7", "6", "5")]
    assert told == ["", "", "", A_PERSON]
    assert "score" not in A_PERSON


def test_the_question_is_off_until_both_say_yes(home):
    assert not read(home).closeness
    assert "nothing kept" in keep("trend", "--on", answers="y\nn\n")
    assert not read(home).closeness
    keep("trend", "--on", answers="y\ny\n")
    assert read(home).closeness


def test_the_trend_is_shown_on_request_and_names_nobody(asked):
    assert "after 4 sessions" in keep("trend")
    for number in ("8", "7", "6", "4"):
        checked(asked, number, number)
    shown = keep("trend")
    assert "less close than before" in shown
    assert "Ana" not in shown
    assert A_PERSON in shown
    assert "close" not in keep("show")
    assert "close than" not in CliRunner().invoke(main, ["list"]).output


@pytest.mark.parametrize("arguments", [["trend", "--off"], ["forget", "--all"]])
def test_it_is_forgotten_when_asked(arguments, home):
    keep("trend", "--on", answers="y\ny\n")
    checked(home, "7", "5")
    keep(*arguments)
    assert read(home).private.levels == ()
    assert read(home).closeness is (arguments[0] == "forget")


def test_on_and_off_at_once_is_neither(home):
    assert "not both" in keep("trend", "--on", "--off", code=2)


@pytest.mark.parametrize("arguments", [["trend", "--on"], ["trend", "--off"], ["forget", "--all"]])
def test_where_nothing_can_be_changed_it_is_not_called_so(arguments, home):
    home.write_text("a file where the folder should be", encoding="utf-8")
    told = keep(*arguments, answers="y\ny\n", code=8)
    assert "Nothing was changed" in told
    assert "Forgotten" not in told
    assert "asked from now on" not in told
