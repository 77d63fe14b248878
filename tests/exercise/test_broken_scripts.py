"""Scripts as people get them wrong: file, line, key, what was expected, and no traceback."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from voice_coach.cli.main import main
from voice_coach.exercise.script import Exercise
from voice_coach.exercise.script_shape import expectation

GOOD = """\
name = "mine"
title = "Mine"
level = "easy"
purpose = "Try it."
about = "Our own."
[minutes]
short = 3
long = 5
[[couple]]
part = "talk"
each = true
[[couple.steps]]
kind = "ask"
id = "ready"
say = "{speaker}, ready?"
answers = ["yes", "no"]
otherwise = "yes"
[[couple.steps]]
kind = "floor"
id = "tell"
say = "{speaker}, tell {listener}."
seconds = { short = 20, long = 60 }
mirrored = true
[[couple.steps.hints]]
after_seconds = 10
say = "Take your time."
[[couple.steps]]
kind = "floor"
id = "more"
when = { ready = "yes" }
of = "listener"
say = "{listener}, and you?"
seconds = 20
"""

BROKEN = {
    # what is changed, into what: the line and key named, what was expected
    "a level nobody knows": ('"easy"', '"hard"', "3: level", 'deep, easy, warm, not "hard"'),
    "no title": ('title = "Mine"\n', "", "1: title", "the key `title`"),
    "a number as text": ("short = 3", 'short = "2"', "6: minutes", "a number, not text in quotes"),
    "no time at all": ("short = 3", "short = 0", "6: minutes", "a number above 0"),
    "days": ("short = 3", "short = 9000", "6: minutes", "a number of at most 180"),
    "a kind nobody knows": ('"ask"', '"askk"', "13: couple[0].steps[0].kind", "say, ask, floor"),
    "no kind": ('kind = "ask"\n', "", "12: couple[0].steps[0].kind", "one of say, ask, floor"),
    "a key misspelt": ("mirrored", "mirored", "23: couple[0].steps[1].mirored", "`mirrored`"),
    "a table misspelt": ("steps.hints]", "step.hints]", "9: couple[0].step", "`steps`"),
    "an unknown key": ("after_seconds", "x", "25: couple[0].steps[1].hints[0].x", "keys after_sec"),
    "no answer to fall back on": (
        'otherwise = "yes"\n',
        "",
        "12: couple[0].steps[0].otherwise",
        "the key `otherwise`",
    ),
    "another answer": (
        'otherwise = "yes"',
        'otherwise = "ja"',
        "17: couple[0].steps[0]",
        "yes, no",
    ),
    "an answer of two words": ('"no"]', '"no way"]', "16: couple[0].steps[0].answers[1]", "0-10"),
    "an answer that is a number": ('"no"]', "3]", "16: couple[0].steps[0].answers[1]", "text in q"),
    "a role nobody has": (
        '"listener"',
        '"lisener"',
        "31: couple[0].steps[2].of",
        'listener, speaker, not "lisener"',
    ),
    "a length left out": (
        "{ short = 20, long = 60 }",
        "{ short = 20 }",
        "22: couple[0].steps[1].seconds",
        "each of short, long",
    ),
    "a name that is no name": (
        "{listener}, and",
        "{ben}, and",
        "32: couple[0].steps[2].say",
        "{listener}",
    ),
    "a brace left open": ("{listener}, and", "{listener, and", "32: couple[0]", "names in braces"),
    "an empty line": ('"{speaker}, ready?"', '""', "15: couple[0].steps[0].say", "not empty"),
    "forty words": ("ready?", "ready? " * 40, "15: couple[0].steps[0].say", "35 words at most"),
    "a word it must not use": ("ready?", "ready to heal?", "15: couple[0]", 'than "heal"'),
    "an id twice": ('id = "more"', 'id = "tell"', "29: couple[0].steps[2].id", "an id of its own"),
    "an id with blanks": (
        'id = "more"',
        'id = "M O"',
        "29: couple[0].steps[2].id",
        "small letters",
    ),
    "a question that is not there": (
        "{ ready =",
        "{ redy =",
        "30: couple[0].steps[2].when",
        'earlier question, not "redy"',
    ),
    "an answer nobody gives": (
        '{ ready = "yes" }',
        '{ ready = "ears" }',
        "30: couple[0].steps[2].when",
        'an answer of "ready"',
    ),
    "a table as text": ('{ ready = "yes" }', '"yes"', "30: couple[0].steps[2].when", "a table"),
    "a list as text": ('["yes", "no"]', '"yes"', "16: couple[0].steps[0].answers", "a list"),
    "yes as text": ("each = true", 'each = "yes"', "11: couple[0].each", "true or false"),
    "a block nobody knows": ("each = true", 'use = "end"', "11: couple[0].use", "building block"),
    "steps and a block": ("each = true", 'use = "close"', "9: couple[0]", "either `use` or steps"),
    "another file's name": ('"mine"', '"yours"', "1: name", '"mine", the file\'s name'),
    "no mode": (GOOD[GOOD.index("[[couple]]") :], "", "1: $", "a mode"),
    "a bracket left open": ("[minutes]", "[minutes", "6: not valid TOML", "']'"),
    "a quote left open": ('"Our own."', '"Our own.', "5: not valid TOML", ""),
    "a key twice": ("level", 'name = "mine"\nlevel', "3: not valid TOML", ""),
    "cut in the middle": (GOOD[GOOD.index("]\notherwise") :], "", "16: not valid TOML", ""),
    "nothing": (GOOD, "", "1: name", "the key `name`"),
    "brackets without end": (GOOD, "a = " + "[" * 5000, "mine.toml:", ""),
}


def check(path: Path) -> Result:
    return CliRunner().invoke(main, ["check", str(path)], catch_exceptions=False)


def test_the_script_they_are_made_from_is_fine(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(GOOD)
    result = check(path)
    assert result.exit_code == 0, result.output
    assert "fine" in result.output


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_script(tmp_path, broken):
    old, new, place, expected = BROKEN[broken]
    assert GOOD.count(old) >= 1
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace(old, new, 1))
    result = check(path)
    assert result.exit_code == 3, result.output
    message, *_, hint = result.stderr.splitlines()
    assert message.startswith(str(path))
    assert place in message
    assert expected in message
    assert "script that works" in hint


def test_a_file_that_is_not_text(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe" + GOOD.encode("utf-16-le"))
    result = check(path)
    assert result.exit_code == 3
    assert "expected UTF-8" in result.stderr


def test_a_file_with_the_mark_some_editors_write(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert check(path).exit_code == 0


def test_no_file(tmp_path):
    result = check(tmp_path / "mine.toml")
    assert result.exit_code == 3
    assert "No such file" in result.stderr


def test_every_broken_file_is_told_and_the_good_ones_too(tmp_path):
    for name, text in (("mine", GOOD), ("one", "x ="), ("two", 'name = "two"')):
        (tmp_path / f"{name}.toml").write_text(text)
    paths = [str(each) for each in sorted(tmp_path.iterdir())]
    result = CliRunner().invoke(main, ["check", *paths])
    assert result.exit_code == 3
    assert "mine.toml: fine" in result.stdout
    assert re.search(r"one\.toml:1:.*two\.toml:1: title", result.stderr, re.DOTALL)


@pytest.mark.parametrize("command", ["run", "show"])
def test_a_broken_script_is_told_wherever_it_is_used(tmp_path, command):
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace('"easy"', '"hard"'))
    result = CliRunner().invoke(main, [command, str(path)])
    assert result.exit_code == 3
    assert "mine.toml:3: level" in result.stderr


def test_what_is_not_foreseen_is_told_as_the_validator_says_it():
    path, told = expectation("Something new", "$.nowhere[0].x", {}, Exercise)
    assert (path, told) == ("$.nowhere[0].x", "something else: Something new")
    _, told = expectation("Expected `str` matching regex 'x+'", "$.name", {}, Exercise)
    assert told == "text like x+"
